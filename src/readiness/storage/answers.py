"""What an answer looks like going in and coming out, and the prepared statements that move it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Insert, Table, bindparam, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from readiness.storage.table_parts import Row
from readiness.storage.tables import AnswerKind

_ANSWER: Table = Row.metadata.tables["answer"]
_HISTORY: Table = Row.metadata.tables["answer_history"]
_CONTENT = ("value", "note", "answered_by", "answered_role", "answered_at")
_THIS_ASSESSMENT = (
    _ANSWER.c.account_id == bindparam("account"),
    _ANSWER.c.assessment_id == bindparam("assessment"),
)


@dataclass(frozen=True, slots=True)
class AnswerEntry:
    """An answer to store. `value` is any JSON value except null, which says nothing.

    `answered_by` is a name or the id of a respondent.
    """

    question_id: str
    value: Any
    kind: AnswerKind = "owner"
    note: str | None = None
    answered_by: str | None = None
    answered_role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer(AnswerEntry):
    """An answer as it is stored; `revision` is the version the assessment got by storing it."""

    answered_at: datetime
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange(AnswerEntry):
    """An entry of the history; its `value` is None when the answer was withdrawn.

    `sequence` is the version the assessment got by the change.
    """

    answered_at: datetime
    sequence: int


def _upsert(dialect_insert: Any) -> Insert:
    statement = dialect_insert(_ANSWER)
    upsert: Insert = statement.on_conflict_do_update(
        index_elements=list(_ANSWER.primary_key.columns),
        set_={column: statement.excluded[column] for column in (*_CONTENT, "revision")},
    )
    return upsert


UPSERT = {"sqlite": _upsert(sqlite.insert), "postgresql": _upsert(postgresql.insert)}
ADD_HISTORY = insert(_HISTORY)
SELECT_ANSWERS = (
    select(
        _ANSWER.c.question_id,
        _ANSWER.c.kind,
        _ANSWER.c.revision,
        *(_ANSWER.c[name] for name in _CONTENT),
    )
    .where(*_THIS_ASSESSMENT)
    .order_by(_ANSWER.c.question_id, _ANSWER.c.kind)
)
SELECT_HISTORY = (
    select(
        _HISTORY.c.question_id,
        _HISTORY.c.kind,
        _HISTORY.c.sequence,
        *(_HISTORY.c[name] for name in _CONTENT),
    )
    .where(
        _HISTORY.c.account_id == bindparam("account"),
        _HISTORY.c.assessment_id == bindparam("assessment"),
    )
    .order_by(_HISTORY.c.sequence, _HISTORY.c.question_id, _HISTORY.c.kind)
)
DELETE_ANSWERS = (
    delete(_ANSWER)
    .where(
        *_THIS_ASSESSMENT,
        _ANSWER.c.question_id.in_(bindparam("questions", expanding=True)),
        _ANSWER.c.kind == bindparam("kind"),
    )
    .returning(_ANSWER.c.question_id)
)
