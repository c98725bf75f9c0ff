"""Accounts and who is calling: the account comes from the API key and from nowhere else."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from readiness.errors import Unauthorized
from readiness.services import api_keys
from readiness.storage import accounts
from readiness.storage.database import Session

MARK_USED_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Caller:
    """The account behind a request; `use_is_due` asks for a fresh mark that the key was used."""

    account_id: str
    key_id: str
    use_is_due: bool


def open_account(session: Session, name: str, now: datetime) -> tuple[str, str]:
    """Open an account with one API key; return the account's id and the key, shown only here."""
    account = accounts.add_account(session, name, now=now)
    return account.id, add_key(session, account.id, "first key", now)


def add_key(session: Session, account_id: str, name: str, now: datetime) -> str:
    """Add an API key to an account and return it; only its hash is stored."""
    key = api_keys.new_key()
    accounts.add_api_key(
        session,
        account_id,
        name=name,
        key_hash=api_keys.hash_of(key),
        hint=key[-4:],
        now=now,
    )
    return key


def authenticate(session: Session, key: str, now: datetime) -> Caller:
    """Return the caller behind an API key; raises `Unauthorized` for a wrong or revoked one."""
    found = accounts.find_api_key(session, api_keys.hash_of(key))
    if found is None:
        raise wrong_key()
    last = found.last_used_at
    return Caller(found.account_id, found.key_id, last is None or now - last > MARK_USED_EVERY)


def check_form(key: str) -> None:
    """Refuse what cannot be a key without asking the database; raises `Unauthorized`."""
    if not api_keys.is_well_formed(key):
        raise wrong_key()


def wrong_key() -> Unauthorized:
    """The one answer to every key that is not valid, so that none tells more than another."""
    return Unauthorized(
        "unauthorized",
        "The API key is missing, wrong or revoked.",
        "Send a valid key as `Authorization: Bearer rdy_live_…`.",
    )
