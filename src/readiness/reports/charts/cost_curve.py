"""Two running totals over the years, and where they meet."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.reports.charts.drawing import Drawing, Point, clean
from readiness.reports.charts.legend import LegendEntry, draw_legend
from readiness.reports.charts.measure import fit_text, spread, text_width
from readiness.reports.charts.palette import PALETTE, Palette
from readiness.reports.fonts import SEMIBOLD

_WIDTH = 656.0
_HEIGHT = 230.0
_TOP = 20.0
_SMALL, _TEXT = 10.0, 11.5
_DOT = 3.4
_DASHES = "6 4"
_INTERVALS = 4
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class CostYear:
    """Both totals at the end of a year; year 0 comes first."""

    year: int
    first: float
    second: float


@dataclass(frozen=True, slots=True)
class CostTexts:
    """Names of both totals and of the axis of years, and what is said about where they meet."""

    first: str
    second: str
    years: str
    meeting: str


@dataclass(frozen=True, slots=True)
class _Plot:
    left: float
    right: float
    low: float
    high: float
    last_year: int

    def x(self, year: float) -> float:
        return self.left + (self.right - self.left) * year / self.last_year

    def y(self, amount: float) -> float:
        return _TOP + _HEIGHT * (self.high - amount) / (self.high - self.low)


def cost_curve(
    years: Sequence[CostYear],
    texts: CostTexts,
    *,
    meet_at: float | None,
    fmt: Callable[[float], str],
    title: str,
    palette: Palette = PALETTE,
) -> Markup:
    """The first total as a line, the second in dashes; an upright line where they meet, in years.

    At least two years, from 0 on; `fmt` writes amounts.
    """
    if len(years) < 2 or [point.year for point in years] != list(range(len(years))):
        raise ValueError("a cost curve needs every year from 0 on, two at least")
    amounts = [amount for point in years for amount in (point.first, point.second)]
    ticks = _ticks(min(0.0, *amounts), max(0.0, *amounts))
    labels = [fmt(tick) for tick in ticks]
    ends = [fmt(years[-1].first), fmt(years[-1].second)]
    left = max(text_width(label, _SMALL) for label in labels) + 8
    right = _WIDTH - max(text_width(end, _SMALL, SEMIBOLD) for end in ends) - 12
    plot = _Plot(left, right, ticks[0], ticks[-1], years[-1].year)
    drawing = Drawing()
    for tick, label in zip(ticks, labels, strict=True):
        y = plot.y(tick)
        drawing.line((left, y), (right, y), palette.muted if tick == 0 else palette.grid, 1)
        drawing.text((left - 6, y + 3.4), label, _SMALL, palette.muted, anchor="end")
    if meet_at is not None:
        _draw_meeting(drawing, plot, meet_at, texts, palette)
    _draw_lines(drawing, plot, years, palette)
    _draw_ends(drawing, plot, years, ends, palette)
    bottom = _draw_years(drawing, plot, years, texts, palette)
    entries = [
        LegendEntry(texts.first, palette.accent, "line"),
        LegendEntry(texts.second, palette.ink, "dashes"),
    ]
    bottom = draw_legend(drawing, entries, (left, bottom + 4), _WIDTH - left, palette)
    return drawing.finish(_WIDTH, bottom + 2, title)


def _ticks(low: float, high: float) -> list[float]:
    """Round amounts from at or below `low` to at or above `high`, about four steps apart."""
    rough = max(high - low, 1.0) / _INTERVALS
    scale = 10.0 ** math.floor(math.log10(rough))
    step = next(scale * factor for factor in _STEPS if scale * factor >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [number * step for number in range(first, max(last, first + 1) + 1)]


def _draw_meeting(
    drawing: Drawing, plot: _Plot, meet_at: float, texts: CostTexts, palette: Palette
) -> None:
    x = plot.x(meet_at)
    drawing.line((x, _TOP - 4), (x, plot.y(plot.low)), palette.target, 1.4, "2 3")
    said = fit_text(clean(texts.meeting), (plot.right - plot.left), _SMALL, SEMIBOLD, lines=1)
    on_the_left = x + said.width > plot.right
    drawing.block((x, 0), said, palette.target, "end" if on_the_left else "start")


def _draw_lines(drawing: Drawing, plot: _Plot, years: Sequence[CostYear], palette: Palette) -> None:
    first: list[Point] = [(plot.x(p.year), plot.y(p.first)) for p in years]
    second: list[Point] = [(plot.x(p.year), plot.y(p.second)) for p in years]
    drawing.polyline(second, palette.ink, 1.8, _DASHES)
    drawing.polyline(first, palette.accent, 2.4)
    for point in second:
        drawing.circle(point, _DOT, palette.paper, palette.ink, 1.4)
    for point in first:
        drawing.circle(point, _DOT, palette.accent)


def _draw_ends(
    drawing: Drawing,
    plot: _Plot,
    years: Sequence[CostYear],
    ends: Sequence[str],
    palette: Palette,
) -> None:
    """The last amounts beside the last points, moved apart where they are alike."""
    wanted = [plot.y(years[-1].first), plot.y(years[-1].second)]
    heights = [_SMALL * 1.3] * 2
    places = spread(wanted, heights, _TOP - 6, plot.y(plot.low) + 6)
    for said, y, colour in zip(ends, places, (palette.accent, palette.ink), strict=True):
        drawing.text((plot.right + 8, y + 3.4), said, _SMALL, colour, weight=SEMIBOLD)


def _draw_years(
    drawing: Drawing,
    plot: _Plot,
    years: Sequence[CostYear],
    texts: CostTexts,
    palette: Palette,
) -> float:
    y = plot.y(plot.low) + 14
    for point in years:
        drawing.text(
            (plot.x(point.year), y), str(point.year), _SMALL, palette.muted, anchor="middle"
        )
    name = fit_text(clean(texts.years), _WIDTH - plot.left, _TEXT, SEMIBOLD)
    drawing.block((plot.right, y + 4), name, palette.ink, "end")
    return y + 4 + name.height
