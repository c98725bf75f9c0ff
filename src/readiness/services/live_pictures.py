"""The live picture beside the questions: what is open, and who can close it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from readiness.catalog.catalog import Catalog
from readiness.reports.view.outlook_parts import Outlook
from readiness.services.assessments import pinned
from readiness.services.reports import current_source
from readiness.services.shown_results import show_outlook
from readiness.storage.assessments import get_assessment
from readiness.storage.database import Session
from readiness.storage.links import GrantedVisit
from readiness.storage.respondents import list_all_respondents


@dataclass(frozen=True, slots=True)
class LivePicture:
    """What is open, None where that is not known; `own_roles` are those the visitor answers for.

    `begun` tells whether anything is answered. `bounds` are the inner bounds of the levels, 0-100.
    """

    outlook: Outlook | None
    begun: bool
    bounds: tuple[float, ...]
    own_roles: frozenset[str]


def live_picture(
    session: Session, catalog: Catalog, visit: GrantedVisit, now: datetime
) -> Callable[[str], LivePicture]:
    """Return what words the picture in a language; calling it needs the database no more.

    Raises `NotFound`, and `Conflict` when the pinned questionnaire's files were changed.
    """
    owner = (visit.account_id, visit.assessment_id)
    questionnaire = pinned(catalog, get_assessment(session, *owner))
    source = current_source(session, catalog, *owner, now)
    roles = _own_roles(session, visit, {role.id for role in questionnaire.roles})
    bounds = tuple(level.from_score for level in questionnaire.levels[1:])

    def worded(language: str) -> LivePicture:
        outlook, begun = show_outlook(source, language)
        return LivePicture(outlook, begun, bounds, roles)

    return worded


def _own_roles(session: Session, visit: GrantedVisit, all_roles: set[str]) -> frozenset[str]:
    """The visitor's roles; whoever leads also answers for roles that nobody holds."""
    if not visit.leads:
        return frozenset(visit.roles)
    people = list_all_respondents(session, visit.account_id, visit.assessment_id)
    held = {role for person in people for role in person.roles}
    return frozenset(visit.roles) | (all_roles - held)
