"""How a dimension's score comes about.

S-12 An answer's points are its value times 25.
S-13 A dimension's score is the mean of its questions' points by weight.
S-14 A question that does not apply leaves with its weight.
S-15 "Don't know" counts 0 with its weight, or leaves with it, as the question declares.
S-16 A question not answered yet leaves with its weight.
S-17 A dimension in which nothing counts has no score and leaves the overall score.
"""

import pytest

from readiness.scoring import AnswerState
from tests.scoring.small_questionnaire import choice, figure, of, questionnaire, scored, ticks

CARE = questionnaire(
    choice("care.parcels", 3, not_applicable=True),
    figure("care.accuracy", 2),
    ticks("care.roles", 1),
)


@pytest.mark.parametrize("value", range(5))
def test_an_answer_gives_25_points_a_value(value: int) -> None:
    """S-12."""
    assert scored(questionnaire(choice("care.parcels")), care__parcels=value).score == 25 * value


def test_a_dimension_is_the_mean_of_its_questions_by_weight() -> None:
    """S-13: (3 x 100 + 2 x 50 + 1 x 25) / 6 = 70.8333."""
    result = scored(CARE, care__parcels=4, care__accuracy=55, care__roles=["a"])

    care = of(result.dimensions, "CARE")
    assert (care.score, care.calculated_score, care.level) == (70.8, 70.8, 4)
    assert [(a.points, a.lost) for a in result.receipt.answers] == [
        (50.0, 0.0),
        (16.7, 16.7),
        (4.2, 12.5),
    ]


def test_points_won_and_lost_add_up_to_a_hundred() -> None:
    """S-13: every answer's points are its share of the dimension's 100."""
    asked = questionnaire(choice("care.a", 3), choice("care.b", 1), choice("care.c", 4))

    answers = scored(asked, care__a=1, care__b=3, care__c=2).receipt.answers
    assert sum((a.points or 0) + (a.lost or 0) for a in answers) == pytest.approx(100)


def test_what_does_not_apply_leaves_with_its_weight() -> None:
    """S-14: (2 x 50 + 1 x 25) / 3 = 41.6667."""
    result = scored(CARE, care__parcels="not_applicable", care__accuracy=55, care__roles=["a"])

    assert result.score == 41.7
    assert of(result.dimensions, "CARE").confidence == 1.0
    assert result.receipt.answers[0].points is None
    (weights,) = result.receipt.dimensions
    assert (weights.applicable_weight, weights.scored_weight, weights.answered_weight) == (3, 3, 3)


def test_dont_know_counts_zero_where_the_question_says_so() -> None:
    """S-15: (3 x 100 + 2 x 0 + 1 x 25) / 6 = 54.1667."""
    result = scored(CARE, care__parcels=4, care__accuracy="dont_know", care__roles=["a"])

    assert result.score == 54.2
    assert (result.receipt.answers[1].points, result.receipt.answers[1].lost) == (0.0, 33.3)


def test_dont_know_leaves_with_its_weight_otherwise() -> None:
    """S-15: (2 x 50 + 1 x 25) / 3 = 41.6667."""
    result = scored(CARE, care__parcels="dont_know", care__accuracy=55, care__roles=["a"])

    assert result.score == 41.7
    assert result.receipt.answers[0].points is None
    assert result.complete


def test_what_is_not_answered_yet_leaves_with_its_weight() -> None:
    """S-16: the same figure as for "don't know", but the set is not complete."""
    result = scored(CARE, care__accuracy=55, care__roles=["a"])

    assert result.score == 41.7
    assert (result.complete, result.missing) == (False, ("care.parcels",))
    assert result.receipt.answers[0].state is AnswerState.UNANSWERED


@pytest.mark.parametrize("unknown", ["dont_know", "not_applicable", None])
def test_a_dimension_in_which_nothing_counts_has_no_score(unknown: str | None) -> None:
    """S-17."""
    asked = questionnaire(
        choice("care.parcels", not_applicable=True), choice("trust.law"), weights={"care": 90}
    )
    result = scored(asked, care__parcels=unknown, trust__law=3)

    care = of(result.dimensions, "CARE")
    assert (care.score, care.calculated_score, care.level, care.weight) == (None, None, None, 0.0)
    assert care.insufficient_evidence
    assert (result.score, of(result.dimensions, "TRUST").weight) == (75.0, 100.0)
    assert [term.of for term in result.receipt.overall_terms] == ["TRUST"]


def test_without_any_answer_there_is_no_score_at_all() -> None:
    """S-17."""
    result = scored(CARE)

    assert (result.score, result.calculated_score, result.level) == (None, None, None)
    assert (result.coverage, result.dimensions[0].confidence) == (0.0, 0.0)
    assert result.missing == ("care.parcels", "care.accuracy", "care.roles")


def test_where_nothing_applies_there_is_no_coverage() -> None:
    """S-17, S-19."""
    asked = questionnaire(choice("care.parcels", not_applicable=True))

    result = scored(asked, care__parcels="not_applicable")
    assert (result.coverage, result.dimensions[0].confidence, result.complete) == (None, None, True)
