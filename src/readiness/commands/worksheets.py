"""`readiness worksheet`."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from readiness.catalog.answers_file import MAX_BYTES
from readiness.catalog.catalog import Catalog
from readiness.catalog.documents import Document, DocumentRefused
from readiness.catalog.strict_yaml import read_document
from readiness.commands.answers import parse_sheet, read_sheet
from readiness.commands.terminal import from_here, out
from readiness.commands.worksheet_page import worksheet_page
from readiness.errors import NotFound
from readiness.scoring import Problem, Questionnaire, live_result
from readiness.scoring.spelling import did_you_mean
from readiness.scoring.worksheet_plans import plan_of
from readiness.scoring.worksheets.calculation import Facts, calculate, facts_of
from readiness.scoring.worksheets.model import CalculationWorksheet
from readiness.scoring.worksheets.result import EntryProblem, WorksheetResult
from readiness.scoring.worksheets.texts import CalculationText
from readiness.settings import Settings

NOT_GIVEN: Final = "input_missing"
"""The problem of an input that has no value yet, which is no mistake."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What is calculated: a worksheet, a file of inputs, and if wished a file of answers."""

    questionnaire: str
    code: str
    inputs: Path
    sheet: str | None
    answers: Path | None


def calculate_file(filled: Filled, language: str | None, form: Literal["text", "json"]) -> bool:
    """Print figures, checks and reading of a filled worksheet, and every problem of its inputs.

    Return whether every input typed could be counted; that some are missing is no failure.

    Raises `NotFound` for an unknown questionnaire, worksheet, sheet or language and
    `DocumentRefused` or `AnswersRefused` for a file that cannot be read.
    """
    catalog = Catalog(Settings().questionnaires)
    questionnaire = catalog.get(filled.questionnaire).questionnaire
    worksheet = _worksheet(questionnaire, filled.code)
    sheets = [sheet.id for sheet in worksheet.sheets]
    sheet = _known("sheet", filled.sheet or sheets[0], sheets)
    spoken = _known(
        "language", language or questionnaire.default_language, list(questionnaire.texts)
    )
    document = _read_inputs(filled.inputs)
    assert isinstance(document.value, dict)
    plan = plan_of(questionnaire, worksheet)
    result = calculate(plan, document.value, _facts(catalog, filled), sheet)
    if form == "json":
        print(result.model_dump_json(indent=2))
    else:
        texts = questionnaire.texts[spoken].worksheets[worksheet.code]
        assert isinstance(texts, CalculationText)  # lint_texts has compared their kinds
        out.print(worksheet_page(worksheet, texts, result, spoken))
    return _tell(result, document)


def _worksheet(questionnaire: Questionnaire, code: str) -> CalculationWorksheet:
    worksheets = {worksheet.code: worksheet for worksheet in questionnaire.calculations}
    return worksheets[_known("worksheet", code, list(worksheets))]


def _known(kind: str, name: str, known: list[str]) -> str:
    if name not in known:
        otherwise = (
            f"use one of {', '.join(known)}" if known else f"the questionnaire has no {kind}"
        )
        remedy = did_you_mean(name, known, otherwise)
        raise NotFound(
            "unknown_reference",
            f"There is no {kind} {name[:80]!r}.",
            remedy[0].upper() + remedy[1:],
        )
    return name


def _read_inputs(path: Path) -> Document:
    """Read no more than a file of inputs may have, plus the byte that tells it has more."""
    with path.open("rb") as file:
        document = read_document(file.read(MAX_BYTES + 1), str(path), limit=MAX_BYTES)
    if not isinstance(document.value, dict):
        problem = Problem(
            code="wrong_value",
            message="the file is not a mapping",
            remedy="write 'input: figure', one a line",
        )
        raise DocumentRefused([document.placed(problem)])
    return document


def _facts(catalog: Catalog, filled: Filled) -> Facts:
    """Without answers no finding can be told."""
    if filled.answers is None:
        return {}
    questionnaire, answers = parse_sheet(catalog, filled.questionnaire, read_sheet(filled.answers))
    codes = [finding.code for finding in questionnaire.findings]
    return facts_of(live_result(questionnaire, answers), codes)


def _tell(result: WorksheetResult, document: Document) -> bool:
    """Print the problems of what was typed, each at its place; tell whether there are none."""
    refused = [problem for problem in result.problems if problem.code != NOT_GIVEN]
    for problem in refused:
        print(from_here(_placed(problem, document)), file=sys.stderr)
    return not refused


def _placed(problem: EntryProblem, document: Document) -> Problem:
    return document.placed(
        Problem(
            code=problem.code,
            message=problem.message,
            remedy=problem.remedy,
            path=(problem.input,),
        )
    )
