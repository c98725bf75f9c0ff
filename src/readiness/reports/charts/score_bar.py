"""One score as a small horizontal bar, for dimension pages and table rows."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from readiness.reports.charts.drawing import Drawing
from readiness.reports.charts.measure import text_width
from readiness.reports.charts.palette import PALETTE, Palette
from readiness.reports.charts.scale import (
    HIGHEST,
    LEVEL_BOUNDS,
    Format,
    checked_bounds,
    differs,
    optional_score,
    print_score,
)
from readiness.reports.fonts import BOLD

_TRACK = 260.0
_HEIGHT = 22.0
_BAR = 10.0
_LEFT = 2.0
_TEXT = 13.0


def score_bar(
    value: float | None,
    *,
    title: str,
    fmt: Format,
    calculated: float | None = None,
    bounds: Sequence[float] = LEVEL_BOUNDS,
    palette: Palette = PALETTE,
) -> Markup:
    """A bar from 0 to `value` on a track divided at the level bounds, the number beside it.

    A differing `calculated` score is a pale stretch that ends in a tick.
    """
    score, before = optional_score(value), optional_score(calculated)
    printed = print_score(score, fmt)
    drawing = Drawing()
    top = (_HEIGHT - _BAR) / 2
    drawing.rect(_LEFT, top, _TRACK, _BAR, palette.track)
    if before is not None and differs(before, score):
        drawing.rect(_LEFT, top, _x(before) - _LEFT, _BAR, palette.accent_soft)
    if score is not None:
        drawing.rect(_LEFT, top, _x(score) - _LEFT, _BAR, palette.accent)
    for bound in checked_bounds(bounds):
        drawing.line((_x(bound), top), (_x(bound), top + _BAR), palette.paper, 1.6)
    if before is not None and differs(before, score):
        drawing.line((_x(before), 2), (_x(before), _HEIGHT - 2), palette.muted, 1.8)
    colour = palette.muted if score is None else palette.ink
    left = _LEFT + _TRACK + 8
    drawing.text((left, _HEIGHT / 2 + 4.4), printed, _TEXT, colour, weight=BOLD)
    room = max(text_width(text, _TEXT, BOLD) for text in (printed, fmt(HIGHEST)))
    return drawing.finish(left + room + 2, _HEIGHT, title)


def _x(score: float) -> float:
    return _LEFT + _TRACK * score / HIGHEST
