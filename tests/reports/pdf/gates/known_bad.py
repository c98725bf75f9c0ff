"""Reports with one thing wrong each, and which gates must notice it.

Own rules are named as functions are; `ACCESSIBLE` and `ARCHIVAL` stand for veraPDF's profiles,
`SECOND` for the second validator.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Encryption, Name, String

from readiness.reports.pdf import PdfRenderer
from tests.reports.pdf.gates.good_document import (
    BODY,
    CHART,
    LINK,
    TABLE,
    bitmap,
    changed,
    document,
    picture,
)
from tests.reports.pdf.gates.verapdf import ACCESSIBLE, ARCHIVAL

SECOND = "page"
_PDFUA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
_PDFA_PART = "{http://www.aiim.org/pdfa/ns/id/}part"


@dataclass(frozen=True, slots=True)
class Bad:
    """A spoilt report: how it is made from the renderer, and what notices it."""

    make: Callable[[PdfRenderer], bytes]
    noticed_by: frozenset[str]


def _bad_body(body: str, *noticed_by: str, css: str = "") -> Bad:
    return Bad(lambda renderer: document(renderer, body, css), frozenset(noticed_by))


def _bad_change(change: Callable[[pikepdf.Pdf], None], *noticed_by: str, **saved: object) -> Bad:
    return Bad(lambda renderer: changed(document(renderer), change, **saved), frozenset(noticed_by))


def _without(key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root[key]

    return change


def _metadata_without(key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            del metadata[key]

    return change


def _in_french(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String("fr")


def _titled_otherwise(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = String("report.pdf")


def _script_at_opening(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String("app.alert(1)"))


def _program_behind_link(pdf: pikepdf.Pdf) -> None:
    _link_of(pdf).A = Dictionary(Type=Name.Action, S=Name.Launch, F=String("run.exe"))


def _link_to_file(pdf: pikepdf.Pdf) -> None:
    _link_of(pdf).A.URI = String("file:///etc/hostname")


def _link_unexplained(pdf: pikepdf.Pdf) -> None:
    del _link_of(pdf).Contents


def _link_of(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(link for page in pdf.pages for link in page.get("/Annots", ()))


def _tabs_by_row(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.Tabs = Name.R


def _fonts_taken_out(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


def _text_not_readable(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/ToUnicode" in item:
            del item["/ToUnicode"]


def _file_without_relation(pdf: pikepdf.Pdf) -> None:
    del pdf.attachments["result.json"].obj["/AFRelationship"]


def _scopes_taken_out(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/S") == "/TH":
            del item.A["/Scope"]


def _huge_image(pdf: pikepdf.Pdf) -> None:
    size = {"Width": 2500, "Height": 2000, "BitsPerComponent": 1, "ColorSpace": Name.DeviceGray}
    image = pdf.make_stream(bytes(2000 * 313), Type=Name.XObject, Subtype=Name.Image, **size)
    pdf.pages[0].add_resource(image, Name.XObject)


def _link_in_link(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/S") == "/Link":
            inner = pdf.make_indirect(
                Dictionary(Type=Name.StructElem, S=Name.Link, P=item, K=item.K, Pg=item.get("/Pg"))
            )
            item.K = inner


def _nothing(_: pikepdf.Pdf) -> None:
    """The file is only saved otherwise."""


_CHART_UNTITLED = BODY.replace("So far.", CHART)
_DOTS = "a::after { content: leader('.') '1' }"
_TALL = "<div style='height:{}mm'></div>"

KNOWN_BAD = {
    "not marked": _bad_change(_without("/MarkInfo"), "marked", ACCESSIBLE, ARCHIVAL, SECOND),
    "no tags": _bad_change(
        _without("/StructTreeRoot"),
        "has_tags",
        "first_heading",
        "outline",
        "pages_are_filled",
        ACCESSIBLE,
        ARCHIVAL,
        SECOND,
    ),
    "another language": _bad_change(_in_french, "language"),
    "no language": _bad_change(_without("/Lang"), "language", ACCESSIBLE, SECOND),
    "title hidden": _bad_change(_without("/ViewerPreferences"), "title_shown", ACCESSIBLE, SECOND),
    "another title": _bad_change(_titled_otherwise, "title"),
    "no title": _bad_change(_metadata_without("dc:title"), "title", ACCESSIBLE, SECOND),
    "not named accessible": _bad_change(
        _metadata_without(_PDFUA_PART), "accessible_by_name", ACCESSIBLE, SECOND
    ),
    "not named archival": _bad_change(
        _metadata_without(_PDFA_PART), "archival_by_name", ARCHIVAL, SECOND
    ),
    "script at opening": _bad_change(_script_at_opening, "nothing_acts", ARCHIVAL, SECOND),
    "program behind a link": _bad_change(_program_behind_link, "nothing_acts", ARCHIVAL, SECOND),
    "link to a file": _bad_change(_link_to_file, "links"),
    "link unexplained": _bad_change(_link_unexplained, "links", ACCESSIBLE, SECOND),
    "tabs by row": _bad_change(_tabs_by_row, "tab_order", ACCESSIBLE, SECOND),
    "fonts not embedded": _bad_change(_fonts_taken_out, "fonts", ACCESSIBLE, ARCHIVAL, SECOND),
    "text not readable": _bad_change(
        _text_not_readable, "fonts", "outline", ACCESSIBLE, ARCHIVAL, SECOND
    ),
    "huge image": _bad_change(_huge_image, "images"),
    "smoothed image": _bad_body(
        BODY + bitmap(9, 9), "images", ARCHIVAL, SECOND, css="img { image-rendering: auto }"
    ),
    "file without relation": _bad_change(_file_without_relation, "attachments", ARCHIVAL, SECOND),
    "encrypted": _bad_change(
        _nothing, "open_to_all", ARCHIVAL, SECOND, encryption=Encryption(owner="a", user="")
    ),
    "begins with h2": _bad_body(BODY.replace("h1>", "h2>"), "first_heading", ACCESSIBLE, SECOND),
    "heading jump": _bad_body(
        BODY + "<h4>Deep</h4><p>Below.</p>", "heading_levels", ACCESSIBLE, SECOND
    ),
    "empty heading": _bad_body(BODY + "<h2></h2><p>Below.</p>", "heading_texts", "outline"),
    "no outline": _bad_body(BODY, "outline", css="h1, h2 { bookmark-level: none }"),
    "outline named otherwise": _bad_body(BODY, "outline", css="h2 { bookmark-label: 'Other' }"),
    "chart without text": _bad_body(_CHART_UNTITLED, "figure_has_text", ACCESSIBLE, SECOND),
    "chart named by file": _bad_body(BODY + picture("chart of 2 levels.png"), "figure_has_text"),
    "chart tells nothing": _bad_body(BODY + picture("A chart of levels"), "figure_says_values"),
    "charts alike": _bad_body(
        BODY + picture("Logistics stands at 71.0 of 100"), "figure_text_is_unique"
    ),
    "table without headers": _bad_body(
        BODY + TABLE.replace("<th ", "<td ").replace("</th>", "</td>"),
        "tables_have_headers",
    ),
    "headers without scope": _bad_change(_scopes_taken_out, "headers_have_scope"),
    "ragged table": _bad_body(
        BODY + TABLE.replace("<td>71.0</td>", ""), "tables_are_regular", ACCESSIBLE, SECOND
    ),
    "link in a link": _bad_change(_link_in_link, "links_are_plain"),
    "dots in a link": _bad_body(BODY + LINK.replace("p>", "div>"), "links_are_plain", css=_DOTS),
    "painted out of order": _bad_body(
        BODY + "<p><span style='position: relative'>Painted late</span> and then</p>",
        "painted_in_reading_order",
    ),
    "missing sign": _bad_body(BODY + "<p>\U0001f600</p>", ACCESSIBLE, ARCHIVAL, SECOND),
    "sign replaced": _bad_body(
        BODY + "<p>\ufffd</p>", "every_sign_is_readable", ACCESSIBLE, ARCHIVAL, SECOND
    ),
    "untagged text": _bad_body(BODY + "<p style='opacity:.5'>Pale</p>", ACCESSIBLE),
    "text off the page": _bad_body(
        BODY + "<p style='margin-left:140mm;white-space:nowrap'>A line that is far too wide</p>",
        "text_on_the_page",
    ),
    "text on the running head": _bad_body(
        BODY + "<p style='position:absolute;top:-15mm;left:0'>Up here</p>",
        "running_lines_are_free",
    ),
    "text on text": _bad_body(
        BODY + "<p>One line</p><p style='margin-top:-9mm'>Another</p>", "no_overprinting"
    ),
    "heading at page end": _bad_body(
        BODY + _TALL.format(208) + "<h2 style='break-after:auto'>Alone</h2>"
        "<p class='page'>Below.</p>",
        "headings_stay_with_text",
    ),
    "nearly empty page": _bad_body(
        BODY + "<p class='page'>A line.</p><p class='page'>Another.</p>", "pages_are_filled"
    ),
}
