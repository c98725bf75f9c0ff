"""A drawing in SVG read with suspicion, and written anew from what is known to be harmless.

What is written holds shapes, fills and references within itself, and nothing else; so what was
checked is what is drawn, however the program that draws reads the original.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from readiness.errors import InvalidInput
from readiness.reports.logo_refusal import not_allowed, too_complex, unreadable, wrong_type

_SVG: Final = "http://www.w3.org/2000/svg"
_LINKS: Final = "http://www.w3.org/1999/xlink"
_SHAPE_NAMES: Final = (
    "svg g defs symbol use path rect circle ellipse line polyline polygon clipPath mask "
    "linearGradient radialGradient stop style"
)
_LEFT_OUT: Final = frozenset({"title", "desc", "metadata"})
_ATTRIBUTE_NAMES: Final = (
    "id class style transform x y width height cx cy r rx ry x1 y1 x2 y2 fx fy d points viewBox "
    "preserveAspectRatio gradientTransform gradientUnits spreadMethod offset clipPathUnits "
    "maskUnits maskContentUnits fill fill-opacity fill-rule stroke stroke-width stroke-opacity "
    "stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity "
    "color display visibility clip-path clip-rule mask stop-color stop-opacity overflow"
)
_SHAPES: Final = frozenset(_SHAPE_NAMES.split())
_ATTRIBUTES: Final = frozenset(_ATTRIBUTE_NAMES.split())
_URL: Final = re.compile(r"url\s*\(([^)]*)\)?", re.IGNORECASE)
_WITHIN: Final = re.compile(r"""\s*(['"]?)#([\w.:-]+)\1\s*""")
_LENGTH: Final = re.compile(
    r"\s*(\d+(?:\.\d*)?|\.\d+)\s*(?:px|pt|pc|mm|cm|in|q)?\s*", re.IGNORECASE
)
_MOST_ELEMENTS: Final = 20_000
_MOST_DRAWN: Final = 50_000
_MOST_LEVELS: Final = 60
_AS_PLAIN = "Save it as plain SVG without it, or as PNG, and send that file."
_PARTS: Final = {
    "script": ("a script", _AS_PLAIN),
    "image": ("a picture inside the drawing", "Save the whole logo as PNG and send that file."),
    "text": ("text", "Convert text to paths (outlines), because fonts are not taken along."),
    "foreignObject": ("a part of another kind (foreignObject)", _AS_PLAIN),
}


@dataclass(slots=True)
class _Element:
    """An element that is kept."""

    tag: str
    attributes: dict[str, str]
    children: list["_Element"] = field(default_factory=list)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A harmless drawing: the SVG written anew, and its width divided by its height."""

    svg: str
    proportion: float


def read_drawing(content: bytes) -> Drawing:
    """Read a drawing; raises `InvalidInput` that says what it holds and how to mend it."""
    root = _Reader().read(content)
    _check_references(root)
    left, top, width, height = _box(root)
    attributes = {
        name: value
        for name, value in root.attributes.items()
        if name not in {"x", "y", "width", "height", "viewBox", "preserveAspectRatio"}
    } | {
        "xmlns": _SVG,
        "viewBox": f"{left:g} {top:g} {width:g} {height:g}",
        "width": f"{width:g}",
        "height": f"{height:g}",
    }
    written = "".join(_written(_Element("svg", attributes, root.children)))
    return Drawing(written, width / height)


class _Reader:
    """Reads a document with expat, which resolves nothing here: entities are refused."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._open: list[_Element | None] = []
        self._root: _Element | None = None
        self._count = 0

    def read(self, content: bytes) -> _Element:
        """Return the root; raises `InvalidInput`."""
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            raise unreadable(f"{expat.ErrorString(error.code)}, line {error.lineno}") from error
        except (LookupError, ValueError) as error:
            raise unreadable("its encoding is not known; use UTF-8") from error
        assert self._root is not None  # expat refuses a document without a root
        return self._root

    def _doctype(
        self, _name: str, _system: str | None, _public: str | None, has_subset: bool
    ) -> None:
        if has_subset:
            raise _entities()

    def _entity(self, *_: object) -> None:
        raise _entities()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _MOST_ELEMENTS or len(self._open) > _MOST_LEVELS:
            raise too_complex()
        space, _, tag = name.rpartition(" ")
        if not self._open and tag != "svg":
            raise wrong_type(f"XML of the kind <{tag[:40]}>")
        if (self._open and self._open[-1] is None) or space not in ("", _SVG) or tag in _LEFT_OUT:
            self._open.append(None)
            return
        if tag not in _SHAPES:
            raise _unknown(tag)
        element = _Element(tag, _kept(attributes))
        if self._open and self._open[-1] is not None:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        element = self._open[-1] if self._open else None
        if element is not None and element.tag == "style":
            element.text = _harmless("a style", element.text + text)


def _kept(attributes: Mapping[str, str]) -> dict[str, str]:
    """The attributes that are known; events and those of other programs are left out."""
    kept = {}
    for name, value in attributes.items():
        space, _, plain = name.rpartition(" ")
        if plain == "href" and space in ("", _LINKS):
            if not value.strip().startswith("#"):
                raise _outside("a reference")
            kept["href"] = value.strip()
        elif not space and plain in _ATTRIBUTES:
            kept[plain] = _harmless(f"the attribute {plain}", value)
    return kept


def _harmless(where: str, value: str) -> str:
    """The value, if it loads nothing; escapes and at-rules of CSS could hide that it does."""
    if "@" in value or "\\" in value:
        raise not_allowed(f"a rule or an escape in {where} that is not taken", _AS_PLAIN)
    for found in _URL.finditer(value):
        if not _WITHIN.fullmatch(found[1]):
            raise _outside(where)
    return value


def _check_references(root: _Element) -> None:
    """Refuse drawings that draw themselves, or, by referring again and again, far too much."""
    by_id = {each.attributes["id"]: each for each in _all(root) if "id" in each.attributes}
    drawn: dict[int, int] = {}

    def parts(element: _Element, above: frozenset[int]) -> int:
        key = id(element)
        if key in above:
            raise not_allowed("a part that refers to itself", _AS_PLAIN)
        if key not in drawn:
            inside = above | {key}
            wanted = (by_id[name] for name in _referred(element) if name in by_id)
            total = 1 + sum(parts(each, inside) for each in (*element.children, *wanted))
            if total > _MOST_DRAWN:
                raise too_complex()
            drawn[key] = total
        return drawn[key]

    try:
        parts(root, frozenset())
    except RecursionError:
        raise too_complex() from None


def _referred(element: _Element) -> Iterator[str]:
    """Ids of the parts that an element draws, fills or clips with."""
    for name, value in element.attributes.items():
        if name == "href":
            yield value[1:]
        else:
            for found in _URL.finditer(value):
                within = _WITHIN.fullmatch(found[1])
                if within is not None:
                    yield within[2]


def _all(element: _Element) -> Iterator[_Element]:
    yield element
    for child in element.children:
        yield from _all(child)


def _box(root: _Element) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is to be seen."""
    given = re.split(r"[\s,]+", root.attributes.get("viewBox", "").strip())
    if len(given) == 4:
        try:
            left, top, width, height = (float(each) for each in given)
        except ValueError:
            raise unreadable("its viewBox holds something that is not a figure") from None
    else:
        left = top = 0.0
        width, height = (_length(root.attributes.get(name, "")) for name in ("width", "height"))
    if not (0 < width < 1e6 and 0 < height < 1e6 and abs(left) < 1e6 and abs(top) < 1e6):
        raise unreadable("it does not say how wide and high it is (viewBox)")
    return left, top, width, height


def _length(value: str) -> float:
    found = _LENGTH.fullmatch(value)
    return float(found[1]) if found else 0.0


def _written(element: _Element) -> Iterator[str]:
    attributes = "".join(f" {name}={quoteattr(v)}" for name, v in element.attributes.items())
    yield f"<{element.tag}{attributes}>{escape(element.text)}"
    for child in element.children:
        yield from _written(child)
    yield f"</{element.tag}>"


def _unknown(tag: str) -> InvalidInput:
    part, remedy = _PARTS.get(tag, (f"a part that is not taken (<{tag[:40]}>)", _AS_PLAIN))
    return not_allowed(part, remedy)


def _entities() -> InvalidInput:
    return not_allowed("definitions of entities (<!DOCTYPE … [ … ]>)", _AS_PLAIN)


def _outside(where: str) -> InvalidInput:
    return not_allowed(f"something from outside the file, in {where}", _AS_PLAIN)
