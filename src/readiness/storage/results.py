"""Results: each scoring of an assessment is stored whole and never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from readiness.errors import NotFound
from readiness.storage.assessments import QuestionnairePin, pin_of
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
    return add_result_by(
        session,
        (assessment.account_id, assessment.id),
        pin_of(assessment),
        result_json=result_json,
        result_hash=result_hash,
        engine_version=engine_version,
        now=now,
    )


def add_result_by(
    session: Session,
    owner: tuple[str, str],
    scored_with: QuestionnairePin,
    *,
    result_json: Any,
    result_hash: str,
    engine_version: str,
    now: datetime,
) -> Result:
    """Add the result of scoring an assessment with any version, beside those it has.

    `owner` are the ids of the account and of the assessment.
    """
    account_id, assessment_id = owner
    return store(
        session,
        Result(
            account_id=account_id,
            id=new_id("res", now),
            assessment_id=assessment_id,
            questionnaire_key=scored_with.key,
            questionnaire_version=scored_with.version,
            questionnaire_hash=scored_with.hash,
            result_json=result_json,
            result_hash=result_hash,
            engine_version=engine_version,
            created_at=now,
        ),
    )


def find_latest_result(session: Session, account_id: str, assessment_id: str) -> Result | None:
    """Return the newest result by the version the assessment pins, or None when there is none.

    Results of other versions, which `readiness rescore` adds, do not take its place.
    """
    return fetch_one(
        session,
        select(Result)
        .join(
            Assessment,
            (col(Assessment.account_id) == col(Result.account_id))
            & (col(Assessment.id) == col(Result.assessment_id))
            & (col(Assessment.questionnaire_hash) == col(Result.questionnaire_hash)),
        )
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
