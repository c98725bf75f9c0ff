"""Live sheets put together: what each begins with, and its parts one below the other."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from readiness.reports.cost_sheets.cells import LiveSheet
from readiness.reports.cost_sheets.curve import write_curve
from readiness.reports.cost_sheets.figures import write_figures
from readiness.reports.cost_sheets.inputs import write_inputs
from readiness.reports.cost_sheets.layout import CODE, STATE, TYPED, Layout
from readiness.reports.cost_sheets.reading import outcome_words, write_checks, write_reading
from readiness.reports.view.facts import Facts, FilledWorksheet
from readiness.reports.view.worksheet_sheet import Sheet, open_sheet
from readiness.scoring.worksheet_plans import plan_of
from readiness.scoring.worksheets.calculation import asked_sheets, calculate, facts_of
from readiness.scoring.worksheets.inputs import read_inputs

_WIDTHS: Final = (9, 52, 16, 16, 16, 16)
_YEAR_WIDTH: Final = 16
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME: Final = 31
"""Characters of a sheet's name."""


def build_cost_sheets(facts: Facts) -> tuple[LiveSheet, ...]:
    """Every calculation worksheet that is filled; where none is, empty ones that are asked for."""
    return tuple(_built(facts, sheet) for sheet in _sheets(facts))


def _sheets(facts: Facts) -> Iterator[Sheet]:
    filled = {(each.code, each.sheet): each for each in facts.context.worksheets if each.inputs}
    for worksheet in facts.questionnaire.calculations:
        plan = plan_of(facts.questionnaire, worksheet)
        asked = asked_sheets(plan, facts_of(facts.result, plan.findings))
        own = [filled[worksheet.code, s.id] for s in worksheet.sheets
               if (worksheet.code, s.id) in filled]  # fmt: skip
        blank = [FilledWorksheet(worksheet.code, s.id, {}) for s in worksheet.sheets if asked[s.id]]
        for each in own or blank:
            yield open_sheet(facts, worksheet, each)


def _built(facts: Facts, sheet: Sheet) -> LiveSheet:
    worksheet, say = sheet.worksheet, facts.words.say
    years = tuple(range(1, sheet.result.horizons[-1].years + 1))
    plan = plan_of(facts.questionnaire, worksheet)
    yearly = replace(plan, worksheet=worksheet.model_copy(update={"horizons": years}))
    result = calculate(
        yearly, sheet.filled.inputs, facts_of(facts.result, plan.findings), sheet.filled.sheet
    )
    words = outcome_words(facts)
    own = worksheet.own_horizon
    columns = len(years) + bool(own)
    live = LiveSheet(
        name=_name(sheet),
        widths=(*_WIDTHS, *[_YEAR_WIDTH] * max(0, TYPED + columns - len(_WIDTHS))),
        outcomes=(words["red"], words["amber"]),
    )
    layout = Layout(worksheet, live, years, TYPED + len(years) if own else None, _own_years(sheet))
    layout.text(CODE, f"{sheet.texts.name}: {sheet.texts.sheets[sheet.filled.sheet]}", "title")
    layout.row += 1
    layout.text(
        CODE,
        say(
            "Change the figures in the framed cells: everything else follows. What reads a missing "
            "figure stays empty. Amounts in %(currency)s.",
            currency=worksheet.currency,
        ),
        "lead",
        across=STATE + 1,
    )
    layout.row += 2
    write_inputs(layout, facts, sheet)
    layout.row += 1
    write_figures(layout, facts, sheet, result)
    write_curve(layout, facts, sheet, result)
    layout.row += 1
    write_reading(layout, facts, sheet)
    write_checks(layout, facts, sheet, result)
    return live


def _own_years(sheet: Sheet) -> int | None:
    """The own horizon in years, where one is typed that counts."""
    own = (sheet.worksheet.own_horizon or "").removeprefix("input.")
    value = read_inputs(sheet.worksheet, sheet.filled.inputs).values.get(own)
    return None if value is None else int(value)


def _name(sheet: Sheet) -> str:
    """A name that spreadsheet programs take, and that tells the sheets of a worksheet apart."""
    said = sheet.texts.sheets[sheet.filled.sheet] if len(sheet.worksheet.sheets) > 1 else ""
    name = _NOT_IN_NAMES.sub(" ", f"{sheet.worksheet.code} {said}".strip())
    return name[:LONGEST_NAME].strip()
