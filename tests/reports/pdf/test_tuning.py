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

from readiness.reports.html import print_css, render_html
from readiness.reports.render_worker import RenderJob
from readiness.reports.tuning import read_html, shortcuts, version
from readiness.reports.view import ReportView
from tests.reports.pdf.both_ways import in_a_worker, rendered_both_ways
from tests.reports.pdf.documents import CREATED, CSS, REPORT, opened, page, text_of
from tests.reports.pdf.gates.tagged import TaggedPdf
from tests.reports.view.companies import CONTEXT, case, view_of
from tests.reports.view.migration import mover

IMAGE = re.compile(r"<img [^>]*>")


TWO_TABLES = """
<div><table><tbody><tr><th>One</th><td id="here">Two <b>bold</b></td><td title="two">Three</td></tr>
<tr><th>Four</th><td></td><td lang="nl">Vijf</td></tr></tbody></table></div>
<div class="plain"><table class="plain"><tbody><tr><td class="plain">Six <a href="#x">link</a></td>
<td>Seven</td></tr><tr id="x"><td colspan="2">Eight <a>no link</a></td></tr></tbody></table></div>
"""
REPORTS: dict[str, Callable[[], ReportView]] = {
    "direct sales, German": lambda: german("c1-nordwerk"),
    "new platform, Dutch": lambda: mover("mc-1", language="nl", with_cost=True),
}


def german(company: str) -> ReportView:
    return view_of(case(company).answers, context=replace(CONTEXT, language="de"))


def job(html: str, css: str) -> RenderJob:
    return RenderJob(html, css, title="Bericht", language="de", created=CREATED)


def streams(pdf: pikepdf.Pdf) -> list[bytes]:
    """All that is painted or embedded, unpacked, in the order of the file.

    Left out are places and tags, and that a glyph is moved by 0.
    """
    found = (item for item in pdf.objects if isinstance(item, pikepdf.Stream))
    painted = (item for item in found if item.get("/Type") not in ("/XRef", "/ObjStm"))
    return [item.read_bytes().replace(b">0<", b"") for item in painted]


def assert_painted_alike(html: str, css: str) -> None:
    tuned, stock = in_a_worker(rendered_both_ways, job(html, css))
    assert streams(opened(tuned)) == streams(opened(stock))


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_has_the_same_pages_and_words_with_shortcuts(name: str) -> None:
    html = render_html(REPORTS[name](), for_print=True)
    tuned, stock = in_a_worker(rendered_both_ways, job(html, print_css()))
    assert len(opened(tuned).pages) == len(opened(stock).pages)
    assert text_of(tuned).split() == text_of(stock).split()
    assert len(tuned) < len(stock) * 1.05


def test_without_drawings_everything_painted_is_the_same() -> None:
    html = IMAGE.sub("", render_html(german("c1-nordwerk"), for_print=True))
    assert_painted_alike(html, print_css())


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
        "background: #EEE; border: 1mm solid; border-radius: 2mm 50%",
        "background: linear-gradient(#FFF, #CCC); visibility: hidden",
        "float: right; width: 40%",
        "position: absolute; right: 0",
        "position: relative; top: calc(1mm + 2px)",
    ],
)
def test_styles_that_reports_hardly_use_come_out_the_same(style: str) -> None:
    text = "Ein Datenqualitätsbeauftragter\nprüft\tjeden Stammdatensatz — zweimal. " * 4
    body = f"<div style='{style}'>{text}<p style='{style}'>{text}</p>{REPORT}</div>"
    html = IMAGE.sub("", page(body))
    assert_painted_alike(html, CSS)


@pytest.mark.parametrize(
    "rule",
    [
        "@page { @bottom-right { content: counter(page) } }",
        "@page :first { margin: 40mm } @page :left { background: #EEE }",
        "@page :nth(2) { margin: 50mm }",
        "@page wide { size: A5 landscape } p { page: wide }",
        "ol { list-style: upper-roman } ol ol { list-style: disc inside }",
        "li::marker { color: #900 } ol { counter-reset: x }",
    ],
)
def test_pages_and_lists_come_out_the_same(rule: str) -> None:
    items = "<li>One<ol><li>Two</li><li>Three</li></ol></li>" * 30
    html = page(f"<ol>{items}</ol><p>Text</p>")
    assert_painted_alike(html, CSS + rule)


@pytest.mark.parametrize(
    "rule",
    [
        "td:first-child, th:nth-child(2n) { color: #900 } tr:last-child td { color: #090 }",
        "tr:nth-child(2) > td:last-child { padding-left: 4mm } td:only-child { color: #009 }",
        "td + td { font-weight: 600 } tr ~ tr th { font-style: italic }",
        "#here { color: #900 } [id] > b { color: #090 } [title=two] { color: #009 }",
        "td:not(.plain):empty { background: #EEE } td:has(b) { color: #900 }",
        "a:link { color: #900 } a[href^='#'] { font-weight: 600 } :lang(nl) { color: #090 }",
        ".plain td { color: #900 } table.plain > tbody td.plain { font-size: 14pt }",
        "td { margin-inline-start: 2mm; padding-inline: 3mm; border-block-end: 1mm solid }",
        "div { inline-size: 40mm; margin-block: 3mm; inset-inline-start: 1mm }",
        ":root { --a: #900 } .plain { --a: #009 } td { border: var(--w, 2mm) solid var(--a) }",
        "td { color: var(--missing, #090); width: calc(var(--n, 2) * 9mm) }",
        "b { text-decoration: underline dotted } td { text-decoration: line-through }",
        "td { font-variant-numeric: tabular-nums; letter-spacing: .3pt; word-spacing: 2pt }",
    ],
)
def test_rules_find_the_same_elements_and_values(rule: str) -> None:
    html = page(TWO_TABLES * 2)
    assert_painted_alike(html, CSS + rule)


@pytest.mark.parametrize(
    "text",
    [
        "Gr\u00f6\u00dfe 10 000 \u20ac \u2013 AVATAR, To. Wa\u00adren, ffi fl",
        "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 abc",
        "\u4f60\u597d \U0001f600 \ue000 x",
        "e\u0301 a\u0308\u0323 \u200b|\u200d|\ufeff|\t|",
    ],
    ids=["kerned", "right to left", "not in the fonts", "marks and signs without width"],
)
def test_letters_come_out_the_same_wherever_they_stand(text: str) -> None:
    body = f"<p>{text}</p><p><b>{text}</b> {text}</p><p style='text-align: justify'>{text * 9}</p>"
    assert_painted_alike(page(body * 2), CSS)


def test_elements_say_the_same_and_hold_their_lines_and_spans_themselves() -> None:
    html = IMAGE.sub("", render_html(german("c1-nordwerk"), for_print=True))
    tuned, stock = in_a_worker(rendered_both_ways, job(html, print_css()))
    with TaggedPdf(tuned) as lean, TaggedPdf(stock) as full:
        assert said_by_elements(lean) == said_by_elements(full)
        assert len(lean.elements) < len(full.elements) * 0.5


def said_by_elements(report: TaggedPdf) -> list[tuple[str, tuple[str, ...], str]]:
    """What every element but spans says, with where it stands."""
    return [
        (element.kind, without_spans(element.above), report.said(element))
        for element in report.elements
        if element.kind != "Span"
    ]


def without_spans(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if kind != "Span")


def test_the_version_installed_is_the_one_the_shortcuts_know() -> None:
    """Fails with a new WeasyPrint: read what changed inside, measure, then name it here."""
    assert version.is_tuned()


def test_any_other_version_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version, "TUNED_VERSION", "70.1")
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
