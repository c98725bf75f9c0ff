"""What the figures of a live sheet say: the reading, its notes, and the checks."""

import re
from typing import Final

from readiness.reports.cost_sheets.cells import CellValue, SheetCell, live
from readiness.reports.cost_sheets.layout import CODE, LABEL, STATE, TYPED, Layout
from readiness.reports.numbers import NOTHING
from readiness.reports.view.facts import Facts
from readiness.reports.view.worksheet_sheet import Sheet
from readiness.scoring.expressions import Node
from readiness.scoring.worksheet_plans import plan_of
from readiness.scoring.worksheets.cell_formulas import (
    cell_formula,
    condition_figure,
    text_literal,
)
from readiness.scoring.worksheets.compiling import CheckPlan, Compiled
from readiness.scoring.worksheets.names import figure_name
from readiness.scoring.worksheets.result import WorksheetResult

_SLOT: Final = re.compile(r"\{([^{}]*)\}")
_OF_YEARS: Final = re.compile(r"(.+)_([0-9]+)")


def write_reading(layout: Layout, facts: Facts, sheet: Sheet) -> None:
    """Write the first reading that is true, with its figures, and the notes that hold."""
    layout.text(CODE, facts.words.say("What the figures say"), "group", across=STATE + 1)
    layout.row += 1
    plan, texts, result = plan_of(facts.questionnaire, sheet.worksheet), sheet.texts, sheet.result
    rows = zip(sheet.worksheet.readings, plan.readings, strict=True)
    formula = _first([(rule, _told(layout, sheet, texts.readings[row.id])) for row, rule in rows],
                     layout)  # fmt: skip
    said = sheet.said(texts.readings[result.reading]) if result.reading else NOTHING
    _sentence(layout, said, f'IFERROR({formula},"{NOTHING}")')
    for note, rule in zip(sheet.worksheet.reading_notes, plan.notes, strict=True):
        text = texts.reading_notes[note.id]
        holds = f"{_figure(layout, rule.node)}=1"
        said = sheet.said(text) if note.id in result.reading_notes else ""
        _sentence(layout, said, f'IF({holds},{_told(layout, sheet, text)},"")')


def _sentence(layout: Layout, value: CellValue, formula: str) -> None:
    cell = live(value, formula, "reading")
    layout.put(CODE, SheetCell(cell.value, cell.style, cell.formula, across=STATE + 1))
    layout.row += 1


def _first(rows: list[tuple[Compiled | None, str]], layout: Layout) -> str:
    """The text of the first row that is true; a row that cannot be told is an error."""
    formula = "NA()"
    for rule, text in reversed(rows):
        if rule is None:
            formula = text
        else:
            formula = f"IF({cell_formula(rule.node, layout.cell_of(None))},{text},{formula})"
    return formula


def _told(layout: Layout, sheet: Sheet, text: str) -> str:
    """A sentence of the worksheet as a formula, its figures as the cells hold them."""
    pieces: list[str] = []
    decimals = {figure.id: figure.decimals for figure in sheet.worksheet.figures}
    single = {figure.id for figure in sheet.worksheet.figures if not figure.per_horizon}
    for at, piece in enumerate(_SLOT.split(text)):
        if at % 2 == 0:
            pieces += [text_literal(piece)] if piece else []
            continue
        years = None if piece in single else _OF_YEARS.fullmatch(piece)
        figure = years[1] if years else piece
        name = figure_name(figure, int(years[2]) if years else None)
        cell = layout.cell_of(None)(name)
        pieces.append(f'IFERROR(FIXED({cell},{decimals[figure]}),"{NOTHING}")')
    return "&".join(pieces)


def write_checks(layout: Layout, facts: Facts, sheet: Sheet, result: WorksheetResult) -> None:
    """Write each check with its outcome, one for each horizon where it is about horizons."""
    plan = plan_of(facts.questionnaire, sheet.worksheet)
    if not plan.checks:
        return
    layout.row += 1
    layout.text(CODE, facts.words.say("Checks"), "heading")
    layout.text(LABEL, "", "heading")
    for column, year in zip(layout.year_columns, (*layout.years, layout.own_years), strict=False):
        formula = layout.cell_of(column)("years") if layout.by_year else str(year)
        layout.put(column, live(year, formula, "year"))
    layout.row += 1
    for check in plan.checks:
        _write_check(layout, facts, sheet, check, result)


def _write_check(
    layout: Layout, facts: Facts, sheet: Sheet, plan: CheckPlan, result: WorksheetResult
) -> None:
    text = sheet.texts.checks[plan.check.id]
    layout.text(LABEL, text.red or text.amber or "", "label")
    outcomes = {line.years: line.outcome for line in result.checks if line.id == plan.check.id}
    if plan.check.per_horizon:
        years = (*layout.years, layout.own_years)
        told = {*sheet.worksheet.horizons, layout.own_years}
        columns = [
            pair for pair in zip(layout.year_columns, years, strict=False) if pair[1] in told
        ]
    else:
        columns = [(TYPED, None)]
    words = outcome_words(facts)
    for column, year in columns:
        counted = not plan.check.per_horizon or year is not None
        value = words[outcomes[year]] if counted else words["open"]
        layout.put(column, live(value, _outcome(layout, plan, column, words), "outcome"))
    layout.row += 1


def outcome_words(facts: Facts) -> dict[str, str]:
    """The words for what a check comes to."""
    say = facts.words.say
    return {
        "red": say("red"),
        "amber": say("amber"),
        "open": say("open"),
        "clear": say("fine"),
    }


def _outcome(layout: Layout, plan: CheckPlan, column: int, words: dict[str, str]) -> str:
    at = column if plan.check.per_horizon else None
    figures = [
        (colour, _figure(layout, rule.node, at))
        for colour, rule in (("red", plan.red), ("amber", plan.amber))
        if rule is not None
    ]
    unsure = ",".join(f"{figure}=0.5" for _, figure in figures)
    formula = f'IF(OR({unsure}),"{words["open"]}","{words["clear"]}")'
    for colour, figure in reversed(figures):
        formula = f'IF({figure}=1,"{words[colour]}",{formula})'
    return formula


def _figure(layout: Layout, node: Node, column: int | None = None) -> str:
    return condition_figure(node, layout.cell_of(column))
