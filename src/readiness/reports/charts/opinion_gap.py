"""Two answers to one question on the scale of its options, with the distance between them."""

from __future__ import annotations

from markupsafe import Markup

from readiness.reports.charts.drawing import Drawing, Point
from readiness.reports.charts.palette import PALETTE, Palette
from readiness.reports.fonts import BOLD

_STEP = 30.0
_LEFT = 13.0
_MIDDLE = 22.0
_HEIGHT = 40.0
_RADIUS = 8.5


def opinion_gap(
    first: int,
    second: int,
    settled: int | None = None,
    best: int = 4,
    *,
    title: str,
    palette: Palette = PALETTE,
) -> Markup:
    """Options 0 to `best` in a row, the two answers numbered 1 and 2 and joined by a bar.

    A tick under the row shows what was settled on. Two equal answers stand on one disc.
    """
    for value in (first, second, best if settled is None else settled):
        if not 0 <= value <= best:
            raise ValueError(f"an option value must lie between 0 and {best}, got {value!r}")
    drawing = Drawing()
    drawing.line((_x(0), _MIDDLE), (_x(best), _MIDDLE), palette.grid, 1.2)
    drawing.line((_x(first), _MIDDLE), (_x(second), _MIDDLE), palette.target, 4)
    for option in range(best + 1):
        drawing.circle((_x(option), _MIDDLE), 2.2, palette.paper, palette.muted, 1.2)
        drawing.text((_x(option), 8), f"{option}", 9, palette.muted, anchor="middle")
    if first == second:
        _disc(drawing, (_x(first), _MIDDLE), "1=2", palette.ink, palette)
    else:
        _disc(drawing, (_x(first), _MIDDLE), "1", palette.ink, palette)
        _disc(drawing, (_x(second), _MIDDLE), "2", palette.accent, palette)
    if settled is not None:
        x, top = _x(settled), _MIDDLE + _RADIUS + 2
        drawing.polygon([(x, top), (x - 5, top + 6), (x + 5, top + 6)], palette.accent)
    return drawing.finish(_x(best) + _LEFT, _HEIGHT, title)


def _disc(drawing: Drawing, centre: Point, name: str, colour: str, palette: Palette) -> None:
    drawing.circle(centre, _RADIUS, colour, palette.paper, 1.4)
    size = 11.0 if len(name) == 1 else 8.0
    at = (centre[0], centre[1] + size * 0.36)
    drawing.text(at, name, size, palette.paper, weight=BOLD, anchor="middle")


def _x(option: int) -> float:
    return _LEFT + option * _STEP
