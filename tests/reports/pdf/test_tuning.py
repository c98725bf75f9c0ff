"""The shortcuts inside WeasyPrint: quicker, the same pages, and only in the version they know."""

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pikepdf
import pytest
import tinyhtml5
import weasyprint
from weasyprint.layout import inline

from readiness.reports import weasyprint_tuning
from readiness.reports.html import print_css, render_html
from readiness.reports.render_worker import RenderJob
from readiness.reports.view import ReportView
from readiness.reports.weasyprint_tuning import read_html, shortcuts
from tests.reports.pdf.both_ways import in_a_worker, rendered_both_ways
from tests.reports.pdf.documents import CREATED, CSS, REPORT, opened, page, text_of
from tests.reports.view.companies import CONTEXT, case, view_of
from tests.reports.view.migration import mover

IMAGE = re.compile(r"<img [^>]*>")


REPORTS: dict[str, Callable[[], ReportView]] = {
    "direct sales, German": lambda: german("c1-nordwerk"),
    "new platform, Dutch": lambda: mover("mc-1", language="nl", with_cost=True),
}


def german(company: str) -> ReportView:
    return view_of(case(company).answers, context=replace(CONTEXT, language="de"))


def job(html: str, css: str) -> RenderJob:
    return RenderJob(html, css, title="Bericht", language="de", created=CREATED)


def streams(pdf: pikepdf.Pdf) -> list[bytes]:
    """All that is painted or embedded, unpacked, in the order of the file, but not the places."""
    found = (item for item in pdf.objects if isinstance(item, pikepdf.Stream))
    return [item.read_bytes() for item in found if item.get("/Type") != "/XRef"]


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_has_the_same_pages_and_words_with_shortcuts(name: str) -> None:
    html = render_html(REPORTS[name](), for_print=True)
    tuned, stock = in_a_worker(rendered_both_ways, job(html, print_css()))
    assert len(opened(tuned).pages) == len(opened(stock).pages)
    assert text_of(tuned).split() == text_of(stock).split()
    assert len(tuned) < len(stock) * 1.05


def test_without_drawings_everything_painted_is_the_same() -> None:
    html = IMAGE.sub("", render_html(german("c1-nordwerk"), for_print=True))
    tuned, stock = in_a_worker(rendered_both_ways, job(html, print_css()))
    assert streams(opened(tuned)) == streams(opened(stock))


@pytest.mark.parametrize(
    "style",
    [
        "text-align: justify; width: 40mm",
        "letter-spacing: .1em; word-spacing: .2em",
        "overflow-wrap: anywhere; width: 9mm",
        "white-space: pre-wrap; tab-size: 4",
        "text-decoration: underline overline line-through",
        "hyphens: auto; width: 20mm",
        "direction: rtl",
        "margin: 5%; padding: 1% 2mm; width: 70%",
        "border: 1mm solid; border-collapse: collapse; display: inline-table",
        "columns: 2",
    ],
)
def test_styles_that_reports_hardly_use_come_out_the_same(style: str) -> None:
    text = "Ein Datenqualitätsbeauftragter\nprüft\tjeden Stammdatensatz — zweimal. " * 4
    body = f"<div style='{style}'>{text}<p style='{style}'>{text}</p>{REPORT}</div>"
    html = IMAGE.sub("", page(body))
    tuned, stock = in_a_worker(rendered_both_ways, job(html, CSS))
    assert streams(opened(tuned)) == streams(opened(stock))


def test_the_version_installed_is_the_one_the_shortcuts_know() -> None:
    """Fails with a new WeasyPrint: read what changed inside, measure, then name it here."""
    assert weasyprint_tuning.is_tuned()


def test_any_other_version_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint_tuning, "TUNED_VERSION", "70.1")
    stock = inline.split_first_line
    with shortcuts():
        assert inline.split_first_line is stock
    assert type(read_html(page("<p>Text</p>"), None)) is weasyprint.HTML


def test_shortcuts_end_with_the_document() -> None:
    stock = inline.split_first_line
    with shortcuts():
        assert inline.split_first_line is not stock
    assert inline.split_first_line is stock


def test_html_that_is_no_xml_is_read_as_html() -> None:
    read = read_html(page("<p>One<p>Two<br>&nbsp;"), None)
    assert [element.tag for element in read.etree_element.iter()][-3:] == ["p", "p", "br"]


def test_no_document_declares_entities() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha">]><html><body><p>&a;</p></body></html>'
    for html in (bomb, "<!DOCTYPE html>" + bomb):
        assert "ha" not in "".join(read_html(html, None).etree_element.itertext()).split()


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_well_formed_and_read_alike_both_ways(name: str) -> None:
    html = render_html(REPORTS[name](), for_print=True)
    quick = read_html(html, None).etree_element
    slow = tinyhtml5.parse(html, namespace_html_elements=False)
    assert [e.tag for e in quick.iter()] == [e.tag for e in slow.iter()]
    assert [dict(e.attrib) for e in quick.iter()] == [dict(e.attrib) for e in slow.iter()]
    assert words(quick) == words(slow)


def words(root: ElementTree.Element) -> list[str]:
    return "".join(root.itertext()).split()
