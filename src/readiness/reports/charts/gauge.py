"""The overall score as an open ring with the number in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, pi, sin

from markupsafe import Markup

from readiness.reports.charts.drawing import Drawing, Point, clean, number
from readiness.reports.charts.measure import TextBlock, fit_text, text_width
from readiness.reports.charts.palette import PALETTE, Palette
from readiness.reports.charts.scale import (
    HIGHEST,
    LEVEL_BOUNDS,
    LOWEST,
    Format,
    checked_bounds,
    optional_score,
    print_score,
    score_on_scale,
)
from readiness.reports.fonts import BOLD, SEMIBOLD

_SIZE = 190.0
_RADIUS = 80.0
_THICKNESS = 13.0
_START, _SWEEP = 0.75 * pi, 1.5 * pi
_GAP = 0.9  # points of the scale left open at every level bound
_ROOM = 104.0  # px of width inside the ring


def gauge(
    score: float | None,
    level_label: str,
    *,
    title: str,
    fmt: Format,
    span: tuple[float, float] | None = None,
    bounds: Sequence[float] = LEVEL_BOUNDS,
    palette: Palette = PALETTE,
) -> Markup:
    """The score 0-100 (a dash when there is none) with the level's name beneath it.

    `span` is what the score can still become; it is drawn as a thin arc around the ring.
    """
    value = optional_score(score)
    edges = (LOWEST, *checked_bounds(bounds), HIGHEST)
    drawing = Drawing()
    for low, high in pairwise(edges):
        first = low + (_GAP / 2 if low > LOWEST else 0)
        last = high - (_GAP / 2 if high < HIGHEST else 0)
        drawing.path(_arc(first, last), palette.track, _THICKNESS)
        if value is not None and value > first:
            drawing.path(_arc(first, min(last, value)), palette.accent, _THICKNESS)
    if span is not None and span[0] < span[1]:
        low, high = (score_on_scale(end) for end in span)
        drawing.path(_arc(low, high, _RADIUS + _THICKNESS / 2 + 3.5), palette.ink, 2.4)
    _draw_middle(drawing, print_score(value, fmt), clean(level_label), palette)
    return drawing.finish(_SIZE, _SIZE - 14, title)


def _draw_middle(drawing: Drawing, printed: str, label: str, palette: Palette) -> None:
    centre = _SIZE / 2
    size = min(44.0, 44.0 * _ROOM / max(text_width(printed, 44.0, BOLD), 1.0))
    drawing.text((centre, centre + 8), printed, size, palette.ink, weight=BOLD, anchor="middle")
    block = _level_block(label)
    drawing.block((centre, centre + 18), block, palette.ink, "middle")


def _level_block(label: str) -> TextBlock:
    """The label inside the ring's opening: three lines at most, however long it is."""
    block = fit_text(label, _ROOM, 12.5, SEMIBOLD)
    size = block.size
    while len(block.lines) > 3:
        size *= 0.9
        block = fit_text(label, _ROOM, size, SEMIBOLD, lines=3)
    return block


def _arc(start: float, end: float, radius: float = _RADIUS) -> str:
    (x0, y0), (x1, y1) = _on_ring(start, radius), _on_ring(end, radius)
    large = 1 if (end - start) / HIGHEST * _SWEEP > pi else 0
    return (
        f"M{number(x0)} {number(y0)}A{number(radius)} {number(radius)} 0 {large} 1 "
        f"{number(x1)} {number(y1)}"
    )


def _on_ring(score: float, radius: float) -> Point:
    angle = _START + _SWEEP * score / HIGHEST
    return _SIZE / 2 + radius * cos(angle), _SIZE / 2 + radius * sin(angle)
