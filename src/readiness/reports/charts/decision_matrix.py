"""A decision by two scales: a grid of outcomes in which the one that holds stands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from readiness.reports.charts.drawing import Drawing, clean
from readiness.reports.charts.measure import TextBlock, fit_text
from readiness.reports.charts.palette import PALETTE, Palette
from readiness.reports.fonts import BOLD, REGULAR, SEMIBOLD

_WIDTH = 656.0
_HEAD = 148.0
_GAP = 4.0
_PAD = 9.0
_TEXT, _SMALL = 11.5, 10.0
_LEAST_HEIGHT = 46.0
_OUTLINE = 2.2
_LINES = 4


@dataclass(frozen=True, slots=True)
class MatrixScale:
    """A scale's name, and name and bounds of each of its levels, lowest first."""

    name: str
    levels: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class MatrixOutcome:
    """What a cell says; `mark` tells whether it holds, or may still come out."""

    name: str
    mark: Literal["held", "possible", "none"] = "none"


def decision_matrix(
    rows: MatrixScale,
    columns: MatrixScale,
    cells: Sequence[Sequence[MatrixOutcome]],
    *,
    title: str,
    description: str,
    palette: Palette = PALETTE,
) -> Markup:
    """The lowest row on top, the lowest column at the left; `cells` by row and column.

    The outcome that holds is dark with white letters, one that may come out has a broken outline.
    """
    if [len(row) for row in cells] != [len(columns.levels)] * len(rows.levels):
        raise ValueError("a decision matrix needs an outcome for every row and column")
    width = (_WIDTH - _HEAD) / len(columns.levels)
    drawing = Drawing()
    y = _draw_column_heads(drawing, columns, width, palette)
    corner = fit_text(clean(rows.name), _HEAD - _PAD, _TEXT, BOLD)
    drawing.block((0, y - corner.height - 6), corner, palette.ink)
    for level, row in zip(rows.levels, cells, strict=True):
        y = _draw_row(drawing, level, row, (y, width), palette)
    return drawing.finish(_WIDTH, y, title, description)


def _head(level: tuple[str, str], width: float) -> tuple[TextBlock, TextBlock]:
    name, bounds = level
    return (
        fit_text(clean(name), width, _TEXT, SEMIBOLD, lines=3),
        fit_text(clean(bounds), width, _SMALL),
    )


def _draw_column_heads(
    drawing: Drawing, columns: MatrixScale, width: float, palette: Palette
) -> float:
    name = fit_text(clean(columns.name), _WIDTH - _HEAD - _GAP, _TEXT, BOLD)
    drawing.block((_HEAD + _GAP, 0), name, palette.ink)
    heads = [_head(level, width - _PAD) for level in columns.levels]
    top = name.height + 5
    height = max(title.height + bounds.height for title, bounds in heads)
    for place, (title, bounds) in enumerate(heads):
        left = _HEAD + place * width + _GAP
        lower = top + height - bounds.height
        drawing.block((left, lower - title.height), title, palette.ink)
        drawing.block((left, lower), bounds, palette.muted)
    return top + height + 6


def _draw_row(
    drawing: Drawing,
    level: tuple[str, str],
    row: Sequence[MatrixOutcome],
    place: tuple[float, float],
    palette: Palette,
) -> float:
    y, width = place
    title, bounds = _head(level, _HEAD - _PAD)
    blocks = [
        fit_text(
            clean(cell.name),
            width - _GAP - 2 * _PAD,
            _TEXT,
            BOLD if cell.mark == "held" else REGULAR,
            _LINES,
        )
        for cell in row
    ]
    height = max(
        _LEAST_HEIGHT,
        title.height + bounds.height + _PAD,
        *(block.height + 2 * _PAD for block in blocks),
    )
    top = y + (height - title.height - bounds.height) / 2
    drawing.block((0, top), title, palette.ink)
    drawing.block((0, top + title.height), bounds, palette.muted)
    for number, (cell, block) in enumerate(zip(row, blocks, strict=True)):
        left = _HEAD + number * width + _GAP
        _draw_cell(drawing, cell, block, (left, y, width - _GAP, height - _GAP), palette)
    return y + height


def _draw_cell(
    drawing: Drawing,
    cell: MatrixOutcome,
    block: TextBlock,
    box: tuple[float, float, float, float],
    palette: Palette,
) -> None:
    x, y, width, height = box
    held = cell.mark == "held"
    drawing.rect(x, y, width, height, palette.levels[-1].fill if held else palette.track, radius=3)
    if cell.mark == "possible":
        inset = _OUTLINE / 2
        corners = [
            (x + inset, y + inset),
            (x + width - inset, y + inset),
            (x + width - inset, y + height - inset),
            (x + inset, y + height - inset),
        ]
        drawing.polyline(corners, palette.ink, _OUTLINE, "5 4", closed=True)
    ink = palette.levels[-1].text if held else palette.ink
    drawing.block((x + _PAD, y + (height - block.height) / 2), block, ink)
