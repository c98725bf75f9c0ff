"""What stands beside the answers of an assessment: remarks on findings, and re-openings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Insert, Table, bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from readiness.storage.metadata import METADATA
from readiness.storage.review_tables import Remark, Reopening
from readiness.storage.rows import execute, fetch_all, store
from readiness.storage.tables import Assessment

_REMARK: Table = METADATA.tables["remark"]
_SAID = ("text", "written_by", "written_at")


def list_remarks(session: Session, account_id: str, assessment_id: str) -> tuple[Remark, ...]:
    """Return the remarks on an assessment's findings, by code."""
    mine = select(Remark).where(
        Remark.account_id == account_id, Remark.assessment_id == assessment_id
    )
    return fetch_all(session, mine.order_by(col(Remark.finding)))


def put_remark(session: Session, remark: Remark) -> None:
    """Store a remark over the one there was; `Conflict` when the account has no such assessment."""
    values = {column.name: getattr(remark, column.name) for column in _REMARK.columns}
    execute(session, _UPSERT[session.get_bind().dialect.name], values)


def delete_remark(session: Session, account_id: str, assessment_id: str, finding: str) -> None:
    """Take a remark back; nothing happens when there is none."""
    parameters = {"account": account_id, "assessment": assessment_id, "code": finding}
    execute(session, _DELETE, parameters)


def list_reopenings(session: Session, account_id: str, assessment_id: str) -> tuple[Reopening, ...]:
    """Return how often and why an assessment was re-opened, oldest first."""
    mine = select(Reopening).where(
        Reopening.account_id == account_id, Reopening.assessment_id == assessment_id
    )
    return fetch_all(session, mine.order_by(col(Reopening.number)))


def add_reopening(  # a row has so many parts
    session: Session,
    assessment: Assessment,
    result_id: str,
    reason: str,
    reopened_by: str,
    *,
    now: datetime,
) -> Reopening:
    """Record that an assessment is re-opened; `result_id` is what was submitted until then."""
    earlier = list_reopenings(session, assessment.account_id, assessment.id)
    return store(
        session,
        Reopening(
            account_id=assessment.account_id,
            assessment_id=assessment.id,
            number=len(earlier) + 1,
            result_id=result_id,
            reason=reason,
            reopened_by=reopened_by,
            reopened_at=now,
        ),
    )


def _upsert(dialect_insert: Any) -> Insert:
    statement = dialect_insert(_REMARK)
    upsert: Insert = statement.on_conflict_do_update(
        index_elements=list(_REMARK.primary_key.columns),
        set_={name: statement.excluded[name] for name in _SAID},
    )
    return upsert


_UPSERT = {"sqlite": _upsert(sqlite.insert), "postgresql": _upsert(postgresql.insert)}
_DELETE = delete(_REMARK).where(
    _REMARK.c.account_id == bindparam("account"),
    _REMARK.c.assessment_id == bindparam("assessment"),
    _REMARK.c.finding == bindparam("code"),
)
