"""The table of reports handed out, in whatever form."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from readiness.storage.columns import PlainText, UtcDateTime
from readiness.storage.table_parts import NAME_MAX, Row, exact_length, length, parent


class IssuedReport(Row, table=True):
    """What a fingerprint stands for, written down when a report with it was first handed out.

    `organization` is the name that was printed; `made_at` is when the assessment was submitted.
    """

    __tablename__ = "issued_report"
    __table_args__ = (
        parent("assessment", "account_id", "assessment_id"),
        parent("result", "account_id", "result_id"),
        exact_length("fingerprint", 64),
        exact_length("result_hash", 64),
        length("organization", NAME_MAX),
        Index(None, "fingerprint"),
        Index(None, "account_id", "assessment_id"),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    fingerprint: str = Field(primary_key=True, sa_type=PlainText)
    assessment_id: str = Field(sa_type=PlainText)
    result_id: str = Field(sa_type=PlainText)
    result_hash: str = Field(sa_type=PlainText)
    organization: str = Field(sa_type=PlainText)
    language: str = Field(sa_type=PlainText)
    edition: str = Field(sa_type=PlainText)
    made_at: datetime = Field(sa_type=UtcDateTime)
    issued_at: datetime = Field(sa_type=UtcDateTime)
