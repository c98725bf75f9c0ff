"""Reads a chart back: what is printed where, measured from the font files themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

from fontTools.ttLib import TTFont

from readiness.reports.fonts import FACES, SANS, font_path

SVG = "{http://www.w3.org/2000/svg}"
ASCENT, DESCENT = 0.75, 0.22  # of the size: tall letters, and the tail of a g


@dataclass(frozen=True)
class Rectangle:
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Rectangle", slack: float = 0.01) -> bool:
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def overlaps(self, other: "Rectangle", slack: float = 0.5) -> bool:
        return (
            self.left + slack < other.right
            and other.left + slack < self.right
            and self.top + slack < other.bottom
            and other.top + slack < self.bottom
        )


@dataclass(frozen=True)
class Printed:
    content: str
    box: Rectangle
    fill: str


@cache
def _font(weight: int) -> Any:
    (face,) = (f for f in FACES if (f.family, f.weight, f.italic) == (SANS, weight, False))
    return TTFont(font_path(face))


@cache
def printed_width(content: str, size: float, weight: int) -> float:
    font = _font(weight)
    names, widths = font.getBestCmap(), font["hmtx"].metrics
    return float(sum(widths[names[ord(c)]][0] for c in content) * size / font["head"].unitsPerEm)


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own charts


def view_box(root: ET.Element) -> Rectangle:
    left, top, width, height = (float(part) for part in root.attrib["viewBox"].split())
    return Rectangle(left, top, left + width, top + height)


def printed(root: ET.Element) -> list[Printed]:
    return [_printed(text) for text in root.iter(f"{SVG}text")]


def words(root: ET.Element) -> str:
    """Everything printed, without spaces and division hyphens, to look for labels in."""
    return squeezed("".join(text.content for text in printed(root)))


def squeezed(label: str) -> str:
    return "".join(label.replace("\u00ad", "").replace("-", "").split())


def shapes(root: ET.Element) -> Iterator[Rectangle]:
    """The extent of every shape that is not text, without its stroke."""
    for element in root:
        at = {name: _number(value) for name, value in element.attrib.items()}
        kind = element.tag.removeprefix(SVG)
        if kind == "rect":
            yield Rectangle(at["x"], at["y"], at["x"] + at["width"], at["y"] + at["height"])
        elif kind == "circle":
            x, y, radius = at["cx"], at["cy"], at["r"]
            yield Rectangle(x - radius, y - radius, x + radius, y + radius)
        elif kind == "line":
            yield _around([(at["x1"], at["y1"]), (at["x2"], at["y2"])])
        elif kind in ("polygon", "polyline"):
            pairs = [pair.split(",") for pair in element.attrib["points"].split()]
            yield _around([(float(x), float(y)) for x, y in pairs])


def _printed(text: ET.Element) -> Printed:
    size, weight = float(text.attrib["font-size"]), int(text.attrib.get("font-weight", "400"))
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    content = text.text or ""
    right = x + printed_width(content, size, weight)
    box = Rectangle(x, y - ASCENT * size, right, y + DESCENT * size)
    return Printed(content, box, text.attrib["fill"])


def _around(points: list[tuple[float, float]]) -> Rectangle:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rectangle(min(xs), min(ys), max(xs), max(ys))


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return 0.0
