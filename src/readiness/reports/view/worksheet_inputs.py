"""What was typed into a worksheet, line by line."""

from collections.abc import Iterator

from readiness.reports.numbers import NOTHING
from readiness.reports.view.facts import Facts
from readiness.reports.view.worksheet_parts import InputGroupView, InputRow
from readiness.reports.view.worksheet_sheet import Sheet
from readiness.scoring.worksheets.model import InputGroup, WorksheetInput

_LONGEST_REFUSED = 80


def input_groups(facts: Facts, sheet: Sheet) -> tuple[InputGroupView, ...]:
    """Every group with its inputs; optional ones without a value are left out."""
    groups = [
        InputGroupView(name=sheet.texts.groups[group.id], rows=tuple(_rows(facts, sheet, group)))
        for group in sheet.worksheet.groups
    ]
    return tuple(group for group in groups if group.rows)


def _rows(facts: Facts, sheet: Sheet, group: InputGroup) -> Iterator[InputRow]:
    say, result = facts.words.say, sheet.result
    refused = sheet.refused
    for entry in group.inputs:
        value = sheet.filled.inputs.get(entry.id)
        if value is not None and entry.id in refused:
            yield _row(sheet, entry, str(value)[:_LONGEST_REFUSED], "refused", say("refused"))
        elif value is not None:
            yield _row(sheet, entry, sheet.typed(facts, entry, value), "given", "")
        elif entry.id in result.assumed:
            default = sheet.typed(facts, entry, entry.default)
            yield _row(sheet, entry, default, "assumed", say("assumed"))
        elif entry.id in result.missing:
            yield _row(sheet, entry, NOTHING, "missing", say("missing"))


def _row(sheet: Sheet, entry: WorksheetInput, value: str, state: str, label: str) -> InputRow:
    return InputRow.model_validate(
        {
            "code": entry.code,
            "name": sheet.texts.inputs[entry.id].title,
            "value": value,
            "state": state,
            "state_label": label,
        }
    )
