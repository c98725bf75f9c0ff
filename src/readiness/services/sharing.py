"""Links by which others read the results of an assessment: made, listed, ended."""

from datetime import datetime

from readiness.errors import NotFound
from readiness.services.links import IssuedLink, issue_link
from readiness.storage import links
from readiness.storage.access_tables import AccessLink
from readiness.storage.database import Session
from readiness.storage.links import GrantedVisit, LinkTarget
from readiness.storage.rows import PAGE_MAX


def share_to_read(session: Session, visit: GrantedVisit, now: datetime) -> IssuedLink:
    """Make a link for reading the results of the visited assessment."""
    target = LinkTarget("read")
    return issue_link(session, visit.account_id, visit.assessment_id, target, now)


def list_shared(session: Session, visit: GrantedVisit, now: datetime) -> tuple[AccessLink, ...]:
    """Return the links for reading that can still be opened, newest first."""
    page = links.list_links(session, visit.account_id, visit.assessment_id, limit=PAGE_MAX)
    return tuple(
        link
        for link in page.rows
        if link.purpose == "read" and link.revoked_at is None and link.expires_at > now
    )


def end_shared(session: Session, visit: GrantedVisit, link_id: str, now: datetime) -> None:
    """End a link for reading and every visit by it; raises `NotFound` for any other link."""
    if link_id not in {link.id for link in list_shared(session, visit, now)}:
        raise NotFound(
            "link_not_found",
            "There is no such link in use.",
            "Look at the list of links again; it may have ended meanwhile.",
        )
    links.mark_revoked(session, visit.account_id, link_id, now=now)
