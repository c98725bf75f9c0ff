"""Improvements name what is there, have one step for each value, and do not wait for themselves."""

import re
from collections.abc import Collection, Iterator
from typing import Final, get_args

from readiness.scoring.expressions import Path
from readiness.scoring.improvements import Improvement, Improvements
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import Problem
from readiness.scoring.questions import MultipleQuestion, NumberQuestion, Question, SingleQuestion
from readiness.scoring.rules import Effort
from readiness.scoring.spelling import did_you_mean
from readiness.scoring.visibility import circles

WINDOW: Final = re.compile(r"\d+-(?P<end>\d+)")
"""A window of the plan: from and to in months."""


def lint_improvements(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield what is wrong with the improvements, if there are any."""
    improvements = questionnaire.improvements
    if improvements is None:
        return
    yield from _references(questionnaire, improvements)
    yield from _given_twice(improvements)
    values = {q.id: question_values(q) for q in questionnaire.questions if q.scored}
    for i, improvement in enumerate(improvements.questions):
        known = values.get(improvement.question, ())
        yield from _steps(improvement, known, ("improvements", "questions", i, "steps"))
    yield from _waiting_for_themselves(improvements)
    yield from _windows(questionnaire)


def question_values(question: Question) -> tuple[int, ...]:
    """Return the values a scored question can have, rising."""
    match question:
        case SingleQuestion():
            found = {o.value for o in question.options if isinstance(o.value, int)}
        case NumberQuestion() | MultipleQuestion():
            found = {band.value for band in question.bands}
        case _:
            found = set()
    return tuple(sorted(found))


def _references(questionnaire: Questionnaire, improvements: Improvements) -> Iterator[Problem]:
    questions = [q.id for q in questionnaire.questions if q.scored]
    recommendations = [action.code for action in questionnaire.recommendations]
    for i, improvement in enumerate(improvements.questions):
        path: Path = ("improvements", "questions", i)
        yield from _unknown("scored question", improvement.question, questions, (*path, "question"))
        described = [((*path, "steps", n), step) for n, step in enumerate(improvement.steps)]
        for here, step in described:
            for n, needed in enumerate(step.after):
                place = (*here, "after", n, "question")
                yield from _unknown("scored question", needed.question, questions, place)
        parts = [*described, ((*path, "measuring"), improvement.measuring)]
        for here, part in parts:
            if part is not None and part.recommendation is not None:
                place = (*here, "recommendation")
                yield from _unknown("recommendation", part.recommendation, recommendations, place)


def _unknown(kind: str, name: str, known: Collection[str], path: Path) -> Iterator[Problem]:
    if name not in known:
        yield Problem(
            code="unknown_reference",
            message=f"there is no {kind} {name!r}",
            remedy=did_you_mean(name, sorted(known), f"name an existing {kind}"),
            path=path,
        )


def _given_twice(improvements: Improvements) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, improvement in enumerate(improvements.questions):
        if improvement.question in seen:
            yield Problem(
                code="duplicate_id",
                message=f"{improvement.question!r} is given twice",
                remedy="keep one entry for each question",
                path=("improvements", "questions", i, "question"),
            )
        seen.add(improvement.question)


def _steps(improvement: Improvement, known: Collection[int], path: Path) -> Iterator[Problem]:
    """Each value above the lowest is reached by one step."""
    wanted = sorted(known)[1:]
    given = [step.value for step in improvement.steps]
    for n, value in enumerate(given):
        if value in given[:n]:
            yield Problem(
                code="duplicate_id",
                message=f"the step of {improvement.question} to {value} is given twice",
                remedy="keep one step for each value",
                path=(*path, n, "value"),
            )
        elif wanted and value not in wanted:
            yield Problem(
                code="unknown_reference",
                message=f"{improvement.question} has no value {value} to be raised to",
                remedy=f"its steps lead to {', '.join(map(str, wanted))}",
                path=(*path, n, "value"),
            )
    for value in wanted:
        if value not in given:
            yield Problem(
                code="missing_value",
                message=f"the step of {improvement.question} to {value} is missing",
                remedy=f"add a step with value: {value}",
                path=path,
            )


def _waiting_for_themselves(improvements: Improvements) -> Iterator[Problem]:
    """A step needs the step below it and what stands under `after`; none may need itself."""
    values = {i.question: sorted(s.value for s in i.steps) for i in improvements.questions}
    needs: dict[str, list[str]] = {}
    places: dict[str, Path] = {}
    for i, improvement in enumerate(improvements.questions):
        for n, step in enumerate(improvement.steps):
            name = _named(improvement.question, step.value)
            needs[name] = [
                _named(needed.question, value)
                for needed in step.after
                for value in [v for v in values.get(needed.question, ()) if v >= needed.value][:1]
            ]
            below = [v for v in values[improvement.question] if v < step.value]
            needs[name] += [_named(improvement.question, value) for value in below[-1:]]
            places[name] = ("improvements", "questions", i, "steps", n)
    for circle in circles(needs):
        yield Problem(
            code="prerequisite_cycle",
            message="these steps require each other: " + " -> ".join((*circle, circle[0])),
            remedy="remove one of the prerequisites under after:",
            path=places[circle[0]],
        )


def _named(question: str, value: int) -> str:
    return f"{question} = {value}"


def _windows(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Steps are placed in the plan's windows by effort, so each class needs one, in months."""
    rules = questionnaire.recommendation_rules
    if rules is None:
        yield Problem(
            code="incomplete_definition",
            message="there are improvements and no windows to place them in",
            remedy="add recommendation_rules: with windows for S, M and L",
            path=("improvements",),
        )
        return
    for effort in get_args(Effort):
        window = rules.windows.get(effort, "")
        if WINDOW.fullmatch(window) is None:
            yield Problem(
                code="incomplete_definition",
                message=f"the window of effort {effort} is not from one month to another",
                remedy=f"write {effort}: such as 3-6 in windows",
                path=("recommendation_rules", "windows"),
            )
