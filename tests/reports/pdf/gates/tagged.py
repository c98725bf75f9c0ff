"""A PDF read back with its tags: what every structure element says, and where it is painted."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

import pikepdf
import pypdfium2
from pypdfium2 import raw

_HEADINGS = frozenset(f"H{level}" for level in range(1, 7))


@dataclass(frozen=True, slots=True)
class Box:
    """An extent on a page in points, counted from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)

    def common(self, other: "Box") -> float:
        """The area both cover."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        ).area


@dataclass(frozen=True, slots=True)
class Painted:
    """One thing painted on a page: `mark` ties it to the tags, None means decoration.

    `text` is empty for drawings and images.
    """

    page: int
    mark: int | None
    text: str
    box: Box


@dataclass
class Element:
    """A structure element; `kind` without slash, such as H1, `above` the kinds it stands in.

    `marks` are the pieces (page, mark) of it and of all elements below, in reading order.
    """

    kind: str
    above: tuple[str, ...]
    source: pikepdf.Dictionary
    marks: list[tuple[int, int]] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)

    @property
    def is_heading(self) -> bool:
        return self.kind in _HEADINGS

    @property
    def level(self) -> int:
        return int(self.kind[1:])

    def walk(self) -> Iterator["Element"]:
        """This element and all below, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


class TaggedPdf:
    """An opened PDF; `pdf` is its objects, `sizes` its pages' widths and heights in points."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pdf = pikepdf.open(io.BytesIO(content))
        self._drawn = pypdfium2.PdfDocument(content)
        self.sizes = [self._drawn.get_page_size(index) for index in range(len(self._drawn))]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._drawn.close()
        self.pdf.close()

    @cached_property
    def painted(self) -> tuple[Painted, ...]:
        """Everything painted, page by page, in the order of painting; charts as one thing."""
        return tuple(each for index in range(len(self._drawn)) for each in self._paintings(index))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The text of each page, decoration and charts included."""
        return tuple(self._with_text(index, _whole_text) for index in range(len(self._drawn)))

    @cached_property
    def letters(self) -> tuple[tuple[int, Box], ...]:
        """The extents of all runs of text with their pages, those in charts too."""
        return tuple(
            (index, box)
            for index in range(len(self._drawn))
            for box in self._with_text(index, _runs)
        )

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """All structure elements in reading order; none when there is no tag tree."""
        tree = self.pdf.Root.get("/StructTreeRoot")
        if tree is None:
            return ()
        pages = {page.objgen: index for index, page in enumerate(self.pdf.pages)}
        roots = _read(tree.get("/K"), (), pages, None)
        return tuple(element for root in roots[0] for element in root.walk())

    def said(self, element: Element) -> str:
        """The text of an element, without regard to spaces between its pieces."""
        return "".join(piece.text for piece in self.pieces(element))

    def pieces(self, element: Element) -> list[Painted]:
        """What is painted for an element and those below it, in reading order."""
        return [piece for mark in element.marks for piece in self.painted_by(*mark)]

    def painted_by(self, page: int, mark: int) -> list[Painted]:
        """What is painted under a mark of a page."""
        return self._by_mark.get((page, mark), [])

    @cached_property
    def _by_mark(self) -> dict[tuple[int, int], list[Painted]]:
        found: dict[tuple[int, int], list[Painted]] = {}
        for piece in self.painted:
            if piece.mark is not None:
                found.setdefault((piece.page, piece.mark), []).append(piece)
        return found

    def _paintings(self, index: int) -> list[Painted]:
        page = self._drawn[index]
        text = page.get_textpage()
        try:
            return [
                Painted(index, self._mark(index, thing), _text(thing), Box(*thing.get_bounds()))
                for thing in page.get_objects(max_depth=1, textpage=text)
            ]
        finally:
            text.close()
            page.close()

    def _mark(self, page: int, thing: Any) -> int | None:
        mark = int(raw.FPDFPageObj_GetMarkedContentID(thing))
        return mark if (page, mark) in self._tagged else None

    @cached_property
    def _tagged(self) -> frozenset[tuple[int, int]]:
        return frozenset(mark for element in self.elements for mark in element.marks)

    def _with_text(self, index: int, look: Any) -> Any:
        page = self._drawn[index]
        text = page.get_textpage()
        try:
            return look(text)
        finally:
            text.close()
            page.close()


def _whole_text(text: Any) -> str:
    return str(text.get_text_range())


def _runs(text: Any) -> list[Box]:
    return [Box(*text.get_rect(number)) for number in range(text.count_rects())]


def _text(thing: Any) -> str:
    return str(thing.extract()) if isinstance(thing, pypdfium2.PdfTextObj) else ""


def _read(
    item: Any, above: tuple[str, ...], pages: dict[Any, int], page: int | None
) -> tuple[list[Element], list[tuple[int, int]]]:
    """The elements and the marks found in the content of an element."""
    if isinstance(item, pikepdf.Array):
        elements: list[Element] = []
        marks: list[tuple[int, int]] = []
        for each in item:
            below, own = _read(each, above, pages, page)
            elements += below
            marks += own
        return elements, marks
    if isinstance(item, int):
        return [], [] if page is None else [(page, int(item))]
    if not isinstance(item, pikepdf.Dictionary):
        return [], []
    here = pages.get(item.Pg.objgen, page) if "/Pg" in item else page
    if item.get("/Type") == "/MCR":
        return [], [] if here is None else [(here, int(item.MCID))]
    if "/S" not in item:
        return [], []
    kind = str(item.S).removeprefix("/")
    element = Element(kind, above, item)
    element.children, element.marks = _read(item.get("/K"), (*above, kind), pages, here)
    return [element], element.marks
