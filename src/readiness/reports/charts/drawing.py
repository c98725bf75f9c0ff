"""A sheet to draw on: SVG with presentation attributes only, so that browsers and PDF agree."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from readiness.reports.charts.measure import TextBlock, text_width
from readiness.reports.fonts import REGULAR, SANS
from readiness.reports.plain_text import safe_text

BASELINE = 0.8  # of the size, below the top of a line: half the leading plus the ascender
_LONGEST_LABEL = 200
Point = tuple[float, float]


def number(value: float) -> str:
    """A coordinate with at most two decimals and no useless zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def clean(label: str, longest: int = _LONGEST_LABEL) -> str:
    """A label without anything the fonts cannot draw; soft hyphens stay as break marks.

    Break opportunities are left out: charts divide long words themselves, with a hyphen.
    """
    parts = label.split("\u00ad")
    return "\u00ad".join(
        safe_text(part, max_length=longest, unbroken=_LONGEST_LABEL) for part in parts
    )


class Drawing:
    """Shapes collected in painting order; `finish` returns the SVG. All lengths are px."""

    def __init__(self) -> None:
        self._shapes: list[str] = []

    def finish(self, width: float, height: float, title: str, description: str = "") -> Markup:
        """The SVG. `title` is a full sentence with the values; it becomes the PDF's text.

        `description` says the rest of what can be seen, where a sentence cannot hold it.
        """
        sentence = safe_text(title).strip()
        if not sentence:
            raise ValueError("a chart needs a title: a full sentence that says its values")
        rest = safe_text(description).strip()
        described = Markup("<desc>{}</desc>").format(rest) if rest else ""
        size = f'width="{number(width)}" height="{number(height)}"'
        return Markup(  # noqa: S704 - labels and title are escaped, the rest comes from code
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} '
            f'viewBox="0 0 {number(width)} {number(height)}" '
            f'font-family="{SANS}, sans-serif"><title>{escape(sentence)}</title>{described}'
            + "".join(self._shapes)
            + "</svg>"
        )

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, *, radius: float = 0
    ) -> None:
        rounded = f' rx="{number(radius)}"' if radius else ""
        self._shapes.append(
            f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" '
            f'height="{number(height)}"{rounded} fill="{fill}"/>'
        )

    def line(
        self,
        start: Point,
        end: Point,
        stroke: str,
        width: float = 1,
        dash: str = "",
    ) -> None:
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._shapes.append(
            f'<line x1="{number(start[0])}" y1="{number(start[1])}" x2="{number(end[0])}" '
            f'y2="{number(end[1])}" stroke="{stroke}" stroke-width="{number(width)}"{dashed}/>'
        )

    def circle(
        self,
        centre: Point,
        radius: float,
        fill: str,
        stroke: str = "none",
        stroke_width: float = 0,
    ) -> None:
        outline = f' stroke="{stroke}" stroke-width="{number(stroke_width)}"'
        self._shapes.append(
            f'<circle cx="{number(centre[0])}" cy="{number(centre[1])}" r="{number(radius)}" '
            f'fill="{fill}"{outline if stroke_width else ""}/>'
        )

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        self._shapes.append(f'<polygon points="{_points(points)}" fill="{fill}"/>')

    def polyline(
        self,
        points: Sequence[Point],
        stroke: str,
        width: float,
        dash: str = "",
        closed: bool = False,
    ) -> None:
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._shapes.append(
            f'<{"polygon" if closed else "polyline"} points="{_points(points)}" fill="none" '
            f'stroke="{stroke}" stroke-width="{number(width)}" stroke-linejoin="round" '
            f'stroke-linecap="round"{dashed}/>'
        )

    def path(self, data: str, stroke: str, width: float) -> None:
        """An open path with flat ends; `data` comes from code, never from a label."""
        self._shapes.append(
            f'<path d="{data}" fill="none" stroke="{stroke}" stroke-width="{number(width)}"/>'
        )

    def text(
        self,
        at: Point,
        content: str,
        size: float,
        fill: str,
        *,
        weight: int = REGULAR,
        anchor: str = "start",
    ) -> None:
        """One line with its baseline at `at`; `anchor` is start, middle or end."""
        bold = f' font-weight="{weight}"' if weight != REGULAR else ""
        x = at[0]
        if anchor != "start":
            extent = text_width(content, size, weight)
            x -= extent / 2 if anchor == "middle" else extent
        self._shapes.append(
            f'<text x="{number(x)}" y="{number(at[1])}" '
            f'font-size="{number(size)}"{bold} fill="{fill}">{escape(content)}</text>'
        )

    def block(self, top: Point, block: TextBlock, fill: str, anchor: str = "start") -> None:
        """Several lines, the first one's top edge at `top`."""
        baseline = top[1] + block.line_height * BASELINE
        for line in block.lines:
            self.text(
                (top[0], baseline), line, block.size, fill, weight=block.weight, anchor=anchor
            )
            baseline += block.line_height


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)
