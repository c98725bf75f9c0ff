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

_WIDTH = 656.0
_RADIUS = 152.0
_LABEL_GAP = 15.0
_LABEL_WIDTH = 150.0
_LABEL_SIZE = 12.0
_VALUE_SIZE = 13.0
_MARGIN = 4.0


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension. Scores are 0-100, None when there is none; `calculated` is before gates.

    `printed` and `printed_calculated` are printed in place of the formatted scores: a score that
    was rounded once already must not be rounded again.
    """

    label_lines: tuple[str, ...]
    value: float | None
    calculated: float | None = None
    printed: str | None = None
    printed_calculated: str | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    """An axis with its direction and its label; positions are relative to the radar's centre."""

    direction: Point
    value: float | None
    calculated: float | None
    label: TextBlock
    value_text: str
    calculated_text: str

    @property
    def height(self) -> float:
        return self.label.height + _VALUE_SIZE * 1.2

    @property
    def top(self) -> float:
        """Upright axes push their label out by half its height, level axes centre it."""
        end = self.direction[1] * (_RADIUS + _LABEL_GAP)
        return end + (self.direction[1] - 1) * self.height / 2

    def point(self, score: float) -> Point:
        distance = _RADIUS * score / HIGHEST
        return self.direction[0] * distance, self.direction[1] * distance


@dataclass(frozen=True, slots=True)
class _Web:
    """The radar being drawn; everything in it is placed around `centre`."""

    drawing: Drawing
    axes: tuple[_Placed, ...]
    centre: Point
    palette: Palette

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
            x, y = self.centre[0] - 4, self.centre[1] - _RADIUS * ring / HIGHEST + 10
            self.drawing.text((x, y), f"{ring:g}", 8.5, self.palette.muted, anchor="end")

    def draw_calculated(self) -> None:
        self.draw_outline([axis.calculated for axis in self.axes], self.palette.muted, "4 3")
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
        x = self.centre[0] + across * (_RADIUS + _LABEL_GAP)
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
    palette: Palette = PALETTE,
) -> Markup:
    """Scores 0-100 on at least three axes; a missing score is a gap in the outline and a dash.

    Where a calculated score differs it is drawn dashed and printed in brackets; `labels` then name
    the two outlines in a legend.
    """
    if len(axes) < 3:
        raise ValueError(f"a radar needs at least three axes, got {len(axes)}")
    inner = checked_bounds(bounds)
    placed = tuple(_place(axis, index, len(axes), fmt) for index, axis in enumerate(axes))
    centre = (_WIDTH / 2, _MARGIN - min(-_RADIUS, *(axis.top for axis in placed)))
    bottom = centre[1] + max(_RADIUS, *(axis.top + axis.height for axis in placed))
    drawing = Drawing()
    web = _Web(drawing, placed, centre, palette)
    web.draw_area()
    web.draw_rings(inner)
    capped = any(axis.calculated_text for axis in placed)
    if capped:
        web.draw_calculated()
    web.draw_scores()
    for axis in placed:
        web.draw_label(axis)
    if capped and labels.score and labels.calculated:
        entries = [
            LegendEntry(labels.score, palette.accent, "line"),
            LegendEntry(labels.calculated, palette.muted, "dashes"),
        ]
        at = (_MARGIN, bottom + 12)
        bottom = draw_legend(drawing, entries, at, _WIDTH - 2 * _MARGIN, palette)
    return drawing.finish(_WIDTH, bottom + _MARGIN, title)


def _place(axis: Axis, index: int, count: int, fmt: Format) -> _Placed:
    angle = -pi / 2 + 2 * pi * index / count
    direction = (round(cos(angle), 9), round(sin(angle), 9))
    room = _WIDTH / 2 - abs(direction[0]) * (_RADIUS + _LABEL_GAP) - _MARGIN
    width = min(_LABEL_WIDTH, room * (2 if direction[0] == 0 else 1))
    value, calculated = optional_score(axis.value), optional_score(axis.calculated)
    shown = differs(calculated, value)
    text = "\n".join(clean(line) for line in axis.label_lines)
    return _Placed(
        direction,
        value,
        calculated if shown else value,
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
