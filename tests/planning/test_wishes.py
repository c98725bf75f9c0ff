"""Budget, horizon, and what is fixed or excluded; wrong wishes are all listed with their place."""

from typing import Any

import pytest

from readiness.planning.refusal import PlanRefused
from tests.planning.small_plans import asked, kinds, planned, steps

DESCRIBED = steps("care.returns", 2, 3, 5, 9)
DESCRIBED["steps"][1]["recommendation"] = "REC-1"


def days_and_changes(target: str, **wishes: Any) -> tuple[int, dict[str, Any]]:
    found = planned(target, of=asked(DESCRIBED), **wishes)
    assert (found.status, found.proven, found.gap) == ("optimal", True, 0.0)
    assert found.plan is not None
    assert found.plan.days == found.least_days == found.bound_days
    return found.plan.days, found.plan.changes


def test_without_wishes_the_cheapest_steps_are_taken() -> None:
    assert days_and_changes("care:3") == (5, {"care.parcels": 2, "care.returns": 2})


def test_a_target_that_is_reached_takes_no_steps() -> None:
    assert days_and_changes("care:2") == (0, {})


@pytest.mark.parametrize("name", ["care.returns", "CARE-02"])
def test_a_fixed_question_is_raised_at_least_so_far(name: str) -> None:
    assert days_and_changes("care:3", fixed={name: 3}) == (8, {"care.returns": 3})
    assert days_and_changes("care:3", fixed={name: 1})[0] == 5


def test_a_fixed_action_is_carried_out() -> None:
    assert days_and_changes("care:2", fixed_actions=["REC-1"]) == (3, {"care.returns": 2})
    assert days_and_changes("care:2", fixed={"CARE-02": 3}, fixed_actions=["REC-1"])[0] == 8


def test_a_fixed_action_may_be_to_find_out() -> None:
    measured = {"days": 3, "effort": "S", "recommendation": "REC-1"}
    of = asked(steps("care.parcels", 1, 2, 4, 8, measuring=measured))
    unknown = {"profile.basket": 4, "profile.trade": 2, "care.parcels": "dont_know"}
    found = planned("R1:pilot", unknown | {"care.returns": 4, "sale.shop": 1}, of,
                    fixed_actions=["REC-1"])  # fmt: skip
    assert found.plan is not None
    first = found.plan.steps[0]
    assert (first.from_value, first.value, first.days) == (None, 0, 3)


@pytest.mark.parametrize("name", ["care.returns", "CARE-02", "REC-1"])
def test_what_is_excluded_stays(name: str) -> None:
    assert days_and_changes("care:3", excluded=[name]) == (6, {"care.parcels": 3})


def test_within_the_budget_the_plan_is_found_or_the_nearest_one() -> None:
    assert days_and_changes("care:3", budget_days=5)[0] == 5
    found = planned("care:3", budget_days=4)
    assert (found.status, found.proven, found.least_days) == ("over_budget", True, 5)
    assert found.plan is not None
    assert (found.plan.days, found.plan.changes) == (2, {"care.parcels": 2})
    assert found.budget_days == 4


def test_a_budget_of_nothing_leaves_everything() -> None:
    found = planned("care:3", budget_days=0)
    assert (found.status, found.least_days) == ("over_budget", 5)
    assert found.plan is not None
    assert found.plan.steps == ()


def test_a_horizon_leaves_out_what_ends_later() -> None:
    found = planned("overall:3", horizon_months=3)
    assert found.status == "optimal"
    assert found.plan is not None
    assert {step.window for step in found.plan.steps} == {"0-3"}


@pytest.mark.parametrize(("months", "least"), [(3, 18), (17, 18)])
def test_too_short_a_horizon_says_which_one_would_do(months: int, least: int) -> None:
    found = planned("sale:3", horizon_months=months)
    assert ("horizon", "") in kinds(found)
    assert found.least_horizon_months == least
    assert f"steps that end after month {months} are left out" in [
        obstacle.message for obstacle in found.obstacles
    ]


def test_no_horizon_helps_where_something_else_stands_in_the_way() -> None:
    found = planned("sale:3", horizon_months=3, excluded=["sale.shop"])
    assert found.status == "infeasible"
    assert found.least_horizon_months is None


def test_every_wrong_wish_is_listed_with_its_place() -> None:
    with pytest.raises(PlanRefused) as refusal:
        planned(
            "cares:3",
            budget_days=-1,
            horizon_months=0,
            fixed={"CARE-09": 1, "CARE-01": 7},
            fixed_actions=["REC-9", "REC-1"],
            excluded=["profile.trade", "sale.shop"],
        )
    assert [(p.code, p.pointer) for p in refusal.value.problems] == [
        ("unknown_target", "/target"),
        ("wrong_wish", "/budget_days"),
        ("wrong_wish", "/horizon_months"),
        ("wrong_wish", "/fixed/CARE-09"),
        ("wrong_wish", "/fixed/CARE-01"),
        ("wrong_wish", "/fixed_actions/0"),
        ("wrong_wish", "/fixed_actions/1"),
        ("wrong_wish", "/excluded/0"),
    ]


@pytest.mark.parametrize(
    "wishes",
    [
        {"fixed": {"care.returns": 2}, "excluded": ["CARE-02"]},
        {"fixed_actions": ["REC-1"], "excluded": ["REC-1"]},
        {"fixed_actions": ["REC-1"], "excluded": ["care.returns"]},
    ],
)
def test_nothing_is_fixed_and_excluded(wishes: dict[str, Any]) -> None:
    with pytest.raises(PlanRefused) as refusal:
        planned("care:3", of=asked(DESCRIBED), **wishes)
    (problem,) = refusal.value.problems
    assert (problem.code, problem.pointer) == ("wrong_wish", "/excluded")
    assert "is fixed and excluded" in problem.message
