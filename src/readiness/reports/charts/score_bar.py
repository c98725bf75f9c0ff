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
    score_on_scale,
)
from readiness.reports.fonts import BOLD

_TRACK = 260.0
_HEIGHT = 22.0
_BAR = 10.0
_LEFT = 2.0
_TEXT = 13.0


def score_bar(  # noqa: PLR0913 - one keyword for each thing that is drawn
    value: float | None,
    *,
    title: str,
    fmt: Format,
    calculated: float | None = None,
    span: tuple[float, float] | None = None,
    target: float | None = None,
    bounds: Sequence[float] = LEVEL_BOUNDS,
    palette: Palette = PALETTE,
) -> Markup:
    """A bar from 0 to `value` on a track divided at the level bounds, the number beside it.

    A differing `calculated` score is a pale stretch that ends in a tick. A bracket under the bar
    spans what the score can still become, a dashed line stands at `target`.
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
    if span is not None and span[0] < span[1]:
        _draw_span(drawing, span, palette)
    if target is not None:
        at = _x(score_on_scale(target))
        drawing.line((at, 0), (at, _HEIGHT), palette.target, 1.8, "3 2")
    colour = palette.muted if score is None else palette.ink
    left = _LEFT + _TRACK + 8
    drawing.text((left, _HEIGHT / 2 + 4.4), printed, _TEXT, colour, weight=BOLD)
    room = max(text_width(text, _TEXT, BOLD) for text in (printed, fmt(HIGHEST)))
    return drawing.finish(left + room + 2, _HEIGHT, title)


def _draw_span(drawing: Drawing, span: tuple[float, float], palette: Palette) -> None:
    low, high = (_x(score_on_scale(end)) for end in span)
    foot = _HEIGHT - 1.5
    drawing.line((low, foot), (high, foot), palette.ink, 1.6)
    for end in (low, high):
        drawing.line((end, foot - 3.5), (end, foot + 0.8), palette.ink, 1.6)


def _x(score: float) -> float:
    return _LEFT + _TRACK * score / HIGHEST
