"""What a private link says before it is opened: by whom, to what, for whom."""

from dataclasses import dataclass
from datetime import datetime

from readiness.catalog.catalog import Catalog
from readiness.services.frames import Frame, assessment_frame
from readiness.services.links import look_at_link
from readiness.storage.access_tables import LinkPurpose
from readiness.storage.database import Session
from readiness.storage.respondents import list_all_respondents


@dataclass(frozen=True, slots=True)
class Invitation:
    """The assessment that a link leads to, and whom it is for; None where it is for reading."""

    frame: Frame
    purpose: LinkPurpose
    name: str | None


def look_at_invitation(session: Session, catalog: Catalog, token: str, now: datetime) -> Invitation:
    """Return what a link leads to without opening it; raises as `look_at_link`."""
    link = look_at_link(session, token, now)
    whose = (link.account_id, link.assessment_id)
    people = list_all_respondents(session, *whose)
    name = next((person.name for person in people if person.id == link.respondent_id), None)
    return Invitation(assessment_frame(session, catalog, *whose), link.purpose, name)
