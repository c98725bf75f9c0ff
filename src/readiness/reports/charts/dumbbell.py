"""Scores before and after: a hollow and a filled dot on one line for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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
    differs,
    optional_score,
)
from readiness.reports.fonts import BOLD, REGULAR, SEMIBOLD

_WIDTH = 656.0
_NAME = 214.0
_LEFT, _RIGHT = _NAME + 46, 542.0
_CHANGE = 592.0
_MIDDLE = (_NAME + _WIDTH) / 2
_TEXT, _SMALL = 11.5, 10.5
_RADIUS = 4.6
_BESIDE = 5.0


@dataclass(frozen=True, slots=True)
class DumbbellRow:
    """Something with a score of 0-100 before and after, None where there was none."""

    name: str
    before: float | None
    after: float | None
    change: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class DumbbellTexts:
    """What the hollow dot and the filled one stand for."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Pen:
    """Where scores are printed, and how."""

    drawing: Drawing
    fmt: Format
    palette: Palette

    def score(self, score: float, middle: float, *, is_left: bool, is_now: bool) -> None:
        """Print a score beside its dot."""
        away = _RADIUS + _BESIDE
        self.drawing.text(
            (_x(score) + (-away if is_left else away), middle + _TEXT * 0.36),
            self.fmt(score),
            _TEXT,
            self.palette.ink if is_now else self.palette.muted,
            weight=SEMIBOLD if is_now else REGULAR,
            anchor="end" if is_left else "start",
        )


def dumbbell(
    rows: Sequence[DumbbellRow],
    texts: DumbbellTexts,
    *,
    title: str,
    fmt: Format,
    bounds: Sequence[float] = LEVEL_BOUNDS,
    palette: Palette = PALETTE,
) -> Markup:
    """Rows in the given order on the scale of 0 to 100; a total is set off in bold type."""
    names = [
        fit_text(clean(row.name), _NAME, _TEXT, BOLD if row.total else REGULAR) for row in rows
    ]
    heights = [max(name.height, 2 * _RADIUS, _TEXT * 1.2) + 9 for name in names]
    drawing = Drawing()
    top = _draw_legend(drawing, texts, palette)
    top = _draw_scale(drawing, (top, top + sum(heights)), checked_bounds(bounds), palette)
    for row, name, height in zip(rows, names, heights, strict=True):
        drawing.line((0, top), (_WIDTH, top), palette.grid, 0.8)
        _draw_row(_Pen(drawing, fmt, palette), row, name, top + height / 2)
        top += height
    drawing.line((0, top), (_WIDTH, top), palette.grid, 0.8)
    return drawing.finish(_WIDTH, top + 1, title)


def _x(score: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (score - LOWEST) / (HIGHEST - LOWEST)


def _draw_legend(drawing: Drawing, texts: DumbbellTexts, palette: Palette) -> float:
    """The two dots with what they stand for; returns the lower edge."""
    room = (_WIDTH - _NAME) / 2 - 30
    lower = 0.0
    for left, label, filled in ((_NAME, texts.before, False), (_MIDDLE, texts.after, True)):
        block = fit_text(clean(label), room, _SMALL, lines=1)
        _draw_dot(drawing, (left + _RADIUS + 1, _SMALL * 0.6), filled, palette)
        drawing.block((left + 2 * _RADIUS + 8, 0), block, palette.ink)
        lower = max(lower, block.height)
    return lower + 5


def _draw_scale(
    drawing: Drawing, extent: tuple[float, float], bounds: tuple[float, ...], palette: Palette
) -> float:
    """The levels as stripes with their bounds on top; returns where the rows begin."""
    top, height = extent[0] + _SMALL * 1.2 + 4, extent[1] - extent[0]
    edges = (LOWEST, *bounds, HIGHEST)
    for index, (low, high) in enumerate(pairwise(edges)):
        fill = palette.stripe if index % 2 else palette.track
        drawing.rect(_x(low), top, _x(high) - _x(low), height, fill)
    last = -1.0
    for edge in edges:
        printed = number(edge)
        half = text_width(printed, _SMALL) / 2
        if _x(edge) - half > last:
            at = (_x(edge), top - 4)
            drawing.text(at, printed, _SMALL, palette.muted, anchor="middle")
            last = _x(edge) + half + 3
    return top


def _draw_row(pen: _Pen, row: DumbbellRow, name: TextBlock, middle: float) -> None:
    drawing, palette = pen.drawing, pen.palette
    drawing.block((0, middle - name.height / 2), name, palette.ink)
    before, after = optional_score(row.before), optional_score(row.after)
    if before is not None and after is not None and differs(before, after):
        drawing.line((_x(before), middle), (_x(after), middle), palette.accent, 2.4)
        _draw_dot(drawing, (_x(before), middle), False, palette)
        rises = after > before
        pen.score(before, middle, is_left=rises, is_now=False)
        pen.score(after, middle, is_left=not rises, is_now=True)
    elif after is not None:
        pen.score(after, middle, is_left=False, is_now=True)
    elif before is not None:
        pen.score(before, middle, is_left=False, is_now=False)
        _draw_dot(drawing, (_x(before), middle), False, palette)
    if after is not None:
        _draw_dot(drawing, (_x(after), middle), True, palette)
    weight = BOLD if row.total else SEMIBOLD
    change = fit_text(clean(row.change), _WIDTH - _CHANGE, _TEXT, weight, lines=1)
    drawing.block((_CHANGE, middle - change.height / 2), change, palette.ink)


def _draw_dot(drawing: Drawing, centre: Point, filled: bool, palette: Palette) -> None:
    fill = palette.accent if filled else palette.paper
    drawing.circle(centre, _RADIUS, fill, palette.accent, 1.6)
