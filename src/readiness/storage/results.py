"""Results: each scoring of an assessment is stored whole and never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from readiness.errors import NotFound
from readiness.storage.ids import new_id
from readiness.storage.rows import Page, PageKey, fetch_one, fetch_page, store
from readiness.storage.tables import Assessment, Result


def add_result(
    session: Session,
    assessment: Assessment,
    *,
    result_json: Any,
    result_hash: str,
    engine_version: str,
    now: datetime,
) -> Result:
    """Add the result of scoring `assessment` with the questionnaire version it pins.

    `result_json` is the whole result as JSON values; the order of its keys is kept.
    """
    return store(
        session,
        Result(
            account_id=assessment.account_id,
            id=new_id("res", now),
            assessment_id=assessment.id,
            questionnaire_key=assessment.questionnaire_key,
            questionnaire_version=assessment.questionnaire_version,
            questionnaire_hash=assessment.questionnaire_hash,
            result_json=result_json,
            result_hash=result_hash,
            engine_version=engine_version,
            created_at=now,
        ),
    )


def find_latest_result(session: Session, account_id: str, assessment_id: str) -> Result | None:
    """Return the newest result of the assessment, or None when it was never scored."""
    return fetch_one(
        session,
        select(Result)
        .where(Result.account_id == account_id, Result.assessment_id == assessment_id)
        .order_by(col(Result.created_at).desc(), col(Result.id).desc())
        .limit(1),
    )


def get_result(session: Session, account_id: str, result_id: str) -> Result:
    """Return the result or raise `NotFound`."""
    found = fetch_one(
        session, select(Result).where(Result.account_id == account_id, Result.id == result_id)
    )
    if found is None:
        raise NotFound(
            "result_not_found",
            "There is no such result in this account.",
            "Read the result of the assessment again.",
        )
    return found


def list_results(
    session: Session,
    account_id: str,
    assessment_id: str,
    *,
    limit: int,
    after: PageKey | None = None,
) -> Page[Result]:
    """Return a page of the assessment's results, newest first."""
    mine = select(Result).where(
        Result.account_id == account_id, Result.assessment_id == assessment_id
    )
    return fetch_page(session, mine, Result, limit=limit, after=after)
