"""Evidence for answers: added, listed for those whose question it is, handed out, deleted."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict, InputProblem, InvalidInput, ReadinessError, Refused
from readiness.scoring.questions import Question
from readiness.services.assessments import pinned, refuse_unless_open
from readiness.services.context import Context
from readiness.services.question_rights import QuestionRights, rights_to
from readiness.storage import evidence as stored
from readiness.storage.answering import lock_assessment
from readiness.storage.assessments import get_assessment
from readiness.storage.database import Session
from readiness.storage.evidence import AnswerOf, GivenEvidence
from readiness.storage.links import GrantedVisit
from readiness.storage.respondents import list_all_respondents, names_of
from readiness.storage.review_tables import Evidence, EvidenceForm
from readiness.storage.tables import AnswerKind

PIECES_PER_QUESTION: Final = 20
PIECES: Final = 500
BYTES: Final = 200_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence as it is listed; `by` is the name of who added it, if known."""

    id: str
    kind: AnswerKind
    form: EvidenceForm
    content: str
    size: int
    by: str | None
    added_at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class QuestionEvidence:
    """The pieces that a visitor may see for a question, and whether more can be added."""

    question: Question
    pieces: tuple[Piece, ...]
    open: bool


def question_evidence(
    session: Session, catalog: Catalog, visitor: GrantedVisit, question_id: str
) -> QuestionEvidence:
    """Return the evidence for a question; raises `NotFound`, and `Refused` for another role's."""
    assessment = get_assessment(session, visitor.account_id, visitor.assessment_id)
    rights = _rights(session, catalog, visitor, question_id)
    rows = stored.list_evidence(session, *_owner(visitor), question_id)
    names = names_of(session, *_owner(visitor))
    return QuestionEvidence(
        question=rights.question,
        pieces=tuple(_piece(row, names, visitor) for row in rows if row.kind in rights.seen),
        open=assessment.status == "in_progress" and rights.own is not None,
    )


async def take_evidence(
    context: Context,
    visitor: GrantedVisit,
    question_id: str,
    given: GivenEvidence,
    content: bytes = b"",
) -> Evidence:
    """Add a piece to the visitor's own answer; `content` are the bytes of a file.

    Raises `NotFound`, `Refused` where somebody else answers, `Conflict` once submitted, and
    `InvalidInput` where there is too much already.
    """
    answer = await context.database.read_long(_own_answer, context.catalog, visitor, question_id)
    piece = stored.new_evidence(
        *_owner(visitor), answer, given, added_by=visitor.respondent_id, now=context.now()
    )
    if piece.file_key is None:
        return await context.database.write(_add, piece)
    await asyncio.to_thread(context.files.put, piece.file_key, content)
    try:
        return await context.database.write(_add, piece)
    except ReadinessError:
        await asyncio.to_thread(context.files.delete, piece.file_key)
        raise


def seen_piece(
    session: Session, catalog: Catalog, visitor: GrantedVisit, evidence_id: str
) -> Evidence:
    """Return a piece that the visitor may see; raises `NotFound`, and `Refused` for others'."""
    piece = stored.get_evidence(session, *_owner(visitor), evidence_id)
    rights = _rights(session, catalog, visitor, piece.question_id)
    if piece.kind not in rights.seen:
        raise Refused(
            "question_of_another_role",
            "This evidence belongs to somebody in another role.",
            "Go to the overview; it lists the questions that are yours.",
        )
    return piece


async def evidence_file(
    context: Context, visitor: GrantedVisit, evidence_id: str
) -> tuple[str, bytes]:
    """Return a file's name and bytes; raises as `seen_piece`, and `Conflict` where it is none."""
    piece = await context.database.read_long(seen_piece, context.catalog, visitor, evidence_id)
    if piece.file_key is None:
        raise Conflict(
            "evidence_not_a_file",
            "This piece of evidence is not a file.",
            "Go back to the question; it shows the piece.",
        )
    return piece.content, await asyncio.to_thread(context.files.get, piece.file_key)


def own_piece(
    session: Session, catalog: Catalog, visitor: GrantedVisit, evidence_id: str
) -> Evidence:
    """Return a piece that the visitor may delete.

    Raises as `seen_piece`, `Refused` for a colleague's, and `Conflict` once submitted.
    """
    refuse_unless_open(get_assessment(session, *_owner(visitor)))
    piece = seen_piece(session, catalog, visitor, evidence_id)
    if piece.added_by != visitor.respondent_id:
        raise Refused(
            "evidence_not_yours",
            "Somebody else added this piece of evidence.",
            "Ask that person to delete it.",
        )
    return piece


async def delete_piece(context: Context, visitor: GrantedVisit, evidence_id: str) -> Evidence:
    """Delete a piece of the visitor's own, with its file, and return it; raises as `own_piece`."""
    piece = await context.database.write(_delete, context.catalog, visitor, evidence_id)
    if piece.file_key is not None:
        await asyncio.to_thread(context.files.delete, piece.file_key)
    return piece


def _own_answer(
    session: Session, catalog: Catalog, visitor: GrantedVisit, question_id: str
) -> AnswerOf:
    rights = _rights(session, catalog, visitor, question_id)
    if rights.own is None:
        raise Refused(
            "question_of_another_role",
            "This question is answered by somebody in another role.",
            "Ask that person to add the evidence.",
        )
    return AnswerOf(question_id, rights.own)


def _add(session: Session, piece: Evidence) -> Evidence:
    refuse_unless_open(lock_assessment(session, piece.account_id, piece.assessment_id))
    owner = (piece.account_id, piece.assessment_id)
    totals = stored.evidence_totals(session, *owner)
    counts = stored.evidence_counts(session, *owner)
    if counts.get((piece.question_id, piece.kind), 0) >= PIECES_PER_QUESTION:
        raise InvalidInput([_TOO_MANY_HERE])
    if totals.pieces >= PIECES or totals.size + piece.size > BYTES:
        raise InvalidInput([_TOO_MUCH])
    return stored.add_evidence(session, piece)


def _delete(
    session: Session, catalog: Catalog, visitor: GrantedVisit, evidence_id: str
) -> Evidence:
    lock_assessment(session, *_owner(visitor))
    piece = own_piece(session, catalog, visitor, evidence_id)
    stored.delete_evidence(session, visitor.account_id, piece.id)
    return piece


def _rights(
    session: Session, catalog: Catalog, visitor: GrantedVisit, question_id: str
) -> QuestionRights:
    questionnaire = pinned(catalog, get_assessment(session, *_owner(visitor)))
    team = list_all_respondents(session, *_owner(visitor))
    return rights_to(questionnaire, question_id, visitor, team)


def _piece(row: Evidence, names: Mapping[str, str], visitor: GrantedVisit) -> Piece:
    return Piece(
        id=row.id,
        kind=row.kind,
        form=row.form,
        content=row.content,
        size=row.size,
        by=names.get(row.added_by or ""),
        added_at=row.created_at,
        mine=row.added_by == visitor.respondent_id,
    )


def _owner(visitor: GrantedVisit) -> tuple[str, str]:
    return visitor.account_id, visitor.assessment_id


_TOO_MANY_HERE: Final = InputProblem(
    "evidence_too_many",
    f"This answer has {PIECES_PER_QUESTION} pieces of evidence already.",
    "Delete one you no longer need, or put several files into one.",
)
_TOO_MUCH: Final = InputProblem(
    "evidence_full",
    "This assessment holds as much evidence as it can.",
    "Delete files you no longer need, or add a link to where they are kept.",
)
