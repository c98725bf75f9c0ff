"""The geometrical gate: what a reader sees at once when a page went wrong.

Points and pages count from the lower left corner and from 1. Text in charts is measured with the
rest of the text; that it lies inside its chart is a matter of the charts (`svg_reading`).
"""

from collections.abc import Callable, Iterator

from tests.reports.pdf.gates.problem import Problem
from tests.reports.pdf.gates.tag_rules import squeezed
from tests.reports.pdf.gates.tagged import Box, Element, Painted, TaggedPdf

SLACK = 1.0  # points a box may stand out, as boxes of letters are rounded
NARROWEST_EDGE = 17.0  # points around a page that printers cannot reach or hands hold
LEAST_FILLED = 0.15  # of a page's height, between its first and its last line
READABLE = 3.0  # points; text less high than that is for the ear only
OVERPRINTED = 0.3  # of the smaller piece of text
_LED_IN = frozenset({"Caption", "THead"})


def text_on_the_page(report: TaggedPdf) -> Iterator[str]:
    """No text reaches beyond its page, nor so near to the edge that it may be lost."""
    for index, box in report.letters:
        width, height = report.sizes[index]
        inner = Box(NARROWEST_EDGE, NARROWEST_EDGE, width - NARROWEST_EDGE, height - NARROWEST_EDGE)
        if not _holds(inner, box):
            yield f"page {index + 1}: text at {_said(box)} on a page of {width:.0f} x {height:.0f}"


def running_lines_are_free(report: TaggedPdf) -> Iterator[str]:
    """No text of the report lies on its running head or foot."""
    for page in _pages(report):
        running = [piece for piece in page if piece.mark is None and _is_text(piece)]
        for piece in page:
            if piece.mark is not None and _is_text(piece):
                for line in running:
                    if piece.box.common(line.box) > SLACK:
                        yield f"{_where(piece)} lies on the running line {line.text[:40]!r}"


def no_overprinting(report: TaggedPdf) -> Iterator[str]:
    """No piece of text lies on another."""
    for page in _pages(report):
        texts = sorted(
            (piece for piece in page if piece.mark is not None and _is_text(piece)),
            key=lambda piece: piece.box.left,
        )
        for place, one in enumerate(texts):
            for other in texts[place + 1 :]:
                if other.box.left >= one.box.right:
                    break
                smaller = min(one.box.area, other.box.area)
                if one.box.common(other.box) > OVERPRINTED * smaller:
                    yield f"{_where(one)} and {other.text[:40]!r} lie on each other"


def headings_stay_with_text(report: TaggedPdf) -> Iterator[str]:
    """What a heading or caption leads in begins below it, on the same page and column."""
    order = [mark for element in _roots(report) for mark in element.marks]
    for element in report.elements:
        if not element.marks or not (element.is_heading or element.kind in _LED_IN):
            continue
        last = report.pieces(element)
        following = _next_painted(report, order, element.marks[-1])
        if last and following is not None and not _follows(last[-1], following):
            yield f"{element.kind} {_where(last[-1])} ends its page or column"


def pages_are_filled(report: TaggedPdf) -> Iterator[str]:
    """No page between the cover and the last one is nearly empty."""
    for number, page in enumerate(_pages(report)[1:-1], 2):
        boxes = [piece.box for piece in page if piece.mark is not None]
        used = max((b.top for b in boxes), default=0) - min((b.bottom for b in boxes), default=0)
        if used < LEAST_FILLED * report.sizes[number - 1][1]:
            yield f"page {number}: only {used:.0f} points of it are used"


def every_sign_is_readable(report: TaggedPdf) -> Iterator[str]:
    """Every character painted can be told, none is a replacement for a missing one."""
    for number, text in enumerate(report.texts, 1):
        for sign in sorted({"\ufffd", "\x00", "\u25a1"} & set(text)):
            yield f"page {number}: {text.count(sign)} times {sign!a}"


GEOMETRY_RULES: dict[str, Callable[[TaggedPdf], Iterator[str]]] = {
    rule.__name__: rule
    for rule in (
        text_on_the_page,
        running_lines_are_free,
        no_overprinting,
        headings_stay_with_text,
        pages_are_filled,
        every_sign_is_readable,
    )
}


def geometry_problems(report: TaggedPdf) -> list[Problem]:
    """Everything on a report's pages that breaks a rule of their geometry."""
    return [
        Problem(name, detail) for name, rule in GEOMETRY_RULES.items() for detail in rule(report)
    ]


def _pages(report: TaggedPdf) -> list[list[Painted]]:
    pages: list[list[Painted]] = [[] for _ in report.sizes]
    for piece in report.painted:
        pages[piece.page].append(piece)
    return pages


def _roots(report: TaggedPdf) -> Iterator[Element]:
    return (element for element in report.elements if not element.above)


def _next_painted(
    report: TaggedPdf, order: list[tuple[int, int]], mark: tuple[int, int]
) -> Painted | None:
    for page, number in order[order.index(mark) + 1 :]:
        for piece in report.painted_by(page, number):
            if not piece.text or _is_text(piece):
                return piece
    return None


def _follows(heading: Painted, following: Painted) -> bool:
    """Tell whether what follows stands below or beside the heading's last line."""
    return following.page == heading.page and following.box.bottom <= heading.box.top + SLACK


def _is_text(piece: Painted) -> bool:
    return bool(squeezed(piece.text)) and piece.box.top - piece.box.bottom >= READABLE


def _holds(frame: Box, box: Box) -> bool:
    return (
        frame.left <= box.left + SLACK
        and frame.bottom <= box.bottom + SLACK
        and box.right <= frame.right + SLACK
        and box.top <= frame.top + SLACK
    )


def _where(piece: Painted) -> str:
    return f"page {piece.page + 1}: {piece.text[:60]!r} at {_said(piece.box)}"


def _said(box: Box) -> str:
    return f"{box.left:.0f},{box.bottom:.0f} to {box.right:.0f},{box.top:.0f}"
