"""Scoring stored assessments anew: what differs, is refused, is kept and is added."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from readiness.bulk.codes import encode
from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict, NotFound, ReadinessError
from readiness.scoring import Result, live_result
from readiness.scoring.reading import read_answers
from readiness.services import rescoring
from readiness.services.assessments import current_result, submit
from readiness.services.rescoring import (
    BATCH,
    Page,
    Rescoring,
    compare_page,
    plan_rescoring,
    store_page,
)
from readiness.storage.assessments import get_assessment, mark_reopened
from readiness.storage.code_vectors import put_codes
from readiness.storage.database import Database
from readiness.storage.migrate import migrate
from readiness.storage.results import list_results
from readiness.storage.tables import Result as ResultRow
from tests.services.small_versions import (
    ANSWERS,
    NOW,
    OTHER_OPTION,
    RENAMED,
    STRICTER,
    Consultancy,
    add_version,
)


@pytest.fixture
def consultancy(database: Database, tmp_path: Path) -> Consultancy:
    """An account with the small questionnaire."""
    return Consultancy.open(database, tmp_path)


def planned(consultancy: Consultancy, reference: str, **options: Any) -> Rescoring:
    """Plan to score this account's assessments with another version."""
    return consultancy.database.read_now(
        plan_rescoring, consultancy.catalog, reference, consultancy.id, **options
    )


def compared(consultancy: Consultancy, plan: Rescoring) -> list[Page]:
    """Compare all pages."""
    pages, after = [], None
    while (page := consultancy.database.read_now(compare_page, plan, after)).last is not None:
        pages.append(page)
        after = page.last
    return pages


def stored(consultancy: Consultancy, plan: Rescoring) -> int:
    """Store the results of all pages; return how many were added."""
    told: list[int] = []
    pages = compared(consultancy, plan)
    added = sum(
        store_page(consultancy.database, plan, page, lambda: NOW, told.append) for page in pages
    )
    assert sum(told) == sum(len(page.rows) for page in pages)
    return added


def results_of(consultancy: Consultancy, assessment_id: str) -> list[ResultRow]:
    """Return all results of an assessment, oldest first."""
    page = consultancy.database.read_now(list_results, consultancy.id, assessment_id, limit=50)
    return list(page.rows)[::-1]


def test_results_are_added_beside_those_that_are_there(consultancy: Consultancy) -> None:
    assessment_id = consultancy.submitted()
    before = results_of(consultancy, assessment_id)
    reference = add_version(consultancy.directory, "2026.2.0", STRICTER)
    assert stored(consultancy, planned(consultancy, reference)) == 1
    old, new = results_of(consultancy, assessment_id)
    assert [old] == before
    assert (new.questionnaire_version, old.questionnaire_version) == ("2026.2.0", "2026.1.0")
    questionnaire = consultancy.catalog.get(reference).questionnaire
    expected = live_result(questionnaire, read_answers(questionnaire, ANSWERS))
    assert Result.model_validate(new.result_json) == expected


def test_the_assessment_keeps_its_version_and_its_own_result(consultancy: Consultancy) -> None:
    assessment_id = consultancy.submitted()
    whose = (consultancy.catalog, consultancy.id, assessment_id)
    result = consultancy.database.read_now(current_result, *whose)()
    row = consultancy.database.read_now(get_assessment, consultancy.id, assessment_id)
    reference = add_version(consultancy.directory, "2026.2.0", STRICTER)
    stored(consultancy, planned(consultancy, reference))
    assert consultancy.database.read_now(current_result, *whose)() == result
    assert consultancy.database.read_now(get_assessment, *whose[1:]) == row


def test_what_differs_is_listed_and_nothing_else(consultancy: Consultancy) -> None:
    differs = consultancy.submitted()
    consultancy.submitted(logistics__single_parcel=4)
    reference = add_version(consultancy.directory, "2026.2.0", STRICTER)
    plan = planned(consultancy, reference)
    (page,) = compared(consultancy, plan)
    (changed,) = page.changed
    assert changed.owner == (consultancy.id, differs)
    assert changed.changes["gate.G1"] == ("condition", "block")
    assert changed.changes["primary"] == ("R1", "R2")
    assert changed.changes["level.overall"] == (2, 1)
    assert changed.changes["score.overall"][1] == 45.0
    stored(consultancy, plan)
    assert compared(consultancy, plan)[0].changed == page.changed


def test_the_comparison_agrees_with_the_results_stored(consultancy: Consultancy) -> None:
    ids = [
        consultancy.submitted(logistics__single_parcel=parcel, logistics__accuracy=accuracy)
        for parcel in (0, 2, 4, "dont_know")
        for accuracy in (94.0, 99.9, "dont_know")
    ]
    reference = add_version(consultancy.directory, "2026.2.0", STRICTER)
    plan = planned(consultancy, reference)
    (page,) = compared(consultancy, plan)
    stored(consultancy, plan)
    changes = {changed.owner[1]: changed.changes for changed in page.changed}
    assert 0 < len(changes) < len(ids)
    for assessment_id in ids:
        old, new = (
            Result.model_validate(row.result_json) for row in results_of(consultancy, assessment_id)
        )
        standing = {
            "score.overall": (old.score, new.score),
            "level.overall": (old.level, new.level),
            "primary": (old.primary_route, new.primary_route),
            "gate.G1": (old.gates[0].outcome, new.gates[0].outcome),
        }
        expected = {name: pair for name, pair in standing.items() if pair[0] != pair[1]}
        assert changes.get(assessment_id, {}) == expected


def test_a_comparison_stores_nothing(consultancy: Consultancy) -> None:
    assessment_id = consultancy.submitted()
    before = results_of(consultancy, assessment_id)
    reference = add_version(consultancy.directory, "2026.2.0", STRICTER)
    compared(consultancy, planned(consultancy, reference))
    assert results_of(consultancy, assessment_id) == before


def test_repeating_it_adds_nothing(consultancy: Consultancy) -> None:
    for _ in range(3):
        consultancy.submitted()
    reference = add_version(consultancy.directory, "2026.2.0", STRICTER)
    plan = planned(consultancy, reference)
    assert (stored(consultancy, plan), stored(consultancy, plan)) == (3, 0)
    consultancy.submitted()
    assert stored(consultancy, plan) == 1


def test_assessments_come_in_pages_and_batches(
    consultancy: Consultancy, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = {consultancy.submitted() for _ in range(5)}
    monkeypatch.setattr(rescoring, "PAGE", 2)
    monkeypatch.setattr(rescoring, "BATCH", 1)
    reference = add_version(consultancy.directory, "2026.2.0", STRICTER)
    plan = planned(consultancy, reference)
    pages = compared(consultancy, plan)
    assert [len(page.rows) for page in pages] == [2, 2, 1]
    assert {row.owner[1] for page in pages for row in page.rows} == ids
    assert (plan.total, stored(consultancy, plan), BATCH) == (5, 5, 50)


def test_a_vector_that_was_missing_is_stored(consultancy: Consultancy) -> None:
    assessment_id = consultancy.submitted()
    consultancy.database.write_now(put_codes, {(consultancy.id, assessment_id): None})
    reference = add_version(consultancy.directory, "2026.2.0", STRICTER)
    assert stored(consultancy, planned(consultancy, reference)) == 1
    row = consultancy.database.read_now(get_assessment, consultancy.id, assessment_id)
    first = consultancy.catalog.get("small@2026.1.0").questionnaire
    assert row.codes == encode(first, read_answers(first, ANSWERS))


def test_answers_changed_meanwhile_are_left_for_the_next_run(consultancy: Consultancy) -> None:
    assessment_id = consultancy.submitted()
    reference = add_version(consultancy.directory, "2026.2.0", STRICTER)
    plan = planned(consultancy, reference)
    (page,) = compared(consultancy, plan)
    whose = (consultancy.id, assessment_id)
    consultancy.database.write_now(mark_reopened, *whose, now=NOW)
    assert store_page(consultancy.database, plan, page, lambda: NOW, lambda _: None) == 0
    consultancy.database.write_now(submit, consultancy.catalog, *whose, NOW)
    assert store_page(consultancy.database, plan, page, lambda: NOW, lambda _: None) == 0
    assert stored(consultancy, plan) == 1


def test_answers_that_the_new_version_does_not_take_are_refused_by_name(
    consultancy: Consultancy,
) -> None:
    good = consultancy.submitted()
    bad = consultancy.submitted(profile__buyers="also_consumers")
    reference = add_version(consultancy.directory, "2026.2.0", OTHER_OPTION)
    plan = planned(consultancy, reference)
    (page,) = compared(consultancy, plan)
    (refused,) = page.refused
    assert refused.owner == (consultancy.id, bad)
    assert [(p.code, p.path) for p in refused.problems] == [
        ("unknown_option", ("answers", "profile.buyers"))
    ]
    assert stored(consultancy, plan) == 1
    assert len(results_of(consultancy, good)) == 2
    assert len(results_of(consultancy, bad)) == 1


def test_questions_that_are_gone_stop_it_unless_their_answers_are_dropped(
    consultancy: Consultancy,
) -> None:
    assessment_id = consultancy.submitted()
    reference = add_version(consultancy.directory, "2026.2.0", RENAMED)
    with pytest.raises(Conflict, match=r"channels\.partners \(1\)") as refused:
        planned(consultancy, reference)
    assert refused.value.code == "questions_removed"
    assert stored(consultancy, planned(consultancy, reference, drop_removed=True)) == 1
    new = Result.model_validate(results_of(consultancy, assessment_id)[-1].result_json)
    assert new.missing == ("channels.rewards",)


def test_assessments_of_several_versions_are_compared_each_with_its_own(
    consultancy: Consultancy,
) -> None:
    second = add_version(consultancy.directory, "2026.2.0", OTHER_OPTION)
    third = add_version(consultancy.directory, "2026.3.0", OTHER_OPTION | STRICTER)
    ids = [consultancy.submitted(), consultancy.submitted(second), consultancy.submitted(third)]
    plan = planned(consultancy, third)
    (page,) = compared(consultancy, plan)
    assert plan.total == 2
    assert {changed.owner[1] for changed in page.changed} == set(ids[:2])


def test_an_assessment_in_progress_is_none_of_them(consultancy: Consultancy) -> None:
    consultancy.open_one()
    reference = add_version(consultancy.directory, "2026.2.0", STRICTER)
    with pytest.raises(NotFound) as refused:
        planned(consultancy, reference)
    assert refused.value.code == "nothing_to_rescore"


def test_what_cannot_be_is_told_before_anything_is_done(
    consultancy: Consultancy, database: Database
) -> None:
    consultancy.submitted()
    catalog = consultancy.catalog
    for reference, account, code in (
        ("small@2026.1.0", consultancy.id, "same_version"),
        ("small@2026.9.0", consultancy.id, "unknown_version"),
        ("large", consultancy.id, "unknown_questionnaire"),
        ("small@2026.1.0", "acc_nobody", "account_not_found"),
    ):
        with pytest.raises(ReadinessError) as refused:
            database.read_now(plan_rescoring, catalog, reference, account)
        assert refused.value.code == code


def test_a_version_whose_files_were_changed_is_noticed(
    consultancy: Consultancy, tmp_path: Path
) -> None:
    consultancy.submitted()
    other = tmp_path / "other"
    add_version(other, "2026.1.0", {"No advice.": "None."})
    add_version(other, "2026.2.0", STRICTER)
    with pytest.raises(Conflict) as refused:
        consultancy.database.read_now(
            plan_rescoring, Catalog(other), "small@2026.2.0", consultancy.id
        )
    assert refused.value.code == "questionnaire_changed"


def test_without_an_account_all_are_scored(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/own.db"
    migrate(url)
    with Database.open(url) as database:
        several = [Consultancy.open(database, tmp_path / name) for name in "ab"]
        for each in several:
            each.submitted()
        reference = add_version(several[0].directory, "2026.2.0", STRICTER)
        plan = database.read_now(plan_rescoring, several[0].catalog, reference)
        owners = [row.owner[0] for page in compared(several[0], plan) for row in page.rows]
        assert owners == [each.id for each in several]
        assert stored(several[0], plan) == 2
