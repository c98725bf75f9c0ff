"""The live picture beside the questions: what is open, and who can close it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from readiness.catalog.catalog import Catalog
from readiness.reports.view.outlook_parts import Outlook
from readiness.services.assessments import pinned
from readiness.services.reports import current_source
from readiness.services.sections import Duties
from readiness.services.shown_results import show_outlook
from readiness.storage.assessments import get_assessment
from readiness.storage.database import Session
from readiness.storage.links import GrantedVisit
from readiness.storage.respondents import list_all_respondents


@dataclass(frozen=True, slots=True)
class LivePicture:
    """What is open, None where that is not known; `own` are ids of questions the visitor answers.

    `begun` tells whether anything is answered. `bounds` are the inner bounds of the levels, 0-100.
    """

    outlook: Outlook | None
    begun: bool
    bounds: tuple[float, ...]
    own: frozenset[str]


def live_picture(
    session: Session, catalog: Catalog, visit: GrantedVisit, now: datetime
) -> Callable[[str], LivePicture]:
    """Return what words the picture in a language; calling it needs the database no more.

    Raises `NotFound`, and `Conflict` when the pinned questionnaire's files were changed.
    """
    owner = (visit.account_id, visit.assessment_id)
    questionnaire = pinned(catalog, get_assessment(session, *owner))
    source = current_source(session, catalog, *owner, now)
    people = list_all_respondents(session, *owner)
    duties = Duties(questionnaire, people, visit.respondent_id)
    own = frozenset(q.id for q in questionnaire.questions if duties.kind_of(q) is not None)
    bounds = tuple(level.from_score for level in questionnaire.levels[1:])

    def worded(language: str) -> LivePicture:
        outlook, begun = show_outlook(source, language)
        return LivePicture(outlook, begun, bounds, own)

    return worded
