"""What a submitted assessment suggests to answer next, and what is taken over from it."""

import shutil
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict
from readiness.services.assessments import AnswerChanges, answer_sheet, save_answers
from readiness.services.offers import Opening, list_offers, open_carrying_over
from readiness.storage.answers import StoredAnswer
from readiness.storage.assessments import get_assessment
from tests.house.repository import ROOT
from tests.services.conftest import NOW, Account

MIGRATION = "platform-migration@2026.1.0"
OLD_SHOP: dict[str, Any] = {
    "profile.platform": "shop",
    "commerce.ordering": 1,
    "commerce.page_speed": 3.4,
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Both questionnaires, released."""
    directory = tmp_path_factory.mktemp("questionnaires")
    for key in ("d2c-readiness", "platform-migration"):
        shutil.copytree(ROOT / "questionnaires" / key, directory / key)
        file = directory / key / "2026.1.0" / "questionnaire.yaml"
        text = file.read_text("utf-8").replace("status: draft", "status: released")
        file.write_text(text, encoding="utf-8")
    return Catalog(directory)


@pytest.fixture
def known(account: Account, both: Catalog) -> Account:
    """An account that can use both."""
    return replace(account, catalog=both)


def organization_of(account: Account, assessment_id: str) -> str:
    return account.database.read_now(get_assessment, account.id, assessment_id).organization_id


def carried(
    account: Account, source: str, now: datetime = NOW, organization: str | None = None
) -> dict[str, StoredAnswer]:
    opening = Opening(organization or organization_of(account, source), MIGRATION, source)
    opened = account.database.write_now(
        open_carrying_over, account.catalog, account.id, opening, now
    )
    sheet = account.database.read_now(answer_sheet, account.catalog, account.id, opened.id)
    return {answer.question_id: answer for answer in sheet.answers}


def test_a_questionnaire_is_offered_where_its_condition_is_true(
    known: Account, answers: dict[str, Any]
) -> None:
    old = known.submitted(answers | OLD_SHOP)
    (offer,) = known.database.read_now(list_offers, known.catalog, known.id, old)
    assert offer.questionnaire.reference == MIGRATION
    assert {"profile.platform": "shop"} in [part.read for part in offer.reasons]
    assert "commerce.ordering <= 1" in [part.text for part in offer.reasons]
    without = known.submitted(answers | {"profile.platform": "none"})
    assert known.database.read_now(list_offers, known.catalog, known.id, without) == ()


def test_drafts_are_not_offered(account: Account, answers: dict[str, Any]) -> None:
    directory = ROOT / "questionnaires"
    text = directory / "platform-migration" / "2026.1.0" / "questionnaire.yaml"
    if "status: draft" in text.read_text("utf-8"):
        old = account.submitted(answers | OLD_SHOP)
        assert account.database.read_now(list_offers, account.catalog, account.id, old) == ()


def test_nothing_is_offered_before_submission(known: Account, answers: dict[str, Any]) -> None:
    waiting = known.assessment(answers)
    with pytest.raises(Conflict) as refusal:
        known.database.read_now(list_offers, known.catalog, known.id, waiting)
    assert refusal.value.code == "assessment_not_submitted"


def test_answers_that_mean_the_same_are_taken_over_with_their_origin(
    known: Account, answers: dict[str, Any]
) -> None:
    source = known.submitted(answers | OLD_SHOP)
    found = carried(known, source)
    assert {name: answer.value for name, answer in found.items()} == {
        "profile.countries": answers["profile.countries"],
        "profile.size": answers["profile.size"],
        "profile.buyers": answers["profile.buyers"],
        "profile.platform": "shop",
        "signs.loading_time": 3.4,
    }
    assert {answer.answered_by for answer in found.values()} == {f"carried over from {source}"}


@pytest.mark.parametrize(
    ("speed", "taken"), [({"band": 2}, None), ("dont_know", "dont_know"), (2.5, 2.5)]
)
def test_an_estimated_band_is_not_taken_and_dont_know_is(
    known: Account, answers: dict[str, Any], speed: object, taken: object
) -> None:
    source = known.submitted(answers | OLD_SHOP | {"commerce.page_speed": speed})
    found = carried(known, source)
    assert (found["signs.loading_time"].value if "signs.loading_time" in found else None) == taken


def test_a_confirmed_answer_loses_its_mark(known: Account, answers: dict[str, Any]) -> None:
    source = known.submitted(answers | OLD_SHOP)
    opening = Opening(organization_of(known, source), MIGRATION, source)
    opened = known.database.write_now(open_carrying_over, known.catalog, known.id, opening, NOW)
    confirmed = AnswerChanges({"signs.loading_time": 3.4}, answered_by="Ada Muster")
    known.database.write_now(save_answers, known.catalog, known.id, opened.id, confirmed, NOW)
    sheet = known.database.read_now(answer_sheet, known.catalog, known.id, opened.id)
    marks = {a.question_id: a.answered_by for a in sheet.answers}
    assert marks["signs.loading_time"] == "Ada Muster"
    assert marks["profile.size"] == f"carried over from {source}"


def test_what_cannot_be_taken_over_is_refused_with_the_reason(
    known: Account, answers: dict[str, Any]
) -> None:
    source = known.submitted(answers | OLD_SHOP)
    other = organization_of(known, known.assessment(answers, "Another firm"))
    late = NOW.replace(year=NOW.year + 1, month=12)
    cases: list[tuple[str, dict[str, Any], str]] = [
        (source, {"organization": other}, "another organization"),
        (source, {"now": late}, "older than 12 months"),
        (known.assessment(answers), {}, "not the submitted one"),
    ]
    for assessment, options, reason in cases:
        with pytest.raises(Conflict, match=reason) as refusal:
            carried(known, assessment, **options)
        assert refusal.value.code == "carry_over_refused"
    opening = Opening(organization_of(known, source), "d2c-readiness@2026.1.0", source)
    with pytest.raises(Conflict, match="takes nothing over"):
        known.database.write_now(open_carrying_over, known.catalog, known.id, opening, NOW)


def test_answers_of_eleven_months_ago_are_taken(known: Account, answers: dict[str, Any]) -> None:
    source = known.submitted(answers | OLD_SHOP)
    assert carried(known, source, NOW.replace(year=NOW.year + 1, month=10))


def test_the_delivered_questionnaire_takes_over_what_the_other_one_asks(both: Catalog) -> None:
    """Ids, types, options, items, unit and range agree, so nothing is left out unnoticed."""
    here = {q.id: q for q in both.get(MIGRATION).questionnaire.questions}
    there = {q.id: q for q in both.get("d2c-readiness").questionnaire.questions}
    (rules,) = both.get(MIGRATION).questionnaire.carry_over
    for answer in rules.answers:
        one, other = here[answer.question], there[answer.there]
        assert one.type == other.type
        for part in ("options", "items", "unit", "low", "high", "decimals"):
            assert getattr(one, part, None) == getattr(other, part, None), (answer, part)
    for shown in rules.shown_beside:
        assert shown.question in here
        assert shown.there in there
