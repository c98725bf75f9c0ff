"""The plan: every recommendation as a row, its work in one of the time windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.reports.charts.drawing import Drawing, clean
from readiness.reports.charts.measure import TextBlock, fit_text
from readiness.reports.charts.palette import PALETTE, Palette, Tone
from readiness.reports.fonts import BOLD, REGULAR, SEMIBOLD

_WIDTH = 656.0
_CODE = 56.0
_LABEL = 236.0
_WINDOWS_LEFT = _CODE + _LABEL + 14
_TEXT = 11.5
_BAR_TEXT = 11.0
_PAD = 6.0


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A recommendation; `window` counts the time windows from 0."""

    code: str
    label: str
    window: int
    effort: str
    owner: str


@dataclass(frozen=True, slots=True)
class _Measured:
    window: int
    code: TextBlock
    label: TextBlock
    effort: TextBlock
    owner: TextBlock

    @property
    def bar_height(self) -> float:
        return max(self.effort.height, self.owner.height) + 6

    @property
    def height(self) -> float:
        return max(self.code.height, self.label.height, self.bar_height) + 9


def timeline(
    rows: Sequence[TimelineRow],
    window_labels: Sequence[str],
    *,
    title: str,
    palette: Palette = PALETTE,
) -> Markup:
    """Rows in the given order, one column a window; the bar holds effort and owner."""
    windows = len(window_labels)
    if any(not 0 <= row.window < windows for row in rows):
        raise ValueError(f"every row's window must be 0 to {windows - 1}")
    column = (_WIDTH - _WINDOWS_LEFT) / windows
    measured = [_measure(row, column) for row in rows]
    heads = [fit_text(clean(label), column - 10, 11.5, SEMIBOLD) for label in window_labels]
    head_height = max(head.height for head in heads) + 10
    height = head_height + sum(row.height for row in measured) + 1
    drawing = Drawing()
    _draw_columns(drawing, heads, column, height, palette)
    y = head_height
    for row in measured:
        drawing.line((0, y), (_WIDTH, y), palette.grid, 0.8)
        _draw_row(drawing, row, y + row.height / 2, (windows, column), palette)
        y += row.height
    drawing.line((0, y), (_WIDTH, y), palette.grid, 0.8)
    return drawing.finish(_WIDTH, height, title)


def _measure(row: TimelineRow, column: float) -> _Measured:
    effort = fit_text(clean(row.effort), column * 0.4, _BAR_TEXT, BOLD, lines=1)
    room = column - 10 - 2 * _PAD - effort.width - 12
    return _Measured(
        row.window,
        fit_text(clean(row.code), _CODE - 8, _TEXT, SEMIBOLD, lines=1),
        fit_text(clean(row.label), _LABEL, _TEXT, REGULAR, lines=3),
        effort,
        fit_text(clean(row.owner), room, _BAR_TEXT, lines=2),
    )


def _draw_columns(
    drawing: Drawing, heads: Sequence[TextBlock], column: float, height: float, palette: Palette
) -> None:
    for index, head in enumerate(heads):
        left = _WINDOWS_LEFT + index * column
        fill = palette.stripe if index % 2 else palette.track
        drawing.rect(left + 1, 0, column - 2, height, fill)
        drawing.block((left + column / 2, 4), head, palette.ink, "middle")


def _tone(window: int, windows: int, palette: Palette) -> Tone:
    """Near work dark, later work paler."""
    return palette.level(windows - 1 - window + 2, windows + 2)


def _draw_row(
    drawing: Drawing, row: _Measured, middle: float, columns: tuple[int, float], palette: Palette
) -> None:
    windows, column = columns
    drawing.block((0, middle - row.code.height / 2), row.code, palette.muted)
    drawing.block((_CODE, middle - row.label.height / 2), row.label, palette.ink)
    tone = _tone(row.window, windows, palette)
    left = _WINDOWS_LEFT + row.window * column + 5
    drawing.rect(
        left, middle - row.bar_height / 2, column - 10, row.bar_height, tone.fill, radius=3
    )
    x = left + _PAD
    drawing.block((x, middle - row.effort.height / 2), row.effort, tone.text)
    x += row.effort.width + 6
    drawing.line((x, middle - 6), (x, middle + 6), tone.text, 0.8)
    drawing.block((x + 6, middle - row.owner.height / 2), row.owner, tone.text)
