"""A small questionnaire to plan with: two dimensions, one route, and what raising answers takes."""

from typing import Any

from readiness.planning.plan import cheapest_plan
from readiness.planning.result import Obstacle, PlanResult
from readiness.planning.wishes import Wishes
from readiness.scoring import Questionnaire
from tests.scoring.small_questionnaire import (
    RECOMMENDATION_RULES,
    ROUTE_RULES,
    Source,
    action,
    choice,
    profile,
    questionnaire,
    route,
)

PROFILE = {"profile.basket": 4, "profile.trade": 2}
ALL = PROFILE | {"care.parcels": 1, "care.returns": 1, "sale.shop": 1}


def steps(question: str, *days: int, effort: str = "S", **more: Any) -> Source:
    """Say what raising a question takes: days for the values 1, 2, 3 and 4."""
    entries = [{"value": v, "days": d, "effort": effort} for v, d in enumerate(days, start=1)]
    return {"question": question, "basis": "expert", "steps": entries} | more


IMPROVEMENTS = [
    steps("care.parcels", 1, 2, 4, 8, measuring={"days": 3, "effort": "S"}),
    steps("care.returns", 2, 3, 5, 9),
    steps("sale.shop", 3, 4, 6, 10, effort="L"),
]


def asked(*improvements: Source, **parts: Any) -> Questionnaire:
    """Build the questionnaire; improvements given replace those of the same question."""
    entries = {entry["question"]: entry for entry in (*IMPROVEMENTS, *improvements)}
    common: dict[str, Any] = {
        "route_rules": ROUTE_RULES | {"candidates": ["R1"]},
        "routes": [route("R1", "profile.basket * 25", {"care": 1}), route("R9", "80", {"sale": 1})],
        "recommendation_rules": RECOMMENDATION_RULES,
        "recommendations": [action("REC-1", "care.parcels <= 1", ["R1"])],
        "improvements": {"questions": list(entries.values())},
    }
    return questionnaire(
        profile("profile.basket"),
        profile("profile.trade"),
        choice("care.parcels"),
        choice("care.returns"),
        choice("sale.shop"),
        **common | parts,
    )


def planned(
    target: str,
    answers: dict[str, Any] | None = None,
    of: Questionnaire | None = None,
    work_limit: float = 5.0,
    **wishes: Any,
) -> PlanResult:
    """Plan with the small questionnaire, its answers all 1."""
    return cheapest_plan(
        of or asked(), ALL if answers is None else answers, target, Wishes(**wishes),
        work_limit=work_limit,
    )  # fmt: skip


def kinds(found: PlanResult) -> list[tuple[str, str]]:
    """Return kind and name of the obstacles, after checking that they are all and needed."""
    assert (found.status, found.proven, found.minimal) == ("infeasible", True, True)
    assert found.plan is None
    return [(obstacle.kind, obstacle.name) for obstacle in found.obstacles]


def only(found: PlanResult) -> Obstacle:
    """Return the one obstacle."""
    kinds(found)
    (obstacle,) = found.obstacles
    return obstacle
