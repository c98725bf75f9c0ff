"""Worksheets that stand in a file of answers."""

from collections.abc import Iterator, Mapping

from readiness.catalog.answers_file import AnswersFile
from readiness.catalog.documents import Path
from readiness.commands.worksheets import NOT_GIVEN
from readiness.reports.view import FilledWorksheet
from readiness.scoring import AnswersRefused, Problem, Questionnaire, Result
from readiness.scoring.spelling import did_you_mean
from readiness.scoring.worksheet_plans import plan_of
from readiness.scoring.worksheets.calculation import calculate, facts_of
from readiness.scoring.worksheets.model import CalculationWorksheet

_SECTION = "worksheets"


def filled_worksheets(
    questionnaire: Questionnaire, result: Result, sheet: AnswersFile
) -> tuple[FilledWorksheet, ...]:
    """Return what the file fills in; that inputs are missing is no failure.

    Raises `AnswersRefused` for an unknown worksheet, sheet or input and for figures that make no
    sense, each with line and column.
    """
    problems = [sheet.placed(problem) for problem in _problems(questionnaire, result, sheet)]
    if problems:
        raise AnswersRefused(problems)
    return tuple(
        FilledWorksheet(code, name, inputs)
        for code, sheets in sheet.worksheets.items()
        for name, inputs in sheets.items()
    )


def _problems(
    questionnaire: Questionnaire, result: Result, sheet: AnswersFile
) -> Iterator[Problem]:
    known = {worksheet.code: worksheet for worksheet in questionnaire.calculations}
    for code, sheets in sheet.worksheets.items():
        if code not in known:
            yield _unknown("worksheet", code, list(known), (_SECTION, code))
            continue
        names = [each.id for each in known[code].sheets]
        for name, inputs in sheets.items():
            path = (_SECTION, code, name)
            if name not in names:
                yield _unknown("sheet", name, names, path)
                continue
            yield from _refused(questionnaire, result, known[code], inputs, path)


def _refused(
    questionnaire: Questionnaire,
    result: Result,
    worksheet: CalculationWorksheet,
    inputs: Mapping[str, object],
    path: Path,
) -> Iterator[Problem]:
    plan = plan_of(questionnaire, worksheet)
    for problem in calculate(plan, inputs, facts_of(result, plan.findings)).problems:
        if problem.code != NOT_GIVEN:
            yield Problem(
                code=problem.code,
                message=problem.message,
                remedy=problem.remedy,
                path=(*path, problem.input),
            )


def _unknown(kind: str, name: str, known: list[str], path: Path) -> Problem:
    otherwise = f"use one of {', '.join(known)}" if known else f"leave the {kind} out"
    return Problem(
        code="unknown_reference",
        message=f"there is no {kind} {name[:80]!r}",
        remedy=did_you_mean(name, known, otherwise),
        path=path,
    )
