"""The code vector beside the answers: written with them, never older than they are."""

from pathlib import Path

import pytest

from readiness.bulk.codes import decode, encode
from readiness.scoring import Questionnaire
from readiness.scoring.reading import read_answers
from readiness.services.assessments import AnswerChanges
from readiness.services.bulk import stored_codes
from readiness.services.stored_answers import read_stored, vector_of
from readiness.storage.answers import AnswerEntry
from readiness.storage.assessments import get_answers, get_assessment, put_answers
from readiness.storage.code_vectors import put_codes
from readiness.storage.database import Database
from tests.bulk.random_questionnaires import PROFILE
from tests.scoring.small_questionnaire import choice, questionnaire
from tests.services.small_versions import ANSWERS, NOW, Consultancy


@pytest.fixture
def consultancy(database: Database, tmp_path: Path) -> Consultancy:
    """An account with the small questionnaire."""
    return Consultancy.open(database, tmp_path)


def vector_of_assessment(consultancy: Consultancy, assessment_id: str) -> bytes | None:
    """Return what is stored beside the answers."""
    row = consultancy.database.read_now(get_assessment, consultancy.id, assessment_id)
    return row.codes


def small(consultancy: Consultancy) -> Questionnaire:
    """Return the questionnaire."""
    return consultancy.catalog.get("small@2026.1.0").questionnaire


def test_every_change_of_answers_changes_the_vector(consultancy: Consultancy) -> None:
    assessment_id = consultancy.open_one()
    assert vector_of_assessment(consultancy, assessment_id) is None
    asked = small(consultancy)
    for changes, now_given, seconds in (
        (AnswerChanges({"profile.seller": True}), {"profile.seller": True}, {}),
        (AnswerChanges({"LOG-01": 4, "profile.seller": None}), {"LOG-01": 4}, {}),
        (AnswerChanges({}, {"LOG-01": 0}), {"LOG-01": 4}, {"LOG-01": 0}),
    ):
        consultancy.save(assessment_id, changes)
        expected = encode(asked, read_answers(asked, now_given, seconds))
        assert vector_of_assessment(consultancy, assessment_id) == expected


def test_a_vector_reads_as_the_stored_answers_do(consultancy: Consultancy) -> None:
    assessment_id = consultancy.submitted()
    asked = small(consultancy)
    answers = consultancy.database.read_now(get_answers, consultancy.id, assessment_id)
    codes = vector_of_assessment(consultancy, assessment_id)
    assert codes is not None
    assert decode(asked, codes) == read_stored(asked, answers) == read_answers(asked, ANSWERS)


def test_answers_stored_past_it_take_the_vector_away(consultancy: Consultancy) -> None:
    assessment_id = consultancy.open_one()
    consultancy.save(assessment_id, AnswerChanges(ANSWERS))
    entry = AnswerEntry("logistics.single_parcel", 4)
    consultancy.database.write_now(put_answers, consultancy.id, assessment_id, [entry], now=NOW)
    assert vector_of_assessment(consultancy, assessment_id) is None


@pytest.mark.parametrize("stale", [None, b"", b"of another version"])
def test_a_vector_that_is_missing_or_foreign_is_made_from_the_answers(
    consultancy: Consultancy, stale: bytes | None
) -> None:
    kept, lost = consultancy.submitted(), consultancy.submitted(logistics__single_parcel=4)
    asked = small(consultancy)
    consultancy.database.write_now(put_codes, {(consultancy.id, lost): stale})
    ((owners, vectors),) = stored_codes(consultancy.database, asked, consultancy.id)
    expected = encode(asked, read_answers(asked, ANSWERS | {"logistics.single_parcel": 4}))
    assert dict(zip(owners, vectors, strict=True)) == {
        (consultancy.id, kept): vector_of_assessment(consultancy, kept),
        (consultancy.id, lost): expected,
    }


def test_answers_that_fit_into_no_vector_are_stored_without() -> None:
    options = [{"value": n} for n in range(300)]
    too_many = questionnaire(choice("care.a"), PROFILE[0] | {"options": options})
    assert vector_of(too_many, read_answers(too_many, {"care.a": 1})) is None
