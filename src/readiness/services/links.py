"""Private links: issued, opened by a browser, issued again, revoked.

A token has 256 random bits and is shown once. Looking at a link changes nothing; only `open_link`
lets a browser in, because mail scanners fetch whatever address they find.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from readiness.errors import NotFound, Unauthorized
from readiness.storage import links
from readiness.storage.access_tables import AccessLink
from readiness.storage.database import Session
from readiness.storage.links import GrantedVisit, LinkTarget

LINK_DAYS: Final = 90
VISIT: Final = timedelta(days=7)
"""How long a browser that was let in may come back without the link."""

_TOKEN_BYTES: Final = 32
_ASK_FOR_A_NEW_ONE: Final = "Ask for a new link; every answer given so far is kept."


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """A link just issued; its token is known here and never again."""

    link_id: str
    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """Where a browser was let in; `browser` is the secret its cookie has to hold."""

    link: AccessLink
    browser: str


def new_token() -> str:
    """Return 256 random bits as text for an address or a cookie."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def hash_of(token: str) -> str:
    """Return the hex SHA-256 under which a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(base: str, language: str, token: str) -> str:
    """Return the whole address that opens a link; `base` is where people reach the service."""
    return f"{base.rstrip('/')}/{language}/open/{token}"


def issue_link(
    session: Session,
    account_id: str,
    assessment_id: str,
    target: LinkTarget,
    now: datetime,
    *,
    days: int = LINK_DAYS,
) -> IssuedLink:
    """Add a link that can be opened for `days`; raises `Conflict` where its target is not there."""
    token = new_token()
    expires_at = now + timedelta(days=days)
    link = links.add_link(
        session, account_id, assessment_id, target, hash_of(token), expires_at=expires_at, now=now
    )
    return IssuedLink(link.id, token, expires_at)


def issue_again(
    session: Session, account_id: str, link_id: str, now: datetime, *, days: int = LINK_DAYS
) -> IssuedLink:
    """Give a link a new token; the old one and all visits by it end. Raises `NotFound`."""
    token = new_token()
    expires_at = now + timedelta(days=days)
    links.put_token(session, account_id, link_id, hash_of(token), expires_at=expires_at)
    return IssuedLink(link_id, token, expires_at)


def look_at_link(session: Session, token: str, now: datetime) -> AccessLink:
    """Return the link with this token; raises `NotFound` when it cannot be opened (any more)."""
    link = links.find_link_by_token(session, hash_of(token))
    if link is None:
        raise NotFound(
            "link_not_valid",
            "This link is not known: it was not copied whole, or issued again meanwhile.",
            "Check that the whole address was copied, or ask for a new link.",
        )
    if link.revoked_at is not None:
        raise NotFound("link_revoked", "This link was revoked.", _ASK_FOR_A_NEW_ONE)
    if link.expires_at <= now:
        raise NotFound("link_expired", "This link has expired.", _ASK_FOR_A_NEW_ONE)
    return link


def open_link(session: Session, token: str, browser: str | None, now: datetime) -> OpenedLink:
    """Let a browser in; without a secret of its own it gets one. Raises as `look_at_link`."""
    link = look_at_link(session, token, now)
    secret = browser or new_token()
    until = min(now + VISIT, link.expires_at)
    links.put_grant(session, link, hash_of(secret), expires_at=until, now=now)
    links.mark_opened(session, link.account_id, link.id, now=now)
    return OpenedLink(link, secret)


def issue_own_again(
    session: Session, visit: GrantedVisit, browser: str | None, now: datetime
) -> IssuedLink:
    """Give a visitor's own link a new token; only this browser stays let in by it."""
    issued = issue_again(session, visit.account_id, visit.link_id, now)
    open_link(session, issued.token, browser, now)
    return issued


def leave(session: Session, visit: GrantedVisit, browser: str | None) -> None:
    """End the visit of this browser; others by the same link stay."""
    links.delete_grant(session, hash_of(browser or ""), visit.link_id)


def find_visitor(
    session: Session, browser: str | None, link_id: str, now: datetime
) -> GrantedVisit:
    """Return who visits with this cookie by this link; raises `Unauthorized`."""
    visit = (
        None if browser is None else links.find_visit(session, hash_of(browser), link_id, now=now)
    )
    if visit is None:
        raise Unauthorized(
            "visit_ended",
            "This browser has not been let in, or not any more.",
            "Open your private link again; every answer given so far is kept.",
        )
    return visit
