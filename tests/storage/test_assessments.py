"""Assessments: their life, their answers and the history of these."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from readiness.errors import Conflict, NotFound
from readiness.storage.answers import AnswerEntry, StoredAnswer
from readiness.storage.assessments import (
    add_assessment,
    delete_answers,
    find_assessment,
    get_answers,
    get_assessment,
    list_answer_history,
    list_assessments,
    mark_reopened,
    mark_submitted,
    put_answers,
)
from readiness.storage.database import Database
from readiness.storage.reports import RenderedFile, add_report, find_report, list_reports
from readiness.storage.respondents import Person, add_respondent, list_respondents
from readiness.storage.results import add_result, find_latest_result, get_result, list_results
from tests.storage.conftest import NOW, PIN, Tenant

LATER = NOW + timedelta(days=1)


@pytest.fixture
def owner(tenant: Tenant) -> tuple[str, str]:
    return tenant.account_id, tenant.assessment_id


def test_an_assessment_starts_in_progress_with_its_questionnaire_pinned(
    database: Database, tenant: Tenant
) -> None:
    added = database.write_now(
        add_assessment, tenant.account_id, tenant.organization_id, PIN, language="de", now=NOW
    )
    found = database.read_now(get_assessment, tenant.account_id, added.id)

    assert found == added
    assert (found.status, found.version, found.language) == ("in_progress", 1, "de")
    assert found.questionnaire_key == "d2c-readiness"
    assert database.read_now(find_assessment, tenant.account_id, "asm_none") is None


def test_an_assessment_of_an_unknown_organization_is_a_conflict(
    database: Database, tenant: Tenant
) -> None:
    with pytest.raises(Conflict) as caught:
        database.write_now(add_assessment, tenant.account_id, "org_none", PIN, now=NOW)

    assert caught.value.code == "parent_missing"


def test_answers_are_stored_replaced_and_remembered(
    database: Database, owner: tuple[str, str]
) -> None:
    first = [AnswerEntry("b", 3), AnswerEntry("a", "dont_know", note="asked Ada")]
    second = [AnswerEntry("b", 4, answered_by="Ada", answered_role="logistics")]
    opinion = [AnswerEntry("b", 1, kind="second")]

    versions = [
        database.write_now(put_answers, *owner, entries, now=NOW + timedelta(hours=hour))
        for hour, entries in enumerate((first, second, opinion))
    ]

    assert versions == [2, 3, 4]
    assert database.read_now(get_answers, *owner) == (
        StoredAnswer("a", "dont_know", note="asked Ada", answered_at=NOW, revision=2),
        StoredAnswer(
            "b",
            4,
            answered_by="Ada",
            answered_role="logistics",
            answered_at=NOW + timedelta(hours=1),
            revision=3,
        ),
        StoredAnswer("b", 1, kind="second", answered_at=NOW + timedelta(hours=2), revision=4),
    )
    history = database.read_now(list_answer_history, *owner)
    assert [(each.sequence, each.question_id, each.kind, each.value) for each in history] == [
        (2, "a", "owner", "dont_know"),
        (2, "b", "owner", 3),
        (3, "b", "owner", 4),
        (4, "b", "second", 1),
    ]


def test_withdrawn_answers_are_gone_but_remembered(
    database: Database, owner: tuple[str, str]
) -> None:
    entries = [AnswerEntry("a", 1), AnswerEntry("b", 2), AnswerEntry("b", 0, kind="second")]
    database.write_now(put_answers, *owner, entries, now=NOW)

    version = database.write_now(delete_answers, *owner, ["b", "never given"], now=LATER)

    assert version == 3
    left = database.read_now(get_answers, *owner)
    assert [(each.question_id, each.kind) for each in left] == [("a", "owner"), ("b", "second")]
    last = database.read_now(list_answer_history, *owner)[-1]
    assert (last.question_id, last.kind, last.value, last.sequence) == ("b", "owner", None, 3)
    assert last.answered_at == LATER


def test_an_empty_set_of_answers_changes_none(database: Database, owner: tuple[str, str]) -> None:
    database.write_now(put_answers, *owner, [], now=NOW)
    database.write_now(delete_answers, *owner, [], now=NOW)

    assert database.read_now(get_answers, *owner) == ()


def test_one_question_answered_twice_in_one_set_is_refused_whole(
    database: Database, owner: tuple[str, str]
) -> None:
    entries = [AnswerEntry("a", 1), AnswerEntry("b", 1), AnswerEntry("a", 2)]

    with pytest.raises(Conflict):
        database.write_now(put_answers, *owner, entries, now=NOW)

    assert database.read_now(get_answers, *owner) == ()
    assert database.read_now(get_assessment, *owner).version == 1


def test_an_expected_version_that_is_outdated_is_a_conflict(
    database: Database, owner: tuple[str, str]
) -> None:
    entry = [AnswerEntry("a", 1)]
    database.write_now(put_answers, *owner, entry, expected_version=1, now=NOW)

    with pytest.raises(Conflict) as put:
        database.write_now(put_answers, *owner, entry, expected_version=1, now=NOW)
    with pytest.raises(Conflict) as deleted:
        database.write_now(delete_answers, *owner, ["a"], expected_version=3, now=NOW)

    assert {put.value.code, deleted.value.code} == {"version_mismatch"}
    assert database.read_now(get_assessment, *owner).version == 2


def test_of_two_who_expect_the_same_version_one_wins(
    database: Database, owner: tuple[str, str]
) -> None:
    async def scenario() -> list[int | BaseException]:
        calls = [
            database.write(
                put_answers, *owner, [AnswerEntry("a", number)], expected_version=1, now=NOW
            )
            for number in range(20)
        ]
        return await asyncio.gather(*calls, return_exceptions=True)

    outcomes = asyncio.run(scenario())

    assert outcomes.count(2) == 1
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 19


def test_a_submitted_assessment_takes_no_answers_until_it_is_reopened(
    database: Database, owner: tuple[str, str]
) -> None:
    submitted = database.write_now(mark_submitted, *owner, now=LATER)
    assert (submitted.status, submitted.submitted_at, submitted.version) == (
        "submitted",
        LATER,
        2,
    )
    entry = [AnswerEntry("a", 1)]
    with pytest.raises(Conflict) as caught:
        database.write_now(put_answers, *owner, entry, now=LATER)
    assert caught.value.code == "assessment_not_in_progress"
    with pytest.raises(Conflict, match="is submitted"):
        database.write_now(mark_submitted, *owner, now=LATER)

    reopened = database.write_now(mark_reopened, *owner, now=LATER)

    assert (reopened.status, reopened.submitted_at, reopened.version) == ("in_progress", None, 3)
    assert database.write_now(put_answers, *owner, entry, now=LATER) == 4
    with pytest.raises(Conflict, match="is in progress"):
        database.write_now(mark_reopened, *owner, now=LATER)


def test_a_missing_assessment_is_not_found(database: Database, tenant: Tenant) -> None:
    missing = (tenant.account_id, "asm_none")
    for call in (
        lambda: database.read_now(get_assessment, *missing),
        lambda: database.write_now(mark_submitted, *missing, now=NOW),
        lambda: database.write_now(put_answers, *missing, [AnswerEntry("a", 1)], now=NOW),
        lambda: database.write_now(delete_answers, *missing, ["a"], now=NOW),
    ):
        with pytest.raises(NotFound):
            call()
    assert database.read_now(get_answers, *missing) == ()


def test_a_list_can_be_narrowed_to_an_organization_and_a_status(
    database: Database, tenant: Tenant
) -> None:
    account = tenant.account_id
    second = database.write_now(add_assessment, account, tenant.organization_id, PIN, now=LATER)
    database.write_now(mark_submitted, account, second.id, now=LATER)

    def listed(**wish: str) -> list[str]:
        page = database.read_now(list_assessments, account, limit=9, **wish)  # type: ignore[arg-type] # plain strings
        return [row.id for row in page.rows]

    assert listed() == [second.id, tenant.assessment_id]
    assert listed(status="in_progress") == [tenant.assessment_id]
    assert listed(organization_id=tenant.organization_id, status="submitted") == [second.id]
    assert listed(organization_id="org_none") == []


def test_respondents_are_listed_with_their_roles(
    database: Database, owner: tuple[str, str]
) -> None:
    database.write_now(add_respondent, *owner, Person("Ada", ("logistics",)), now=NOW)
    database.write_now(add_respondent, *owner, Person("Ben", ("finance",)), now=LATER)

    page = database.read_now(list_respondents, *owner, limit=10)

    assert [(row.name, row.roles) for row in page.rows] == [
        ("Ben", ["finance"]),
        ("Ada", ["logistics"]),
    ]


def test_results_are_kept_whole_and_the_newest_counts(
    database: Database, owner: tuple[str, str]
) -> None:
    assessment = database.read_now(get_assessment, *owner)
    assert database.read_now(find_latest_result, *owner) is None
    whole = {"score": 61.5, "gates": [{"code": "G1", "outcome": "open"}], "a": None}
    results = [
        database.write_now(
            add_result,
            assessment,
            result_json=whole | {"turn": turn},
            result_hash="b" * 64,
            engine_version="0.1.0",
            now=NOW + timedelta(minutes=turn),
        )
        for turn in range(3)
    ]

    latest = database.read_now(find_latest_result, *owner)

    assert latest == results[2]
    assert list(latest.result_json.items()) == list((whole | {"turn": 2}).items())
    assert latest.questionnaire_hash == assessment.questionnaire_hash
    assert database.read_now(get_result, owner[0], results[0].id) == results[0]
    page = database.read_now(list_results, *owner, limit=2)
    assert list(page.rows) == [results[2], results[1]]
    with pytest.raises(NotFound):
        database.read_now(get_result, owner[0], "res_none")


def test_a_report_is_found_by_its_fingerprint_and_stored_once(
    database: Database, owner: tuple[str, str]
) -> None:
    assessment = database.read_now(get_assessment, *owner)
    result = database.write_now(
        add_result,
        assessment,
        result_json={},
        result_hash="b" * 64,
        engine_version="0.1.0",
        now=NOW,
    )
    file = RenderedFile("f" * 64, "pdf", "en", "application/pdf", 1234, "reports/a/f.pdf", "a" * 64)

    report = database.write_now(add_report, result, file, now=NOW)

    assert database.read_now(find_report, owner[0], "f" * 64) == report
    assert database.read_now(find_report, owner[0], "0" * 64) is None
    assert database.read_now(list_reports, *owner, limit=10).rows == (report,)
    with pytest.raises(Conflict):
        database.write_now(add_report, result, file, now=NOW)
