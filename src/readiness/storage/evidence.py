"""Evidence: what shows that an answer is right. Files of it lie beside the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, bindparam, delete, func, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from readiness.errors import NotFound
from readiness.storage.files import evidence_file_key
from readiness.storage.ids import new_id
from readiness.storage.metadata import METADATA
from readiness.storage.review_tables import Evidence, EvidenceForm
from readiness.storage.rows import execute, fetch_all, fetch_one, first_row, narrowed, store
from readiness.storage.tables import AnswerKind

_EVIDENCE: Table = METADATA.tables["evidence"]
_OF_ASSESSMENT = (
    _EVIDENCE.c.account_id == bindparam("account"),
    _EVIDENCE.c.assessment_id == bindparam("assessment"),
)


@dataclass(frozen=True, slots=True)
class AnswerOf:
    """Which answer of an assessment: the owner's to a question, or the second opinion."""

    question_id: str
    kind: AnswerKind = "owner"


@dataclass(frozen=True, slots=True)
class GivenEvidence:
    """A piece as it was given: a text, an address, or the name and size (bytes) of a file."""

    form: EvidenceForm
    content: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class EvidenceTotals:
    """How much an assessment holds: pieces, and bytes of all files."""

    pieces: int
    size: int


def new_evidence(  # a row has so many parts
    account_id: str,
    assessment_id: str,
    answer: AnswerOf,
    given: GivenEvidence,
    *,
    added_by: str | None,
    now: datetime,
) -> Evidence:
    """Return the row of a new piece, not stored yet: its file is to be put first."""
    evidence_id = new_id("evd", now)
    is_file = given.form == "file"
    return Evidence(
        account_id=account_id,
        id=evidence_id,
        assessment_id=assessment_id,
        question_id=answer.question_id,
        kind=answer.kind,
        form=given.form,
        content=given.content,
        size=given.size,
        file_key=evidence_file_key(account_id, evidence_id) if is_file else None,
        added_by=added_by,
        created_at=now,
    )


def add_evidence(session: Session, evidence: Evidence) -> Evidence:
    """Add a piece; `Conflict` when the account has no such assessment."""
    return store(session, evidence)


def get_evidence(
    session: Session, account_id: str, assessment_id: str, evidence_id: str
) -> Evidence:
    """Return a piece of an assessment or raise `NotFound`."""
    found = fetch_one(
        session,
        select_rows(Evidence).where(
            Evidence.account_id == account_id,
            Evidence.assessment_id == assessment_id,
            Evidence.id == evidence_id,
        ),
    )
    if found is None:
        raise NotFound(
            "evidence_not_found",
            "There is no such piece of evidence.",
            "Go back to the question; it lists what there is.",
        )
    return found


def list_evidence(
    session: Session, account_id: str, assessment_id: str, question_id: str
) -> tuple[Evidence, ...]:
    """Return the pieces for a question, of owner and second opinion, in the order they came."""
    mine = select_rows(Evidence).where(
        Evidence.account_id == account_id,
        Evidence.assessment_id == assessment_id,
        Evidence.question_id == question_id,
    )
    return fetch_all(session, mine.order_by(col(Evidence.created_at), col(Evidence.id)))


def list_all_evidence(
    session: Session, account_id: str, assessment_id: str
) -> tuple[Evidence, ...]:
    """Return all pieces of an assessment in the order they came."""
    mine = select_rows(Evidence).where(
        Evidence.account_id == account_id, Evidence.assessment_id == assessment_id
    )
    return fetch_all(session, mine.order_by(col(Evidence.created_at), col(Evidence.id)))


def evidence_counts(
    session: Session, account_id: str, assessment_id: str
) -> dict[tuple[str, AnswerKind], int]:
    """Return how many pieces each answer has, by question id and kind; none are left out."""
    parameters = {"account": account_id, "assessment": assessment_id}
    rows = execute(session, _COUNTS, parameters).mappings()
    return {(row["question_id"], row["kind"]): row["pieces"] for row in rows}


def evidence_totals(session: Session, account_id: str, assessment_id: str) -> EvidenceTotals:
    """Return how much evidence an assessment holds."""
    row = first_row(session, _TOTALS, account=account_id, assessment=assessment_id)
    assert row is not None
    return EvidenceTotals(int(row["pieces"]), int(row["size"]))


def delete_evidence(session: Session, account_id: str, evidence_id: str) -> None:
    """Delete a piece; nothing happens when there is none. Its file is the caller's to delete."""
    execute(session, _DELETE, {"account": account_id, "evidence": evidence_id})


def list_file_keys(
    session: Session,
    account_id: str,
    *,
    organization_id: str | None = None,
    assessment_id: str | None = None,
) -> tuple[str, ...]:
    """Return the keys of all files of evidence of an organization or assessment.

    To be asked before a deletion, as with reports.
    """
    keys = select_rows(col(Evidence.file_key)).where(
        Evidence.account_id == account_id, col(Evidence.file_key).is_not(None)
    )
    found = session.exec(
        narrowed(keys, Evidence, organization_id=organization_id, assessment_id=assessment_id)
    )
    return tuple(sorted(key for key in found if key is not None))


_COUNTS = (
    select(_EVIDENCE.c.question_id, _EVIDENCE.c.kind, func.count().label("pieces"))
    .where(*_OF_ASSESSMENT)
    .group_by(_EVIDENCE.c.question_id, _EVIDENCE.c.kind)
)
_TOTALS = select(
    func.count().label("pieces"), func.coalesce(func.sum(_EVIDENCE.c.size), 0).label("size")
).where(*_OF_ASSESSMENT)
_DELETE = delete(_EVIDENCE).where(
    _EVIDENCE.c.account_id == bindparam("account"), _EVIDENCE.c.id == bindparam("evidence")
)
