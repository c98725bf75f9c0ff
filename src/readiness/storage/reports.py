"""Rendered reports: what was made from which result, and under which key its bytes are filed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from readiness.errors import NotFound
from readiness.storage.ids import new_id
from readiness.storage.rows import Page, PageKey, fetch_one, fetch_page, narrowed, store
from readiness.storage.tables import Report, Result


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """What is known of a rendered report besides its result.

    `size` is in bytes, `content_hash` the SHA-256 of the bytes in hex.
    """

    fingerprint: str
    format: str
    language: str
    media_type: str
    size: int
    file_key: str
    content_hash: str


def add_report(session: Session, result: Result, file: RenderedFile, *, now: datetime) -> Report:
    """Add a report of `result`; `Conflict` when the account has one with this fingerprint."""
    return store(
        session,
        Report(
            account_id=result.account_id,
            id=new_id("rep", now),
            assessment_id=result.assessment_id,
            result_id=result.id,
            fingerprint=file.fingerprint,
            format=file.format,
            language=file.language,
            media_type=file.media_type,
            size=file.size,
            file_key=file.file_key,
            content_hash=file.content_hash,
            created_at=now,
        ),
    )


def find_report(session: Session, account_id: str, fingerprint: str) -> Report | None:
    """Return the account's report with this fingerprint, or None."""
    return fetch_one(
        session,
        select(Report).where(Report.account_id == account_id, Report.fingerprint == fingerprint),
    )


def get_report(session: Session, account_id: str, report_id: str) -> Report:
    """Return the report or raise `NotFound`."""
    found = fetch_one(
        session, select(Report).where(Report.account_id == account_id, Report.id == report_id)
    )
    if found is None:
        raise NotFound(
            "report_not_found",
            "There is no such report in this account.",
            "List the reports of its assessment to see which there are.",
        )
    return found


def list_reports(
    session: Session,
    account_id: str,
    assessment_id: str,
    *,
    limit: int,
    after: PageKey | None = None,
) -> Page[Report]:
    """Return a page of the assessment's reports, newest first."""
    mine = select(Report).where(
        Report.account_id == account_id, Report.assessment_id == assessment_id
    )
    return fetch_page(session, mine, Report, limit=limit, after=after)


def list_file_keys(
    session: Session,
    account_id: str,
    *,
    organization_id: str | None = None,
    assessment_id: str | None = None,
) -> tuple[str, ...]:
    """Return the file keys of all reports of the account, or of one organization or assessment.

    To be asked before a deletion: the rows go with their parent, the files do not.
    """
    keys = narrowed(
        select(Report.file_key).where(Report.account_id == account_id),
        Report,
        organization_id=organization_id,
        assessment_id=assessment_id,
    )
    return tuple(session.exec(keys.order_by(col(Report.file_key))))
