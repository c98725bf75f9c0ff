"""Scored questions have what scoring needs, unscored ones nothing that would be ignored."""

from collections.abc import Iterator

from readiness.scoring.expressions import Path
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import Problem
from readiness.scoring.questions import (
    BEST_VALUE,
    MultipleQuestion,
    NumberQuestion,
    Question,
    SingleQuestion,
)


def lint_questions(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield problems with single questions, except references and the ranges of bands."""
    for i, question in enumerate(questionnaire.questions):
        path: Path = ("questions", i)
        yield from _dimension_and_weight(question, path)
        yield from _scored_parts(question, path) if question.scored else _unscored(question, path)
        if isinstance(question, NumberQuestion) and not question.low < question.high:
            yield Problem(
                code="wrong_range",
                message=f"{question.code} accepts {question.low:g} to {question.high:g}",
                remedy="let low be less than high",
                path=(*path, "low"),
            )


def _dimension_and_weight(question: Question, path: Path) -> Iterator[Problem]:
    if (question.dimension is None) == (question.weight is None):
        return
    has, lacks = ("dimension", "weight") if question.weight is None else ("weight", "dimension")
    yield _incomplete(
        f"{question.code} has a {has} and no {lacks}",
        f"add {lacks}:, or remove {has}: if the question is not scored",
        (*path, has),
    )


def _scored_parts(question: Question, path: Path) -> Iterator[Problem]:
    match question:
        case SingleQuestion():
            yield from _scored_options(question, path)
        case NumberQuestion() | MultipleQuestion():
            if not question.bands:
                yield Problem(
                    code="missing_bands",
                    message=f"{question.code} is scored and has no bands",
                    remedy="add bands: with a range for each of the values 0 to 4",
                    path=path,
                )
            if isinstance(question, NumberQuestion) and question.better is None:
                yield _incomplete(
                    f"{question.code} does not say whether lower or higher is better",
                    "add better: lower or better: higher",
                    path,
                )
        case _:
            yield _incomplete(
                f"{question.code} is of type {question.type}, which cannot be scored",
                "use type: single with options 0 to 4, or remove dimension: and weight:",
                (*path, "type"),
            )


def _scored_options(question: SingleQuestion, path: Path) -> Iterator[Problem]:
    for i, option in enumerate(question.options):
        if not isinstance(option.value, int) or not 0 <= option.value <= BEST_VALUE:
            yield Problem(
                code="wrong_value",
                message=f"{question.code} is scored and has the option {option.value!r}",
                remedy=f"use whole numbers from 0 to {BEST_VALUE}",
                path=(*path, "options", i, "value"),
            )
    values = {option.value for option in question.options}
    for value in (0, BEST_VALUE):
        if value not in values:
            yield Problem(
                code="missing_value",
                message=f"{question.code} has no option with value {value}",
                remedy=f"add it; options reach from 0 to {BEST_VALUE}",
                path=(*path, "options"),
            )


def _unscored(question: Question, path: Path) -> Iterator[Problem]:
    if isinstance(question, NumberQuestion | MultipleQuestion) and question.bands:
        yield _incomplete(
            f"{question.code} has bands and is not scored",
            "add dimension: and weight:, or remove bands:",
            (*path, "bands"),
        )
    if question.second_opinion is not None:
        yield _incomplete(
            f"{question.code} asks a second opinion and is not scored",
            "remove second_opinion:; only scored questions are asked twice",
            (*path, "second_opinion"),
        )
    if question.dont_know == "zero":
        yield _incomplete(
            f"{question.code} lets don't know count 0 and is not scored",
            "use dont_know: exclude or dont_know: refused",
            (*path, "dont_know"),
        )


def _incomplete(message: str, remedy: str, path: Path) -> Problem:
    return Problem(code="incomplete_definition", message=message, remedy=remedy, path=path)
