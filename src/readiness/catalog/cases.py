"""Worked cases of a questionnaire: read, completed from their base, run and compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from readiness.catalog.answers_file import OrganizationInfo
from readiness.catalog.case_comparison import differences
from readiness.catalog.case_model import CaseSheet, CaseSheets, Expectation, WorksheetFilling
from readiness.catalog.documents import (
    MAX_QUESTIONNAIRE_BYTES,
    Document,
    DocumentRefused,
    Path,
    in_reading_order,
)
from readiness.catalog.loader import CASES_FOLDER, Loaded
from readiness.catalog.schema import validated
from readiness.catalog.strict_yaml import read_document
from readiness.catalog.worksheet_cases import calculated, completed_filling
from readiness.scoring import (
    AnswersRefused,
    Problem,
    Questionnaire,
    QuestionnaireRefused,
    Result,
    live_result,
    parse_answers,
    score,
)
from readiness.scoring.spelling import did_you_mean
from readiness.scoring.visibility import circles
from readiness.scoring.worksheets.result import WorksheetResult

RawAnswers = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Case:
    """A case with its whole answers, those of its base included.

    `sheet` is the case as written, at `path` of `document`.
    """

    sheet: CaseSheet
    answers: RawAnswers
    second_opinions: RawAnswers
    organization: OrganizationInfo | None
    document: Document
    path: Path
    worksheet: WorksheetFilling | None = None

    @property
    def case(self) -> str:
        """The case's name."""
        return self.sheet.case

    @property
    def expect(self) -> Expectation:
        """The expected outcome."""
        return self.sheet.expect

    def placed(self, problem: Problem) -> Problem:
        """Return a problem whose path starts at the case with file, line and column.

        Problems with answers taken from the base are placed at `base`.
        """
        path = problem.path
        if path[:1] in (("answers",), ("second_opinions",)) and len(path) > 1:
            own = self.sheet.answers if path[0] == "answers" else self.sheet.second_opinions
            path = path if path[1] in own else ("base",)
        inner = problem.model_copy(update={"path": (*self.path, *path)})
        return self.document.placed(inner)


@dataclass(frozen=True, slots=True)
class CaseRun:
    """What a case gave: its result, unless its answers were refused, and every difference.

    `worksheet` is that of the case, if it fills one.
    """

    case: Case
    result: Result | None
    problems: tuple[Problem, ...]
    worksheet: WorksheetResult | None = None


@dataclass(frozen=True, slots=True)
class _Written:
    sheet: CaseSheet
    document: Document
    path: Path

    def problem(self, code: str, message: str, remedy: str, key: str) -> Problem:
        path = (*self.path, key)
        problem = Problem(code=code, message=message, remedy=remedy, path=path)
        return self.document.placed(problem)


def load_cases(loaded: Loaded) -> tuple[Case, ...]:
    """Read the cases of a version folder, by file name and order in the file.

    Raises `QuestionnaireRefused` with every problem of the case files.
    """
    problems: list[Problem] = []
    written = [
        case
        for file in sorted((loaded.folder / CASES_FOLDER).glob("*.yaml"))
        if file.is_file()
        for case in _read(file.read_bytes(), str(file), problems)
    ]
    by_name: dict[str, _Written] = {}
    for case in written:
        if case.sheet.case in by_name:
            problems.append(_duplicate(case, by_name[case.sheet.case]))
        by_name.setdefault(case.sheet.case, case)
    problems.extend(_base_problems(by_name))
    if problems:
        raise QuestionnaireRefused(in_reading_order(problems))
    return tuple(_completed(case, by_name, loaded.questionnaire) for case in written)


def run_case(loaded: Loaded, case: Case) -> CaseRun:
    """Score a case and compare the result with what it expects."""
    questionnaire = loaded.questionnaire
    try:
        answers = parse_answers(questionnaire, case.answers, case.second_opinions)
    except AnswersRefused as refusal:
        return CaseRun(case, None, tuple(map(case.placed, refusal.problems)))
    sheet: WorksheetResult | None = None
    if case.worksheet is None:
        result = score(questionnaire, answers)
    else:
        result = live_result(questionnaire, answers)
        outcome = calculated(questionnaire, case.worksheet, result)
        if isinstance(outcome, Problem):
            return CaseRun(case, result, (case.placed(outcome),))
        sheet = outcome
    found = differences(questionnaire, result, case.case, case.expect, sheet)
    return CaseRun(case, result, in_reading_order(map(case.placed, found)), sheet)


def _read(data: bytes, file: str, problems: list[Problem]) -> list[_Written]:
    try:
        document = read_document(data, file, limit=MAX_QUESTIONNAIRE_BYTES)
    except DocumentRefused as refusal:
        problems.extend(refusal.problems)
        return []
    several = isinstance(document.value, dict) and "cases" in document.value
    model = CaseSheets if several else CaseSheet
    value, refused = validated(model, document.value)
    problems.extend(map(document.placed, refused))
    if isinstance(value, CaseSheets):
        return [_Written(s, document, ("cases", i)) for i, s in enumerate(value.cases)]
    return [_Written(value, document, ())] if isinstance(value, CaseSheet) else []


def _duplicate(case: _Written, first: _Written) -> Problem:
    return case.problem(
        "duplicate_case",
        f"there is a case {case.sheet.case!r} in {first.document.file} already",
        "give it another name",
        "case",
    )


def _base_problems(by_name: Mapping[str, _Written]) -> Iterable[Problem]:
    for name, case in by_name.items():
        base = case.sheet.base
        if base is not None and base not in by_name:
            yield case.problem(
                "unknown_base",
                f"there is no case {base!r} for {name!r} to build on",
                did_you_mean(base, by_name, "name a case of this questionnaire"),
                "base",
            )
    bases = {name: [case.sheet.base] for name, case in by_name.items() if case.sheet.base}
    for circle in circles(bases):
        yield by_name[circle[0]].problem(
            "case_cycle",
            "these cases build on each other: " + " -> ".join((*circle, circle[0])),
            "let one of them have its own answers",
            "base",
        )


def _completed(
    case: _Written, by_name: Mapping[str, _Written], questionnaire: Questionnaire
) -> Case:
    line = [case]
    while (base := line[-1].sheet.base) is not None:
        line.append(by_name[base])
    ids = {question.code: question.id for question in questionnaire.questions}
    answers: RawAnswers = {}
    second_opinions: RawAnswers = {}
    for ancestor in reversed(line):
        answers = _overridden(answers, ancestor.sheet.answers, ids)
        second_opinions = _overridden(second_opinions, ancestor.sheet.second_opinions, ids)
    return Case(
        case.sheet,
        answers,
        second_opinions,
        case.sheet.organization,
        case.document,
        case.path,
        completed_filling(ancestor.sheet.worksheet for ancestor in reversed(line)),
    )


def _overridden(base: RawAnswers, changes: RawAnswers, ids: Mapping[str, str]) -> RawAnswers:
    """The answers with changes; a change may name by code what the base names by id."""
    changed = {ids.get(name, name) for name in changes}
    kept = {name: value for name, value in base.items() if ids.get(name, name) not in changed}
    return kept | {name: value for name, value in changes.items() if value is not None}
