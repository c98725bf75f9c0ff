"""The steps of a plan: their order, their windows, what they take, and the result after each."""

from itertools import pairwise
from typing import Any

import pytest

from readiness.planning.plan import cheapest_plan
from readiness.planning.result import Plan, PlanResult
from readiness.planning.schedule import summary
from readiness.scoring import Questionnaire, parse_answers, score
from readiness.scoring.reading import read_answers
from tests.planning.small_plans import ALL, PROFILE, asked, planned, steps
from tests.scoring.small_questionnaire import RECOMMENDATION_RULES, choice, figure, questionnaire

WINDOWS = ("0-3", "3-6", "6-18")


def made(found: PlanResult) -> Plan:
    assert found.status == "optimal"
    assert found.plan is not None
    return found.plan


def waiting(value: int, question: str, needed: int) -> dict[str, Any]:
    """Let the step of sale.shop to a value wait for another question."""
    entry = steps("sale.shop", 3, 4, 6, 10)
    entry["steps"][value - 1]["after"] = [{"question": question, "value": needed}]
    return entry


def test_each_step_leads_to_the_next_value() -> None:
    plan = made(planned("sale:5"))
    assert [(s.code, s.from_value, s.value, s.days) for s in plan.steps] == [
        ("SALE-01", 1, 2, 4),
        ("SALE-01", 2, 3, 6),
        ("SALE-01", 3, 4, 10),
    ]
    assert (plan.days, plan.changes) == (20, {"sale.shop": 4})


def test_a_prerequisite_is_part_of_the_plan_and_comes_before() -> None:
    plan = made(planned("sale:3", of=asked(waiting(2, "care.returns", 2))))
    assert [(s.question, s.value) for s in plan.steps] == [("care.returns", 2), ("sale.shop", 2)]
    (after,) = plan.steps[1].after
    assert (after.question, after.value) == ("care.returns", 2)


@pytest.mark.parametrize("answers", [{"care.returns": 3}, {"care.returns": "unanswered"}])
def test_a_prerequisite_that_is_met_or_not_answered_holds_nothing_up(
    answers: dict[str, Any],
) -> None:
    given = {k: v for k, v in (ALL | answers).items() if v != "unanswered"}
    plan = made(planned("sale:3", given, asked(waiting(2, "care.returns", 2))))
    assert [step.question for step in plan.steps] == ["sale.shop"]


def test_a_step_is_never_placed_before_its_prerequisite() -> None:
    late = steps("care.returns", 2, 3, 5, 9, effort="L")
    plan = made(planned("sale:3", of=asked(late, waiting(2, "care.returns", 2))))
    assert [(s.effort, s.window) for s in plan.steps] == [("L", "6-18"), ("S", "6-18")]


def test_finding_out_comes_first_and_counts_the_lowest_value() -> None:
    answers = ALL | {"care.parcels": "dont_know"}
    plan = made(planned("care:2", answers, fixed={"care.parcels": 1}))
    assert [(s.from_value, s.value, s.days, s.answer) for s in plan.steps] == [
        (None, 0, 3, 0),
        (0, 1, 1, 1),
    ]


def test_a_figure_is_raised_to_one_that_just_reaches_the_band() -> None:
    of = questionnaire(
        figure("care.accuracy"),
        choice("care.parcels"),
        recommendation_rules=RECOMMENDATION_RULES,
        improvements={"questions": [steps("care.accuracy", 1, 1, 1, 1)]},
    )
    plan = made(planned("care:3", {"care.accuracy": 25.5, "care.parcels": 2}, of))
    assert plan.changes == {"care.accuracy": 40.0}


def test_in_very_small_firms_steps_are_lighter() -> None:
    of = asked(recommendation_rules=RECOMMENDATION_RULES | {"light_when": "profile.trade == 2"})
    light = of.model_copy(
        update={"improvements": of.improvements.model_copy(update={"light_percent": 30})}  # type: ignore[union-attr]  # there are some
    )
    plan = made(planned("sale:4", of=light))
    assert [(s.days, s.effort, s.window) for s in plan.steps] == [(2, "M", "3-6"), (2, "M", "3-6")]
    heavy = made(planned("sale:4", ALL | {"profile.trade": 3}, light))
    assert [(s.days, s.effort) for s in heavy.steps] == [(4, "L"), (6, "L")]


def test_equal_plans_differ_by_steps_and_then_by_the_order_of_questions() -> None:
    same = [steps("care.parcels", 2, 2, 2, 2), steps("care.returns", 2, 2, 2, 2)]
    assert made(planned("care:3", of=asked(*same))).changes == {"care.parcels": 3}


def test_the_company_profile_stays() -> None:
    plan = made(planned("R1:go"))
    assert plan.changes.keys().isdisjoint(PROFILE)


COMPANIES = [
    "c1-nordwerk", "c2-schleifkraft", "c3-delta", "c4-holtmann", "c5-falke", "c6-lindner",
]  # fmt: skip


@pytest.fixture(scope="module")
def next_levels(loaded: Any, companies: dict[str, dict[str, Any]]) -> dict[str, PlanResult]:
    """Each company's plan to the next level overall, or at the top of its weakest dimension."""
    asked = loaded.questionnaire
    return {
        name: cheapest_plan(asked, given, goal(asked, given)) for name, given in companies.items()
    }


def goal(asked: Questionnaire, answers: dict[str, Any]) -> str:
    result = score(asked, answers)
    if result.level is not None and result.level < len(asked.levels):
        return f"overall:{result.level + 1}"
    weakest = min(result.dimensions, key=lambda d: 101 if d.score is None else d.score)
    return f"{weakest.id}:{(weakest.level or 0) + 1}"


@pytest.mark.parametrize("name", COMPANIES)
def test_each_company_can_reach_its_next_level(
    name: str, next_levels: dict[str, PlanResult]
) -> None:
    found = next_levels[name]
    plan = made(found)
    assert found.proven
    assert plan.steps
    assert found.bound_days == found.least_days == plan.days == sum(s.days for s in plan.steps)


@pytest.mark.parametrize("name", COMPANIES)
def test_the_result_after_each_step_is_that_of_the_engine(
    name: str, loaded: Any, companies: dict[str, Any], next_levels: dict[str, PlanResult]
) -> None:
    asked, plan = loaded.questionnaire, made(next_levels[name])
    answers = parse_answers(asked, companies[name])
    given = dict(answers.given)
    assert next_levels[name].before == summary(score(asked, answers))
    for step in plan.steps:
        given |= read_answers(asked, {step.question: step.answer}).given
        answers = type(answers)(dict(given), answers.second_opinions)
        result = score(asked, answers)
        assert step.result == summary(result)
    assert plan.result == plan.steps[-1].result
    assert next_levels[name].target.is_reached(score(asked, answers))


@pytest.mark.parametrize("name", COMPANIES)
def test_windows_and_prerequisites_are_in_order(
    name: str, next_levels: dict[str, PlanResult]
) -> None:
    plan = made(next_levels[name])
    windows = [WINDOWS.index(step.window) for step in plan.steps]
    assert all(one <= other for one, other in pairwise(windows))
    reached: dict[str, int] = {}
    for step in plan.steps:
        wanted = {after.question: after.value for after in step.after}
        planned_too = wanted.keys() & {s.question for s in plan.steps}
        assert all(reached.get(question, -1) >= wanted[question] for question in planned_too)
        assert reached.get(step.question, step.from_value) == step.from_value
        reached[step.question] = step.value
