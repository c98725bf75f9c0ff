"""Which questions are put to somebody, given the answers so far."""

from dataclasses import dataclass

from readiness.scoring.answers import Answers
from readiness.scoring.engine import compiled
from readiness.scoring.evaluation import evaluate
from readiness.scoring.model import Questionnaire


@dataclass(frozen=True, slots=True)
class Asked:
    """Ids of questions: those to ask now, of these the ones that wait for an answer, and the ones
    where "does not apply" is offered.

    A question whose condition cannot be told yet is asked.
    """

    asked: frozenset[str]
    waiting: frozenset[str]
    may_not_apply: frozenset[str]


def asked_now(questionnaire: Questionnaire, answers: Answers) -> Asked:
    """Return what is asked now; raises `QuestionnaireRefused` when the rules do not compile."""
    state = evaluate(compiled(questionnaire), answers)
    plans = state.program.questions
    asked = [p for p in plans if p.asked_if is None or state.run(p.asked_if) is not False]
    offered = [
        plan.question.id
        for plan in asked
        if (
            plan.offered if isinstance(plan.offered, bool) else state.run(plan.offered) is not False
        )
    ]
    return Asked(
        asked=frozenset(plan.question.id for plan in asked),
        waiting=frozenset(plans[slot].question.id for slot in state.waiting),
        may_not_apply=frozenset(offered),
    )
