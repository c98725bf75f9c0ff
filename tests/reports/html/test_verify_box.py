"""The box that says how a report is verified, on paper and on the screen."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import segno

from readiness.reports.charts.qr_code import qr_code
from readiness.reports.html import render_html
from readiness.reports.manifest import grouped, verify_link
from readiness.reports.view import build_view
from tests.reports.html.page import Page
from tests.reports.view.companies import CONTEXT, questionnaire, result

FINGERPRINT = "0123456789abcdef" * 4
AT = "https://readiness.example.com/v/"
LINK = f"{AT}0123456789abcdef0123456789abcdef"
COMPANY = "c1-nordwerk"
SVG = "{http://www.w3.org/2000/svg}"


def page(language: str = "en", at: str | None = AT, *, for_print: bool = True) -> Page:
    context = replace(CONTEXT, language=language, fingerprint=FINGERPRINT, verify_at=at)
    return Page(
        render_html(build_view(questionnaire(), result(COMPANY), context), for_print=for_print)
    )


@pytest.mark.parametrize("for_print", [True, False])
@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Verify this report"),
        ("de", "Diesen Bericht prüfen"),
        ("nl", "Dit rapport controleren"),
    ],
)
def test_number_and_address_stand_at_the_end(language: str, title: str, for_print: bool) -> None:
    made = page(language, for_print=for_print)
    assert made.headings[-1] == ("h3", title)
    assert grouped(FINGERPRINT) in made.text
    assert LINK in made.text
    assert LINK in made.references
    assert not made.misnested


def test_the_code_says_its_address() -> None:
    assert page().alternatives[-1] == f"Code that opens the address {LINK}"
    assert f"<title>Code that opens the address {LINK}</title>" in page(for_print=False).source


def test_without_a_service_there_is_a_number_and_no_address() -> None:
    made = page(at=None)
    assert grouped(FINGERPRINT) in made.text
    assert "readiness verify" in made.text
    assert "https:" not in made.text
    assert not any("Code that opens" in each for each in made.alternatives)


def test_a_report_without_fingerprint_has_no_box() -> None:
    made = Page(render_html(build_view(questionnaire(), result(COMPANY), CONTEXT), for_print=True))
    assert "Verify this report" not in made.text


def test_a_link_holds_128_bits_of_the_fingerprint() -> None:
    assert verify_link(AT, FINGERPRINT) == LINK
    assert verify_link(None, FINGERPRINT) is None


def test_the_code_is_one_shape_of_exactly_the_dark_modules() -> None:
    drawn = ElementTree.fromstring(str(qr_code(LINK, "A & B")))  # noqa: S314 - made here
    [shape] = drawn.findall(f"{SVG}path")
    assert drawn.findtext(f"{SVG}title") == "A & B"
    dark = {
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", shape.attrib["d"])
        for step in range(int(length))
    }
    rows = list(segno.make(LINK, error="m", micro=False).matrix_iter(border=4))
    expected = {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    assert dark == expected
    assert drawn.attrib["viewBox"] == f"0 0 {len(rows)} {len(rows)}"
