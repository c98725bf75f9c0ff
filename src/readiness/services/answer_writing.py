"""The one way by which checked answers reach the database, with the code vector beside them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from readiness.scoring import Questionnaire
from readiness.services.stored_answers import effective_answers, read_stored, vector_of
from readiness.storage import assessments, code_vectors
from readiness.storage.answers import AnswerEntry
from readiness.storage.database import Session
from readiness.storage.tables import AnswerKind


def write_answers(
    session: Session,
    questionnaire: Questionnaire,
    owner: tuple[str, str],
    entries: Sequence[AnswerEntry],
    taken_back: Mapping[AnswerKind, Iterable[str]],
    now: datetime,
) -> None:
    """Store answers that were checked, and take others back.

    `owner` are the ids of the account and of the assessment, `taken_back` question ids by kind.
    Raises `Conflict` once submitted.
    """
    if entries:
        assessments.put_answers(session, *owner, entries, now=now)
    for kind, question_ids in taken_back.items():
        given_up = list(question_ids)
        if given_up:
            assessments.delete_answers(session, *owner, given_up, kind=kind, now=now)
    counting = effective_answers(session, *owner)
    vector = vector_of(questionnaire, read_stored(questionnaire, counting))
    code_vectors.put_codes(session, {owner: vector})
