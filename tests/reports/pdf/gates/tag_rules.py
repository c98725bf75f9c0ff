"""What holds for a report's tags: headings, outline, charts, tables, links."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf

from tests.reports.pdf.gates.document_rules import Expected
from tests.reports.pdf.gates.tagged import Element, TaggedPdf

FEWEST_NAMES = 3  # words that tell what a chart without figures shows
IN_OUTLINE = frozenset({"H1", "H2"})
_FILE_NAME = re.compile(r"\.(png|svg|jpe?g|gif|webp|pdf)\b|^data:", re.IGNORECASE)
_MOST_RUNS = 12  # pieces of one link; leader dots inside a link make far more
_CELLS = frozenset({"TH", "TD"})
_GROUPS = frozenset({"THead", "TBody", "TFoot"})


def squeezed(text: str) -> str:
    """White space, hyphens, break opportunities and marks on letters taken out.

    Lines break differently, and programs tell apart marks set on marks in different ways.
    """
    plain = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))
    return re.sub(r"[\s\u200b\u00ad\ufffe\x02-]+", "", plain)


def of_kind(report: TaggedPdf, *kinds: str) -> Iterator[Element]:
    """All elements of these kinds, in reading order."""
    return (element for element in report.elements if element.kind in kinds)


def headings_of(report: TaggedPdf) -> list[Element]:
    """All headings in reading order."""
    return [element for element in report.elements if element.is_heading]


def first_heading(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """The first heading is the only one of the first level."""
    kinds = [heading.kind for heading in headings_of(report)]
    if not kinds or kinds[0] != "H1":
        yield f"the first heading is {kinds[0] if kinds else 'missing'}, not H1"
    if kinds.count("H1") > 1:
        yield f"{kinds.count('H1')} headings of the first level"


def heading_levels(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """No heading skips a level."""
    for before, after in pairwise(headings_of(report)):
        if after.level > before.level + 1:
            yield f"{after.kind} {report.said(after)[:60]!r} follows {before.kind}"


def heading_texts(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """Every heading says something."""
    for heading in headings_of(report):
        if not squeezed(report.said(heading)):
            yield f"an empty {heading.kind}"


def outline(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """The outline names headings in their order with their pages, the main ones all."""
    with report.pdf.open_outline() as entries:
        listed = list(_entries(entries.root, report))
    if not listed:
        yield "there is no outline"
        return
    headings = [_place(report, heading) for heading in headings_of(report)]
    remaining = iter(headings)
    for entry in listed:
        if entry not in remaining:
            yield f"the entry {entry[0][:60]!r} for page {entry[1]} matches no heading in order"
            remaining = iter(headings)
    for heading in headings_of(report):
        if heading.kind in IN_OUTLINE and _place(report, heading) not in listed:
            yield f"{heading.kind} {report.said(heading)[:60]!r} is not in the outline"


def _place(report: TaggedPdf, heading: Element) -> tuple[str, int]:
    page = heading.marks[0][0] + 1 if heading.marks else 0
    return squeezed(report.said(heading)), page


def _entries(entries: list[pikepdf.OutlineItem], report: TaggedPdf) -> Iterator[tuple[str, int]]:
    for entry in entries:
        yield squeezed(entry.title), _target(entry, report)
        yield from _entries(entry.children, report)


def _target(entry: pikepdf.OutlineItem, report: TaggedPdf) -> int:
    destination = entry.destination
    if not isinstance(destination, pikepdf.Array):
        return 0
    wanted = destination[0].objgen
    return next((n for n, page in enumerate(report.pdf.pages, 1) if page.objgen == wanted), 0)


def _alternatives(report: TaggedPdf, expected: Expected | None = None) -> list[str]:
    """The texts of all figures, or of those that are not the logo expected."""
    texts = [str(figure.source.get("/Alt", "")).strip() for figure in of_kind(report, "Figure")]
    return [text for text in texts if expected is None or text != expected.logo]


def figure_has_text(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """Every chart has an alternative text, and it is not the name of a file."""
    for text in _alternatives(report):
        if not text:
            yield "a figure without alternative text"
        elif _FILE_NAME.search(text):
            yield f"the alternative text {text[:60]!r} is the name of a file"


def figure_says_values(report: TaggedPdf, expected: Expected) -> Iterator[str]:
    """Every chart's alternative text tells figures, or names after a colon."""
    for text in _alternatives(report, expected):
        names = text.partition(":")[2].split()
        if text and not re.search(r"\d", text) and len(names) < FEWEST_NAMES:
            yield f"the alternative text {text[:60]!r} tells no values"


def figure_text_is_unique(report: TaggedPdf, expected: Expected) -> Iterator[str]:
    """No two charts have the same alternative text."""
    for text, times in Counter(_alternatives(report, expected)).items():
        if times > 1:
            yield f"{times} figures say {text[:60]!r}"


def tables_have_headers(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """Every table has header cells."""
    for table in of_kind(report, "Table"):
        if not any(cell.kind == "TH" for cell in table.walk()):
            yield f"the table {_beginning(report, table)!r} has no header cell"


def headers_have_scope(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """Every header cell says whether it heads a row or a column."""
    for cell in of_kind(report, "TH"):
        if str(_attribute(cell, "/Scope", "")) not in ("/Row", "/Column", "/Both"):
            yield f"the header cell {report.said(cell)[:60]!r} has no scope"


def tables_are_regular(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """All rows of a table have the same number of columns."""
    for table in of_kind(report, "Table"):
        widths = _row_widths(table)
        if len(set(widths)) > 1:
            yield f"the rows of {_beginning(report, table)!r} have {sorted(set(widths))} columns"


def _row_widths(table: Element) -> list[int]:
    """Columns of each row, cells that reach down from rows above counted in."""
    widths: list[int] = []
    reaching: list[int] = []  # rows that each cell from above still covers
    for row in (row for part in _parts(table) for row in part.children if row.kind == "TR"):
        width = len(reaching)
        reaching = [rows - 1 for rows in reaching if rows > 1]
        for cell in (cell for cell in row.children if cell.kind in _CELLS):
            columns = int(_attribute(cell, "/ColSpan", 1))
            rows = int(_attribute(cell, "/RowSpan", 1))
            width += columns
            reaching += [rows - 1] * columns if rows > 1 else []
        widths.append(width)
    return widths


def _parts(table: Element) -> list[Element]:
    return [table, *(child for child in table.children if child.kind in _GROUPS)]


def _attribute(cell: Element, name: str, default: Any) -> Any:
    given = cell.source.get("/A", pikepdf.Dictionary())
    owners = list(given) if isinstance(given, pikepdf.Array) else [given]
    found = [each[name] for each in owners if isinstance(each, pikepdf.Dictionary) and name in each]
    return found[0] if found else default


def _beginning(report: TaggedPdf, element: Element) -> str:
    return report.said(element)[:60]


def links_are_plain(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """No link stands in a link, and none consists of dozens of pieces."""
    for link in of_kind(report, "Link"):
        if "Link" in link.above:
            yield f"the link {_beginning(report, link)!r} stands in a link"
        if len(link.marks) > _MOST_RUNS:
            yield f"the link {_beginning(report, link)!r} has {len(link.marks)} pieces"
        if not squeezed(report.said(link)):
            yield "a link without text"


def painted_in_reading_order(report: TaggedPdf, _: Expected) -> Iterator[str]:
    """On every page text is painted in the order of the tags, as some readers go by painting."""
    drawn = {mark for figure in of_kind(report, "Figure") for mark in figure.marks}
    roots = [element for element in report.elements if not element.above]
    last: dict[int, int] = {}
    for page, mark in (mark for root in roots for mark in root.marks if mark not in drawn):
        if mark < last.get(page, -1):
            late = "".join(piece.text for piece in report.painted_by(page, last[page]))
            early = "".join(piece.text for piece in report.painted_by(page, mark))
            yield f"page {page + 1}: {late[:40]!r} is painted after {early[:40]!r}"
        last[page] = mark
