"""Organizations, and paging through them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from readiness.errors import Conflict, InvalidInput, NotFound
from readiness.storage.database import Database
from readiness.storage.organizations import (
    add_organization,
    delete_organization,
    find_organization,
    find_organization_by_reference,
    get_organization,
    list_organizations,
    put_organization,
)
from readiness.storage.rows import PageKey
from readiness.storage.tables import Organization
from tests.storage.conftest import NOW, Tenant

LATER = NOW + timedelta(days=1)


def _add(database: Database, tenant: Tenant, name: str, minutes: int = 0) -> Organization:
    at = NOW + timedelta(minutes=minutes)
    return database.write_now(add_organization, tenant.account_id, name=name, now=at)


def test_an_added_organization_is_found(database: Database, tenant: Tenant) -> None:
    added = database.write_now(
        add_organization,
        tenant.account_id,
        name="Müller & Söhne",
        country="DE",
        external_ref="crm-17",
        now=NOW,
    )

    assert added.id.startswith("org_")
    assert added.version == 1
    assert database.read_now(find_organization, tenant.account_id, added.id) == added
    assert database.read_now(find_organization_by_reference, tenant.account_id, "crm-17") == added


def test_a_reference_is_taken_once_in_an_account(
    database: Database, tenant: Tenant, other_tenant: Tenant
) -> None:
    for account_id in (tenant.account_id, other_tenant.account_id):
        database.write_now(add_organization, account_id, name="A", external_ref="1", now=NOW)

    with pytest.raises(Conflict):
        database.write_now(add_organization, tenant.account_id, name="B", external_ref="1", now=NOW)


def test_a_change_is_stored_with_the_next_version(database: Database, tenant: Tenant) -> None:
    organization = _add(database, tenant, "Before")
    organization.name = "After"
    organization.country = "AT"

    changed = database.write_now(put_organization, organization, now=LATER)

    assert (changed.name, changed.country, changed.version) == ("After", "AT", 2)
    assert (changed.created_at, changed.updated_at) == (NOW, LATER)


def test_a_change_to_an_outdated_version_is_a_conflict(database: Database, tenant: Tenant) -> None:
    organization = _add(database, tenant, "Before")
    database.write_now(put_organization, organization, now=LATER)
    organization.name = "Too late"

    with pytest.raises(Conflict) as caught:
        database.write_now(put_organization, organization, now=LATER)

    assert caught.value.code == "version_mismatch"


def test_a_deleted_organization_is_not_found(database: Database, tenant: Tenant) -> None:
    organization = _add(database, tenant, "Gone")
    database.write_now(delete_organization, tenant.account_id, organization.id)

    for call in (
        lambda: database.read_now(get_organization, tenant.account_id, organization.id),
        lambda: database.write_now(delete_organization, tenant.account_id, organization.id),
        lambda: database.write_now(put_organization, organization, now=LATER),
    ):
        with pytest.raises(NotFound):
            call()


def test_paging_has_no_gap_and_nothing_twice_while_rows_are_added(
    database: Database, tenant: Tenant
) -> None:
    # Four at each minute, so that pages end among rows of the same time.
    expected = {_add(database, tenant, f"old {n}", minutes=n // 4).id for n in range(22)}
    expected.add(tenant.organization_id)
    seen: list[Organization] = []
    after: PageKey | None = None
    for turn in range(100):
        page = database.read_now(list_organizations, tenant.account_id, limit=5, after=after)
        seen += page.rows
        after = page.last_key
        _add(database, tenant, f"new {turn}", minutes=60 + turn)
        if after is None:
            break

    assert len(seen) == len(expected)
    assert {row.id for row in seen} == expected
    assert seen == sorted(seen, key=lambda row: (row.created_at, row.id), reverse=True)


def test_the_last_page_says_that_nothing_follows(database: Database, tenant: Tenant) -> None:
    for number in range(3):
        _add(database, tenant, f"row {number}")

    assert database.read_now(list_organizations, tenant.account_id, limit=4).last_key is None
    assert database.read_now(list_organizations, tenant.account_id, limit=3).last_key is not None


def test_a_list_holds_the_accounts_own_only(
    database: Database, tenant: Tenant, other_tenant: Tenant
) -> None:
    page = database.read_now(list_organizations, tenant.account_id, limit=200)

    assert [row.id for row in page.rows] == [tenant.organization_id]


@pytest.mark.parametrize("limit", [0, -1, 201])
def test_a_page_has_1_to_200_rows(database: Database, tenant: Tenant, limit: int) -> None:
    with pytest.raises(InvalidInput, match="1 to 200"):
        database.read_now(list_organizations, tenant.account_id, limit=limit)
