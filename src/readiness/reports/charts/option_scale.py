"""The chosen option of one answer as a row of dots."""

from __future__ import annotations

from markupsafe import Markup

from readiness.reports.charts.drawing import Drawing
from readiness.reports.charts.measure import text_width
from readiness.reports.charts.palette import PALETTE, Palette
from readiness.reports.charts.scale import MISSING, Format
from readiness.reports.fonts import BOLD

_STEP = 13.0
_RADIUS = 4.2
_HEIGHT = 14.0
_TEXT = 11.5


def option_scale(
    value: float | None,
    best: int = 4,
    *,
    title: str,
    fmt: Format = "{:g}".format,
    palette: Palette = PALETTE,
) -> Markup:
    """Dots for the option values 0 to `best`, filled up to `value`, and the value in figures."""
    if best < 1:
        raise ValueError(f"the best option value must be at least 1, got {best}")
    if value is not None and not 0 <= value <= best:
        raise ValueError(f"an option value must lie between 0 and {best}, got {value!r}")
    drawing = Drawing()
    middle = _HEIGHT / 2
    first = _RADIUS + 1.5
    drawing.line((first, middle), (first + best * _STEP, middle), palette.grid, 1.2)
    for option in range(best + 1):
        filled = value is not None and option <= value
        fill = palette.accent if filled else palette.paper
        stroke = palette.accent if filled else palette.muted
        drawing.circle((first + option * _STEP, middle), _RADIUS, fill, stroke, 1.2)
    left = first + best * _STEP + _RADIUS + 7
    printed = MISSING if value is None else fmt(value)
    colour = palette.muted if value is None else palette.ink
    drawing.text((left, middle + 4), printed, _TEXT, colour, weight=BOLD)
    room = max(text_width(text, _TEXT, BOLD) for text in (printed, "0"))
    return drawing.finish(left + room + 2, _HEIGHT, title)
