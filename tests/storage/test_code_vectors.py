"""Code vectors and submitted assessments in bulk, on either engine."""

from __future__ import annotations

from typing import Any

import pytest

from readiness.storage import code_vectors
from readiness.storage.answers import AnswerEntry
from readiness.storage.assessments import (
    QuestionnairePin,
    add_assessment,
    delete_answers,
    get_assessment,
    mark_submitted,
    put_answers,
)
from readiness.storage.code_vectors import (
    Owner,
    Submitted,
    count_answered,
    count_submitted,
    find_scored,
    get_answers_of,
    list_submitted,
    lock_versions,
    put_codes,
)
from readiness.storage.database import Database, Session
from readiness.storage.results import add_result, add_result_by, find_latest_result, list_results
from tests.storage.conftest import NOW, Tenant

EVERY_BYTE = bytes(range(256))


def pin_of(tenant: Tenant, version: str = "1") -> QuestionnairePin:
    """A questionnaire of the tenant's own, because tests share a database."""
    return QuestionnairePin(f"k-{tenant.account_id}", version, f"hash {version}")


def submitted(
    database: Database, tenant: Tenant, version: str = "1", answers: tuple[str, ...] = ()
) -> Owner:
    """Add a submitted assessment that answers these questions."""

    def add(session: Session) -> str:
        pin = pin_of(tenant, version)
        row = add_assessment(session, tenant.account_id, tenant.organization_id, pin, now=NOW)
        entries = [AnswerEntry(name, 1) for name in answers]
        put_answers(session, tenant.account_id, row.id, entries, now=NOW)
        mark_submitted(session, tenant.account_id, row.id, now=NOW)
        return row.id

    return tenant.account_id, database.write_now(add)


@pytest.mark.parametrize("codes", [EVERY_BYTE, b"", None])
def test_a_vector_comes_back_as_it_went_in(
    database: Database, tenant: Tenant, codes: bytes | None
) -> None:
    owner = (tenant.account_id, tenant.assessment_id)
    before = database.read_now(get_assessment, *owner)
    database.write_now(put_codes, {owner: codes})
    after = database.read_now(get_assessment, *owner)
    assert after.codes == codes
    assert (after.version, after.updated_at) == (before.version, before.updated_at)
    assert before.codes is None


def test_nothing_to_store_is_no_mistake(database: Database) -> None:
    database.write_now(put_codes, {})


def test_no_vector_outlives_its_answers(database: Database, tenant: Tenant) -> None:
    owner = (tenant.account_id, tenant.assessment_id)
    database.write_now(put_codes, {owner: b"old"})
    database.write_now(put_answers, *owner, [AnswerEntry("q", 1)], now=NOW)
    assert database.read_now(get_assessment, *owner).codes is None
    database.write_now(put_codes, {owner: b"old"})
    database.write_now(delete_answers, *owner, ["q"], now=NOW)
    assert database.read_now(get_assessment, *owner).codes is None


def test_submission_keeps_the_vector(database: Database, tenant: Tenant) -> None:
    owner = (tenant.account_id, tenant.assessment_id)
    database.write_now(put_codes, {owner: b"kept"})
    database.write_now(mark_submitted, *owner, now=NOW)
    assert database.read_now(get_assessment, *owner).codes == b"kept"


def test_submitted_assessments_are_counted_and_listed_by_what_they_pin(
    database: Database, tenant: Tenant
) -> None:
    owners = sorted(submitted(database, tenant) for _ in range(3))
    submitted(database, tenant, "2")
    key = pin_of(tenant).key
    assert database.read_now(count_submitted, key) == {pin_of(tenant): 3, pin_of(tenant, "2"): 1}
    assert database.read_now(count_submitted, key, "acc_nobody") == {}
    found: list[Submitted] = []
    after: Owner | None = None
    while page := database.read_now(
        list_submitted, key, pins=[pin_of(tenant)], after=after, limit=2
    ):
        found.extend(page)
        after = page[-1].owner
    assert [row.owner for row in found] == owners
    assert {(row.pin, row.version, row.codes) for row in found} == {(pin_of(tenant), 3, None)}


def test_accounts_are_walked_through_one_after_the_other(
    database: Database, tenant: Tenant, other_tenant: Tenant
) -> None:
    def submit_theirs(session: Session) -> str:
        account_id, organization_id = other_tenant.account_id, other_tenant.organization_id
        row = add_assessment(session, account_id, organization_id, pin_of(tenant), now=NOW)
        mark_submitted(session, account_id, row.id, now=NOW)
        return row.id

    theirs = (other_tenant.account_id, database.write_now(submit_theirs))
    mine = submitted(database, tenant)
    key, pins = pin_of(tenant).key, [pin_of(tenant)]
    owners = sorted([mine, theirs])
    first = database.read_now(list_submitted, key, pins=pins, limit=1)
    second = database.read_now(list_submitted, key, pins=pins, after=owners[0], limit=9)
    assert [row.owner for row in (*first, *second)] == owners
    own = database.read_now(list_submitted, key, theirs[0], pins=pins, limit=9)
    assert [row.owner for row in own] == [theirs]


def test_answers_of_many_come_together(
    database: Database, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_vectors, "OWNERS_AT_A_TIME", 2)
    owners = [submitted(database, tenant, answers=("a", "b")[:n]) for n in (0, 1, 2)]
    found = database.read_now(get_answers_of, owners)
    assert [[row.question_id for row in found[owner]] for owner in owners] == [
        [],
        ["a"],
        ["a", "b"],
    ]
    assert database.read_now(get_answers_of, []) == {}
    counted = database.read_now(count_answered, pin_of(tenant).key, ["a", "b", "c"])
    assert counted == {"a": 2, "b": 1}


def test_versions_are_those_of_submitted_ones(database: Database, tenant: Tenant) -> None:
    owner = submitted(database, tenant)
    in_progress = (tenant.account_id, tenant.assessment_id)
    assert database.write_now(lock_versions, [owner, in_progress]) == {owner: 3}


def test_a_result_by_another_version_stands_beside_the_own_one(
    database: Database, tenant: Tenant
) -> None:
    owner = submitted(database, tenant)
    scored: dict[str, Any] = {
        "result_json": {"score": 1},
        "result_hash": "h",
        "engine_version": "9",
        "now": NOW,
    }

    def score(session: Session) -> None:
        add_result(session, get_assessment(session, *owner), **scored)
        add_result_by(session, owner, pin_of(tenant, "2"), **scored)

    database.write_now(score)
    latest = database.read_now(find_latest_result, *owner)
    assert latest is not None
    assert latest.questionnaire_version == "1"
    both = database.read_now(list_results, *owner, limit=9).rows
    assert {row.questionnaire_version for row in both} == {"1", "2"}
    for hash_, engine, found in (
        ("hash 2", "9", {owner}),
        ("hash 2", "10", set()),
        ("hash 3", "9", set()),
    ):
        assert database.read_now(find_scored, [owner], hash_, engine) == found
