"""Batches of reports as an account sees them: asked for, listed, looked at, taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Table, delete, func, insert, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from readiness.errors import NotFound
from readiness.storage.batch_tables import BatchReport, ReportBatch
from readiness.storage.files import batch_file_key
from readiness.storage.ids import new_id
from readiness.storage.metadata import METADATA
from readiness.storage.rows import Page, PageKey, execute, fetch_all, fetch_one, fetch_page, store
from readiness.storage.tables import Assessment, Organization

_BATCH: Table = METADATA.tables["report_batch"]
_REPORT: Table = METADATA.tables["batch_report"]


class BatchKey(NamedTuple):
    """Which batch of which account."""

    account_id: str
    batch_id: str


class WantedReport(NamedTuple):
    """A report to be made: of which assessment, in which language."""

    assessment_id: str
    language: str


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """What a new batch is to hold, in order; `asked` is the request it stands for."""

    asked: Mapping[str, Any]
    edition: str
    reports: Sequence[WantedReport]
    request_key: str | None


@dataclass(frozen=True, slots=True)
class Selection:
    """Which submitted assessments are meant; what is None does not narrow."""

    questionnaire: str | None = None
    version: str | None = None
    organizations: Sequence[str] | None = None


def add_batch(session: Session, account_id: str, order: BatchOrder, now: datetime) -> ReportBatch:
    """Add a batch with its reports; `Conflict` when its request key is taken."""
    batch = store(
        session,
        ReportBatch(
            account_id=account_id,
            id=new_id("bat", now),
            asked=dict(order.asked),
            edition=order.edition,
            request_key=order.request_key,
            total=len(order.reports),
            created_at=now,
        ),
    )
    rows = [
        {
            "account_id": account_id,
            "batch_id": batch.id,
            "number": number,
            "assessment_id": wanted.assessment_id,
            "language": wanted.language,
            "state": "waiting",
            "attempts": 0,
        }
        for number, wanted in enumerate(order.reports, start=1)
    ]
    execute(session, insert(_REPORT), rows)
    return batch


def find_by_request_key(session: Session, account_id: str, request_key: str) -> ReportBatch | None:
    """Return the batch that was asked for with this key, or None."""
    return fetch_one(
        session,
        select(ReportBatch).where(
            ReportBatch.account_id == account_id, ReportBatch.request_key == request_key
        ),
    )


def get_batch(session: Session, account_id: str, batch_id: str) -> ReportBatch:
    """Return the batch or raise `NotFound`."""
    found = fetch_one(
        session,
        select(ReportBatch).where(ReportBatch.account_id == account_id, ReportBatch.id == batch_id),
    )
    if found is None:
        raise _not_found()
    return found


def list_batches(
    session: Session, account_id: str, *, limit: int, after: PageKey | None = None
) -> Page[ReportBatch]:
    """Return a page of the account's batches, newest first."""
    mine = select(ReportBatch).where(ReportBatch.account_id == account_id)
    return fetch_page(session, mine, ReportBatch, limit=limit, after=after)


def count_unfinished(session: Session, account_id: str) -> int:
    """Return how many batches of the account are not finished."""
    mine = select(func.count()).where(
        ReportBatch.account_id == account_id, col(ReportBatch.finished_at).is_(None)
    )
    return session.exec(mine).one()


def list_failures(session: Session, key: BatchKey, *, limit: int) -> tuple[BatchReport, ...]:
    """Return the first reports of a batch that could not be made."""
    return fetch_all(session, _reports_of(key).where(BatchReport.state == "failed").limit(limit))


def list_reports(session: Session, key: BatchKey) -> tuple[BatchReport, ...]:
    """Return all reports of a batch in order."""
    return fetch_all(session, _reports_of(key))


def list_expired(session: Session, now: datetime, *, limit: int) -> tuple[BatchKey, ...]:
    """Return batches of all accounts whose time is over, for the service itself."""
    rows = session.exec(
        select(ReportBatch.account_id, ReportBatch.id)
        .where(col(ReportBatch.expires_at) <= now)
        .limit(limit)
    )
    return tuple(BatchKey(*row) for row in rows)


def delete_batch(session: Session, key: BatchKey) -> tuple[str, ...]:
    """Delete a batch, whatever its state; return the keys its file may have.

    Raises `NotFound`. Reports of it under way end without effect.
    """
    # Its reports first, the order in which everybody takes the locks.
    execute(session, delete(_REPORT).where(*_of_batch(key)))
    gone = execute(
        session,
        delete(_BATCH)
        .where(_BATCH.c.account_id == key.account_id, _BATCH.c.id == key.batch_id)
        .returning(_BATCH.c.attempts),
    ).scalar()
    if gone is None:
        raise _not_found()
    return _file_keys(key, gone)


def withdraw_files(
    session: Session,
    account_id: str,
    *,
    organization_id: str | None = None,
    assessment_id: str | None = None,
) -> tuple[str, ...]:
    """Have every ZIP that may hold reports of an assessment or organization made again.

    To be asked before a deletion; returns the keys of the files to remove. Afterwards the ZIPs are
    put together without the reports whose assessment is gone.
    """
    touched = select(BatchReport.batch_id).where(BatchReport.account_id == account_id)
    if assessment_id is not None:
        touched = touched.where(BatchReport.assessment_id == assessment_id)
    if organization_id is not None:
        theirs = select(Assessment.id).where(
            Assessment.account_id == account_id, Assessment.organization_id == organization_id
        )
        touched = touched.where(col(BatchReport.assessment_id).in_(theirs))
    rows = execute(
        session,
        update(_BATCH)
        .where(
            _BATCH.c.account_id == account_id,
            _BATCH.c.id.in_(touched),
            _BATCH.c.state.in_(["running", "done"]),
        )
        .values(
            state="running",
            claimed_by=None,
            claimed_at=None,
            file_key=None,
            size=0,
            finished_at=None,
            expires_at=None,
        )
        .returning(_BATCH.c.id, _BATCH.c.attempts),
    ).all()
    return tuple(
        key for row in rows for key in _file_keys(BatchKey(account_id, row.id), row.attempts)
    )


def list_chosen(
    session: Session, account_id: str, selection: Selection, *, limit: int
) -> tuple[str, ...]:
    """Return ids of submitted assessments by name of the organization, then oldest first."""
    query = (
        select(Assessment.id)
        .join(
            Organization,
            (col(Organization.account_id) == col(Assessment.account_id))
            & (col(Organization.id) == col(Assessment.organization_id)),
        )
        .where(Assessment.account_id == account_id, Assessment.status == "submitted")
    )
    if selection.questionnaire is not None:
        query = query.where(Assessment.questionnaire_key == selection.questionnaire)
    if selection.version is not None:
        query = query.where(Assessment.questionnaire_version == selection.version)
    if selection.organizations is not None:
        query = query.where(col(Assessment.organization_id).in_(selection.organizations))
    order = (col(Organization.name), col(Assessment.created_at), col(Assessment.id))
    return tuple(session.exec(query.order_by(*order).limit(limit)))


def find_states(session: Session, account_id: str, assessment_ids: Sequence[str]) -> dict[str, str]:
    """Return the status of each of these assessments that the account has."""
    mine = select(Assessment.id, Assessment.status).where(
        Assessment.account_id == account_id, col(Assessment.id).in_(assessment_ids)
    )
    return {row[0]: row[1] for row in session.exec(mine)}


def find_organizations(
    session: Session, account_id: str, organization_ids: Sequence[str]
) -> frozenset[str]:
    """Return which of these organizations the account has."""
    mine = select(Organization.id).where(
        Organization.account_id == account_id, col(Organization.id).in_(organization_ids)
    )
    return frozenset(session.exec(mine))


def _reports_of(key: BatchKey) -> SelectOfScalar[BatchReport]:
    return (
        select(BatchReport)
        .where(BatchReport.account_id == key.account_id, BatchReport.batch_id == key.batch_id)
        .order_by(col(BatchReport.number))
    )


def _of_batch(key: BatchKey) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (_REPORT.c.account_id == key.account_id, _REPORT.c.batch_id == key.batch_id)


def _file_keys(key: BatchKey, attempts: int) -> tuple[str, ...]:
    """Each attempt may have left a file, if the process was killed at the wrong moment."""
    return tuple(batch_file_key(*key, attempt) for attempt in range(1, attempts + 1))


def _not_found() -> NotFound:
    return NotFound(
        "batch_not_found",
        "There is no such batch of reports in this account, or its time is over.",
        "List the batches to see which there are, or start it again.",
    )
