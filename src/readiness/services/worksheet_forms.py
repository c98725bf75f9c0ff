"""What the cases of a worksheet have to show: its checks, readings and notes."""

from collections.abc import Callable, Iterable, Iterator

from readiness.scoring.worksheets.model import CalculationWorksheet
from readiness.scoring.worksheets.result import WorksheetResult
from readiness.services.rule_form import RuleForm, RulePath

Shows = Callable[[WorksheetResult], Iterable[bool]]


def worksheet_forms(
    worksheet: CalculationWorksheet, path: RulePath
) -> Iterator[RuleForm[WorksheetResult]]:
    """Yield each colour of each check, each reading and each note that cases have to show."""
    for i, check in enumerate(worksheet.checks):
        for colour in ("red", "amber"):
            if getattr(check, colour) is not None:
                name = f"check {check.id} of {worksheet.code} in {colour}"
                yield RuleForm(name, (*path, "checks", i, colour), _colour(check.id, colour))
    for i, row in enumerate(worksheet.readings):
        name = f"the reading {row.id} of {worksheet.code}"
        yield RuleForm(name, (*path, "readings", i), _reading(row.id))
    for i, note in enumerate(worksheet.reading_notes):
        name = f"note {note.id} of {worksheet.code}"
        yield RuleForm(name, (*path, "reading_notes", i), _reading_note(note.id))


def _colour(check: str, colour: str) -> Shows:
    return lambda sheet: [line.outcome == colour for line in sheet.checks if line.id == check]


def _reading(row: str) -> Shows:
    return lambda sheet: [sheet.reading == row]


def _reading_note(note: str) -> Shows:
    return lambda sheet: [note in sheet.reading_notes]
