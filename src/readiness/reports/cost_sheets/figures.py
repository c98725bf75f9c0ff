"""The figures of a live sheet: single ones, then those that differ from year to year."""

from collections.abc import Iterable
from fractions import Fraction

from readiness.reports.cost_sheets.cells import CellStyle, live
from readiness.reports.cost_sheets.layout import CODE, LABEL, STATE, TYPED, UNIT, Layout, cell_name
from readiness.reports.view.facts import Facts
from readiness.reports.view.worksheet_sheet import Sheet
from readiness.scoring.worksheet_plans import plan_of
from readiness.scoring.worksheets.cell_formulas import cell_formula
from readiness.scoring.worksheets.compiling import Compiled
from readiness.scoring.worksheets.model import Figure
from readiness.scoring.worksheets.names import figure_name
from readiness.scoring.worksheets.result import WorksheetResult

_Ruled = tuple[Figure, Compiled]


def write_figures(layout: Layout, facts: Facts, sheet: Sheet, result: WorksheetResult) -> None:
    """Write all figures; `result` has each horizon of the layout's columns.

    A figure may read what is written below it: places are given to all of them first.
    """
    say = facts.words.say
    plan = plan_of(facts.questionnaire, sheet.worksheet)
    ruled = list(zip(sheet.worksheet.figures, plan.figures, strict=True))
    singles = [pair for pair in ruled if not pair[0].per_horizon and not pair[0].excluded]
    apart = [pair for pair in ruled if not pair[0].per_horizon and pair[0].excluded]
    by_year = [pair for pair in ruled if pair[0].per_horizon]
    _place(layout, (singles, apart, by_year))
    layout.heading(say("Code"), say("Figure"), say("Value"), say("Rule"), "", "")
    _write_singles(layout, sheet, singles, result)
    if apart:
        layout.text(CODE, say("Not counted"), "group", across=STATE + 1)
        layout.row += 1
        _write_singles(layout, sheet, apart, result)
    if by_year:
        layout.row += 1
        _write_years(layout, facts)
        for figure, rule in by_year:
            _write_by_year(layout, sheet, figure, rule, result)


def _place(layout: Layout, parts: tuple[list[_Ruled], list[_Ruled], list[_Ruled]]) -> None:
    """Give every figure its row, as the parts are going to be written."""
    singles, apart, by_year = parts
    row = layout.row + 1
    for figure, _ in singles:
        layout.singles[figure_name(figure.id)] = cell_name(row, TYPED)
        row += 1
    row += bool(apart)
    for figure, _ in apart:
        layout.singles[figure_name(figure.id)] = cell_name(row, TYPED)
        row += 1
    layout.years_row = row + 1
    for at, (figure, _) in enumerate(by_year):
        layout.by_year[figure_name(figure.id)] = layout.years_row + 1 + at


def _write_years(layout: Layout, facts: Facts) -> None:
    """Write the heading of figures by year: plain years, and the own horizon beside them."""
    say = facts.words.say
    layout.text(CODE, say("Code"), "heading")
    layout.text(LABEL, say("Over so many years"), "heading")
    for column, year in zip(layout.year_columns, layout.years, strict=False):
        layout.text(column, year, "year")
    if layout.own_column is not None:
        own = layout.worksheet.own_horizon
        assert own is not None  # or there were no such column
        layout.put(layout.own_column, live(layout.own_years, layout.singles[own], "year"))
    layout.row += 1


def _write_singles(
    layout: Layout, sheet: Sheet, figures: Iterable[_Ruled], result: WorksheetResult
) -> None:
    for figure, rule in figures:
        _name(layout, sheet, figure)
        formula = cell_formula(rule.node, layout.cell_of(None))
        value = exact_value(result, figure.id, None)
        layout.put(TYPED, live(value, formula, "figure", figure.decimals))
        layout.text(UNIT, rule.text, "rule")
        layout.row += 1


def _write_by_year(
    layout: Layout, sheet: Sheet, figure: Figure, rule: Compiled, result: WorksheetResult
) -> None:
    _name(layout, sheet, figure)
    shown = {*sheet.worksheet.horizons}
    years = (*layout.years, layout.own_years)
    for column, year in zip(layout.year_columns, years, strict=False):
        style: CellStyle = "key_figure" if year in shown else "figure"
        formula = cell_formula(rule.node, layout.cell_of(column))
        value = None if year is None else exact_value(result, figure.id, year)
        layout.put(column, live(value, formula, style, figure.decimals))
    layout.row += 1


def _name(layout: Layout, sheet: Sheet, figure: Figure) -> None:
    layout.text(CODE, figure.code, "code")
    layout.text(LABEL, sheet.texts.figures[figure.id], "label")


def exact_value(result: WorksheetResult, figure: str, years: int | None) -> float | None:
    """A figure unrounded, `None` while it is missing."""
    found = result.figure(figure, years)
    return None if found is None or found.exact is None else float(Fraction(found.exact))
