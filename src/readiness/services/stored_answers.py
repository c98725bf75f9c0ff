"""Stored answers as scoring reads them, and as the code vector that stands beside them."""

from collections.abc import Sequence

from readiness.bulk.codes import encode
from readiness.bulk.layout import layout_of
from readiness.errors import InvalidInput
from readiness.scoring import Answers, Questionnaire, QuestionnaireRefused
from readiness.scoring.reading import read_answers
from readiness.storage.answers import StoredAnswer
from readiness.storage.code_vectors import Owner, get_answers_of
from readiness.storage.database import Session


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
    stored = get_answers_of(session, [owners[at] for at in missing])
    for at in missing:
        found[at] = encode(questionnaire, read_stored(questionnaire, stored[owners[at]]))
    return found
