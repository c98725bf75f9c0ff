"""The tables of people and their ways in: respondents, private links, browsers let in."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint, false
from sqlmodel import Field

from readiness.storage.columns import PlainText, UtcDateTime
from readiness.storage.table_parts import (
    NAME_MAX,
    Row,
    exact_length,
    length,
    newest_first,
    parent,
)

LinkPurpose = Literal["answer", "read"]

EMAIL_MAX = 254


class Respondent(Row, table=True):
    """A person answering an assessment, and in which roles (ids of the questionnaire's roles).

    The one who leads assigns roles, settles disagreements and submits.
    """

    __tablename__ = "respondent"
    __table_args__ = (
        parent("assessment", "account_id", "assessment_id"),
        length("name", NAME_MAX),
        length("email", EMAIL_MAX),
        newest_first("account_id", "assessment_id"),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    id: str = Field(primary_key=True, sa_type=PlainText)
    assessment_id: str = Field(sa_type=PlainText)
    name: str = Field(sa_type=PlainText)
    roles: Any = Field(sa_column=Column(JSON(none_as_null=True), nullable=False))
    leads: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    email: str | None = Field(default=None, sa_type=PlainText)
    created_at: datetime = Field(sa_type=UtcDateTime)


class AccessLink(Row, table=True):
    """A private link to an assessment: for a respondent to answer by, or for others to read.

    Only the SHA-256 of its token is kept. A link that is issued again gets another token.
    """

    __tablename__ = "access_link"
    __table_args__ = (
        parent("assessment", "account_id", "assessment_id"),
        parent("respondent", "account_id", "respondent_id"),
        UniqueConstraint("token_hash"),
        exact_length("token_hash", 64),
        CheckConstraint("purpose IN ('answer', 'read')", name="purpose_known"),
        CheckConstraint(
            "(purpose = 'answer') = (respondent_id IS NOT NULL)", name="respondent_answers"
        ),
        newest_first("account_id", "assessment_id"),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    id: str = Field(primary_key=True, sa_type=PlainText)
    assessment_id: str = Field(sa_type=PlainText)
    purpose: LinkPurpose = Field(sa_type=PlainText)
    respondent_id: str | None = Field(default=None, sa_type=PlainText)
    token_hash: str = Field(sa_type=PlainText)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class BrowserGrant(Row, table=True):
    """A browser let in by a link: `browser_hash` is the SHA-256 of its cookie."""

    __tablename__ = "browser_grant"
    __table_args__ = (
        parent("access_link", "account_id", "link_id"),
        exact_length("browser_hash", 64),
    )

    browser_hash: str = Field(primary_key=True, sa_type=PlainText)
    link_id: str = Field(primary_key=True, sa_type=PlainText)
    account_id: str = Field(primary_key=True, sa_type=PlainText)
    granted_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
