"""All dimensions at a glance: one axis each, rings at the level bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from markupsafe import Markup

from readiness.reports.charts.drawing import Drawing, Point, clean
from readiness.reports.charts.legend import LegendEntry, draw_legend
from readiness.reports.charts.measure import TextBlock, fit_text, text_width
from readiness.reports.charts.palette import PALETTE, Palette
from readiness.reports.charts.scale import (
    HIGHEST,
    LEVEL_BOUNDS,
    UNNAMED,
    Format,
    ScoreLabels,
    checked_bounds,
    differs,
    optional_score,
    print_score,
)
from readiness.reports.fonts import BOLD, SEMIBOLD

_LABEL_GAP = 13.0
_LABEL_SIZE = 12.0
_VALUE_SIZE = 13.0
_MARGIN = 4.0


@dataclass(frozen=True, slots=True)
class RadarSize:
    """How much room there is, in px: the whole width, the outermost ring, and a label's width."""

    width: float
    radius: float
    label: float


WIDE = RadarSize(width=656.0, radius=152.0, label=150.0)
COMPACT = RadarSize(width=420.0, radius=98.0, label=104.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension. Scores are 0-100, None when there is none; `calculated` is before gates.

    `target` is the score to reach next, None where there is none.
    `printed` and `printed_calculated` are printed in place of the formatted scores: a score that
    was rounded once already must not be rounded again.
    """

    label_lines: tuple[str, ...]
    value: float | None
    calculated: float | None = None
    printed: str | None = None
    printed_calculated: str | None = None
    target: float | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    """An axis with its direction and its label; positions are relative to the radar's centre."""

    direction: Point
    radius: float
    value: float | None
    calculated: float | None
    target: float | None
    label: TextBlock
    value_text: str
    calculated_text: str

    @property
    def height(self) -> float:
        return self.label.height + _VALUE_SIZE * 1.2

    @property
    def top(self) -> float:
        """Upright axes push their label out by half its height, level axes centre it."""
        end = self.direction[1] * (self.radius + _LABEL_GAP)
        return end + (self.direction[1] - 1) * self.height / 2

    def point(self, score: float) -> Point:
        distance = self.radius * score / HIGHEST
        return self.direction[0] * distance, self.direction[1] * distance


@dataclass(frozen=True, slots=True)
class _Web:
    """The radar being drawn; everything in it is placed around `centre`."""

    drawing: Drawing
    axes: tuple[_Placed, ...]
    centre: Point
    palette: Palette
    size: RadarSize

    def at(self, index: int, score: float) -> Point:
        x, y = self.axes[index].point(score)
        return self.centre[0] + x, self.centre[1] + y

    def draw_area(self) -> None:
        scores = [axis.value for axis in self.axes]
        for run in _runs(scores):
            corners = [self.at(index, scores[index] or 0.0) for index in run]
            if len(run) < len(self.axes):
                corners.append(self.centre)
            if len(corners) > 2:
                self.drawing.polygon(corners, self.palette.accent_soft)

    def draw_rings(self, bounds: Sequence[float]) -> None:
        indices = range(len(self.axes))
        for ring in (*bounds, HIGHEST):
            corners = [self.at(index, ring) for index in indices]
            self.drawing.polyline(corners, self.palette.grid, 0.8, closed=True)
        for index in indices:
            self.drawing.line(self.centre, self.at(index, HIGHEST), self.palette.grid, 0.8)
        for ring in bounds:
            x, y = self.centre[0] - 4, self.at(0, ring)[1] + 10
            self.drawing.text((x, y), f"{ring:g}", 8.5, self.palette.muted, anchor="end")

    def draw_target(self) -> None:
        self.draw_outline([axis.target for axis in self.axes], self.palette.target, "5 3")
        for index, axis in enumerate(self.axes):
            if axis.target is not None:
                self.drawing.circle(self.at(index, axis.target), 1.8, self.palette.target)

    def draw_calculated(self) -> None:
        self.draw_outline([axis.calculated for axis in self.axes], self.palette.muted, "2 3")
        for index, axis in enumerate(self.axes):
            if axis.calculated_text and axis.calculated is not None:
                at = self.at(index, axis.calculated)
                self.drawing.circle(at, 3, self.palette.paper, self.palette.muted, 1.4)

    def draw_scores(self) -> None:
        self.draw_outline([axis.value for axis in self.axes], self.palette.accent)
        for index, axis in enumerate(self.axes):
            if axis.value is not None:
                at = self.at(index, axis.value)
                self.drawing.circle(at, 3.6, self.palette.paper, self.palette.accent, 2)

    def draw_outline(self, scores: Sequence[float | None], stroke: str, dash: str = "") -> None:
        for run in _runs(scores):
            corners = [self.at(index, scores[index] or 0.0) for index in run]
            if len(corners) > 1:
                closed = len(run) == len(self.axes)
                self.drawing.polyline(corners, stroke, 1.4 if dash else 2, dash, closed=closed)

    def draw_label(self, axis: _Placed) -> None:
        across = axis.direction[0]
        anchor = "middle" if across == 0 else "start" if across > 0 else "end"
        x = self.centre[0] + across * (self.size.radius + _LABEL_GAP)
        top = self.centre[1] + axis.top
        self.drawing.block((x, top), axis.label, self.palette.ink, anchor)
        gap = 4.0 if axis.calculated_text else 0.0
        own = text_width(axis.value_text, _VALUE_SIZE, BOLD)
        total = own + gap + text_width(axis.calculated_text, _LABEL_SIZE)
        left = x - {"start": 0.0, "middle": total / 2, "end": total}[anchor]
        baseline = top + axis.label.height + _VALUE_SIZE
        colour = self.palette.muted if axis.value is None else self.palette.accent
        self.drawing.text((left, baseline), axis.value_text, _VALUE_SIZE, colour, weight=BOLD)
        if axis.calculated_text:
            at = (left + own + gap, baseline)
            self.drawing.text(at, axis.calculated_text, _LABEL_SIZE, self.palette.muted)


def radar(
    axes: Sequence[Axis],
    *,
    title: str,
    fmt: Format,
    labels: ScoreLabels = UNNAMED,
    bounds: Sequence[float] = LEVEL_BOUNDS,
    size: RadarSize = WIDE,
    palette: Palette = PALETTE,
) -> Markup:
    """Scores 0-100 on at least three axes; a missing score is a gap in the outline and a dash.

    Where a calculated score differs it is drawn dashed and printed in brackets; targets are drawn
    dashed in a colour of their own. `labels` name the outlines in a legend.
    """
    if len(axes) < 3:
        raise ValueError(f"a radar needs at least three axes, got {len(axes)}")
    inner = checked_bounds(bounds)
    directions = [_direction(index, len(axes)) for index in range(len(axes))]
    placed = tuple(_place(*each, size, fmt) for each in zip(axes, directions, strict=True))
    centre = (size.width / 2, _MARGIN - min(-size.radius, *(axis.top for axis in placed)))
    bottom = centre[1] + max(size.radius, *(axis.top + axis.height for axis in placed))
    drawing = Drawing()
    web = _Web(drawing, placed, centre, palette, size)
    web.draw_area()
    web.draw_rings(inner)
    capped = any(axis.calculated_text for axis in placed)
    if capped:
        web.draw_calculated()
    web.draw_target()
    web.draw_scores()
    for axis in placed:
        web.draw_label(axis)
    entries = _legend(placed, labels, palette)
    if entries:
        at = (_MARGIN, bottom + 12)
        bottom = draw_legend(drawing, entries, at, size.width - 2 * _MARGIN, palette)
    return drawing.finish(size.width, bottom + _MARGIN, title)


def _legend(placed: Sequence[_Placed], labels: ScoreLabels, palette: Palette) -> list[LegendEntry]:
    """Names for the outlines, where there is more than the one of the scores."""
    entries: list[LegendEntry] = []
    if labels.calculated and any(axis.calculated_text for axis in placed):
        entries.append(LegendEntry(labels.calculated, palette.muted, "dashes"))
    if labels.target and any(axis.target is not None for axis in placed):
        entries.append(LegendEntry(labels.target, palette.target, "dashes"))
    if entries and labels.score:
        entries.insert(0, LegendEntry(labels.score, palette.accent, "line"))
    return entries


def _direction(index: int, count: int) -> Point:
    angle = -pi / 2 + 2 * pi * index / count
    return round(cos(angle), 9), round(sin(angle), 9)


def _place(axis: Axis, direction: Point, size: RadarSize, fmt: Format) -> _Placed:
    room = size.width / 2 - abs(direction[0]) * (size.radius + _LABEL_GAP) - _MARGIN
    width = min(size.label, room) if direction[0] else min(1.5 * size.label, 2 * room)
    value, calculated = optional_score(axis.value), optional_score(axis.calculated)
    shown = differs(calculated, value)
    text = "\n".join(clean(line) for line in axis.label_lines)
    return _Placed(
        direction,
        size.radius,
        value,
        calculated if shown else value,
        optional_score(axis.target),
        fit_text(text, width, _LABEL_SIZE, SEMIBOLD, lines=3),
        axis.printed or print_score(value, fmt),
        f"({axis.printed_calculated or print_score(calculated, fmt)})" if shown else "",
    )


def _runs(scores: Sequence[float | None]) -> list[list[int]]:
    """Indices of neighbouring axes that have a score, going round; one list a run."""
    count = len(scores)
    gaps = [index for index, score in enumerate(scores) if score is None]
    if not gaps:
        return [list(range(count))]
    runs: list[list[int]] = [[]]
    for step in range(1, count + 1):
        index = (gaps[0] + step) % count
        if scores[index] is None:
            runs.append([])
        else:
            runs[-1].append(index)
    return [run for run in runs if run]
