"""Who is calling: told by a key of which only the hash is stored."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.errors import Unauthorized
from readiness.services import api_keys
from readiness.services.accounts import add_key, authenticate, check_form
from readiness.storage.accounts import list_api_keys, mark_key_revoked, mark_key_used
from tests.services.conftest import NOW, Account


def test_a_key_leads_to_its_account(account: Account) -> None:
    another = account.database.write_now(add_key, account.id, "second", NOW)
    for key in (account.key, another):
        caller = account.database.read_now(authenticate, key, NOW)
        assert caller.account_id == account.id


def test_a_revoked_key_is_refused_like_an_unknown_one(account: Account) -> None:
    caller = account.database.read_now(authenticate, account.key, NOW)
    account.database.write_now(mark_key_revoked, account.id, caller.key_id, now=NOW)
    with pytest.raises(Unauthorized) as revoked:
        account.database.read_now(authenticate, account.key, NOW)
    with pytest.raises(Unauthorized) as unknown:
        account.database.read_now(authenticate, api_keys.new_key(), NOW)
    assert str(revoked.value) == str(unknown.value)


def test_the_use_of_a_key_is_due_once_an_hour(account: Account) -> None:
    caller = account.database.read_now(authenticate, account.key, NOW)
    assert caller.use_is_due
    account.database.write_now(mark_key_used, account.id, caller.key_id, now=NOW)
    soon, later = NOW + timedelta(minutes=59), NOW + timedelta(minutes=61)
    assert not account.database.read_now(authenticate, account.key, soon).use_is_due
    assert account.database.read_now(authenticate, account.key, later).use_is_due


def test_the_key_itself_is_stored_nowhere(account: Account) -> None:
    (row,) = account.database.read_now(list_api_keys, account.id)
    assert account.key not in str(row.model_dump())
    assert row.prefix_hint == account.key[-4:]


def test_a_mistyped_key_is_told_without_the_database() -> None:
    key = api_keys.new_key()
    check_form(key)
    for position in range(len(key)):
        wrong = key[:position] + ("x" if key[position] != "x" else "y") + key[position + 1 :]
        with pytest.raises(Unauthorized):
            check_form(wrong)


@given(st.text(max_size=80))
def test_junk_is_no_key(text: str) -> None:
    assert not api_keys.is_well_formed(text)
