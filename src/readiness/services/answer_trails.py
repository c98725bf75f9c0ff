"""Who gave each answer, what they wrote beside it, and the evidence they named."""

from collections import defaultdict
from typing import Final

from readiness.reports.result_tables import AnswerTrail
from readiness.scoring import Questionnaire
from readiness.storage.assessments import get_answers
from readiness.storage.database import Session
from readiness.storage.evidence import list_evidence
from readiness.storage.respondents import name_of, names_of

_LONGEST_PIECE: Final = 700
"""Characters: as many pieces as a question takes fit into one cell."""


def answer_trails(
    session: Session,
    questionnaire: Questionnaire,
    account_id: str,
    assessment_id: str,
    *,
    with_evidence: bool,
) -> dict[str, AnswerTrail]:
    """Return what stands behind the owners' answers, by question code.

    Evidence is for those who may see everybody's.
    """
    owner = (account_id, assessment_id)
    codes = {question.id: question.code for question in questionnaire.questions}
    names = names_of(session, *owner)
    pieces: dict[str, list[str]] = defaultdict(list)
    for piece in list_evidence(session, *owner) if with_evidence else ():
        if piece.kind == "owner":
            pieces[piece.question_id].append(_shortened(piece.content))
    return {
        codes[answer.question_id]: AnswerTrail(
            by=name_of(names, answer.answered_by) or "",
            role=answer.answered_role or "",
            note=answer.note or "",
            evidence=tuple(pieces[answer.question_id]),
        )
        for answer in get_answers(session, *owner)
        if answer.kind == "owner" and answer.question_id in codes
    }


def _shortened(content: str) -> str:
    if len(content) <= _LONGEST_PIECE:
        return content
    return f"{content[:_LONGEST_PIECE].rstrip()}…"
