"""The plan: every action as a row, a bar over the months in which it can be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from readiness.reports.charts.drawing import Drawing, clean, number
from readiness.reports.charts.measure import TextBlock, fit_text, text_width
from readiness.reports.charts.palette import PALETTE, Palette, Tone
from readiness.reports.fonts import BOLD, REGULAR, SEMIBOLD

_WIDTH = 656.0
_CODE = 62.0
_LABEL = 364.0
_IMPACT_STEP, _IMPACT_RADIUS, _IMPACT_MOST, _IMPACT_LINE = 9.0, 3.2, 5, 11.0
_AXIS_LEFT, _AXIS_RIGHT = _CODE + _LABEL + 18, _WIDTH - 12
_TEXT, _SMALL = 11.0, 10.0
_BAR = 15.0
_TICK = 11.0
_ARROW = 4.5
_INSET = 1.0
_PADDING = 5.5
_LONGEST_ACTION = 400


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """An action from month `start` to `end`; `impact` is 1-5, `after` the codes it waits for."""

    code: str
    label: str
    owner: str
    effort: str
    impact: int
    start: float
    end: float
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineTexts:
    """The words over the columns."""

    impact: str
    months: str


@dataclass(frozen=True, slots=True)
class _Axis:
    """The months, drawn to scale; `ticks` bound the windows."""

    ticks: tuple[float, ...]

    def x(self, month: float) -> float:
        first, last = self.ticks[0], self.ticks[-1]
        return _AXIS_LEFT + (_AXIS_RIGHT - _AXIS_LEFT) * (month - first) / (last - first)

    def window(self, start: float) -> int:
        return sum(start >= tick for tick in self.ticks[1:-1])


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row with its texts, where its middle lies, and its bar's edges."""

    row: TimelineRow
    code: TextBlock
    label: TextBlock
    owner: TextBlock
    height: float
    middle: float
    left: float
    right: float


def timeline(
    rows: Sequence[TimelineRow],
    ticks: Sequence[float],
    texts: TimelineTexts,
    *,
    title: str,
    palette: Palette = PALETTE,
) -> Markup:
    """Rows in the given order; arrows lead from what an action waits for to its bar.

    `ticks` are the months at which windows begin and end, rising; every bar must lie among them.
    """
    axis = _checked_axis(rows, ticks)
    head = _SMALL * 1.2 + _TICK * 1.2 + 8
    placed = _place(rows, axis, head)
    height = head + sum(row.height for row in placed) + 1
    drawing = Drawing()
    _draw_windows(drawing, axis, (head, height), palette)
    _draw_heads(drawing, axis, texts, palette)
    for row in placed:
        top = row.middle - row.height / 2
        drawing.line((0, top), (_WIDTH, top), palette.grid, 0.8)
    drawing.line((0, height - 1), (_WIDTH, height - 1), palette.grid, 0.8)
    _draw_waits(drawing, placed, palette)
    for row in placed:
        _draw_row(drawing, row, axis, palette)
    return drawing.finish(_WIDTH, height, title)


def _checked_axis(rows: Iterable[TimelineRow], ticks: Sequence[float]) -> _Axis:
    if len(ticks) < 2 or any(not low < high for low, high in pairwise(ticks)):
        raise ValueError(f"a timeline needs at least two rising months, got {tuple(ticks)!r}")
    for row in rows:
        if not ticks[0] <= row.start < row.end <= ticks[-1]:
            raise ValueError(
                f"{row.code} must begin before it ends, within months {ticks[0]:g} to "
                f"{ticks[-1]:g}; got {row.start:g} to {row.end:g}"
            )
        if not 0 <= row.impact <= _IMPACT_MOST:
            raise ValueError(f"{row.code}: impact must be 0 to {_IMPACT_MOST}, got {row.impact}")
    return _Axis(tuple(ticks))


def _place(rows: Sequence[TimelineRow], axis: _Axis, top: float) -> list[_Placed]:
    placed = []
    for row in rows:
        code = fit_text(clean(row.code), _CODE - 8, _TEXT, SEMIBOLD, lines=1)
        label = fit_text(clean(row.label, _LONGEST_ACTION), _LABEL, _TEXT, REGULAR, lines=4)
        owner = fit_text(clean(row.owner), _LABEL, _SMALL, REGULAR, lines=1)
        height = max(code.height + _IMPACT_LINE, label.height + owner.height, _BAR) + _PADDING
        left, right = axis.x(row.start) + _INSET, axis.x(row.end) - _INSET
        placed.append(_Placed(row, code, label, owner, height, top + height / 2, left, right))
        top += height
    return placed


def _draw_windows(
    drawing: Drawing, axis: _Axis, extent: tuple[float, float], palette: Palette
) -> None:
    top, bottom = extent
    for index, (first, last) in enumerate(pairwise(axis.ticks)):
        left, right = axis.x(first), axis.x(last)
        fill = palette.stripe if index % 2 else palette.track
        drawing.rect(left, top, right - left, bottom - top, fill)
    for tick in axis.ticks:
        drawing.line((axis.x(tick), top - 3), (axis.x(tick), bottom), palette.grid, 1)


def _draw_heads(drawing: Drawing, axis: _Axis, texts: TimelineTexts, palette: Palette) -> None:
    middle = (axis.x(axis.ticks[0]) + axis.x(axis.ticks[-1])) / 2
    room = axis.x(axis.ticks[-1]) - axis.x(axis.ticks[0])
    months = fit_text(clean(texts.months), room, _SMALL, lines=1)
    drawing.block((middle, 0), months, palette.muted, "middle")
    impact = fit_text(clean(texts.impact), _LABEL, _SMALL, lines=1)
    drawing.block((0, _TICK * 1.2), impact, palette.muted)
    baseline = _SMALL * 1.2 + _TICK + 2
    last = -1.0
    for tick in axis.ticks:
        printed = number(tick)
        width = text_width(printed, _TICK, SEMIBOLD)
        if axis.x(tick) - width / 2 > last:
            at = (axis.x(tick), baseline)
            drawing.text(at, printed, _TICK, palette.ink, weight=SEMIBOLD, anchor="middle")
            last = axis.x(tick) + width / 2 + 3


def _draw_waits(drawing: Drawing, placed: Sequence[_Placed], palette: Palette) -> None:
    """An arrow for each wait: down from the end of one bar, then to the beginning of the other."""
    by_code = {row.row.code: row for row in placed}
    for row in placed:
        for first in (by_code[code] for code in row.row.after if code in by_code):
            bend = max(first.left + 1, first.right - 4)
            edge = first.middle + (_BAR / 2 if first.middle < row.middle else -_BAR / 2)
            tip = row.left
            corners = [(bend, edge), (bend, row.middle), (max(bend, tip - _ARROW), row.middle)]
            drawing.polyline(corners, palette.muted, 1)
            back = tip - _ARROW
            drawing.polygon(
                [(tip, row.middle), (back, row.middle - 3), (back, row.middle + 3)], palette.muted
            )


def _draw_row(drawing: Drawing, row: _Placed, axis: _Axis, palette: Palette) -> None:
    top = row.middle - (row.height - _PADDING) / 2
    drawing.block((0, top), row.code, palette.muted)
    drawing.block((_CODE, top), row.label, palette.ink)
    drawing.block((_CODE, top + row.label.height), row.owner, palette.muted)
    for step in range(_IMPACT_MOST):
        along = _IMPACT_RADIUS + 0.5 + step * _IMPACT_STEP
        centre = (along, top + row.code.height + _IMPACT_LINE / 2)
        fill = palette.accent if step < row.row.impact else palette.paper
        drawing.circle(centre, _IMPACT_RADIUS, fill, palette.accent, 0.9)
    tone = _tone(axis.window(row.row.start), len(axis.ticks) - 1, palette)
    width = row.right - row.left
    drawing.rect(row.left, row.middle - _BAR / 2, width, _BAR, tone.fill, radius=2)
    _draw_effort(drawing, row, tone, palette)


def _draw_effort(drawing: Drawing, row: _Placed, tone: Tone, palette: Palette) -> None:
    """Inside the bar where it is wide enough, else behind it, else before it."""
    effort = fit_text(clean(row.row.effort), _LABEL / 2, _SMALL, BOLD, lines=1)
    top = row.middle - effort.height / 2
    if effort.width + 3 <= row.right - row.left:
        middle = (row.left + row.right) / 2
        drawing.block((middle, top), effort, tone.text, "middle")
    elif row.right + 4 + effort.width <= _WIDTH:
        drawing.block((row.right + 4, top), effort, palette.ink)
    else:
        drawing.block((row.left - 8 - effort.width, top), effort, palette.ink)


def _tone(window: int, windows: int, palette: Palette) -> Tone:
    """Near work dark, later work paler."""
    return palette.level(windows - 1 - window + 2, windows + 2)
