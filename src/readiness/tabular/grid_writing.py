"""Sheets whose cells are placed one by one: calculations with formulas, what may be typed, charts.

A formula is written with the value it has now, so that programs that only show files show it; those
that calculate do so when they open the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from readiness.tabular.workbook_looks import ACTIVE, INK, height_of

GridStyle = Literal[
    "title", "lead", "heading", "year", "group", "code", "label", "input", "unit", "counted",
    "figure", "key_figure", "rule", "outcome", "reading",
]  # fmt: skip
_Value: TypeAlias = str | int | float | bool | None
_Place: TypeAlias = tuple[int, int]

_FRAME: Final = "#8A97AB"
_MUTED: Final = "#56637A"
_PALE: Final = "#F4F7FA"
_TYPED: Final = "#FFF8E6"
_RED: Final = {"bg_color": "#FBE7E5", "font_color": "#A8201A", "bold": True}
_AMBER: Final = {"bg_color": "#FBF0DF", "font_color": "#92520A", "bold": True}
_CHART_COLOURS: Final = ("#0F766E", "#B45309")
_CHART_SIZE: Final = {"width": 900, "height": 340}
_WRAPPED: Final = ("label", "lead", "reading", "heading")

_LOOKS: Final[Mapping[GridStyle, Mapping[str, Any]]] = {
    "title": {"bold": True, "font_size": 16, "font_color": INK},
    "lead": {"font_color": _MUTED, "text_wrap": True, "valign": "top"},
    "heading": {"bold": True, "font_color": "#FFFFFF", "valign": "vcenter", "text_wrap": True},
    "year": {"bold": True, "font_color": "#FFFFFF", "align": "right", "valign": "vcenter"},
    "group": {"bold": True, "font_color": INK, "bg_color": "#E9EEF4", "align": "left"},
    "code": {"font_color": _MUTED, "valign": "top"},
    "label": {"text_wrap": True, "valign": "top"},
    "input": {"border": 1, "border_color": _FRAME, "bg_color": _TYPED, "locked": False,
              "align": "right", "valign": "top"},
    "unit": {"font_color": _MUTED, "valign": "top", "indent": 1},
    "counted": {"bg_color": _PALE, "align": "right", "valign": "top"},
    "figure": {"align": "right", "valign": "top"},
    "key_figure": {"bold": True, "bg_color": _PALE, "align": "right", "valign": "top"},
    "rule": {"font_color": _MUTED, "font_size": 9, "valign": "top", "indent": 1},
    "outcome": {"align": "right", "valign": "top"},
    "reading": {"text_wrap": True, "valign": "top"},
}  # fmt: skip
_IN_TONE: Final = ("heading", "year")
_HIDDEN_ERRORS: Final = ("counted", "figure", "key_figure", "year", "outcome")


@dataclass(frozen=True, slots=True)
class WrittenLimits:
    """What a cell takes from whoever types: figures from low to high, or one of some words."""

    low: float
    high: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its value, the formula that gives it (without `=`), and how it looks.

    `across` columns are joined for it, `decimals` are shown.
    """

    value: _Value
    style: GridStyle
    formula: str | None = None
    decimals: int = 0
    across: int = 1
    limits: WrittenLimits | None = None


@dataclass(frozen=True, slots=True)
class GridChart:
    """Lines over a row of years: their rows from 0, names in `names_column`, from `first` on."""

    title: str
    years_name: str
    at_row: int
    years_row: int
    rows: Sequence[int]
    names_column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class WrittenGrid:
    """A sheet of placed cells by row and column from 0; `outcomes` are shown in red and amber."""

    name: str
    widths: Sequence[int]
    cells: Mapping[_Place, GridCell]
    outcomes: tuple[str, str]
    charts: Sequence[GridChart] = ()


class GridWriter:
    """Writes grids into a workbook; each look is made once."""

    def __init__(self, workbook: xlsxwriter.Workbook, tone: str) -> None:
        self._workbook, self._tone = workbook, tone
        self._formats: dict[tuple[GridStyle, int, bool], Format] = {}
        self._outcomes = [workbook.add_format(look) for look in (_RED, _AMBER)]
        self._unseen = workbook.add_format({"font_color": "#FFFFFF"})

    def write(self, sheet: Worksheet, grid: WrittenGrid) -> None:
        """Write a grid; nothing but what is named a formula becomes one.

        The title and the first two columns stay in sight.
        """
        sheet.freeze_panes(1, 2)
        for column, width in enumerate(grid.widths):
            sheet.set_column(column, column, width)
        for row, texts in _texts_by_row(grid).items():
            sheet.set_row(row, height_of(texts))
        for place, cell in grid.cells.items():
            self._write_cell(sheet, place, cell)
            self._mark(sheet, place, cell, grid)
        for chart in grid.charts:
            self._draw(sheet, grid, chart)

    def _write_cell(self, sheet: Worksheet, place: _Place, cell: GridCell) -> None:
        form = self._format(cell)
        row, column = place
        if cell.across > 1:
            sheet.merge_range(row, column, row, column + cell.across - 1, "", form)
        match cell.value:
            case _ if cell.formula is not None:
                sheet.write_formula(row, column, f"={cell.formula}", form, cell.value)
            case None | "":
                sheet.write_blank(row, column, None, form)
            case bool(truth):
                sheet.write_boolean(row, column, truth, form)
            case int(number) | float(number):
                sheet.write_number(row, column, number, form)
            case str(text):
                sheet.write_string(row, column, text, form)

    def _format(self, cell: GridCell) -> Format:
        quoted = (
            cell.formula is None
            and isinstance(cell.value, str)
            and cell.value.lstrip().startswith(ACTIVE)
        )
        is_figure = not isinstance(cell.value, bool)
        key = (cell.style, cell.decimals if is_figure else -1, quoted)
        if key not in self._formats:
            look = {**_LOOKS[cell.style]}
            if cell.style in _IN_TONE:
                look["bg_color"] = self._tone
            point = "." if cell.decimals else ""
            if is_figure:  # some programs tell true from 1 by the format alone
                look["num_format"] = f"#,##0{point}{'0' * cell.decimals}"
            look["quote_prefix"] = quoted
            self._formats[key] = self._workbook.add_format(look)
        return self._formats[key]

    def _mark(self, sheet: Worksheet, place: _Place, cell: GridCell, grid: WrittenGrid) -> None:
        """Say what may be typed; show red and amber as such, and what is missing as empty."""
        if cell.limits is not None:
            sheet.data_validation(*place, *place, _validation(cell.limits))
        if cell.formula is None:
            return
        if cell.style in _HIDDEN_ERRORS:
            unseen = {"type": "errors", "format": self._unseen}
            sheet.conditional_format(*place, *place, unseen)
        if cell.style == "outcome":
            for word, form in zip(grid.outcomes, self._outcomes, strict=True):
                same = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": form}
                sheet.conditional_format(*place, *place, same)

    def _draw(self, sheet: Worksheet, grid: WrittenGrid, drawn: GridChart) -> None:
        chart = self._workbook.add_chart({"type": "line"})
        for row, colour in zip(drawn.rows, _CHART_COLOURS, strict=False):
            chart.add_series(
                {
                    "name": [grid.name, row, drawn.names_column],
                    "categories": [grid.name, drawn.years_row, drawn.first, drawn.years_row,
                                   drawn.last],
                    "values": [grid.name, row, drawn.first, row, drawn.last],
                    "line": {"color": colour, "width": 2.5},
                    "marker": {"type": "circle", "size": 6, "fill": {"color": colour},
                               "border": {"color": colour}},
                }
            )  # fmt: skip
        chart.set_title({"name": drawn.title, "name_font": {"size": 12, "color": INK}})
        chart.set_x_axis({"name": drawn.years_name})
        chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True,
                          "line": {"color": "#CBD4E0"}}})  # fmt: skip
        chart.set_legend({"position": "bottom"})
        chart.set_size(_CHART_SIZE)
        place = (drawn.at_row, drawn.names_column)
        sheet.insert_chart(*place, chart, {"description": drawn.title})


def _texts_by_row(grid: WrittenGrid) -> dict[int, list[tuple[object, float]]]:
    """Texts that wrap, each with the characters that its columns hold."""
    rows: dict[int, list[tuple[object, float]]] = {}
    for (row, column), cell in grid.cells.items():
        if cell.style in _WRAPPED:
            width = sum(grid.widths[column : column + cell.across])
            rows.setdefault(row, []).append((cell.value, width))
    return rows


def _validation(limits: WrittenLimits) -> dict[str, Any]:
    if limits.words:
        return {"validate": "list", "source": list(limits.words)}
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": limits.low,
        "maximum": limits.high,
    }
