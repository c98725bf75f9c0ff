"""Accounts and API keys."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest

from readiness.errors import Conflict, InvalidInput, NotFound
from readiness.storage.accounts import (
    KeyOwner,
    add_account,
    add_api_key,
    delete_empty_account,
    find_api_key,
    get_account,
    list_accounts,
    list_api_keys,
    mark_key_revoked,
    mark_key_used,
)
from readiness.storage.database import Database
from readiness.storage.organizations import add_organization, delete_organization
from tests.storage.conftest import NOW, Tenant

LATER = NOW + timedelta(hours=1)


def _hash(account_id: str) -> str:
    return sha256(account_id.encode()).hexdigest()


@pytest.fixture
def key_id(database: Database, tenant: Tenant) -> str:
    key_hash = _hash(tenant.account_id)
    return database.write_now(
        add_api_key, tenant.account_id, name="Laptop", key_hash=key_hash, hint="wxyz", now=NOW
    ).id


def test_an_added_account_is_found_and_listed(database: Database) -> None:
    account = database.write_now(add_account, "Kanzlei Süd", now=NOW)

    assert account.id.startswith("acc_")
    assert len(account.id) == 30
    assert database.read_now(get_account, account.id) == account
    assert account in database.read_now(list_accounts)


def test_a_key_is_found_by_its_hash_and_tells_the_account(
    database: Database, tenant: Tenant, key_id: str
) -> None:
    found = database.read_now(find_api_key, _hash(tenant.account_id))

    assert found == KeyOwner(tenant.account_id, key_id, None)
    assert database.read_now(find_api_key, "0" * 64) is None


def test_the_last_use_of_a_key_is_kept(database: Database, tenant: Tenant, key_id: str) -> None:
    database.write_now(mark_key_used, tenant.account_id, key_id, now=LATER)

    found = database.read_now(find_api_key, _hash(tenant.account_id))

    assert found is not None
    assert found.last_used_at == LATER


def test_a_revoked_key_opens_nothing_but_stays_listed(
    database: Database, tenant: Tenant, key_id: str
) -> None:
    database.write_now(mark_key_revoked, tenant.account_id, key_id, now=LATER)

    assert database.read_now(find_api_key, _hash(tenant.account_id)) is None
    (key,) = database.read_now(list_api_keys, tenant.account_id)
    assert key.revoked_at == LATER
    with pytest.raises(NotFound):
        database.write_now(mark_key_revoked, tenant.account_id, key_id, now=LATER)


def test_another_accounts_key_cannot_be_revoked(
    database: Database, tenant: Tenant, other_tenant: Tenant, key_id: str
) -> None:
    with pytest.raises(NotFound):
        database.write_now(mark_key_revoked, other_tenant.account_id, key_id, now=LATER)

    assert database.read_now(find_api_key, _hash(tenant.account_id)) is not None


def test_the_same_key_cannot_be_added_twice(
    database: Database, other_tenant: Tenant, tenant: Tenant, key_id: str
) -> None:
    key_hash = _hash(tenant.account_id)

    with pytest.raises(Conflict) as caught:
        database.write_now(
            add_api_key,
            other_tenant.account_id,
            name="Thief",
            key_hash=key_hash,
            hint="wxyz",
            now=NOW,
        )

    assert caught.value.code == "already_exists"


def test_a_key_needs_an_account(database: Database) -> None:
    with pytest.raises(Conflict) as caught:
        database.write_now(
            add_api_key, "acc_none", name="Lost", key_hash="9" * 64, hint="wxyz", now=NOW
        )

    assert caught.value.code == "parent_missing"


def test_an_account_needs_a_name(database: Database) -> None:
    with pytest.raises(InvalidInput):
        database.write_now(add_account, "", now=NOW)


def test_an_account_is_deleted_once_nothing_is_left_in_it(database: Database) -> None:
    account = database.write_now(add_account, "Left empty", now=NOW)
    kept = database.write_now(add_organization, account.id, name="Nordwerk GmbH", now=NOW)

    assert not database.write_now(delete_empty_account, account.id)
    database.write_now(delete_organization, account.id, kept.id)
    assert database.write_now(delete_empty_account, account.id)

    with pytest.raises(NotFound):
        database.read_now(get_account, account.id)


@pytest.mark.usefixtures("key_id")
def test_an_account_with_a_key_stays(database: Database, tenant: Tenant) -> None:
    database.write_now(delete_organization, tenant.account_id, tenant.organization_id)

    assert not database.write_now(delete_empty_account, tenant.account_id)
    assert database.read_now(get_account, tenant.account_id).id == tenant.account_id
