"""What every page of an assessment says about itself: whose it is, and how far it is."""

from dataclasses import dataclass
from datetime import datetime

from readiness.catalog.catalog import Catalog
from readiness.reports.brand import Brand
from readiness.scoring import Questionnaire
from readiness.services.assessments import pinned
from readiness.services.brands import get_brand
from readiness.storage.accounts import get_account
from readiness.storage.assessments import get_assessment
from readiness.storage.database import Session
from readiness.storage.organizations import get_organization
from readiness.storage.tables import AssessmentMode, AssessmentStatus


@dataclass(frozen=True, slots=True)
class Frame:
    """An assessment as its pages show it, and the brand they carry.

    `offered_by` is who leads it for others: the brand's name, else the account's.
    """

    assessment_id: str
    organization: str
    offered_by: str | None
    brand: Brand
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
    brand = get_brand(session, account_id, assessment.organization_id)
    account = brand.name or get_account(session, account_id).name
    return Frame(
        assessment_id=assessment.id,
        organization=organization,
        offered_by=None if account == organization else account,
        brand=brand,
        questionnaire=pinned(catalog, assessment),
        status=assessment.status,
        mode=assessment.mode,
        submitted_at=assessment.submitted_at,
    )
