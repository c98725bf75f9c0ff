"""Conditions that are written in one questionnaire and judged on the answers to another."""

import pytest

from readiness.scoring import QuestionnaireRefused, parse_answers
from readiness.scoring.conditions import decide_condition
from readiness.scoring.questions import Condition
from tests.scoring.deciding import deciding
from tests.scoring.small_questionnaire import ROUTE_RULES, choice, questionnaire, route


def test_a_condition_reads_whatever_recommendations_read() -> None:
    asked = deciding()
    given = {"sign.speed": 4, "sign.support": 4, "care.parcels": 1, "care.checks": ["a"]}
    answers = parse_answers(asked, given)
    condition: Condition = {
        "all": ['decision.MOVE == "prepare"', "risk.K_LOW", '"a" in items.care.checks']
    }
    held = decide_condition(asked, condition, answers)
    assert held.value is True
    assert held.decided_by[-1].read == {"items.care.checks": ("a",), "care.checks": 1}
    assert decide_condition(asked, "sign.law >= 3", answers).value is None


def test_a_condition_can_read_routes() -> None:
    asked = questionnaire(
        choice("care.a"),
        route_rules=ROUTE_RULES | {"candidates": ["R1"]},
        routes=[route("R1", "80", {"care": 1}), route("R9", "80", {"care": 1})],
    )
    answers = parse_answers(asked, {"care.a": 4})
    assert decide_condition(asked, 'primary == "R1" && verdict.R1 == "go"', answers).value is True


def test_a_condition_that_does_not_fit_is_refused() -> None:
    asked = questionnaire(choice("care.a"))
    with pytest.raises(QuestionnaireRefused) as refusal:
        decide_condition(asked, "care.b >= 2", parse_answers(asked, {}))
    assert [problem.code for problem in refusal.value.problems] == ["unknown_identifier"]
