"""What holds for a report's file as a whole: names, standards, fonts, images, nothing that acts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary

from tests.reports.pdf.gates.tagged import TaggedPdf

OUR_FONTS = ("Source-Sans-Pro", "Source-Serif-Pro")
LARGEST_IMAGE = 4_000_000  # pixels
ACTIVE = frozenset(
    {
        "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/GoToR", "/GoToE",
        "/Movie", "/Sound", "/Rendition", "/Trans", "/GoTo3DView", "/RichMediaExecute",
    }
)  # fmt: skip
RELATIONSHIPS = frozenset({"/Source", "/Data", "/Alternative", "/Supplement"})
_UA = "{http://www.aiim.org/pdfua/ns/id/}"
_A = "{http://www.aiim.org/pdfa/ns/id/}"
_SUBSET = re.compile(r"[A-Z]{6}\+(.+)")
_ALLOWED_LINK = re.compile(r"https?://|mailto:")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a report was asked to be; `logo` is the alternative text of its brand's logo."""

    language: str
    title: str
    logo: str | None = None
    attachments: frozenset[str] = frozenset({"result.json", "report.json"})


def marked(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """The document says that it is tagged."""
    about = report.pdf.Root.get("/MarkInfo", Dictionary())
    if not about.get("/Marked", False) or about.get("/Suspects", False):
        yield "MarkInfo does not say that the document is tagged"


def has_tags(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """There is a tag tree, and it holds something."""
    if not report.elements:
        yield "there is no tag tree"


def language(report: TaggedPdf, expected: Expected) -> Iterator[str]:
    """The document's language is the report's."""
    found = str(report.pdf.Root.get("/Lang", ""))
    if found != expected.language:
        yield f"the language is {found!r}, not {expected.language!r}"


def title_shown(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """Readers show the title, not the name of the file."""
    if not report.pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "DisplayDocTitle is not set"


def title(report: TaggedPdf, expected: Expected) -> Iterator[str]:
    """Both places for a title hold the report's."""
    in_metadata = str(report.pdf.open_metadata().get("dc:title", ""))
    in_information = str(report.pdf.docinfo.get("/Title", ""))
    for place, found in (("XMP", in_metadata), ("the information dictionary", in_information)):
        if found != expected.title:
            yield f"the title in {place} is {found!r}, not {expected.title!r}"


def accessible_by_name(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """The metadata say PDF/UA-1."""
    if report.pdf.open_metadata().get(f"{_UA}part") != "1":
        yield "the metadata do not say PDF/UA-1"


def archival_by_name(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """The metadata say PDF/A-3a."""
    metadata = report.pdf.open_metadata()
    found = f"{metadata.get(f'{_A}part')}{metadata.get(f'{_A}conformance')}"
    if found != "3A":
        yield f"the metadata say PDF/A-{found}, not PDF/A-3A"


def nothing_acts(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """Nothing happens when the document is opened, and no link starts a program."""
    root = report.pdf.Root
    for key in ("/OpenAction", "/AA", "/AcroForm"):
        if key in root:
            yield f"the document has {key}"
    if "/JavaScript" in root.get("/Names", Dictionary()):
        yield "the document has scripts"
    for item in report.pdf.objects:
        for action in _actions(item):
            if str(action.get("/S", "")) in ACTIVE:
                yield f"an action of the kind {action.S}"


def _actions(item: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if not isinstance(item, Dictionary):
        return
    if item.get("/Type") == "/Action":
        yield item
    for key in ("/A", "/Next"):
        inner = item.get(key)
        if isinstance(inner, Dictionary) and "/S" in inner:
            yield inner
    yield from (inner for inner in item.get("/AA", Dictionary()).values() if "/S" in inner)


def links(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """Links are tagged, say where they lead, and lead to a page, a web address or a mailbox."""
    for number, page in enumerate(report.pdf.pages, 1):
        for link in page.get("/Annots", ()):
            if link.get("/Subtype") != "/Link":
                continue
            if not str(link.get("/Contents", "")).strip():
                yield f"page {number}: a link does not say where it leads"
            if "/StructParent" not in link:
                yield f"page {number}: a link is not tagged"
            address = str(link.get("/A", Dictionary()).get("/URI", ""))
            if address and not _ALLOWED_LINK.match(address):
                yield f"page {number}: a link leads to {address[:80]!r}"


def tab_order(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """The tabulator goes through links in the order of the tags."""
    for number, page in enumerate(report.pdf.pages, 1):
        if page.get("/Tabs") != "/S":
            yield f"page {number} has another order"


def fonts(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """Every font is embedded, cut down to what is used, readable again, and ours."""
    for item in report.pdf.objects:
        if not isinstance(item, Dictionary):
            continue
        if item.get("/Type") == "/FontDescriptor":
            yield from _font(item)
        elif item.get("/Subtype") == "/Type0" and "/ToUnicode" not in item:
            yield f"the text in {item.get('/BaseFont')} cannot be read out"


def _font(descriptor: Dictionary) -> Iterator[str]:
    name = str(descriptor.get("/FontName", "")).removeprefix("/")
    if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
        yield f"{name} is not embedded"
    subset = _SUBSET.fullmatch(name)
    if subset is None:
        yield f"{name} is embedded whole"
    if not (subset[1] if subset else name).startswith(OUR_FONTS):
        yield f"{name} is not one of our fonts"


def images(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """No image has more pixels than paper can show, and none is smoothed by the reader."""
    for item in report.pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
            if int(item.Width) * int(item.Height) > LARGEST_IMAGE:
                yield f"an image of {item.Width} x {item.Height} pixels"
            if item.get("/Interpolate", False):
                yield "an image is to be smoothed"


def attachments(report: TaggedPdf, expected: Expected) -> Iterator[str]:
    """Exactly the files expected are attached, each with what it is to the report."""
    names = set(report.pdf.attachments)
    if names != expected.attachments:
        yield f"attached are {sorted(names)}, not {sorted(expected.attachments)}"
    associated = report.pdf.Root.get("/AF", ())
    for name in sorted(names):
        file = report.pdf.attachments[name].obj
        if str(file.get("/AFRelationship", "")) not in RELATIONSHIPS:
            yield f"{name} does not say what it is to the report"
        if not any(each.objgen == file.objgen for each in associated):
            yield f"{name} is not associated with the document"


def open_to_all(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """The document is not encrypted, so assistive programs may read it."""
    if report.pdf.is_encrypted:
        yield "the document is encrypted"
