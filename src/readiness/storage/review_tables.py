"""The tables of what stands beside answers: evidence, settled disagreements, remarks, revisions."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, CheckConstraint, Column
from sqlmodel import Field

from readiness.storage.columns import PlainText, UtcDateTime
from readiness.storage.table_parts import (
    NAME_MAX,
    NOTE_MAX,
    REFERENCE_MAX,
    Row,
    length,
    newest_first,
    parent,
)
from readiness.storage.tables import AnswerKind

EvidenceForm = Literal["text", "link", "file"]


class Evidence(Row, table=True):
    """What shows that an answer is right: a text, an address, or a file under `file_key`.

    `content` is the text, the address, or the name of the file. `added_by` is a respondent's id.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        parent("assessment", "account_id", "assessment_id"),
        CheckConstraint("kind IN ('owner', 'second')", name="kind_known"),
        CheckConstraint("form IN ('text', 'link', 'file')", name="form_known"),
        CheckConstraint("(form = 'file') = (file_key IS NOT NULL)", name="file_has_key"),
        length("question_id", REFERENCE_MAX),
        length("content", NOTE_MAX),
        CheckConstraint("size >= 0", name="size_not_negative"),
        newest_first("account_id", "assessment_id"),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    id: str = Field(primary_key=True, sa_type=PlainText)
    assessment_id: str = Field(sa_type=PlainText)
    question_id: str = Field(sa_type=PlainText)
    kind: AnswerKind = Field(default="owner", sa_type=PlainText)
    form: EvidenceForm = Field(sa_type=PlainText)
    content: str = Field(sa_type=PlainText)
    size: int = 0
    file_key: str | None = Field(default=None, sa_type=PlainText)
    added_by: str | None = Field(default=None, sa_type=PlainText)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Settlement(Row, table=True):
    """The answer that a moderator gave, with a reason, where owner and second opinion differ.

    It holds while both are the answers that it settled.
    """

    __tablename__ = "settlement"
    __table_args__ = (
        parent("assessment", "account_id", "assessment_id"),
        length("question_id", REFERENCE_MAX),
        length("reason", NOTE_MAX),
        length("settled_by", NAME_MAX),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    assessment_id: str = Field(primary_key=True, sa_type=PlainText)
    question_id: str = Field(primary_key=True, sa_type=PlainText)
    value: Any = Field(sa_column=Column(JSON(none_as_null=True), nullable=False))
    owner_value: Any = Field(sa_column=Column(JSON(none_as_null=True), nullable=False))
    second_value: Any = Field(sa_column=Column(JSON(none_as_null=True), nullable=False))
    reason: str = Field(sa_type=PlainText)
    settled_by: str = Field(sa_type=PlainText)
    settled_at: datetime = Field(sa_type=UtcDateTime)


class Remark(Row, table=True):
    """What a respondent says about a finding that the answers made, by the finding's code."""

    __tablename__ = "remark"
    __table_args__ = (
        parent("assessment", "account_id", "assessment_id"),
        length("finding", REFERENCE_MAX),
        length("text", NOTE_MAX),
        length("written_by", NAME_MAX),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    assessment_id: str = Field(primary_key=True, sa_type=PlainText)
    finding: str = Field(primary_key=True, sa_type=PlainText)
    text: str = Field(sa_type=PlainText)
    written_by: str = Field(sa_type=PlainText)
    written_at: datetime = Field(sa_type=UtcDateTime)


class Reopening(Row, table=True):
    """That a submitted assessment was opened to answers again: by whom, when and why.

    `number` counts from 1; `result_id` is the result that had been submitted until then.
    """

    __tablename__ = "reopening"
    __table_args__ = (
        parent("assessment", "account_id", "assessment_id"),
        parent("result", "account_id", "result_id"),
        CheckConstraint("number >= 1", name="number_positive"),
        length("reason", NOTE_MAX),
        length("reopened_by", NAME_MAX),
    )

    account_id: str = Field(primary_key=True, sa_type=PlainText)
    assessment_id: str = Field(primary_key=True, sa_type=PlainText)
    number: int = Field(primary_key=True)
    result_id: str = Field(sa_type=PlainText)
    reason: str = Field(sa_type=PlainText)
    reopened_by: str = Field(sa_type=PlainText)
    reopened_at: datetime = Field(sa_type=UtcDateTime)
