"""The finished PDF: same bytes every time, our fonts, both standards' marks, the result inside."""

import hashlib
import os
import subprocess
import sys
from datetime import datetime

import pytest

from readiness.reports.fonts import font_face_css
from readiness.reports.pdf import PdfRenderer, render_pdf_once
from tests.reports.pdf.documents import (
    ATTACHED,
    CREATED,
    CSS,
    REPORT,
    RESULT,
    TITLE,
    embedded_fonts,
    opened,
    page,
    render,
    structure,
    text_of,
)


def test_the_same_report_has_the_same_bytes(renderer: PdfRenderer) -> None:
    first = render(renderer, REPORT)
    render(renderer, "<h1>Another one in between</h1>")
    assert all(render(renderer, REPORT) == first for _ in range(3))


def test_bytes_do_not_depend_on_the_process(renderer: PdfRenderer) -> None:
    program = (
        "import hashlib; from readiness.reports.pdf import render_pdf_once;"
        "from tests.reports.pdf.documents import *;"
        "pdf = render_pdf_once("
        " page(REPORT), CSS, title=TITLE, language='de', created=CREATED, attachments=ATTACHED);"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    pdf = renderer.render(
        page(REPORT), CSS, title=TITLE, language="de", created=CREATED, attachments=ATTACHED
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(pdf).hexdigest()


def test_a_single_report_needs_no_renderer_of_its_own(renderer: PdfRenderer) -> None:
    once = render_pdf_once(page("<h1>A</h1>"), CSS, title=TITLE, language="de", created=CREATED)
    assert once == render(renderer, "<h1>A</h1>")


def test_only_our_fonts_are_inside(renderer: PdfRenderer) -> None:
    names = embedded_fonts(opened(render(renderer, REPORT)))
    assert names == {
        "Source-Sans-Pro",
        "Source-Sans-Pro-Bold",
        "Source-Sans-Pro-Italic",
        "Source-Sans-Pro-Semi-Bold",
        "Source-Serif-Pro-Bold",
    }


@pytest.mark.parametrize("family", ["DejaVu Sans", "Arial", "serif", "monospace", "Unheard Of"])
def test_other_font_families_fall_back_to_ours(renderer: PdfRenderer, family: str) -> None:
    pdf = opened(render(renderer, f"<p style='font-family:{family}'>Text</p>"))
    assert all(name.startswith("Source-S") for name in embedded_fonts(pdf))


def test_font_rules_of_the_stylesheet_change_nothing(renderer: PdfRenderer) -> None:
    assert render(renderer, REPORT, font_face_css() + CSS) == render(renderer, REPORT)


def test_text_can_be_extracted_again(renderer: PdfRenderer) -> None:
    text = text_of(render(renderer, REPORT))
    assert "Привет, мир → ✓ ≤ 5 €" in text
    assert "Öffnung" in text


def test_title_language_and_date_are_the_callers(renderer: PdfRenderer) -> None:
    head = "<title>Other</title><meta name='dcterms.created' content='1999-01-01'>"
    pdf = opened(render(renderer, "<h1>A</h1>", head=head))
    assert str(pdf.docinfo["/Title"]) == TITLE
    assert str(pdf.Root.Lang) == "de"
    assert str(pdf.docinfo["/CreationDate"]) == str(pdf.docinfo["/ModDate"])
    assert str(pdf.docinfo["/CreationDate"]) == "D:20261122093000+00'00"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_both_standards_are_named_in_readable_metadata(renderer: PdfRenderer) -> None:
    pdf = render(renderer, REPORT)
    with opened(pdf).open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfa/ns/id/}part"] == "3"
        assert metadata["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"] == TITLE
    assert b'pdfuaid:part="1"' in pdf


def test_header_cells_say_whether_they_head_a_row_or_a_column(renderer: PdfRenderer) -> None:
    pdf = opened(render(renderer, REPORT))
    scopes = [str(element.A.Scope) for element in structure(pdf) if element.S == "/TH"]
    assert scopes == ["/Column", "/Column", "/Row", "/Row"]


def test_every_chart_is_a_figure_with_its_alternative_text(renderer: PdfRenderer) -> None:
    pdf = opened(render(renderer, REPORT))
    texts = [str(element.Alt) for element in structure(pdf) if element.S == "/Figure"]
    assert texts[:2] == ["The chart called radar", "The chart called ladder, capped"]
    assert len(texts) == 6


def test_the_result_is_attached_and_equal(renderer: PdfRenderer) -> None:
    pdf = opened(
        renderer.render(
            page(REPORT), CSS, title=TITLE, language="de", created=CREATED, attachments=ATTACHED
        )
    )
    assert set(pdf.attachments) == {"result.json", "report.json"}
    assert pdf.attachments["report.json"].description == "Woraus der Bericht besteht"
    attached = pdf.attachments["result.json"]
    assert attached.get_file().read_bytes() == RESULT
    assert str(attached.obj.AFRelationship) == "/Data"
    assert attached.get_file().mime_type == "application/json"
    assert attached.get_file().creation_date == CREATED


def test_a_report_without_result_has_no_attachment(renderer: PdfRenderer) -> None:
    assert not opened(render(renderer, REPORT)).attachments


def test_nothing_in_the_report_acts_by_itself(renderer: PdfRenderer) -> None:
    pdf = opened(render(renderer, REPORT + "<script>alert(1)</script>"))
    assert "/OpenAction" not in pdf.Root
    assert "/AA" not in pdf.Root
    assert "/JavaScript" not in pdf.Root.get("/Names", {})


def test_a_date_without_time_zone_is_refused(renderer: PdfRenderer) -> None:
    naive = datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001 - the mistake this test makes
    with pytest.raises(ValueError, match="time zone"):
        renderer.render(page(""), CSS, title=TITLE, language="de", created=naive)


@pytest.mark.parametrize(("title", "language"), [("", "de"), ("Report", " ")])
def test_a_report_needs_a_title_and_a_language(
    renderer: PdfRenderer, title: str, language: str
) -> None:
    with pytest.raises(ValueError, match="title and a language"):
        renderer.render(page(""), CSS, title=title, language=language, created=CREATED)
