"""Results while answering, and quick scans."""

from typing import Any

import pytest

from readiness.errors import InvalidInput, NotFound
from readiness.scoring import Mode, Result
from readiness.services.assessments import AnswerChanges, current_result, save_answers
from readiness.services.scoring import score_answers
from tests.services.conftest import NOW, Account


def result_of(account: Account, assessment_id: str, mode: Mode = "full") -> Result:
    """Read the current result."""
    result = account.database.read_now(
        current_result, account.catalog, account.id, assessment_id, mode
    )
    return result()


def test_while_answering_the_result_says_how_far_it_can_move(
    account: Account, answers: dict[str, Any]
) -> None:
    assessment_id = account.assessment(dict(list(answers.items())[:40]))
    result = result_of(account, assessment_id)
    assert (result.mode, result.complete, result.certainty) == ("full", False, "provisional")
    assert result.score_range is not None
    assert result.score_range.low < result.score_range.high
    assert result.settled is False
    assert result.next_questions


def test_the_question_asked_next_narrows_the_range(
    account: Account, answers: dict[str, Any]
) -> None:
    assessment_id = account.assessment(dict(list(answers.items())[:40]))
    before = result_of(account, assessment_id)
    assert before.next_questions
    name = before.next_questions[0].id
    changes = AnswerChanges({name: answers[name]})
    account.database.write_now(
        save_answers, account.catalog, account.id, assessment_id, changes, NOW
    )
    after = result_of(account, assessment_id)
    assert before.score_range is not None
    assert after.score_range is not None
    assert before.score_range.low <= after.score_range.low
    assert after.score_range.high < before.score_range.high
    assert name not in [question.id for question in after.next_questions or ()]


def test_the_stored_result_keeps_what_unknown_answers_leave_open(
    account: Account, answers: dict[str, Any]
) -> None:
    assessment_id = account.submitted(answers | {"logistics.pick_accuracy": "dont_know"})
    result = result_of(account, assessment_id)
    assert result.complete
    assert result.score_range is not None
    assert result.score_range.low < result.score_range.high
    questions = [question.id for question in result.next_questions or ()]
    assert "logistics.pick_accuracy" in questions


def test_a_quick_scan_is_scored_from_the_answers_submitted_or_not(
    account: Account, answers: dict[str, Any]
) -> None:
    scans = [
        result_of(account, account.assessment(answers), "quick"),
        result_of(account, account.submitted(answers), "quick"),
    ]
    assert scans[0] == scans[1]
    assert scans[0].mode == "quick"
    assert scans[0] == score_answers(account.catalog, "d2c-readiness", answers, mode="quick")[1]
    assert "go" not in [route.verdict for route in scans[0].routes]
    assert {"G6", "G7", "G9"} <= {part.gate for part in scans[0].not_assessed}


def test_a_quick_scan_stores_nothing(account: Account, answers: dict[str, Any]) -> None:
    assessment_id = account.submitted(answers)
    before = result_of(account, assessment_id)
    result_of(account, assessment_id, "quick")
    assert result_of(account, assessment_id) == before


def test_results_of_others_are_not_found(account: Account) -> None:
    with pytest.raises(NotFound):
        result_of(account, "asm_nobody", "quick")


def test_scoring_without_storing_refuses_what_cannot_be_read(account: Account) -> None:
    with pytest.raises(InvalidInput):
        score_answers(account.catalog, "d2c-readiness", {"STR-01": 9}, mode="quick")
