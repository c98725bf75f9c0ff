"""What every page of an assessment says about itself: whose it is, and how far it is."""

from dataclasses import dataclass
from datetime import datetime

from readiness.catalog.catalog import Catalog
from readiness.scoring import Questionnaire
from readiness.services.assessments import pinned
from readiness.storage.accounts import get_account
from readiness.storage.assessments import get_assessment
from readiness.storage.database import Session
from readiness.storage.organizations import get_organization
from readiness.storage.tables import AssessmentMode, AssessmentStatus


@dataclass(frozen=True, slots=True)
class Frame:
    """An assessment as its pages show it; `offered_by` is the account that leads it for others."""

    assessment_id: str
    organization: str
    offered_by: str | None
    questionnaire: Questionnaire
    status: AssessmentStatus
    mode: AssessmentMode
    submitted_at: datetime | None


def assessment_frame(
    session: Session, catalog: Catalog, account_id: str, assessment_id: str
) -> Frame:
    """Return an assessment's frame.

    Raises `NotFound`, and `Conflict` when the pinned questionnaire's files were changed.
    """
    assessment = get_assessment(session, account_id, assessment_id)
    organization = get_organization(session, account_id, assessment.organization_id).name
    account = get_account(session, account_id).name
    return Frame(
        assessment_id=assessment.id,
        organization=organization,
        offered_by=None if account == organization else account,
        questionnaire=pinned(catalog, assessment),
        status=assessment.status,
        mode=assessment.mode,
        submitted_at=assessment.submitted_at,
    )
