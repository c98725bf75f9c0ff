"""Findings and second opinions.

S-30 Findings whose condition is true are listed in the questionnaire's order, with the questions
     that show them.
S-31 Scores and rules use the owner's answers; a second opinion is read only as the largest gap
     between two values, and every difference is listed.
"""

import pytest

from readiness.scoring import opinion_gaps, parse_answers, score
from readiness.scoring.result import Result
from tests.scoring.small_questionnaire import (
    choice,
    figure,
    profile_flag,
    questionnaire,
    scored,
)

CLAIMS = questionnaire(
    choice("care.claim"),
    figure("care.proof"),
    choice("care.dealers", asked_if="profile.dealers"),
    profile_flag("profile.dealers"),
    findings=[
        {
            "code": "X-01",
            "when": {"all": ["care.claim >= 3", "unknown(care.proof)"]},
            "severity": "medium",
        },
        {
            "code": "X-02",
            "when": {"all": ["care.claim >= 3", "score.care < 60"]},
            "severity": "high",
            "sources": [],
        },
        {"code": "X-03", "when": "second_opinion.largest_gap >= 2", "severity": "high"},
    ],
)


def test_findings_are_listed_in_order_with_the_questions_that_show_them() -> None:
    """S-30: a score is no question."""
    result = scored(CLAIMS, care__claim=4, care__proof="dont_know")

    assert [(f.code, f.severity, f.questions) for f in result.findings] == [
        ("X-01", "medium", ("care.claim", "care.proof")),
        ("X-02", "high", ("care.claim",)),
    ]


@pytest.mark.parametrize("claim", [2, "dont_know", None])
def test_a_finding_needs_its_condition_to_be_true(claim: object) -> None:
    """S-30, S-26."""
    assert scored(CLAIMS, care__claim=claim, care__proof="dont_know").findings == ()


def with_second(owner: dict[str, object], second: dict[str, object]) -> Result:
    """Score the owner's answers beside second ones."""
    return score(CLAIMS, parse_answers(CLAIMS, owner, second))


def test_a_second_opinion_changes_no_score() -> None:
    """S-31."""
    owner: dict[str, object] = {"care.claim": 2, "care.proof": 50}

    alone, beside = scored(CLAIMS, **owner), with_second(owner, {"care.claim": 4, "CARE-02": 10})
    assert (alone.score, alone.gates, alone.dimensions) == (
        beside.score,
        beside.gates,
        beside.dimensions,
    )


@pytest.mark.parametrize(("second", "found"), [(2, False), (3, False), (4, True), (0, True)])
def test_the_largest_gap_can_make_a_finding(second: int, found: bool) -> None:
    """S-31."""
    result = with_second({"care.claim": 2}, {"care.claim": second})
    assert [f.code for f in result.findings] == (["X-03"] if found else [])


def test_every_difference_is_listed_largest_or_not() -> None:
    """S-31: equal values are no difference."""
    result = with_second(
        {"care.claim": 2, "care.proof": 90, "profile.dealers": True, "care.dealers": 1},
        {"care.claim": 1, "CARE-02": {"band": 1}, "care.dealers": 1},
    )
    assert [(d.code, d.id, d.owner, d.second, d.gap) for d in result.disagreements] == [
        ("CARE-01", "care.claim", 2, 1, 1),
        ("CARE-02", "care.proof", 4, 1, 3),
    ]


@pytest.mark.parametrize(
    ("owner", "second"),
    [(0, "dont_know"), ("dont_know", 4), (None, 4), (4, "dont_know"), (4, None)],
)
def test_a_gap_needs_a_value_from_both(owner: object, second: object) -> None:
    """S-31."""
    result = with_second(
        {"care.proof": {"band": owner} if isinstance(owner, int) else owner},
        {"care.proof": {"band": second} if isinstance(second, int) else second},
    )
    assert (result.disagreements, result.findings) == ((), ())


def test_a_second_opinion_on_a_question_not_asked_is_not_compared() -> None:
    """S-31, S-09."""
    owner: dict[str, object] = {"profile.dealers": False, "care.dealers": 0}
    assert with_second(owner, {"care.dealers": 4}).disagreements == ()
    assert opinion_gaps(CLAIMS, parse_answers(CLAIMS, owner, {"care.dealers": 4})) == ()


def test_values_of_both_are_told_without_scoring_whether_they_differ_or_not() -> None:
    """S-31."""
    owner: dict[str, object] = {"care.claim": 2, "care.proof": 90}
    second: dict[str, object] = {"care.claim": 2, "CARE-02": {"band": 1}}
    gaps = opinion_gaps(CLAIMS, parse_answers(CLAIMS, owner, second))
    assert gaps == (("care.claim", 2, 2), ("care.proof", 4, 1))
