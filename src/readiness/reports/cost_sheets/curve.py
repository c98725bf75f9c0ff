"""The running totals of a live sheet, year by year, and where they meet."""

from collections.abc import Iterable

from readiness.reports.cost_sheets.cells import CellStyle, CellValue, LineChart, live
from readiness.reports.cost_sheets.figures import exact_value
from readiness.reports.cost_sheets.layout import CODE, LABEL, TYPED, Layout, cell_name
from readiness.reports.numbers import NOTHING
from readiness.reports.view.facts import Facts
from readiness.reports.view.worksheet_sheet import Sheet
from readiness.scoring.worksheets.names import figure_name
from readiness.scoring.worksheets.result import WorksheetResult

CHART_ROWS = 18
"""Rows of the sheet that the chart covers."""


def write_curve(layout: Layout, facts: Facts, sheet: Sheet, result: WorksheetResult) -> None:
    """Write both totals from year 0 on with their chart, and after how many years they meet."""
    curve, say = sheet.worksheet.curve, facts.words.say
    if curve is None:
        return
    layout.row += 1
    years_row = layout.row
    layout.text(CODE, "", "heading")
    layout.text(LABEL, say("What has accrued after each year, in present values"), "heading")
    for year in range(len(layout.years) + 1):
        layout.text(TYPED + year, year, "year")
    layout.row += 1
    names = sheet.texts.figures
    counted = [name for name in curve.against if sheet.counts(name)] or curve.against[:1]
    totals = [
        (names[curve.figure], curve.begins_with, (curve.figure,)),
        (" + ".join(names[name] for name in counted), (), curve.against),
    ]
    for title, begins_with, figures in totals:
        _write_total(layout, result, title, begins_with, figures)
    _write_meeting(layout, facts, sheet)
    layout.sheet.charts.append(
        LineChart(
            title=say("What has accrued after each year, in present values"),
            years_name=say("Years"),
            at_row=layout.row + 1,
            years_row=years_row,
            rows=(years_row + 1, years_row + 2),
            names_column=LABEL,
            first=TYPED,
            last=TYPED + len(layout.years),
        )
    )
    layout.row += CHART_ROWS


def _write_total(
    layout: Layout,
    result: WorksheetResult,
    title: str,
    begins_with: Iterable[str],
    figures: Iterable[str],
) -> None:
    layout.text(LABEL, title, "label")
    start = tuple(begins_with)
    cells = [layout.cell_of(None)(figure_name(name)) for name in start]
    held = _sum(result, start, None)
    _put(layout, TYPED, held, f"SUM({','.join(cells)})" if cells else "0")
    names = tuple(figures)
    for column, year in zip(layout.year_columns, layout.years, strict=False):
        cells = [layout.cell_of(column)(figure_name(name)) for name in names]
        _put(layout, column + 1, _sum(result, names, year), f"SUM({','.join(cells)})")
    layout.row += 1


def _put(
    layout: Layout, column: int, value: CellValue, formula: str, style: CellStyle = "figure"
) -> None:
    layout.put(column, live(value, formula, style))


def _sum(result: WorksheetResult, names: Iterable[str], year: int | None) -> float | None:
    total = 0.0
    for name in names:
        value = exact_value(result, name, year)
        if value is None:
            return None
        total += value
    return total


def _write_meeting(layout: Layout, facts: Facts, sheet: Sheet) -> None:
    """The gap of each year, then the first year in which it closes, taken to run straight."""
    say = facts.words.say
    first, last = TYPED, TYPED + len(layout.years)
    one, other = layout.row - 2, layout.row - 1
    cells = layout.sheet.cells
    layout.text(LABEL, say("Gap between the two"), "label")
    gaps: list[float | None] = []
    for column in range(first, last + 1):
        upper, lower = cells[one, column].value, cells[other, column].value
        sides = [float(v) for v in (upper, lower) if isinstance(v, int | float)]
        gaps.append(sides[0] - sides[1] if len(sides) == 2 else None)
        sides_at = (cell_name(row, column, fixed_column=False) for row in (one, other))
        _put(layout, column, gaps[-1], "-".join(sides_at))
    layout.row += 1
    layout.text(LABEL, say("Break-even after so many years"), "label")
    value: CellValue = NOTHING
    if None in gaps:
        value = None
    elif sheet.curve is not None and sheet.curve.break_even is not None:
        value = sheet.curve.break_even
    layout.put(first, live(value, _meeting(layout.row - 1, first, last), "key_figure", 1))
    layout.row += 1


def _meeting(row: int, first: int, last: int) -> str:
    """The first crossing; nested from the last year back, so that the first one found counts."""
    formula = f'"{NOTHING}"'
    for column in range(last, first, -1):
        before, after = (cell_name(row, at, fixed_column=False) for at in (column - 1, column))
        crossing = f"ROUND({column - 1 - first}+{before}/({before}-{after}),1)"
        formula = f"IF({after}<=0,{crossing},{formula})"
    return f"IF({cell_name(row, first, fixed_column=False)}<=0,0,{formula})"
