"""Words for worksheets: all, and no others."""

from collections.abc import Iterator

from readiness.scoring.expressions import Path
from readiness.scoring.lint_texts import compared, missing
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import Problem
from readiness.scoring.spelling import did_you_mean
from readiness.scoring.worksheets.model import CalculationWorksheet, Worksheet
from readiness.scoring.worksheets.table import CELL_CODES, TableWorksheet
from readiness.scoring.worksheets.texts import CalculationText, TableText, WorksheetText
from readiness.scoring.worksheets.wording import named_in, placeholders, wanted_texts


def lint_worksheet_texts(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield missing and orphaned texts inside worksheets, in each language."""
    for language, texts in questionnaire.texts.items():
        for worksheet in questionnaire.worksheets:
            if worksheet.code in texts.worksheets:
                path: Path = ("texts", language, "worksheets", worksheet.code)
                yield from _inside_worksheet(worksheet, texts.worksheets[worksheet.code], path)


def _inside_worksheet(worksheet: Worksheet, text: WorksheetText, path: Path) -> Iterator[Problem]:
    match worksheet, text:
        case CalculationWorksheet(), CalculationText():
            yield from _inside_calculation(worksheet, text, path)
        case TableWorksheet(), TableText():
            for section in ("columns", "checks"):
                names = [part.id for part in getattr(worksheet, section)]
                yield from compared(names, getattr(text, section), (*path, section))
            yield from compared(CELL_CODES, text.cells, (*path, "cells"))
            chosen = {column.id: column.items for column in worksheet.columns if column.items}
            yield from compared(chosen, text.items, (*path, "items"))
            for name in [name for name in chosen if name in text.items]:
                yield from compared(chosen[name], text.items[name], (*path, "items", name))
        case _:
            needed = "sheets" if isinstance(worksheet, CalculationWorksheet) else "columns"
            yield missing(needed, (*path, needed))


def _inside_calculation(
    worksheet: CalculationWorksheet, text: CalculationText, path: Path
) -> Iterator[Problem]:
    for section, names in wanted_texts(worksheet).items():
        yield from compared(names, getattr(text, section), (*path, section))
    for check in worksheet.checks:
        if check.id in text.checks:
            colours = [name for name in ("red", "amber") if getattr(check, name) is not None]
            said = text.checks[check.id].model_dump(exclude_none=True)
            yield from compared(colours, said, (*path, "checks", check.id))
    known = sorted(placeholders(worksheet))
    for section in ("readings", "reading_notes"):
        for row, sentence in getattr(text, section).items():
            for name in named_in(sentence):
                if name not in known:
                    yield Problem(
                        code="unknown_reference",
                        message=f"{{{name}}} is no figure of {worksheet.code}",
                        remedy=did_you_mean(name, known, "name a figure, such as {net_3}"),
                        path=(*path, section, row),
                    )
