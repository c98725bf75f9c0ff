"""Stored answers as scoring reads them, and as the code vector that stands beside them.

`effective_answers` is the one way from the database into scoring: where a disagreement is settled,
the settled value counts in place of both answers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from readiness.bulk.codes import encode
from readiness.bulk.layout import layout_of
from readiness.errors import InvalidInput
from readiness.scoring import Answers, Questionnaire, QuestionnaireRefused
from readiness.scoring.reading import read_answers
from readiness.storage.answers import StoredAnswer
from readiness.storage.assessments import get_answers
from readiness.storage.code_vectors import Owner, get_answers_of
from readiness.storage.database import Session
from readiness.storage.settlements import Settled, get_settlements_of, list_settlements


def effective_answers(
    session: Session, account_id: str, assessment_id: str
) -> tuple[StoredAnswer, ...]:
    """Return the answers of an assessment as they count."""
    stored = get_answers(session, account_id, assessment_id)
    return settled_answers(stored, holding(session, account_id, assessment_id, stored))


def effective_answers_of(
    session: Session, owners: Sequence[Owner]
) -> dict[Owner, tuple[StoredAnswer, ...]]:
    """Return the answers of many assessments as they count; those without any are there too."""
    found = get_answers_of(session, owners)
    asked_twice = [owner for owner, stored in found.items() if _has_second(stored)]
    for owner, settlements in get_settlements_of(session, asked_twice).items():
        found[owner] = settled_answers(found[owner], holding_of(found[owner], settlements))
    return found


def holding(
    session: Session, account_id: str, assessment_id: str, stored: Sequence[StoredAnswer]
) -> tuple[Settled, ...]:
    """Return the settlements that hold for the answers stored."""
    if not _has_second(stored):
        return ()
    return holding_of(stored, list_settlements(session, account_id, assessment_id))


def holding_of(
    stored: Sequence[StoredAnswer], settlements: Iterable[Settled]
) -> tuple[Settled, ...]:
    """Return those settlements whose two answers are still the ones they settled."""
    answers, seconds = raw_answers(stored)
    return tuple(
        each
        for each in settlements
        if answers.get(each.question_id) == each.owner_value
        and seconds.get(each.question_id) == each.second_value
    )


def settled_answers(
    stored: Sequence[StoredAnswer], settlements: Sequence[Settled]
) -> tuple[StoredAnswer, ...]:
    """Put the settled value in place of both answers where a settlement holds."""
    values = {each.question_id: each.value for each in settlements}
    return tuple(
        replace(row, value=values[row.question_id]) if row.question_id in values else row
        for row in stored
        if row.kind == "owner" or row.question_id not in values
    )


def _has_second(stored: Iterable[StoredAnswer]) -> bool:
    return any(row.kind == "second" for row in stored)


def raw_answers(stored: Sequence[StoredAnswer]) -> tuple[dict[str, object], dict[str, object]]:
    """Return the answers and the second opinions by question id."""
    answers: dict[str, object] = {}
    seconds: dict[str, object] = {}
    for row in stored:
        (answers if row.kind == "owner" else seconds)[row.question_id] = row.value
    return answers, seconds


def read_stored(questionnaire: Questionnaire, stored: Sequence[StoredAnswer]) -> Answers:
    """Read stored answers; raises `AnswersRefused` where the questionnaire does not take them."""
    return read_answers(questionnaire, *raw_answers(stored))


def vector_of(questionnaire: Questionnaire, answers: Answers) -> bytes | None:
    """Return the code vector to store, None where the questionnaire's answers fit into none."""
    try:
        return encode(questionnaire, answers)
    except (InvalidInput, QuestionnaireRefused):
        return None


def whole_vectors(
    session: Session,
    questionnaire: Questionnaire,
    owners: Sequence[Owner],
    codes: Sequence[bytes | None],
) -> list[bytes]:
    """Return the code vectors of assessments that pin this questionnaire, in their order.

    A vector that is missing or not of this version is made from the answers. Raises
    `QuestionnaireRefused` for a questionnaire whose answers fit into no vector.
    """
    layout = layout_of(questionnaire)
    found = [each or b"" for each in codes]
    missing = [at for at, each in enumerate(found) if not layout.holds(each)]
    stored = effective_answers_of(session, [owners[at] for at in missing])
    for at in missing:
        found[at] = encode(questionnaire, read_stored(questionnaire, stored[owners[at]]))
    return found
