"""Assessments and their answers, from the first answer to submission.

Every change raises the assessment's version by one, and does so first: on PostgreSQL that row is
what two requests for the same assessment queue at. A change of answers also takes away the code
vector, so that none can outlive the answers it was made from; `code_vectors.put_codes` stores one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Table, Update, bindparam, delete, update
from sqlmodel import Session, select

from readiness.errors import Conflict, NotFound
from readiness.storage.answers import (
    ADD_HISTORY,
    DELETE_ANSWERS,
    SELECT_ANSWERS,
    SELECT_HISTORY,
    UPSERT,
    AnswerChange,
    AnswerEntry,
    StoredAnswer,
)
from readiness.storage.ids import new_id
from readiness.storage.rows import Page, PageKey, execute, fetch_one, fetch_page, first_row, store
from readiness.storage.table_parts import Row
from readiness.storage.tables import AnswerKind, Assessment, AssessmentMode, AssessmentStatus

_ENTRY = tuple(field.name for field in fields(AnswerEntry))
_ASSESSMENT: Table = Row.metadata.tables["assessment"]
_THIS_ASSESSMENT = (
    _ASSESSMENT.c.account_id == bindparam("account"),
    _ASSESSMENT.c.id == bindparam("assessment"),
)


@dataclass(frozen=True, slots=True)
class QuestionnairePin:
    """Which questionnaire an assessment uses: its key, version and the hash of its bytes."""

    key: str
    version: str
    hash: str


def pin_of(assessment: Assessment) -> QuestionnairePin:
    """Return what an assessment pins."""
    return QuestionnairePin(
        assessment.questionnaire_key,
        assessment.questionnaire_version,
        assessment.questionnaire_hash,
    )


def add_assessment(
    session: Session,
    account_id: str,
    organization_id: str,
    pin: QuestionnairePin,
    *,
    language: str | None = None,
    mode: AssessmentMode = "full",
    now: datetime,
) -> Assessment:
    """Start an assessment; `Conflict` when the account has no such organization."""
    return store(
        session,
        Assessment(
            account_id=account_id,
            id=new_id("asm", now),
            organization_id=organization_id,
            questionnaire_key=pin.key,
            questionnaire_version=pin.version,
            questionnaire_hash=pin.hash,
            language=language,
            mode=mode,
            created_at=now,
            updated_at=now,
        ),
    )


def find_assessment(session: Session, account_id: str, assessment_id: str) -> Assessment | None:
    """Return the assessment, or None when the account has none with this id."""
    return fetch_one(
        session,
        select(Assessment).where(
            Assessment.account_id == account_id, Assessment.id == assessment_id
        ),
    )


def get_assessment(session: Session, account_id: str, assessment_id: str) -> Assessment:
    """Return the assessment or raise `NotFound`."""
    found = find_assessment(session, account_id, assessment_id)
    if found is None:
        raise _not_found()
    return found


def list_assessments(
    session: Session,
    account_id: str,
    *,
    limit: int,
    after: PageKey | None = None,
    organization_id: str | None = None,
    status: AssessmentStatus | None = None,
) -> Page[Assessment]:
    """Return a page of the account's assessments, newest first, if wished only some of them."""
    mine = select(Assessment).where(Assessment.account_id == account_id)
    if organization_id is not None:
        mine = mine.where(Assessment.organization_id == organization_id)
    if status is not None:
        mine = mine.where(Assessment.status == status)
    return fetch_page(session, mine, Assessment, limit=limit, after=after)


def mark_submitted(
    session: Session, account_id: str, assessment_id: str, *, now: datetime
) -> Assessment:
    """Close the assessment to further answers.

    Raises `NotFound` when there is none and `Conflict` when it is not in progress.
    """
    return _change_status(session, account_id, assessment_id, status="submitted", now=now)


def mark_reopened(
    session: Session, account_id: str, assessment_id: str, *, now: datetime
) -> Assessment:
    """Open a submitted assessment to answers again.

    Raises `NotFound` when there is none and `Conflict` when it is not submitted.
    """
    return _change_status(session, account_id, assessment_id, status="in_progress", now=now)


def delete_assessment(session: Session, account_id: str, assessment_id: str) -> None:
    """Delete the assessment with its answers, results and reports; `NotFound` if there is none.

    Files of reports are not in the database: ask `reports.list_file_keys` for them first.
    """
    parameters = {"account": account_id, "assessment": assessment_id}
    if execute(session, _DELETE, parameters).rowcount == 0:
        raise _not_found()


def get_answers(session: Session, account_id: str, assessment_id: str) -> tuple[StoredAnswer, ...]:
    """Return the answers that count now, by question id; none when there is no such assessment."""
    parameters = {"account": account_id, "assessment": assessment_id}
    rows = execute(session, SELECT_ANSWERS, parameters).mappings()
    return tuple(StoredAnswer(**row) for row in rows)


def list_answer_history(
    session: Session, account_id: str, assessment_id: str
) -> tuple[AnswerChange, ...]:
    """Return every change of an answer, oldest first."""
    parameters = {"account": account_id, "assessment": assessment_id}
    rows = execute(session, SELECT_HISTORY, parameters).mappings()
    return tuple(AnswerChange(**row) for row in rows)


def put_answers(
    session: Session,
    account_id: str,
    assessment_id: str,
    answers: Sequence[AnswerEntry],
    *,
    expected_version: int | None = None,
    now: datetime,
) -> int:
    """Store answers, at most one for each question and kind, over those stored before.

    Returns the assessment's new version. Raises `NotFound` when there is no such assessment and
    `Conflict` when it is not in progress or, if a version is expected, has another.
    """
    version = _raise_version(session, account_id, assessment_id, expected_version, now)
    owner = {"account_id": account_id, "assessment_id": assessment_id, "answered_at": now}
    rows = [owner | {name: getattr(each, name) for name in _ENTRY} for each in answers]
    if rows:
        upsert = UPSERT[session.get_bind().dialect.name]
        execute(session, upsert, [row | {"revision": version} for row in rows])
        _add_history(session, rows, version)
    return version


def delete_answers(
    session: Session,
    account_id: str,
    assessment_id: str,
    question_ids: Iterable[str],
    *,
    kind: AnswerKind = "owner",
    expected_version: int | None = None,
    now: datetime,
) -> int:
    """Withdraw answers; those that were never given are passed over.

    Returns the assessment's new version and raises as `put_answers` does.
    """
    version = _raise_version(session, account_id, assessment_id, expected_version, now)
    owner = {"account_id": account_id, "assessment_id": assessment_id, "answered_at": now}
    parameters = {
        "account": account_id,
        "assessment": assessment_id,
        "questions": list(question_ids),
        "kind": kind,
    }
    gone = execute(session, DELETE_ANSWERS, parameters).scalars().all()
    nothing = {"kind": kind, "value": None, "note": None}
    nobody = {"answered_by": None, "answered_role": None}
    rows = [owner | nothing | nobody | {"question_id": question_id} for question_id in gone]
    if rows:
        _add_history(session, rows, version)
    return version


def _add_history(session: Session, rows: list[dict[str, Any]], version: int) -> None:
    execute(session, ADD_HISTORY, [row | {"sequence": version} for row in rows])


def _raise_version(
    session: Session,
    account_id: str,
    assessment_id: str,
    expected_version: int | None,
    now: datetime,
) -> int:
    """Raise the version of an assessment in progress by one, which also locks its row."""
    row = first_row(session, _RAISE_VERSION, account=account_id, assessment=assessment_id, now=now)
    if row is None:
        get_assessment(session, account_id, assessment_id)
        raise Conflict(
            "assessment_not_in_progress",
            "The answers of a submitted assessment cannot be changed.",
            "Reopen the assessment, or start a new one.",
        )
    version: int = row["version"]
    if expected_version is not None and version != expected_version + 1:
        raise Conflict(
            "version_mismatch",
            "The assessment was changed by somebody else meanwhile.",
            "Read it again, then repeat your change.",
        )
    return version


def _change_status(
    session: Session,
    account_id: str,
    assessment_id: str,
    *,
    status: AssessmentStatus,
    now: datetime,
) -> Assessment:
    statement = _CHANGE_STATUS[status]
    parameters = {"account": account_id, "assessment": assessment_id, "now": now}
    changed = execute(session, statement, parameters).rowcount
    assessment = get_assessment(session, account_id, assessment_id)
    if changed == 0:
        raise Conflict(
            "assessment_status",
            f"The assessment is {assessment.status.replace('_', ' ')}, which does not allow this.",
            "Read the assessment again to see its status.",
        )
    return assessment


def _not_found() -> NotFound:
    return NotFound(
        "assessment_not_found",
        "There is no such assessment in this account.",
        "List the assessments to see which there are.",
    )


def _update_from(status: AssessmentStatus) -> Update:
    return (
        update(_ASSESSMENT)
        .where(*_THIS_ASSESSMENT, _ASSESSMENT.c.status == status)
        .values(version=_ASSESSMENT.c.version + 1, updated_at=bindparam("now"))
    )


_RAISE_VERSION = _update_from("in_progress").values(codes=None).returning(_ASSESSMENT.c.version)
_CHANGE_STATUS: dict[AssessmentStatus, Update] = {
    "submitted": _update_from("in_progress").values(
        status="submitted", submitted_at=bindparam("now")
    ),
    "in_progress": _update_from("submitted").values(status="in_progress", submitted_at=None),
}
_DELETE = delete(_ASSESSMENT).where(*_THIS_ASSESSMENT)
