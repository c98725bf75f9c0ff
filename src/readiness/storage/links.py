"""Private links into an assessment, and browsers let in by them; tokens are kept as hashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session
from sqlmodel import select as select_rows

from readiness.errors import NotFound
from readiness.storage.access_tables import AccessLink, LinkPurpose
from readiness.storage.ids import new_id
from readiness.storage.metadata import METADATA
from readiness.storage.rows import (
    Page,
    PageKey,
    execute,
    fetch_one,
    fetch_page,
    first_row,
    store,
)

_LINK: Table = METADATA.tables["access_link"]
_GRANT: Table = METADATA.tables["browser_grant"]
_RESPONDENT: Table = METADATA.tables["respondent"]
_THIS_LINK = (_LINK.c.account_id == bindparam("account"), _LINK.c.id == bindparam("link"))


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads: an assessment to read or, as a respondent, to answer."""

    purpose: LinkPurpose
    respondent_id: str | None = None


@dataclass(frozen=True, slots=True)
class GrantedVisit:
    """What a browser's cookie opens: the link it was let in by, and who came by it."""

    account_id: str
    link_id: str
    assessment_id: str
    purpose: LinkPurpose
    respondent_id: str | None
    name: str | None
    roles: tuple[str, ...]
    leads: bool


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """An assessment that a browser may answer, and the link by which it came in."""

    link_id: str
    assessment_id: str


def add_link(
    session: Session,
    account_id: str,
    assessment_id: str,
    target: LinkTarget,
    token_hash: str,
    *,
    expires_at: datetime,
    now: datetime,
) -> AccessLink:
    """Add a link; `Conflict` when the account has no such assessment or respondent."""
    return store(
        session,
        AccessLink(
            account_id=account_id,
            id=new_id("lnk", now),
            assessment_id=assessment_id,
            purpose=target.purpose,
            respondent_id=target.respondent_id,
            token_hash=token_hash,
            created_at=now,
            expires_at=expires_at,
        ),
    )


def find_link_by_token(session: Session, token_hash: str) -> AccessLink | None:
    """Return the link with this token, expired and revoked ones too.

    Like keys, links are found without an account: they are what finds the account out.
    """
    return fetch_one(session, select_rows(AccessLink).where(AccessLink.token_hash == token_hash))


def get_link(session: Session, account_id: str, link_id: str) -> AccessLink:
    """Return the link or raise `NotFound`."""
    found = fetch_one(
        session,
        select_rows(AccessLink).where(
            AccessLink.account_id == account_id, AccessLink.id == link_id
        ),
    )
    if found is None:
        raise _not_found()
    return found


def list_links(
    session: Session,
    account_id: str,
    assessment_id: str,
    *,
    limit: int,
    after: PageKey | None = None,
) -> Page[AccessLink]:
    """Return a page of the assessment's links, newest first, revoked ones too."""
    mine = select_rows(AccessLink).where(
        AccessLink.account_id == account_id, AccessLink.assessment_id == assessment_id
    )
    return fetch_page(session, mine, AccessLink, limit=limit, after=after)


def put_token(
    session: Session, account_id: str, link_id: str, token_hash: str, *, expires_at: datetime
) -> None:
    """Issue a link again: only the new token opens it, and whoever came by the old one is out."""
    parameters = {"account": account_id, "link": link_id, "hash": token_hash, "until": expires_at}
    if execute(session, _RENEW, parameters).rowcount == 0:
        raise _not_found()
    execute(session, _END_GRANTS, {"account": account_id, "link": link_id})


def mark_revoked(session: Session, account_id: str, link_id: str, *, now: datetime) -> None:
    """End a link and every visit by it; `NotFound` when there is none or it is revoked already."""
    parameters = {"account": account_id, "link": link_id, "now": now}
    if execute(session, _REVOKE, parameters).rowcount == 0:
        raise _not_found()
    execute(session, _END_GRANTS, {"account": account_id, "link": link_id})


def mark_opened(session: Session, account_id: str, link_id: str, *, now: datetime) -> None:
    """Record when a link was opened for the first time."""
    execute(session, _OPENED, {"account": account_id, "link": link_id, "now": now})


def put_grant(
    session: Session, link: AccessLink, browser_hash: str, *, expires_at: datetime, now: datetime
) -> None:
    """Let a browser in by a link, or let it stay longer."""
    parameters = {
        "browser_hash": browser_hash,
        "link_id": link.id,
        "account_id": link.account_id,
        "granted_at": now,
        "expires_at": expires_at,
    }
    execute(session, _GRANT_UPSERT[session.get_bind().dialect.name], parameters)


def find_visit(
    session: Session, browser_hash: str, link_id: str, *, now: datetime
) -> GrantedVisit | None:
    """Return what the browser may visit by a link, None when it may not or no more."""
    row = first_row(session, _FIND_VISIT, browser=browser_hash, link=link_id, now=now)
    if row is None:
        return None
    values = dict(row) | {"roles": tuple(row["roles"] or ()), "leads": bool(row["leads"])}
    return GrantedVisit(**values)


def list_doors(
    session: Session, account_id: str, browser_hash: str, *, now: datetime
) -> tuple[OpenDoor, ...]:
    """Return all that a browser may answer in an account, what it came to last first."""
    parameters = {"account": account_id, "browser": browser_hash, "now": now}
    rows = execute(session, _LIST_DOORS, parameters).mappings()
    return tuple(OpenDoor(**row) for row in rows)


def delete_grant(session: Session, browser_hash: str, link_id: str) -> None:
    """End a browser's visit; nothing happens when there is none."""
    execute(session, _LEAVE, {"browser": browser_hash, "link": link_id})


def _not_found() -> NotFound:
    return NotFound(
        "link_not_found",
        "There is no such link in use.",
        "List the links of the assessment to see which there are.",
    )


def _grant_upsert(dialect_insert: Any) -> Any:
    statement = dialect_insert(_GRANT)
    return statement.on_conflict_do_update(
        index_elements=list(_GRANT.primary_key.columns),
        set_={name: statement.excluded[name] for name in ("granted_at", "expires_at")},
    )


_GRANT_UPSERT = {
    "sqlite": _grant_upsert(sqlite.insert),
    "postgresql": _grant_upsert(postgresql.insert),
}
_RENEW = (
    update(_LINK)
    .where(*_THIS_LINK)
    .values(
        token_hash=bindparam("hash"),
        expires_at=bindparam("until"),
        revoked_at=None,
        opened_at=None,
    )
)
_REVOKE = (
    update(_LINK)
    .where(*_THIS_LINK, _LINK.c.revoked_at.is_(None))
    .values(revoked_at=bindparam("now"))
)
_OPENED = (
    update(_LINK).where(*_THIS_LINK, _LINK.c.opened_at.is_(None)).values(opened_at=bindparam("now"))
)
_END_GRANTS = delete(_GRANT).where(
    _GRANT.c.account_id == bindparam("account"), _GRANT.c.link_id == bindparam("link")
)
_LEAVE = delete(_GRANT).where(
    _GRANT.c.browser_hash == bindparam("browser"), _GRANT.c.link_id == bindparam("link")
)
_FIND_VISIT = (
    select(
        _LINK.c.account_id,
        _LINK.c.id.label("link_id"),
        _LINK.c.assessment_id,
        _LINK.c.purpose,
        _LINK.c.respondent_id,
        _RESPONDENT.c.name,
        _RESPONDENT.c.roles,
        _RESPONDENT.c.leads,
    )
    .select_from(
        _GRANT.join(
            _LINK,
            (_LINK.c.account_id == _GRANT.c.account_id) & (_LINK.c.id == _GRANT.c.link_id),
        ).outerjoin(
            _RESPONDENT,
            (_RESPONDENT.c.account_id == _LINK.c.account_id)
            & (_RESPONDENT.c.id == _LINK.c.respondent_id),
        )
    )
    .where(
        _GRANT.c.browser_hash == bindparam("browser"),
        _GRANT.c.link_id == bindparam("link"),
        _GRANT.c.expires_at > bindparam("now"),
        _LINK.c.revoked_at.is_(None),
    )
)
_LIST_DOORS = (
    select(_LINK.c.id.label("link_id"), _LINK.c.assessment_id)
    .select_from(
        _GRANT.join(
            _LINK,
            (_LINK.c.account_id == _GRANT.c.account_id) & (_LINK.c.id == _GRANT.c.link_id),
        )
    )
    .where(
        _GRANT.c.account_id == bindparam("account"),
        _GRANT.c.browser_hash == bindparam("browser"),
        _GRANT.c.expires_at > bindparam("now"),
        _LINK.c.purpose == "answer",
        _LINK.c.revoked_at.is_(None),
    )
    .order_by(_GRANT.c.granted_at.desc(), _LINK.c.id.desc())
)
