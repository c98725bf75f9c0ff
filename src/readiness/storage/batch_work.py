"""The work on batches of reports: claimed piece by piece, by as many processes as there are.

A piece is one report, or the ZIP once all reports are decided. Whoever takes it claims it, by a
word of its own, and gives signs of life; when the last sign is older than the lease, anybody may
take it, and what its first holder still brings has no effect. So each report counts once, whatever
happens to processes. Locks are taken in one order, reports before their batch, so that nobody
waits in a circle.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import ColumnElement, Table, Update, and_, exists, or_, select, update
from sqlmodel import Session

from readiness.storage.batch_tables import ReportBatch
from readiness.storage.metadata import METADATA
from readiness.storage.report_batches import BatchKey, get_batch
from readiness.storage.rows import execute, first_row

LEASE: Final = timedelta(seconds=15)
"""A claim without a sign of life for so long may be taken by another process."""

_BATCH: Table = METADATA.tables["report_batch"]
_REPORT: Table = METADATA.tables["batch_report"]
_ASSESSMENT: Table = METADATA.tables["assessment"]


@dataclass(frozen=True, slots=True)
class ClaimedReport:
    """A report to be made, and for how many times this was begun."""

    account_id: str
    batch_id: str
    number: int
    assessment_id: str
    language: str
    edition: str
    attempts: int


@dataclass(frozen=True, slots=True)
class ReportProblem:
    """Why a report of a batch could not be made."""

    code: str
    detail: str
    remedy: str


class PackedFile(NamedTuple):
    """The key of a ZIP in the store for files, and its bytes."""

    key: str
    size: int


class Ending(NamedTuple):
    """When a batch was finished and until when it is kept."""

    finished_at: datetime
    expires_at: datetime


def is_work_waiting(session: Session, now: datetime) -> bool:
    """Tell whether anything could be claimed."""
    report = select(_REPORT.c.number).where(_REPORT.c.state == "waiting", _free(_REPORT, now))
    batch = select(_BATCH.c.id).where(*_to_be_packed(now))
    return any(first_row(session, query.limit(1)) is not None for query in (report, batch))


def claim_report(session: Session, claim: str, now: datetime) -> ClaimedReport | None:
    """Take the next report: every batch's first ones first, so that none waits for a long one."""
    edition = _BATCH.c.edition
    row = first_row(
        session,
        select(_REPORT, edition)
        .join(
            _BATCH,
            and_(_BATCH.c.account_id == _REPORT.c.account_id, _BATCH.c.id == _REPORT.c.batch_id),
        )
        .where(_REPORT.c.state == "waiting", _free(_REPORT, now))
        .order_by(_REPORT.c.number, _BATCH.c.created_at)
        .limit(1)
        .with_for_update(of=_REPORT, skip_locked=True),
    )
    if row is None:
        return None
    claimed = ClaimedReport(
        row["account_id"],
        row["batch_id"],
        row["number"],
        row["assessment_id"],
        row["language"],
        row["edition"],
        row["attempts"] + 1,
    )
    values = {"claimed_by": claim, "claimed_at": now, "attempts": claimed.attempts}
    execute(session, update(_REPORT).where(*_this(claimed)).values(values))
    execute(session, _of(claimed).where(_BATCH.c.state == "queued").values(state="running"))
    return claimed


def put_report(
    session: Session, claim: str, report: ClaimedReport, organization: str, fingerprint: str
) -> bool:
    """Keep that a report was made; False when the claim holds no more."""
    values = {"state": "done", "fingerprint": fingerprint, "organization": organization}
    return _settle(session, claim, report, "done", values)


def put_failure(
    session: Session, claim: str, report: ClaimedReport, problem: ReportProblem
) -> bool:
    """Keep why a report could not be made; False when the claim holds no more."""
    values = {"state": "failed", "problem": asdict(problem)}
    return _settle(session, claim, report, "failed", values)


def claim_packing(
    session: Session, claim: str, now: datetime, deleted: ReportProblem
) -> ReportBatch | None:
    """Take the oldest batch whose reports are all decided, to put its ZIP together.

    Reports whose assessment is gone by now fail with `deleted`.
    """
    oldest = select(_BATCH.c.account_id, _BATCH.c.id).where(*_to_be_packed(now))
    row = first_row(session, oldest.order_by(_BATCH.c.created_at).limit(1))
    if row is None:
        return None
    key = BatchKey(row["account_id"], row["id"])
    unassessed = update(_REPORT).where(*_reports(key), _REPORT.c.state == "done", ~_is_assessed())
    forgotten = {"fingerprint": None, "organization": None}
    failed = forgotten | {"state": "failed", "problem": asdict(deleted)}
    gone = execute(session, unassessed.values(failed)).rowcount
    if gone:
        counts = {"done": _BATCH.c.done - gone, "failed": _BATCH.c.failed + gone}
        execute(session, _batch(key).values(counts))
    values = {"claimed_by": claim, "claimed_at": now, "attempts": _BATCH.c.attempts + 1}
    claimed = execute(session, _batch(key).where(*_to_be_packed(now)).values(values))
    return get_batch(session, *key) if claimed.rowcount else None


def put_file(session: Session, claim: str, key: BatchKey, file: PackedFile, ending: Ending) -> bool:
    """Keep the finished ZIP; False when the batch is gone or to be put together anew."""
    values = {"state": "done", "file_key": file.key, "size": file.size}
    return _end(session, claim, key, values | ending._asdict())


def put_nothing_made(session: Session, claim: str, key: BatchKey, ending: Ending) -> bool:
    """Keep that not one report of the batch could be made; returns as `put_file` does."""
    return _end(session, claim, key, {"state": "failed"} | ending._asdict())


def put_report_back(session: Session, key: BatchKey, number: int) -> None:
    """Have a report made again whose file is gone; the batch waits for it."""
    waiting = {"state": "waiting", "fingerprint": None, "claimed_by": None, "claimed_at": None}
    made = (*_reports(key), _REPORT.c.number == number, _REPORT.c.state == "done")
    if execute(session, update(_REPORT).where(*made).values(waiting)).rowcount:
        fewer = {"claimed_by": None, "claimed_at": None, "done": _BATCH.c.done - 1}
        execute(session, _batch(key).values(fewer))


def renew_claim(session: Session, claim: str, now: datetime) -> None:
    """Give a sign of life."""
    for table in (_REPORT, _BATCH):
        execute(session, _claimed(table, claim).values(claimed_at=now))


def release_claim(session: Session, claim: str) -> None:
    """Give a piece back as if it had never been begun; nothing happens when it is done."""
    nobody = {"claimed_by": None, "claimed_at": None}
    fewer = {"attempts": _REPORT.c.attempts - 1}
    execute(session, _claimed(_REPORT, claim).values(nobody | fewer))
    execute(session, _claimed(_BATCH, claim).values(nobody))


def _settle(
    session: Session,
    claim: str,
    report: ClaimedReport,
    counter: Literal["done", "failed"],
    values: dict[str, Any],
) -> bool:
    mine = (_REPORT.c.state == "waiting", _REPORT.c.claimed_by == claim)
    settled = update(_REPORT).where(*_this(report), *mine).values(values)
    if execute(session, settled).rowcount == 0:
        return False
    execute(session, _of(report).values({counter: _BATCH.c[counter] + 1}))
    return True


def _end(session: Session, claim: str, key: BatchKey, values: dict[str, Any]) -> bool:
    mine = (_BATCH.c.state == "running", _BATCH.c.claimed_by == claim)
    return execute(session, _batch(key).where(*mine).values(values)).rowcount == 1


def _claimed(table: Table, claim: str) -> Update:
    unfinished = "waiting" if table is _REPORT else "running"
    return update(table).where(table.c.state == unfinished, table.c.claimed_by == claim)


def _free(table: Table, now: datetime) -> ColumnElement[bool]:
    return or_(table.c.claimed_at.is_(None), table.c.claimed_at < now - LEASE)


def _to_be_packed(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        _BATCH.c.state == "running",
        _BATCH.c.done + _BATCH.c.failed == _BATCH.c.total,
        _free(_BATCH, now),
    )


def _is_assessed() -> ColumnElement[bool]:
    return exists().where(
        _ASSESSMENT.c.account_id == _REPORT.c.account_id,
        _ASSESSMENT.c.id == _REPORT.c.assessment_id,
    )


def _reports(key: BatchKey) -> tuple[ColumnElement[bool], ...]:
    return (_REPORT.c.account_id == key.account_id, _REPORT.c.batch_id == key.batch_id)


def _this(report: ClaimedReport) -> tuple[ColumnElement[bool], ...]:
    key = BatchKey(report.account_id, report.batch_id)
    return (*_reports(key), _REPORT.c.number == report.number)


def _batch(key: BatchKey) -> Update:
    return update(_BATCH).where(_BATCH.c.account_id == key.account_id, _BATCH.c.id == key.batch_id)


def _of(report: ClaimedReport) -> Update:
    return _batch(BatchKey(report.account_id, report.batch_id))
