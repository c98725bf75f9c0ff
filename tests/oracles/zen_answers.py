"""Sets of answers as the graphs of zen-engine take them."""

from typing import Any

from readiness.scoring.answers import Answers, AnswerState
from readiness.scoring.evaluation import UNANSWERED
from readiness.scoring.plans import Program
from readiness.scoring.questions import MultipleQuestion, NumberQuestion, Question
from readiness.scoring.rule_compiler import ITEMS
from tests.oracles.zen_dialect import flat


def zen_answers(program: Program, answers: Answers, *, tables: bool) -> dict[str, Any]:
    """Return a set of answers as the graph takes it; what is not answered is null."""
    given: dict[str, Any] = {}
    for plan in program.questions:
        name, answer = flat(plan.question.id), answers.given.get(plan.question.id, UNANSWERED)
        second = answers.second_opinions.get(plan.question.id)
        if plan.question.second_opinion:
            given[f"second__{name}"] = None if second is None else second.value
        given[f"dk__{name}"] = answer.state is AnswerState.DONT_KNOW
        if tables and banded(plan.question):
            count = None if answer.items is None else len(answer.items)
            given[f"fig__{name}"] = answer.figure if count is None else count
            given[f"est__{name}"] = answer.value if answer.estimated else None
        else:
            given[f"raw__{name}" if plan.asked_if else name] = _listed(answer.value)
    for _, position in program.items:
        plan = program.questions[position]
        items = answers.given.get(plan.question.id, UNANSWERED).items
        name = flat(ITEMS + plan.question.id)
        given[f"raw__{name}" if plan.asked_if else name] = _listed(items)
    return given


def banded(question: Question) -> bool:
    """Whether bands turn a figure, or the number of items ticked, into the value."""
    return isinstance(question, NumberQuestion | MultipleQuestion) and bool(question.bands)


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
