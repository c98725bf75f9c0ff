"""Reports handed out: found by fingerprint or by the hash of a file, without an account.

Like private links: whoever has 128 bits of a fingerprint, or the very file, has the report.
"""

from __future__ import annotations

from sqlalchemy import Table, bindparam, update
from sqlmodel import Session, col, select

from readiness.storage.issued_tables import IssuedReport
from readiness.storage.rows import execute, fetch_all, fetch_one, store
from readiness.storage.table_parts import Row
from readiness.storage.tables import Report

_REPORT: Table = Row.metadata.tables["report"]
_PUT_CONTENT = (
    update(_REPORT)
    .where(_REPORT.c.account_id == bindparam("account"), _REPORT.c.id == bindparam("report"))
    .values(content_hash=bindparam("content"), size=bindparam("bytes"))
)
_AFTER_THE_DIGITS = "g"


def add_issued(session: Session, issued: IssuedReport) -> IssuedReport:
    """Add what a fingerprint stands for; `Conflict` when the account has it already."""
    return store(session, issued)


def find_own_issued(session: Session, account_id: str, fingerprint: str) -> IssuedReport | None:
    """Return what the account handed out under this fingerprint, or None."""
    return fetch_one(
        session,
        select(IssuedReport).where(
            IssuedReport.account_id == account_id, IssuedReport.fingerprint == fingerprint
        ),
    )


def find_issued(session: Session, digits: str) -> IssuedReport | None:
    """Return the report whose fingerprint begins with these hex digits, the newest of several."""
    return fetch_one(
        session,
        select(IssuedReport)
        .where(
            col(IssuedReport.fingerprint) >= digits,
            col(IssuedReport.fingerprint) < digits + _AFTER_THE_DIGITS,
        )
        .order_by(col(IssuedReport.issued_at).desc(), col(IssuedReport.account_id))
        .limit(1),
    )


def find_newest_alike(session: Session, issued: IssuedReport) -> IssuedReport | None:
    """Return what was handed out later of the same result, language and edition, or None."""
    return fetch_one(
        session,
        select(IssuedReport)
        .where(
            IssuedReport.account_id == issued.account_id,
            IssuedReport.assessment_id == issued.assessment_id,
            IssuedReport.result_id == issued.result_id,
            IssuedReport.language == issued.language,
            IssuedReport.edition == issued.edition,
            col(IssuedReport.issued_at) > issued.issued_at,
        )
        .order_by(col(IssuedReport.issued_at).desc(), col(IssuedReport.fingerprint))
        .limit(1),
    )


def find_file(session: Session, content_hash: str) -> Report | None:
    """Return the file with these bytes that was handed out, the newest of several, or None."""
    return fetch_one(
        session,
        select(Report)
        .where(Report.content_hash == content_hash)
        .order_by(col(Report.created_at).desc(), col(Report.id).desc())
        .limit(1),
    )


def list_files(session: Session, issued: IssuedReport) -> tuple[Report, ...]:
    """Return the files kept of a report handed out."""
    return fetch_all(
        session,
        select(Report)
        .where(Report.account_id == issued.account_id, Report.fingerprint == issued.fingerprint)
        .order_by(col(Report.format)),
    )


def put_content_hash(session: Session, report: Report, content_hash: str, size: int) -> None:
    """Note that the file of a report was made again, with these bytes."""
    parameters = {"account": report.account_id, "report": report.id}
    execute(session, _PUT_CONTENT, parameters | {"content": content_hash, "bytes": size})
