"""The inputs of a live sheet: what was typed, and beside it what counts of it."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from readiness.reports.cost_sheets.cells import NOT_AVAILABLE, Bounds, CellValue, SheetCell, live
from readiness.reports.cost_sheets.layout import (
    CODE,
    COUNTED,
    LABEL,
    STATE,
    TYPED,
    UNIT,
    Layout,
)
from readiness.reports.cost_sheets.layout import cell_name as name_of
from readiness.reports.view.facts import Facts
from readiness.reports.view.worksheet_sheet import Sheet
from readiness.scoring.expressions.intervals import number_text
from readiness.scoring.worksheet_plans import plan_of
from readiness.scoring.worksheets.calculation import facts_of
from readiness.scoring.worksheets.cell_formulas import text_literal
from readiness.scoring.worksheets.inputs import read_inputs
from readiness.scoring.worksheets.model import InputGroup, WorksheetInput
from readiness.scoring.worksheets.names import input_name

_LONGEST_TYPED = 80
_LARGEST_TYPED = 1e15


def write_inputs(layout: Layout, facts: Facts, sheet: Sheet) -> None:
    """Write every group of inputs, then the findings that conditions read."""
    say = facts.words.say
    layout.heading(
        say("Code"), say("Input"), say("Your figure"), say("Unit"), say("Counts as"), say("Status")
    )
    counted = read_inputs(sheet.worksheet, sheet.filled.inputs).values
    for group in sheet.worksheet.groups:
        layout.text(CODE, sheet.texts.groups[group.id], "group", across=STATE + 1)
        layout.row += 1
        _write_group(layout, facts, sheet, group, counted)
    _write_findings(layout, facts, sheet)


def _write_group(
    layout: Layout,
    facts: Facts,
    sheet: Sheet,
    group: InputGroup,
    counted: Mapping[str, Fraction | bool | None],
) -> None:
    for entry in group.inputs:
        number = counted[entry.id]
        value = float(number) if isinstance(number, Fraction) else number
        layout.text(CODE, entry.code, "code")
        layout.text(LABEL, sheet.texts.inputs[entry.id].title, "label")
        words = _words(facts) if entry.yes_no else ()
        typed = SheetCell(_typed(sheet, entry, words), "input", decimals=entry.decimals)
        layout.put(TYPED, replace(typed, bounds=_bounds(entry, words)))
        layout.text(UNIT, sheet.texts.units.get(entry.unit, ""), "unit")
        place = name_of(layout.row, TYPED)
        layout.put(COUNTED, live(value, _counts(entry, place, words), "counted", entry.decimals))
        layout.put(STATE, _state(layout, facts, entry, place))
        layout.singles[input_name(entry.id)] = name_of(layout.row, COUNTED)
        layout.row += 1


_Words = tuple[()] | tuple[str, str]
"""The words for true and false, for inputs that take them."""


def _words(facts: Facts) -> tuple[str, str]:
    return facts.words.say("Yes"), facts.words.say("No")


def _typed(sheet: Sheet, entry: WorksheetInput, words: _Words) -> CellValue:
    """What was typed; a figure that no cell holds stands as a text."""
    value = sheet.filled.inputs.get(entry.id)
    if isinstance(value, bool):
        return words[0 if value else 1] if words else str(value)
    if value is None:
        return None
    if isinstance(value, int | float) and abs(value) < _LARGEST_TYPED:
        return value
    return str(value)[:_LONGEST_TYPED]


def _bounds(entry: WorksheetInput, words: _Words) -> Bounds:
    if words:
        return Bounds(words=words)
    assert entry.low is not None  # checked when the questionnaire was read
    assert entry.high is not None
    return Bounds(entry.low, entry.high)


def _counts(entry: WorksheetInput, typed: str, words: _Words) -> str:
    """The figure where it is one the input takes, the default where nothing is typed."""
    default = "NA()" if entry.default is None else _literal(entry.default)
    if words:
        return f"IF(ISBLANK({typed}),{default},{_truth(typed, words)})"
    within = f"{typed}>={_literal(entry.low or 0)},{typed}<={_literal(entry.high or 0)}"
    sound = f"AND({within},ROUND({typed},{entry.decimals})={typed})"
    taken = f"IF(ISNUMBER({typed}),IF({sound},{typed},NA()),NA())"
    return f"IF(ISBLANK({typed}),{default},{taken})"


def _truth(typed: str, words: tuple[str, str]) -> str:
    """True or false for its word, in whatever language the program itself speaks."""
    yes, no = (text_literal(word) for word in words)
    return f"IF({typed}={yes},TRUE,IF({typed}={no},FALSE,NA()))"


def _literal(value: bool | float) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return number_text(float(value)).upper()


def _state(layout: Layout, facts: Facts, entry: WorksheetInput, typed: str) -> SheetCell:
    say, counted = facts.words.say, name_of(layout.row, COUNTED)
    empty = say("missing") if entry.default is None else say("assumed")
    if entry.optional and entry.default is None:
        empty = ""
    shown = layout.sheet.cells[layout.row, TYPED].value
    refused = layout.sheet.cells[layout.row, COUNTED].value == NOT_AVAILABLE
    value = empty if shown is None else say("refused") if refused else ""
    told = f'IF(ISERROR({counted}),"{say("refused")}","")'
    return live(value, f'IF(ISBLANK({typed}),"{empty}",{told})', "rule")


def _write_findings(layout: Layout, facts: Facts, sheet: Sheet) -> None:
    """Findings of the assessment that a condition reads: true, false, or empty while open."""
    plan = plan_of(facts.questionnaire, sheet.worksheet)
    made = facts_of(facts.result, plan.findings)
    read = {code: name for code, name in plan.findings.items() if name in plan.read}
    if not read:
        return
    layout.text(CODE, facts.words.say("Findings of the assessment"), "group", across=STATE + 1)
    layout.row += 1
    for code, name in read.items():
        layout.text(CODE, code, "code")
        layout.text(LABEL, facts.texts.findings[code], "label")
        found, words = made[code], _words(facts)
        said = None if found is None else words[0 if found else 1]
        layout.put(TYPED, SheetCell(said, "input", bounds=Bounds(words=words)))
        formula = _truth(name_of(layout.row, TYPED), words)
        layout.put(COUNTED, live(found, formula, "counted"))
        layout.singles[name] = name_of(layout.row, COUNTED)
        layout.row += 1
