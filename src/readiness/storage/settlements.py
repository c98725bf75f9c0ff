"""Settlements: what a moderator decided where owner and second opinion differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, tuple_
from sqlmodel import Session

from readiness.errors import NotFound
from readiness.storage.assessments import put_answers
from readiness.storage.code_vectors import OWNERS_AT_A_TIME, Owner
from readiness.storage.metadata import METADATA
from readiness.storage.rows import execute

_SETTLEMENT: Table = METADATA.tables["settlement"]
_THIS_ASSESSMENT = (
    _SETTLEMENT.c.account_id == bindparam("account"),
    _SETTLEMENT.c.assessment_id == bindparam("assessment"),
)


@dataclass(frozen=True, slots=True)
class Settled:
    """A settlement as it is stored: `value` counts while both answers are those named here.

    `settled_by` is a respondent's id.
    """

    question_id: str
    value: Any
    owner_value: Any
    second_value: Any
    reason: str
    settled_by: str
    settled_at: datetime


_COLUMNS = [_SETTLEMENT.c[field.name] for field in fields(Settled)]
_SELECT = select(*_COLUMNS).where(*_THIS_ASSESSMENT).order_by(_SETTLEMENT.c.question_id)
_DELETE = delete(_SETTLEMENT).where(
    *_THIS_ASSESSMENT, _SETTLEMENT.c.question_id == bindparam("question")
)
_ADD = insert(_SETTLEMENT)


def list_settlements(session: Session, account_id: str, assessment_id: str) -> tuple[Settled, ...]:
    """Return the settlements of an assessment by question id, those that no longer hold too."""
    parameters = {"account": account_id, "assessment": assessment_id}
    return tuple(Settled(**row) for row in execute(session, _SELECT, parameters).mappings())


def get_settlements_of(
    session: Session, owners: Sequence[Owner]
) -> dict[Owner, tuple[Settled, ...]]:
    """Return the settlements of many assessments; those without any are there too."""
    found: defaultdict[Owner, list[Settled]] = defaultdict(list)
    owner = (_SETTLEMENT.c.account_id, _SETTLEMENT.c.assessment_id)
    query = select(*owner, *_COLUMNS)
    for at in range(0, len(owners), OWNERS_AT_A_TIME):
        some = query.where(tuple_(*owner).in_(owners[at : at + OWNERS_AT_A_TIME]))
        for row in execute(session, some).mappings():
            content = {field.name: row[field.name] for field in fields(Settled)}
            found[row["account_id"], row["assessment_id"]].append(Settled(**content))
    return {owner: tuple(found[owner]) for owner in owners}


def put_settlement(
    session: Session, account_id: str, assessment_id: str, settled: Settled, *, now: datetime
) -> None:
    """Store a settlement over the one there was.

    Raises `NotFound` when there is no such assessment and `Conflict` when it is not in progress.
    """
    owner = {"account_id": account_id, "assessment_id": assessment_id}
    _change(session, account_id, assessment_id, settled.question_id, now)
    execute(session, _ADD, owner | asdict(settled))


def delete_settlement(
    session: Session, account_id: str, assessment_id: str, question_id: str, *, now: datetime
) -> None:
    """Take a settlement back; raises as `put_settlement`, and `NotFound` where there is none."""
    if _change(session, account_id, assessment_id, question_id, now) == 0:
        raise NotFound(
            "settlement_not_found",
            "This disagreement is not settled.",
            "Look at the list of disagreements again.",
        )


def _change(
    session: Session, account_id: str, assessment_id: str, question_id: str, now: datetime
) -> int:
    """Delete what was settled; with no answers at all `put_answers` raises the version, which
    locks the assessment's row and takes away the code vector that would no longer be true.
    """
    put_answers(session, account_id, assessment_id, (), now=now)
    parameters = {"account": account_id, "assessment": assessment_id, "question": question_id}
    return execute(session, _DELETE, parameters).rowcount
