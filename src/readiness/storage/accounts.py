"""Accounts and their API keys. A key itself is never stored, only its SHA-256."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, bindparam, delete, exists, select, update
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from readiness.errors import NotFound
from readiness.storage.ids import new_id
from readiness.storage.rows import execute, fetch_all, fetch_one, first_row, store
from readiness.storage.table_parts import Row
from readiness.storage.tables import Account, ApiKey

_KEY: Table = Row.metadata.tables["api_key"]

_ACCOUNT: Table = Row.metadata.tables["account"]
_ORGANIZATION: Table = Row.metadata.tables["organization"]
_DELETE_EMPTY = delete(_ACCOUNT).where(
    _ACCOUNT.c.id == bindparam("account"),
    ~exists().where(_KEY.c.account_id == _ACCOUNT.c.id),
    ~exists().where(_ORGANIZATION.c.account_id == _ACCOUNT.c.id),
)
_FIND_KEY = select(_KEY.c.account_id, _KEY.c.id, _KEY.c.last_used_at).where(
    _KEY.c.key_hash == bindparam("hash"), _KEY.c.revoked_at.is_(None)
)
_THIS_KEY = (_KEY.c.account_id == bindparam("account"), _KEY.c.id == bindparam("key"))
_MARK_USED = update(_KEY).where(*_THIS_KEY).values(last_used_at=bindparam("now"))
_MARK_REVOKED = (
    update(_KEY).where(*_THIS_KEY, _KEY.c.revoked_at.is_(None)).values(revoked_at=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class KeyOwner:
    """Whose key it is: everything a request needs to know about who sent it."""

    account_id: str
    key_id: str
    last_used_at: datetime | None


def add_account(session: Session, name: str, *, now: datetime) -> Account:
    """Add an account; `name` has 1 to 300 characters."""
    return store(session, Account(id=new_id("acc", now), name=name, created_at=now))


def get_account(session: Session, account_id: str) -> Account:
    """Return the account or raise `NotFound`."""
    found = fetch_one(session, select_rows(Account).where(Account.id == account_id))
    if found is None:
        raise NotFound("account_not_found", "There is no such account.", "Check its id.")
    return found


def list_accounts(session: Session) -> tuple[Account, ...]:
    """Return all accounts, oldest first; for the operator, never for a request."""
    return fetch_all(
        session, select_rows(Account).order_by(col(Account.created_at), col(Account.id))
    )


def delete_empty_account(session: Session, account_id: str) -> bool:
    """Delete an account that has neither keys nor organizations; tell whether it was one."""
    return execute(session, _DELETE_EMPTY, {"account": account_id}).rowcount > 0


def add_api_key(
    session: Session, account_id: str, *, name: str, key_hash: str, hint: str, now: datetime
) -> ApiKey:
    """Add a key by its hash (SHA-256, 64 hex digits) and `hint`, its last four characters.

    Raises `Conflict` when the hash is stored already or the account does not exist.
    """
    return store(
        session,
        ApiKey(
            account_id=account_id,
            id=new_id("key", now),
            name=name,
            prefix_hint=hint,
            key_hash=key_hash,
            created_at=now,
        ),
    )


def list_api_keys(session: Session, account_id: str) -> tuple[ApiKey, ...]:
    """Return the account's keys, revoked ones too, oldest first."""
    return fetch_all(
        session,
        select_rows(ApiKey)
        .where(ApiKey.account_id == account_id)
        .order_by(col(ApiKey.created_at), col(ApiKey.id)),
    )


def find_api_key(session: Session, key_hash: str) -> KeyOwner | None:
    """Return whose key has this hash, unless it is unknown or revoked.

    The one query without an account: it is what finds the account out.
    """
    row = first_row(session, _FIND_KEY, hash=key_hash)
    return KeyOwner(row["account_id"], row["id"], row["last_used_at"]) if row else None


def mark_key_used(session: Session, account_id: str, key_id: str, *, now: datetime) -> None:
    """Record the use of a key; nothing happens when it is gone."""
    execute(session, _MARK_USED, {"account": account_id, "key": key_id, "now": now})


def mark_key_revoked(session: Session, account_id: str, key_id: str, *, now: datetime) -> None:
    """End a key for good. Raises `NotFound` when there is no such key or it is revoked already."""
    parameters = {"account": account_id, "key": key_id, "now": now}
    if execute(session, _MARK_REVOKED, parameters).rowcount == 0:
        raise NotFound(
            "api_key_not_found",
            "There is no such API key in use.",
            "List the keys of the account to see which there are.",
        )
