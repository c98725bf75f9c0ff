"""What happens at the limits: of the work, of the size, and of what a plan can be computed for."""

from typing import Any

import pytest

from readiness.planning import plan as planner
from readiness.planning.plan import PlanUnconfirmed, cheapest_plan
from readiness.planning.refusal import PlanRefused
from readiness.planning.result import PlanResult
from readiness.planning.target import LevelTarget
from readiness.planning.wishes import Wishes
from readiness.scoring import AnswersRefused, Questionnaire
from tests.planning.small_plans import ALL, asked, planned, steps
from tests.scoring.small_questionnaire import (
    RECOMMENDATION_RULES,
    ROUTE_RULES,
    choice,
    questionnaire,
    route,
)


def refused(target: str, of: Questionnaire, answers: dict[str, Any] | None = None) -> str:
    with pytest.raises(PlanRefused) as refusal:
        planned(target, answers, of)
    (problem,) = refusal.value.problems
    assert problem.remedy
    return f"{problem.code}: {problem.message}"


def of_nordwerk(d2c: tuple[Questionnaire, dict[str, Any]], work: float, budget: int | None = None
) -> PlanResult:  # fmt: skip
    return cheapest_plan(*d2c, "overall:5", Wishes(budget_days=budget), work_limit=work)


def test_without_work_nothing_is_known(d2c: tuple[Questionnaire, dict[str, Any]]) -> None:
    for work in (0.0, 1e-9):
        found = of_nordwerk(d2c, work)
        assert (found.status, found.proven, found.plan) == ("unknown", False, None)
        assert found.bound_days == 0


def test_with_more_and_more_work_bounds_close_in(
    d2c: tuple[Questionnaire, dict[str, Any]],
) -> None:
    best = of_nordwerk(d2c, 5.0)
    assert best.status == "optimal"
    assert best.least_days is not None
    seen = set()
    for step in range(1, 40):
        found = of_nordwerk(d2c, best.work * step / 20)
        seen.add(found.status)
        assert found.bound_days is not None
        assert found.bound_days <= best.least_days
        assert found.proven is (found.status == "optimal")
        if found.status == "feasible":
            assert found.plan is not None
            assert found.plan.days >= best.least_days
            assert found.gap == pytest.approx(1 - found.bound_days / found.plan.days)
            assert found.least_days is None
        if found.status == "optimal":
            assert found.least_days == best.least_days
    assert seen >= {"unknown", "optimal"}


def test_an_unproven_plan_over_the_budget_is_none(
    d2c: tuple[Questionnaire, dict[str, Any]],
) -> None:
    best = of_nordwerk(d2c, 5.0)
    assert best.least_days is not None
    for step in range(1, 40):
        found = of_nordwerk(d2c, best.work * step / 20, best.least_days - 1)
        assert found.status in ("unknown", "over_budget")
        if found.status == "over_budget" and found.least_days is None:
            assert found.bound_days is not None
            assert found.bound_days > best.least_days - 1
        if found.plan is not None:
            assert found.plan.days < best.least_days


def test_the_same_question_has_the_same_answer(
    d2c: tuple[Questionnaire, dict[str, Any]],
) -> None:
    assert of_nordwerk(d2c, 5.0) == of_nordwerk(d2c, 5.0)
    little = of_nordwerk(d2c, 5.0).work / 2
    assert of_nordwerk(d2c, little) == of_nordwerk(d2c, little)


def test_a_questionnaire_without_improvements_has_no_plans() -> None:
    assert refused("care:3", asked(improvements=None)).startswith("no_improvements: small@")


def test_wrong_answers_are_refused_as_everywhere() -> None:
    with pytest.raises(AnswersRefused):
        planned("care:3", ALL | {"care.parcels": 9})


def test_too_many_steps_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planner, "MOST_MOVES", 8)
    assert refused("care:3", asked()) == "plan_too_large: more than 8 steps could be taken"


def test_weights_without_a_common_measure_are_refused() -> None:
    sums = (199, 197, 193, 191, 181, 179, 173, 167, 163)
    questions = [
        choice(f"d{n}.{name}", weight)
        for n, prime in enumerate(sums)
        for name, weight in (("one", 99), ("other", prime - 99))
    ]
    of = questionnaire(
        *questions,
        recommendation_rules=RECOMMENDATION_RULES,
        improvements={"questions": [steps(question["id"], 1, 1, 1, 1) for question in questions]},
    )
    found = refused("overall:4", of, {question["id"]: 1 for question in questions})
    assert found.startswith("plan_too_large: the weights of the scores have no common measure")


def test_too_many_ways_of_weighing_are_refused() -> None:
    rules = [
        {"id": f"w{n}", "when": f"care.q{n} >= 2", "dimension": "care", "factor": 1.5}
        for n in range(11)
    ]
    of = questionnaire(
        *(choice(f"care.q{n}") for n in range(11)),
        weight_rules=rules,
        recommendation_rules=RECOMMENDATION_RULES,
        improvements={"questions": [steps(f"care.q{n}", 1, 1, 1, 1) for n in range(11)]},
    )
    answers = {f"care.q{n}": 1 for n in range(11)}
    assert refused("overall:4", of, answers).startswith("plan_too_large: the weights of a score")


def test_a_condition_over_too_many_answers_is_refused() -> None:
    names = [f"care.q{n}" for n in range(8)]
    of = questionnaire(
        *map(choice, names),
        gates=[{"code": "G1", "block": f"sum({', '.join(names)}) <= 9", "caps": {"overall": 39.9}}],
        recommendation_rules=RECOMMENDATION_RULES,
        improvements={"questions": [steps(name, 1, 1, 1, 1) for name in names]},
    )
    found = refused("overall:4", of, dict.fromkeys(names, 1))
    assert found.startswith("rule_not_plannable: ")
    assert found.endswith("it depends on 8 answers at once")


def test_a_fit_that_a_plan_would_change_is_refused() -> None:
    routes = [route("R1", "care.parcels * 25", {"care": 1}), route("R9", "80", {"sale": 1})]
    found = refused("R1:go", asked(routes=routes))
    assert found == ("rule_not_plannable: the fit of R1 depends on answers that a plan changes")


def test_a_verdict_that_calculates_with_the_readiness_is_refused() -> None:
    verdicts = [{"verdict": "go", "when": "readiness + fit >= 120"}, {"verdict": "prepare"}]
    rules = ROUTE_RULES | {"candidates": ["R1"], "verdicts": verdicts}
    assert "more with a score than compare" in refused("R1:go", asked(route_rules=rules))


def test_no_plan_is_returned_that_scoring_does_not_confirm() -> None:
    mistaken = LevelTarget(dimension="care", level=5, score=40)
    with pytest.raises(PlanUnconfirmed):
        cheapest_plan(asked(), ALL, mistaken)
