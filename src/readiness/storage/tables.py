"""The tables. SQLModel does not validate rows, so CHECK constraints are the last wall.

Primary and foreign keys hold the account, which makes a link across accounts impossible.
"""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, CheckConstraint, Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from readiness.storage.columns import PlainText, UtcDateTime
from readiness.storage.table_parts import (
    NAME_MAX,
    NOTE_MAX,
    REFERENCE_MAX,
    Row,
    exact_length,
    length,
    newest_first,
    parent,
)

AssessmentStatus = Literal["in_progress", "submitted", "superseded"]
AssessmentMode = Literal["full", "quick"]
AnswerKind = Literal["owner", "second"]
UploadState = Literal["checking", "done", "refused"]
UploadKind = Literal["csv", "xlsx"]
UploadEncoding = Literal["utf-8", "windows-1252"]


class Account(Row, table=True):
    """The holder of API keys: usually a consultancy."""

    __tablename__ = "account"
    __table_args__ = (length("name", NAME_MAX),)

    id: str = Field(primary_key=True, sa_type=PlainText)
    name: str = Field(sa_type=PlainText)
    created_at: datetime = Field(sa_type=UtcDateTime)


class ApiKey(Row, table=True):
    """A key of an account: only its SHA-256 is kept, and its last four characters as a hint."""

    __tablename__ = "api_key"
    __table_args__ = (
        parent("account", "account_id"),
        UniqueConstraint("key_hash"),
        length("name", NAME_MAX),
        exact_length("prefix_hint", 4),
        exact_length("key_hash", 64),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    id: str = Field(primary_key=True, sa_type=PlainText)
    name: str = Field(sa_type=PlainText)
    prefix_hint: str = Field(sa_type=PlainText)
    key_hash: str = Field(sa_type=PlainText)
    created_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Organization(Row, table=True):
    """A manufacturer assessed by the account."""

    __tablename__ = "organization"
    __table_args__ = (
        parent("account", "account_id"),
        UniqueConstraint("account_id", "external_ref"),
        length("name", NAME_MAX),
        length("external_ref", REFERENCE_MAX),
        CheckConstraint("length(country) = 2 AND country = upper(country)", name="country_iso"),
        CheckConstraint("version >= 1", name="version_positive"),
        newest_first("account_id"),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    id: str = Field(primary_key=True, sa_type=PlainText)
    name: str = Field(sa_type=PlainText)
    country: str | None = Field(default=None, sa_type=PlainText)
    external_ref: str | None = Field(default=None, sa_type=PlainText)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    version: int = 1


class Assessment(Row, table=True):
    """One organization answering one questionnaire version, pinned by the hash of its bytes.

    `codes` are the answers as a code vector for bulk scoring. None says that there is none yet;
    the answers themselves stay the truth. `mode` says whether all is asked or the quick scan.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        parent("organization", "account_id", "organization_id"),
        CheckConstraint(
            "status IN ('in_progress', 'submitted', 'superseded')", name="status_known"
        ),
        CheckConstraint(
            "(status = 'in_progress') = (submitted_at IS NULL)", name="submitted_has_time"
        ),
        CheckConstraint("mode IN ('full', 'quick')", name="mode_known"),
        CheckConstraint("version >= 1", name="version_positive"),
        newest_first("account_id"),
        newest_first("account_id", "organization_id"),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    id: str = Field(primary_key=True, sa_type=PlainText)
    organization_id: str = Field(sa_type=PlainText)
    questionnaire_key: str = Field(sa_type=PlainText)
    questionnaire_version: str = Field(sa_type=PlainText)
    questionnaire_hash: str = Field(sa_type=PlainText)
    status: AssessmentStatus = Field(default="in_progress", sa_type=PlainText)
    language: str | None = Field(default=None, sa_type=PlainText)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    submitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    version: int = 1
    codes: bytes | None = Field(default=None, sa_type=LargeBinary)
    mode: AssessmentMode = Field(
        default="full", sa_type=PlainText, sa_column_kwargs={"server_default": "full"}
    )


def _answer_checks() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint("kind IN ('owner', 'second')", name="kind_known"),
        length("question_id", REFERENCE_MAX),
        length("note", NOTE_MAX, least=0),
        length("answered_by", NAME_MAX),
        length("answered_role", REFERENCE_MAX),
    )


class Answer(Row, table=True):
    """The answer that counts now: one for each question and kind (owner's or second opinion).

    `revision` is the version the assessment got when it was stored: what tells that somebody else
    changed it meanwhile.
    """

    __tablename__ = "answer"
    __table_args__ = (
        parent("assessment", "account_id", "assessment_id"),
        *_answer_checks(),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    assessment_id: str = Field(primary_key=True, sa_type=PlainText)
    question_id: str = Field(primary_key=True, sa_type=PlainText)
    kind: AnswerKind = Field(default="owner", primary_key=True, sa_type=PlainText)
    value: Any = Field(sa_column=Column(JSON(none_as_null=True), nullable=False))
    note: str | None = Field(default=None, sa_type=PlainText)
    answered_by: str | None = Field(default=None, sa_type=PlainText)
    answered_role: str | None = Field(default=None, sa_type=PlainText)
    answered_at: datetime = Field(sa_type=UtcDateTime)
    revision: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class AnswerHistory(Row, table=True):
    """Every change of an answer, only ever added to. A NULL value records that it was withdrawn.

    `sequence` is the version the assessment got by the change: answers changed together share it.
    """

    __tablename__ = "answer_history"
    __table_args__ = (
        parent("assessment", "account_id", "assessment_id"),
        *_answer_checks(),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    assessment_id: str = Field(primary_key=True, sa_type=PlainText)
    question_id: str = Field(primary_key=True, sa_type=PlainText)
    kind: AnswerKind = Field(default="owner", primary_key=True, sa_type=PlainText)
    sequence: int = Field(primary_key=True)
    value: Any = Field(sa_column=Column(JSON(none_as_null=True), nullable=True))
    note: str | None = Field(default=None, sa_type=PlainText)
    answered_by: str | None = Field(default=None, sa_type=PlainText)
    answered_role: str | None = Field(default=None, sa_type=PlainText)
    answered_at: datetime = Field(sa_type=UtcDateTime)


class Result(Row, table=True):
    """A scored result, stored whole and never changed; a new scoring is a new row."""

    __tablename__ = "result"
    __table_args__ = (
        parent("assessment", "account_id", "assessment_id"),
        newest_first("account_id", "assessment_id"),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    id: str = Field(primary_key=True, sa_type=PlainText)
    assessment_id: str = Field(sa_type=PlainText)
    questionnaire_key: str = Field(sa_type=PlainText)
    questionnaire_version: str = Field(sa_type=PlainText)
    questionnaire_hash: str = Field(sa_type=PlainText)
    result_json: Any = Field(sa_column=Column(JSON(none_as_null=True), nullable=False))
    result_hash: str = Field(sa_type=PlainText)
    engine_version: str = Field(sa_type=PlainText)
    created_at: datetime = Field(sa_type=UtcDateTime)


class WorksheetSheet(Row, table=True):
    """One sheet of a worksheet: its inputs as typed, those that are refused too.

    `revision` counts how often it was stored.
    """

    __tablename__ = "worksheet_sheet"
    __table_args__ = (
        parent("assessment", "account_id", "assessment_id"),
        length("worksheet", REFERENCE_MAX),
        length("sheet", REFERENCE_MAX),
        CheckConstraint("revision >= 1", name="revision_positive"),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    assessment_id: str = Field(primary_key=True, sa_type=PlainText)
    worksheet: str = Field(primary_key=True, sa_type=PlainText)
    sheet: str = Field(primary_key=True, sa_type=PlainText)
    inputs: Any = Field(sa_column=Column(JSON(none_as_null=True), nullable=False))
    revision: int = 1
    updated_at: datetime = Field(sa_type=UtcDateTime)


class SheetUpload(Row, table=True):
    """A sheet uploaded to a table worksheet: the file under `file_key`, and how its check goes.

    `claimed_at` is when its check last gave a sign of life; `attempts` counts how often it began.
    """

    __tablename__ = "sheet_upload"
    __table_args__ = (
        parent("assessment", "account_id", "assessment_id"),
        CheckConstraint("kind IN ('csv', 'xlsx')", name="kind_known"),
        CheckConstraint("encoding IN ('utf-8', 'windows-1252')", name="encoding_known"),
        CheckConstraint("state IN ('checking', 'done', 'refused')", name="state_known"),
        CheckConstraint("(state = 'checking') = (finished_at IS NULL)", name="finished_has_time"),
        length("worksheet", REFERENCE_MAX),
        CheckConstraint("size >= 0", name="size_not_negative"),
        newest_first("account_id", "assessment_id"),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    id: str = Field(primary_key=True, sa_type=PlainText)
    assessment_id: str = Field(sa_type=PlainText)
    worksheet: str = Field(sa_type=PlainText)
    kind: UploadKind = Field(sa_type=PlainText)
    encoding: UploadEncoding = Field(sa_type=PlainText)
    language: str = Field(sa_type=PlainText)
    size: int
    file_key: str = Field(sa_type=PlainText)
    state: UploadState = Field(default="checking", sa_type=PlainText)
    step: str = Field(default="waiting", sa_type=PlainText)
    rows_done: int = 0
    rows_total: int = 0
    attempts: int = 0
    claimed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    summary: Any = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    problems: Any = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    created_at: datetime = Field(sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Report(Row, table=True):
    """A rendered report; its bytes are a file under `file_key`, found again by its fingerprint.

    `content_hash` is their SHA-256, None of files from before it was kept.
    """

    __tablename__ = "report"
    __table_args__ = (
        parent("assessment", "account_id", "assessment_id"),
        parent("result", "account_id", "result_id"),
        UniqueConstraint("account_id", "fingerprint"),
        CheckConstraint("size >= 0", name="size_not_negative"),
        exact_length("content_hash", 64),
        newest_first("account_id", "assessment_id"),
        Index(None, "account_id", "result_id"),
        Index(None, "content_hash"),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    id: str = Field(primary_key=True, sa_type=PlainText)
    assessment_id: str = Field(sa_type=PlainText)
    result_id: str = Field(sa_type=PlainText)
    fingerprint: str = Field(sa_type=PlainText)
    format: str = Field(sa_type=PlainText)
    language: str = Field(sa_type=PlainText)
    media_type: str = Field(sa_type=PlainText)
    size: int
    file_key: str = Field(sa_type=PlainText)
    content_hash: str | None = Field(default=None, sa_type=PlainText)
    created_at: datetime = Field(sa_type=UtcDateTime)
