"""Re-opening: only with a reason, only what was submitted; every result stays as it was."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, update

from readiness.errors import Conflict, InvalidInput, NotFound
from readiness.services.assessments import (
    AnswerChanges,
    current_result,
    latest_result,
    save_answers,
    submit,
)
from readiness.services.offers import list_offers
from readiness.services.reports import report_source
from readiness.services.revisions import (
    REASON_CHARACTERS,
    Reopened,
    Revision,
    list_revisions,
    reopen,
    result_of_revision,
)
from readiness.storage.tables import Assessment
from tests.services.conftest import NOW, Account

QUESTION = "strategy.ownership"
REASON = "The contract was signed."


def later(days: int) -> datetime:
    return NOW + timedelta(days=days)


def open_again(account: Account, assessment_id: str, days: int = 1) -> None:
    account.database.write_now(reopen, account.id, assessment_id, REASON, "Ada Muster", later(days))


def test_a_new_revision_has_a_result_of_its_own(account: Account, answers: dict[str, Any]) -> None:
    owner = (account.id, account.submitted(answers))
    read, write = account.database.read_now, account.database.write_now
    first = read(latest_result, *owner)
    [only] = read(list_revisions, *owner)
    assert only == Revision(1, NOW, first.id, None)
    open_again(account, owner[1])
    begun = Reopened(REASON, "Ada Muster", later(1))
    assert read(list_revisions, *owner) == (only, Revision(2, None, None, begun))
    changes = AnswerChanges({QUESTION: 0 if answers[QUESTION] else 4})
    write(save_answers, account.catalog, *owner, changes, later(1))
    second = write(submit, account.catalog, *owner, later(2))
    stored = read(latest_result, *owner)
    assert read(list_revisions, *owner) == (only, Revision(2, later(2), stored.id, begun))
    assert read(result_of_revision, *owner, 1).score == first.result_json["score"]
    assert read(result_of_revision, *owner, 2).score == second.score != first.result_json["score"]


def test_a_third_revision_follows_the_second(account: Account, answers: dict[str, Any]) -> None:
    owner = (account.id, account.submitted(answers))
    for days in (1, 3):
        open_again(account, owner[1], days)
        account.database.write_now(submit, account.catalog, *owner, later(days + 1))
    found = account.database.read_now(list_revisions, *owner)
    assert [(r.number, r.submitted_at) for r in found] == [(1, NOW), (2, later(2)), (3, later(4))]
    assert len({r.result_id for r in found}) == 3


def test_before_the_first_submission_there_is_one_revision(
    account: Account, answers: dict[str, Any]
) -> None:
    owner = (account.id, account.assessment(answers))
    assert account.database.read_now(list_revisions, *owner) == (Revision(1, None, None, None),)
    for number in (1, 2):
        with pytest.raises(NotFound):
            account.database.read_now(result_of_revision, *owner, number)


def test_what_was_re_opened_has_no_final_result(account: Account, answers: dict[str, Any]) -> None:
    owner = (account.id, account.submitted(answers))
    open_again(account, owner[1])
    with pytest.raises(Conflict, match="not been submitted"):
        account.database.read_now(report_source, account.catalog, *owner, None)
    with pytest.raises(Conflict, match="not been submitted"):
        account.database.read_now(list_offers, account.catalog, *owner)
    live = account.database.read_now(current_result, account.catalog, *owner)()
    assert live.complete


def test_one_in_progress_cannot_be_re_opened(account: Account, answers: dict[str, Any]) -> None:
    assessment_id = account.assessment(answers)
    with pytest.raises(Conflict) as refused:
        open_again(account, assessment_id)
    assert refused.value.code == "assessment_not_submitted"
    account.database.write_now(submit, account.catalog, account.id, assessment_id, NOW)
    open_again(account, assessment_id)
    with pytest.raises(Conflict):
        open_again(account, assessment_id)


def test_a_superseded_one_cannot_be_re_opened(account: Account, answers: dict[str, Any]) -> None:
    assessment_id = account.submitted(answers)

    def supersede(session: Session) -> None:
        session.execute(
            update(Assessment)
            .where(col(Assessment.id) == assessment_id)
            .values(status="superseded")
        )

    account.database.write_now(supersede)
    with pytest.raises(Conflict) as refused:
        open_again(account, assessment_id)
    assert refused.value.code == "assessment_superseded"


@pytest.mark.parametrize("reason", ["", " \n\0\u202e ", "x" * (REASON_CHARACTERS + 1)])
def test_a_re_opening_needs_a_reason(
    account: Account, answers: dict[str, Any], reason: str
) -> None:
    owner = (account.id, account.submitted(answers))
    with pytest.raises(InvalidInput) as refused:
        account.database.write_now(reopen, *owner, reason, "Ada Muster", NOW)
    assert refused.value.problems[0].pointer == "/reason"
    assert len(account.database.read_now(list_revisions, *owner)) == 1


def test_another_account_re_opens_nothing(account: Account, answers: dict[str, Any]) -> None:
    assessment_id = account.submitted(answers)
    with pytest.raises(NotFound):
        account.database.write_now(reopen, "acc_other", assessment_id, REASON, "Ada Muster", NOW)
