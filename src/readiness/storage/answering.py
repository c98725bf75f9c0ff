"""What saving one answer after another needs: a row to queue at, and what a page had shown."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import Table, bindparam, select, update
from sqlmodel import Session

from readiness.storage.answers import AnswerChange
from readiness.storage.assessments import get_assessment
from readiness.storage.metadata import METADATA
from readiness.storage.rows import execute, first_row
from readiness.storage.tables import AnswerKind, Assessment, AssessmentMode

_ASSESSMENT: Table = METADATA.tables["assessment"]
_HISTORY: Table = METADATA.tables["answer_history"]
_THIS_ASSESSMENT = (
    _ASSESSMENT.c.account_id == bindparam("account"),
    _ASSESSMENT.c.id == bindparam("assessment"),
)
_CHANGE = tuple(field.name for field in fields(AnswerChange))


def lock_assessment(session: Session, account_id: str, assessment_id: str) -> Assessment:
    """Return the assessment and keep others from changing it until the transaction ends.

    On SQLite a transaction that writes has the database to itself anyway. Raises `NotFound`.
    """
    execute(session, _LOCK, {"account": account_id, "assessment": assessment_id})
    return get_assessment(session, account_id, assessment_id)


def find_change(
    session: Session,
    account_id: str,
    assessment_id: str,
    question_id: str,
    kind: AnswerKind,
    sequence: int,
) -> AnswerChange | None:
    """Return the change of an answer that gave the assessment this version, if one did."""
    parameters = {"account": account_id, "assessment": assessment_id, "question": question_id}
    row = first_row(session, _FIND_CHANGE, **parameters, kind=kind, sequence=sequence)
    return None if row is None else AnswerChange(**row)


def put_mode(session: Session, account_id: str, assessment_id: str, mode: AssessmentMode) -> None:
    """Say whether all is asked or the quick scan; answers stay as they are."""
    parameters = {"account": account_id, "assessment": assessment_id, "chosen": mode}
    execute(session, _PUT_MODE, parameters)


_FIND_CHANGE = select(*(_HISTORY.c[name] for name in _CHANGE)).where(
    _HISTORY.c.account_id == bindparam("account"),
    _HISTORY.c.assessment_id == bindparam("assessment"),
    _HISTORY.c.question_id == bindparam("question"),
    _HISTORY.c.kind == bindparam("kind"),
    _HISTORY.c.sequence == bindparam("sequence"),
)
_PUT_MODE = (
    update(_ASSESSMENT)
    .where(*_THIS_ASSESSMENT)
    .values(mode=bindparam("chosen"), version=_ASSESSMENT.c.version + 1)
)
_LOCK = select(_ASSESSMENT.c.id).where(*_THIS_ASSESSMENT).with_for_update()
