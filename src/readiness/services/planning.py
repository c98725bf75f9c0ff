"""The cheapest way from the answers given to a target; nothing is stored."""

from readiness.planning.plan import cheapest_plan
from readiness.planning.refusal import PlanRefused
from readiness.planning.result import PlanResult
from readiness.planning.wishes import Wishes
from readiness.scoring.reading import read_answers
from readiness.services.given_answers import GivenAnswers
from readiness.services.refusals import invalid_input


def plan(given: GivenAnswers, target: str, wishes: Wishes) -> PlanResult:
    """Plan from the answers given to a target such as `overall:4`; takes up to some seconds.

    Raises `InvalidInput` with every problem of target and wishes, or of rules that cannot be
    planned with.
    """
    answers = read_answers(given.questionnaire, given.answers, given.second_opinions)
    try:
        return cheapest_plan(given.questionnaire, answers, target, wishes)
    except PlanRefused as refusal:
        raise invalid_input(refusal) from refusal
