"""What a result says beside its scores.

S-52 `missing` lists the questions that apply, are scored or required, and have no answer; the
     result is `complete` when there are none. "Don't know" and "not applicable" are answers.
S-53 The receipt says of every score, gate, finding, verdict and recommendation which answers,
     rules and sources it rests on.
"""

import pytest

from readiness.scoring import missing_answers, parse_answers, score
from readiness.scoring.receipt_parts import DecidingPart
from tests.scoring.small_questionnaire import (
    RECOMMENDATION_RULES,
    ROUTE_RULES,
    action,
    choice,
    figure,
    of,
    profile,
    profile_figure,
    profile_list,
    questionnaire,
    route,
    scored,
)

ASKED = questionnaire(
    profile("profile.basket"),
    profile_list("profile.countries"),
    choice("care.parcels"),
    figure("care.accuracy", not_applicable=True),
    choice("care.planning", asked_if="profile.basket >= 3"),
)


def test_what_is_missing_is_listed_in_the_order_asked() -> None:
    """S-52: an unscored question that may be left out is never missing."""
    answers = parse_answers(ASKED, {"profile.basket": 3})

    assert missing_answers(ASKED, answers) == ("care.parcels", "care.accuracy", "care.planning")
    assert score(ASKED, answers).missing == missing_answers(ASKED, answers)


@pytest.mark.parametrize("parcels", [0, "dont_know"])
@pytest.mark.parametrize("accuracy", ["dont_know", "not_applicable"])
def test_a_set_is_complete_when_every_question_has_some_answer(
    parcels: object, accuracy: str
) -> None:
    """S-52."""
    result = scored(ASKED, profile__basket=0, care__parcels=parcels, care__accuracy=accuracy)
    assert (result.complete, result.missing) == (True, ())


def test_a_result_names_its_questionnaire() -> None:
    """S-53."""
    asked = ASKED.model_copy(update={"digest": "sha256:1234"})
    result = score(asked, {})
    assert (result.questionnaire, result.questionnaire_digest) == (
        "small@2026.1.0",
        "sha256:1234",
    )
    assert (result.score_range, result.plan, result.dimensions[0].score_range) == (None,) * 3


EXPLAINED = questionnaire(
    profile_figure("profile.parcel"),
    choice("care.a", 3, sources=["P-01"]),
    figure("care.b"),
    gates=[
        {
            "code": "G1",
            "block": {"any": ["care.a == 0", "care.b == 0"]},
            "condition": "care.a == 1",
            "sources": ["P-33"],
        },
        {"code": "G2", "condition": "profile.parcel < 40"},
    ],
    findings=[
        {
            "code": "X-01",
            "when": {"all": ["score.care < 40", "profile.parcel < 50"]},
            "severity": "low",
            "sources": ["P-02"],
        }
    ],
    weight_rules=[
        {"id": "more", "when": "profile.parcel >= 1", "dimension": "care", "factor": 1.5}
    ],
    routes=[route("R1", "profile.parcel", {"care": 1}, G1="blocks")],
    route_rules=ROUTE_RULES | {"candidates": ["R1"], "base": "R1"},
    recommendation_rules=RECOMMENDATION_RULES,
    recommendations=[
        action("REC-01", 'gate.G1 in ["block", "condition"]', ["R1"], sources=["P-03"])
    ],
)


def test_a_receipt_has_rule_text_deciding_answers_and_sources() -> None:
    """S-53: of the two parts of the block only the one that is met decided."""
    receipt = scored(EXPLAINED, profile__parcel=44.4, care__a=2, care__b=12.5).receipt

    (gate,) = receipt.gates
    assert (gate.rule, gate.condition) == ("G1", "care.a == 0 || care.b == 0")
    assert gate.decided_by == (DecidingPart(text="care.b == 0", read={"care.b": 0}),)
    assert gate.sources == ("P-33",)
    (finding,) = receipt.findings
    assert (finding.rule, finding.sources) == ("X-01", ("P-02",))
    (advice,) = receipt.recommendations
    assert (advice.fired.decided_by[0].read, advice.fired.sources) == (
        {"gate.G1": "block"},
        ("P-03",),
    )
    assert [rule.rule for rule in receipt.weight_rules] == ["more"]


def test_a_receipt_prints_answers_as_typed_and_scores_as_printed() -> None:
    """S-53, S-50: care is (3 x 25 + 0) / 4 = 18.75."""
    receipt = scored(EXPLAINED, profile__parcel=44.4, care__a=1, care__b=12.5).receipt

    assert [part.read for part in receipt.findings[0].decided_by] == [
        {"score.care": 18.8},
        {"profile.parcel": 44.4},
    ]
    accuracy = of(receipt.answers, "CARE-02")
    assert (accuracy.value, accuracy.figure, accuracy.points) == (0, 12.5, 0.0)


def test_a_receipt_names_the_form_of_the_gate_that_counts() -> None:
    """S-53: for an open gate the form that cannot be told yet; clear gates have none."""
    condition = scored(EXPLAINED, profile__parcel=50, care__a=1, care__b=90).receipt
    assert [(g.rule, g.condition) for g in condition.gates] == [("G1", "care.a == 1")]

    pending = scored(EXPLAINED, care__a=2).receipt
    assert [(g.rule, g.condition) for g in pending.gates] == [
        ("G1", "care.a == 0 || care.b == 0"),
        ("G2", "profile.parcel < 40"),
    ]
    assert [part.text for part in pending.gates[0].decided_by] == ["care.b == 0"]


def test_a_receipt_lists_every_question() -> None:
    """S-53: asked or not, answered or not."""
    receipt = scored(ASKED).receipt
    assert [a.id for a in receipt.answers] == [q.id for q in ASKED.questions]
    assert [a.weight for a in receipt.answers] == [None, None, 1, 1, 1]


def test_a_receipt_has_the_terms_of_readiness_and_overall_score() -> None:
    """S-53."""
    receipt = scored(EXPLAINED, profile__parcel=44.4, care__a=4, care__b=90).receipt

    assert [(t.of, t.weight, t.value) for t in receipt.routes[0].readiness_terms] == [
        ("care", 1, 100.0)
    ]
    assert [(t.of, t.weight, t.value) for t in receipt.overall_terms] == [("CARE", 15.0, 100.0)]
    assert receipt.routes[0].fit_formula == "profile.parcel"


def test_a_result_survives_json() -> None:
    """S-53: it is stored whole."""
    result = scored(EXPLAINED, profile__parcel=44.4, care__a=1, care__b=12.5)
    assert type(result).model_validate_json(result.model_dump_json()) == result
