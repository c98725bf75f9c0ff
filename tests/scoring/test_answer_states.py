"""What the five states of an answer mean to scores and rules.

S-01 The table of docs/scoring.md, row by row.
"""

import pytest

from readiness.scoring import AnswerState
from tests.scoring.small_questionnaire import choice, figure, questionnaire, scored

COUNTS_ZERO = figure("care.a", not_applicable=True)
LEAVES = choice("care.a", not_applicable=True)


@pytest.mark.parametrize(
    ("question", "answer", "state", "score", "fired"),
    [
        (LEAVES, 0, "answered", 50.0, ["X-01"]),
        (LEAVES, 4, "answered", 100.0, []),
        (COUNTS_ZERO, 5, "answered", 50.0, ["X-01", "X-03"]),
        (COUNTS_ZERO, "dont_know", "dont_know", 50.0, ["X-02"]),
        (LEAVES, "dont_know", "dont_know", 100.0, ["X-02"]),
        (COUNTS_ZERO, "not_applicable", "not_applicable", 100.0, []),
        (LEAVES, "not_applicable", "not_applicable", 100.0, []),
        (COUNTS_ZERO, None, "unanswered", 100.0, []),
        (LEAVES, None, "unanswered", 100.0, []),
    ],
)
def test_a_state_means_to_scores_and_rules_what_the_table_says(
    question: dict[str, object], answer: object, state: str, score: float, fired: list[str]
) -> None:
    """S-01: beside a question of the same weight that has all its points."""
    asked = questionnaire(
        question,
        choice("care.b"),
        findings=[
            {"code": "X-01", "when": "care.a <= 1", "severity": "low"},
            {"code": "X-02", "when": "unknown(care.a)", "severity": "low"},
            {"code": "X-03", "when": "measured(care.a)", "severity": "low"},
        ],
    )
    result = scored(asked, care__a=answer, care__b=4)

    assert result.receipt.answers[0].state is AnswerState(state)
    assert result.score == score
    assert [finding.code for finding in result.findings] == fired
