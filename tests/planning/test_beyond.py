"""Rules that the model of plans does not know are refused, never planned wrongly."""

from typing import Any

import pytest

from readiness.planning.plan import cheapest_plan
from readiness.planning.refusal import PlanRefused
from readiness.scoring import Questionnaire
from tests.scoring.deciding import WITHOUT_ROUTES, deciding
from tests.scoring.small_questionnaire import Source, halving

ANSWERS = {"care.parcels": 1, "care.checks": ["b"], "sign.speed": 2, "sign.support": 1}


def improvable(**more: Any) -> Questionnaire:
    steps = [{"value": value, "days": value, "effort": "S"} for value in (1, 2, 3, 4)]
    questions = [
        {"question": name, "basis": "expert", "steps": steps}
        for name in ("care.parcels", "care.checks")
    ]
    parts: Source = {
        "recommendation_rules": WITHOUT_ROUTES,
        "improvements": {"questions": questions},
    }
    return deciding(**(parts | more))


def test_indices_risks_and_decisions_stand_in_no_plans_way() -> None:
    found = cheapest_plan(improvable(), ANSWERS, "overall:4")
    assert found.status == "optimal"
    assert found.plan is not None
    assert found.plan.days == 7  # parcels from 1 to 3, checks from 1 to 2


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"value_rules": [halving("less", "care.parcels", "sign.speed >= 1")]}, "value rule less"),
        ({"gates": [{"code": "G1", "block": '!("a" in items.care.checks)'}]}, "items.care.checks"),
        ({"gates": [{"code": "G1", "condition": "score.sign >= 40"}]}, "score.sign"),
    ],
)
def test_rules_beyond_the_model_are_refused(parts: Source, words: str) -> None:
    with pytest.raises(PlanRefused, match=words) as refusal:
        cheapest_plan(improvable(**parts), ANSWERS, "overall:4")
    assert [problem.code for problem in refusal.value.problems] == ["rule_not_plannable"]
