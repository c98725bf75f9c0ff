"""Risks, decision tables, role templates, and advice without routes."""

from typing import Any

import pytest

from readiness.scoring import Questionnaire, Result, live_result, parse_answers
from readiness.scoring.differences import compare
from readiness.scoring.sensitivity import analyse_sensitivity
from tests.scoring.deciding import RAISES, WITHOUT_ROUTES, deciding
from tests.scoring.small_questionnaire import (
    action,
    choice,
    decision,
    index,
    questionnaire,
    risk,
    scored,
)

SIGNS: dict[str, Any] = {"sign__speed": 2, "sign__support": 1, "sign__law": 1}
WELL: dict[str, Any] = {"care__parcels": 4, "care__checks": ["a", "b", "c", "d"]}


def raised(result: Result) -> list[tuple[str, int, bool, str]]:
    return [(risk.code, risk.product, risk.high, risk.state) for risk in result.risks]


def test_risks_stand_by_product_then_code() -> None:
    """S-94."""
    assert raised(scored(deciding(), **SIGNS, care__parcels=1)) == [
        ("K-ALSO", 20, True, "raised"),
        ("K-HIGH", 20, True, "raised"),
        ("K-LOW", 6, False, "raised"),
    ]
    assert scored(deciding(), **SIGNS, **WELL).risks == ()


def test_a_risk_is_open_while_its_question_has_no_answer() -> None:
    """S-94: "don't know" leaves it silent, a missing answer open."""
    assert [risk.state for risk in scored(deciding(), **SIGNS).risks] == ["open"] * 3
    assert scored(deciding(), **SIGNS, care__parcels="dont_know").risks == ()
    part = scored(deciding(), **SIGNS).risks[1]
    assert (part.code, part.questions) == ("K-HIGH", ("care.parcels",))


def test_a_risk_names_the_recommendations_that_fired_to_lower_it() -> None:
    """S-94."""
    asked = deciding(
        recommendation_rules=WITHOUT_ROUTES,
        recommendations=[
            action("REC-1", "care.parcels <= 1", []),
            action("REC-2", "risk.K_HIGH", []),
        ],
    )
    result = scored(asked, **SIGNS, care__parcels=2)
    assert [risk.repairs for risk in result.risks if risk.code == "K-HIGH"] == [("REC-2",)]
    assert [fired.rule for fired in result.receipt.risks] == ["K-HIGH", "K-ALSO"]
    assert result.receipt.risks[0].decided_by[0].read == {"care.parcels": 2}


@pytest.mark.parametrize(
    ("answers", "outcome", "row"),
    [
        ({"sign__speed": 0, **WELL}, "stay", 1),
        ({"sign__speed": 4, "sign__support": 4, "care__parcels": 0}, "prepare", 2),
        ({"sign__speed": 4, "sign__support": 4, **WELL}, "go", 3),
        ({"sign__speed": 4, "sign__support": 4}, None, None),
        (WELL, None, None),
    ],
)
def test_a_decision_is_the_row_that_is_true(
    answers: dict[str, Any], outcome: str | None, row: int | None
) -> None:
    """S-95: without index or readiness no row can be told, and there is no outcome."""
    (found,) = scored(deciding(), **answers).decisions
    assert (found.code, found.outcome, found.row) == ("MOVE", outcome, row)


def test_a_row_that_cannot_be_told_ends_the_table() -> None:
    """S-95: also before a row that is true; after it nothing matters."""
    asked = questionnaire(
        choice("care.a"),
        choice("care.b"),
        decisions=[
            decision(
                "D", ("one", "care.a >= 3"), ("two", "care.b >= 3"), ("rest", None), hit="first"
            )
        ],
    )

    def outcomes(**answers: object) -> str | None:
        return scored(asked, **answers).decisions[0].outcome

    assert outcomes(care__b=4) is None
    assert outcomes(care__a=4) == "one"
    assert outcomes(care__a=0, care__b=4) == "two"
    assert outcomes(care__a=0, care__b=0) == "rest"
    (found,) = scored(asked, care__b=4).receipt.decisions
    assert (found.rule, found.outcome, found.row, found.condition) == ("D", None, 1, "care.a >= 3")
    (found,) = scored(asked, care__a=0, care__b=0).receipt.decisions
    assert (found.outcome, found.row, found.condition, found.decided_by) == ("rest", 3, "", ())


def test_a_table_of_which_no_row_is_true_gives_nothing() -> None:
    asked = questionnaire(choice("care.a"), decisions=[decision("D", ("one", "care.a == 4"))])
    result = scored(asked, care__a=1)
    assert (result.decisions[0].outcome, result.decisions[0].row) == (None, None)
    (found,) = result.receipt.decisions
    assert (found.row, found.condition) == (None, "")


def test_notes_stand_under_an_outcome_only() -> None:
    """S-96."""
    (found,) = scored(deciding(), sign__speed=0, sign__support=4, care__parcels=1).decisions
    assert (found.outcome, found.notes) == ("prepare", ("harden", "late"))
    (found,) = scored(deciding(), care__parcels=2).decisions
    assert (found.outcome, found.notes) == (None, ())


def test_later_rules_read_what_was_decided() -> None:
    """S-97: raised levels before risks, risks before decisions, decisions before advice."""
    asked = questionnaire(
        choice("care.a"),
        choice("sign.support"),
        choice("sign.law"),
        indices=[index("sign", *RAISES)],
        findings=[
            {"code": "HT-1", "when": "score.sign < 40 && sign.support == 4", "severity": "high"},
            {"code": "HT-2", "when": "sign.law == 4", "severity": "high"},
        ],
        risks=[risk("K-1", "level.sign == 2")],
        decisions=[decision("D", ("yes", "risk.K_1"), ("no", "!risk.K_1"))],
        recommendation_rules=WITHOUT_ROUTES,
        recommendations=[action("REC-1", 'decision.D == "yes"', [])],
    )
    result = scored(asked, sign__support=3, sign__law=0, care__a=4)
    assert [risk.code for risk in result.risks] == []
    assert [part.code for part in result.recommendations] == []
    result = scored(asked, sign__support=4, sign__law=0, care__a=4)
    assert result.findings == ()  # 50 is not below 40
    assert [risk.code for risk in result.risks] == ["K-1"]
    assert [part.code for part in result.recommendations] == ["REC-1"]


def test_without_routes_repairs_of_gates_come_first_and_then_priority() -> None:
    """S-98: those of `first` before all, whatever their priority."""
    asked = questionnaire(
        choice("care.a"),
        choice("care.b"),
        gates=[
            {"code": "G1", "condition": "care.a <= 1", "repairs": ["REC-COND"]},
            {"code": "G2", "block": "care.b <= 1", "repairs": ["REC-BLOCK"]},
        ],
        recommendation_rules=WITHOUT_ROUTES | {"first": ["REC-NOW", "REC-SOON"]},
        recommendations=[
            action("REC-BIG", "true", [], impact=5),
            action("REC-COND", "true", [], impact=1),
            action("REC-BLOCK", "true", [], effort="L", impact=1),
            action("REC-SOON", "true", [], impact=5),
            action("REC-NOW", "true", [], effort="L", impact=1),
        ],
    )
    result = scored(asked, care__a=0, care__b=0)
    assert [part.code for part in result.recommendations] == [
        "REC-NOW", "REC-SOON", "REC-BLOCK", "REC-COND", "REC-BIG",
    ]  # fmt: skip
    assert result.not_relevant == ()
    rows = {row.code: row for row in result.receipt.recommendations}
    assert [rows[code].group for code in ("REC-NOW", "REC-BLOCK", "REC-COND", "REC-BIG")] == [
        0, 1, 2, 3,
    ]  # fmt: skip
    assert (rows["REC-BIG"].route, rows["REC-BIG"].route_weight) == (None, 1.0)
    assert rows["REC-BIG"].priority == 5


def test_role_templates_are_shown_while_their_condition_is_true() -> None:
    """S-96."""
    template = {
        "code": "ROLES",
        "shown_when": 'decision.MOVE in ["prepare", "go"]',
        "tasks": [{"id": "goals", "roles": {"management": "A/R"}}],
    }
    asked = deciding(responsibilities=[template])
    assert scored(asked, sign__speed=0, **WELL).responsibilities == ()
    assert scored(asked, sign__speed=4, sign__support=4, **WELL).responsibilities == ("ROLES",)


def live(asked: Questionnaire, **answers: object) -> Result:
    given = {name.replace("__", "."): value for name, value in answers.items()}
    return live_result(asked, parse_answers(asked, given))


def test_a_live_result_lists_the_outcomes_and_risks_still_possible() -> None:
    """S-99."""
    result = live(deciding(), **WELL, sign__speed=0, sign__law=0)
    (found,) = result.decisions
    assert (found.outcome, found.possible, found.firm) == ("stay", ("stay", "go"), False)
    assert result.settled is False
    assert result.open_risks == ("K-ALSO",)
    done = live(deciding(), **WELL, sign__speed=0, sign__law=0, sign__support=1,
                profile__exhausted=True)  # fmt: skip
    assert (done.decisions[0].possible, done.decisions[0].firm) == (("stay",), True)
    assert done.settled is True
    assert done.open_risks == ()


def test_a_change_shows_in_indices_risks_and_decisions() -> None:
    before = scored(deciding(), **WELL, sign__speed=0, sign__support=1)
    after = scored(deciding(), care__parcels=2, care__checks=["a"], sign__support=4, sign__speed=0)
    found = compare(before, after)
    (part,) = found.indices
    assert (part.code, part.id, part.score.change) == ("SIGN", "sign", 25.0)
    assert (part.level.before, part.level.after) == (1, 2)
    assert (found.risks_added, found.risks_removed) == (("K-ALSO", "K-HIGH"), ())
    (changed,) = found.decisions
    assert (changed.code, changed.before, changed.after) == ("MOVE", "stay", "prepare")
    assert compare(before, before).nothing
    other = questionnaire(choice("care.parcels"))
    gone = compare(before, scored(other, care__parcels=4))
    assert (gone.indices[0].score.after, gone.decisions[0].after) == (None, None)


def test_a_bound_of_an_index_can_flip_a_decision() -> None:
    """S-63: 37.5 is middle once the bound is five lower, and the decision with it."""
    asked = deciding()
    given = {"sign.speed": 2, "sign.support": 2, "sign.law": 2, "care.parcels": 4}
    answers = parse_answers(asked, given | {"care.checks": ["a", "b", "c", "d"]})
    found = analyse_sensitivity(asked, answers)
    flips = {(c.kind, c.name, c.to): [f.what for f in c.flips] for c in found.changes}
    assert flips["level_bound", "sign.middle", 35.0] == ["sign", "MOVE"]
    assert ("question_weight", "sign.speed", 1.5) not in flips  # 25 x 5.5 / 3.5 = 39.3
    assert found.tried > len(flips)
