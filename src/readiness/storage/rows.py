"""Reading and adding rows as snapshots: none stays tied to a session, so none changes unseen.

An attached row would be stored when somebody sets one of its attributes, and would hide what a
Core statement changed since it was read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Executable, RowMapping, literal, tuple_
from sqlalchemy.engine import CursorResult
from sqlmodel import Session, col
from sqlmodel.sql.expression import SelectOfScalar

from readiness.errors import InputProblem, InvalidInput
from readiness.storage.access_tables import AccessLink, Respondent
from readiness.storage.batch_tables import ReportBatch
from readiness.storage.columns import PlainText, UtcDateTime
from readiness.storage.review_tables import Evidence
from readiness.storage.table_parts import Row
from readiness.storage.tables import (
    Assessment,
    Organization,
    Report,
    Result,
    SheetUpload,
)

R = TypeVar("R", bound=Row)
Listed = TypeVar(
    "Listed",
    Organization,
    Assessment,
    Respondent,
    AccessLink,
    Evidence,
    Result,
    Report,
    SheetUpload,
    ReportBatch,
)
OfAssessment = TypeVar("OfAssessment", Evidence, Report, SheetUpload)
V = TypeVar("V")

PAGE_MAX = 200


@dataclass(frozen=True, slots=True)
class PageKey:
    """Where a page ended: the time of creation and the id of its last row."""

    created_at: datetime
    id: str


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Rows, newest first. `last_key` gives the next page; None when nothing follows."""

    rows: tuple[R, ...]
    last_key: PageKey | None


def fetch_one(session: Session, statement: SelectOfScalar[R]) -> R | None:
    """Return the one row the statement selects, or None."""
    row = session.exec(statement).one_or_none()
    if row is not None:
        session.expunge(row)
    return row


def fetch_all(session: Session, statement: SelectOfScalar[R]) -> tuple[R, ...]:
    """Return all rows the statement selects."""
    rows = tuple(session.exec(statement))
    session.expunge_all()
    return rows


def fetch_page(
    session: Session,
    statement: SelectOfScalar[Listed],
    table: type[Listed],
    *,
    limit: int,
    after: PageKey | None,
) -> Page[Listed]:
    """Return up to `limit` (1 to 200) rows older than `after`, newest first.

    Rows added meanwhile are newer, so a walk through the pages has no gap and nothing twice.
    """
    if not 1 <= limit <= PAGE_MAX:
        raise InvalidInput([_LIMIT_OUT_OF_RANGE])
    created_at, row_id = col(table.created_at), col(table.id)
    if after is not None:
        key = tuple_(literal(after.created_at, UtcDateTime), literal(after.id, PlainText))
        statement = statement.where(tuple_(created_at, row_id) < key)
    ordered = statement.order_by(created_at.desc(), row_id.desc()).limit(limit + 1)
    found = fetch_all(session, ordered)
    rows = found[:limit]
    more = len(found) > limit
    return Page(rows, PageKey(rows[-1].created_at, rows[-1].id) if more else None)


def narrowed(
    statement: SelectOfScalar[V],
    table: type[OfAssessment],
    *,
    organization_id: str | None,
    assessment_id: str | None,
) -> SelectOfScalar[V]:
    """Narrow a statement over rows of assessments to one assessment or one organization."""
    if organization_id is not None:
        statement = statement.join(
            Assessment,
            (col(Assessment.account_id) == col(table.account_id))
            & (col(Assessment.id) == col(table.assessment_id)),
        ).where(Assessment.organization_id == organization_id)
    if assessment_id is not None:
        statement = statement.where(col(table.assessment_id) == assessment_id)
    return statement


def store(session: Session, row: R) -> R:
    """Insert the row at once, so that Core statements after it find it, and return it."""
    session.add(row)
    session.flush()
    session.expunge(row)
    return row


def execute(
    session: Session,
    statement: Executable,
    parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
) -> CursorResult[Any]:
    """Run a Core statement without the detour through the ORM: the hot paths' way."""
    return session.connection().execute(statement, parameters)


def first_row(session: Session, statement: Executable, **parameters: Any) -> RowMapping | None:
    """Run a Core statement and return its first row, or None."""
    return execute(session, statement, parameters).mappings().first()


_LIMIT_OUT_OF_RANGE = InputProblem(
    code="limit_out_of_range",
    detail="The number of entries on a page is out of range.",
    remedy=f"Ask for 1 to {PAGE_MAX} entries.",
    pointer="/limit",
)
