"""A line of small samples with their names, under or over a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from readiness.reports.charts.drawing import Drawing, Point, clean
from readiness.reports.charts.measure import fit_text
from readiness.reports.charts.palette import Palette

_SAMPLE = 20.0
_GAP = 6.0
_BETWEEN = 20.0
_SIZE = 11.0


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One name and its sample: a bar, a line, dashes or an upright tick in `colour`."""

    label: str
    colour: str
    sample: Literal["bar", "line", "dashes", "tick"]


def draw_legend(
    drawing: Drawing,
    entries: Sequence[LegendEntry],
    top_left: Point,
    width: float,
    palette: Palette,
) -> float:
    """Draw the entries side by side, in further lines when they need it; return the lower edge."""
    x, y = top_left
    row_height = 0.0
    for entry in entries:
        room = width - _SAMPLE - _GAP
        block = fit_text(clean(entry.label), room, _SIZE, lines=1)
        needed = _SAMPLE + _GAP + block.width
        if x > top_left[0] and x + needed > top_left[0] + width:
            x, y = top_left[0], y + row_height
            row_height = 0.0
        _draw_sample(drawing, entry, (x, y + block.line_height / 2))
        drawing.block((x + _SAMPLE + _GAP, y), block, palette.ink)
        x += needed + _BETWEEN
        row_height = max(row_height, block.height + 3)
    return y + row_height


def _draw_sample(drawing: Drawing, entry: LegendEntry, middle_left: Point) -> None:
    x, y = middle_left
    if entry.sample == "bar":
        drawing.rect(x, y - 4, _SAMPLE, 8, entry.colour, radius=1.5)
    elif entry.sample == "tick":
        drawing.line((x + _SAMPLE / 2, y - 6), (x + _SAMPLE / 2, y + 6), entry.colour, 1.4)
    else:
        dash = "4 3" if entry.sample == "dashes" else ""
        drawing.line((x, y), (x + _SAMPLE, y), entry.colour, 2 if not dash else 1.4, dash)
