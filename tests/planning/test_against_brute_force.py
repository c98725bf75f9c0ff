"""On small questionnaires the plan is the one that trying out everything finds.

More trials: `PLAN_TRIALS=1200 scripts/test tests/planning`.
"""

import os

import pytest

from readiness.planning.plan import cheapest_plan
from readiness.planning.result import PlanResult
from readiness.planning.target import parse_target
from readiness.scoring import Answers, score
from readiness.scoring.reading import read_answers
from tests.planning.brute_force import BruteForce, Choice
from tests.planning.random_questionnaires import Task, random_task

TRIALS = int(os.environ.get("PLAN_TRIALS", "200"))
BLOCK = 50


@pytest.mark.parametrize("first", range(0, TRIALS, BLOCK))
def test_the_plan_is_that_of_brute_force(first: int) -> None:
    for seed in range(first, first + BLOCK):
        check(seed, random_task(seed))


def check(seed: int, task: Task) -> str:
    """Compare the plan of a task with brute force; return how it ended."""
    answers = read_answers(task.questionnaire, task.answers, task.second_opinions)
    found = cheapest_plan(task.questionnaire, answers, task.target, task.wishes)
    choices = list(BruteForce(task.questionnaire, answers, task.target, task.wishes).choices())
    reaching = [choice for choice in choices if choice.reached]
    assert found.proven, seed
    if not reaching:
        assert (found.status, found.plan) == ("infeasible", None), seed
        assert found.obstacles, seed
        assert found.minimal, seed
        return found.status
    best = min(reaching, key=lambda choice: choice.key)
    assert found.least_days == best.days, seed
    budget = task.wishes.budget_days
    if budget is None or best.days <= budget:
        assert found.status == "optimal", seed
        same(found, best, seed)
        reached(task, answers, found, seed)
        return found.status
    assert found.status == "over_budget", seed
    affordable = [choice for choice in choices if choice.days <= budget]
    if not affordable:
        assert found.plan is None, seed
        return "nothing affordable"
    most = max((c.near for c in affordable if c.near is not None), default=None)
    if most is None:
        assert found.plan is None, seed
        return "no score"
    nearest = [c for c in affordable if c.near is not None and c.near == most]
    same(found, min(nearest, key=lambda choice: choice.key), seed)
    return found.status


def same(found: PlanResult, expected: Choice, seed: int) -> None:
    plan = found.plan
    assert plan is not None, seed
    assert (plan.days, len(plan.steps)) == (expected.days, expected.steps), seed
    assert plan.changes == expected.changes, seed


def reached(task: Task, answers: Answers, found: PlanResult, seed: int) -> None:
    assert found.plan is not None
    changes = read_answers(task.questionnaire, found.plan.changes).given
    after = Answers({**answers.given, **changes}, answers.second_opinions)
    target = parse_target(task.questionnaire, task.target)
    assert target.is_reached(score(task.questionnaire, after)), seed
