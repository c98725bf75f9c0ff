"""The tables of report batches: what was asked for, how far it is, and one row for each report."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, CheckConstraint, Column, Index, UniqueConstraint
from sqlmodel import Field

from readiness.storage.columns import PlainText, UtcDateTime
from readiness.storage.table_parts import REFERENCE_MAX, Row, length, newest_first, parent

BatchState = Literal["queued", "running", "done", "failed"]
ReportState = Literal["waiting", "done", "failed"]


class ReportBatch(Row, table=True):
    """Many reports in one ZIP. `asked` is the request as it was accepted.

    While it is put together, `claimed_at` is when the process named by `claimed_by` last gave a
    sign of life; `attempts` counts how often that began.
    """

    __tablename__ = "report_batch"
    __table_args__ = (
        parent("account", "account_id"),
        UniqueConstraint("account_id", "request_key"),
        length("request_key", REFERENCE_MAX),
        CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name="state_known"),
        CheckConstraint(
            "(state IN ('done', 'failed')) = (finished_at IS NOT NULL)", name="finished_has_time"
        ),
        CheckConstraint("(state = 'done') = (file_key IS NOT NULL)", name="done_has_file"),
        CheckConstraint(
            "done >= 0 AND failed >= 0 AND done + failed <= total", name="counts_within_total"
        ),
        newest_first("account_id"),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    id: str = Field(primary_key=True, sa_type=PlainText)
    state: BatchState = Field(default="queued", sa_type=PlainText)
    asked: Any = Field(sa_column=Column(JSON(none_as_null=True), nullable=False))
    edition: str = Field(sa_type=PlainText)
    request_key: str | None = Field(default=None, sa_type=PlainText)
    total: int
    done: int = 0
    failed: int = 0
    attempts: int = 0
    claimed_by: str | None = Field(default=None, sa_type=PlainText)
    claimed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    file_key: str | None = Field(default=None, sa_type=PlainText)
    size: int = 0
    created_at: datetime = Field(sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class BatchReport(Row, table=True):
    """One report of a batch, by its place in it, claimed as the batch is.

    The assessment may be deleted meanwhile, so nothing ties the row to it.
    """

    __tablename__ = "batch_report"
    __table_args__ = (
        parent("report_batch", "account_id", "batch_id"),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("state IN ('waiting', 'done', 'failed')", name="state_known"),
        CheckConstraint("(state = 'done') = (fingerprint IS NOT NULL)", name="done_has_report"),
        CheckConstraint("(state = 'failed') = (problem IS NOT NULL)", name="failed_has_problem"),
        Index(None, "state", "number"),
        Index(None, "account_id", "assessment_id"),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    batch_id: str = Field(primary_key=True, sa_type=PlainText)
    number: int = Field(primary_key=True)
    assessment_id: str = Field(sa_type=PlainText)
    language: str = Field(sa_type=PlainText)
    state: ReportState = Field(default="waiting", sa_type=PlainText)
    organization: str | None = Field(default=None, sa_type=PlainText)
    fingerprint: str | None = Field(default=None, sa_type=PlainText)
    problem: Any = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    attempts: int = 0
    claimed_by: str | None = Field(default=None, sa_type=PlainText)
    claimed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
