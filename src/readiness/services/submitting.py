"""Submitting from a page: once, whole, and pressed twice without harm."""

from datetime import datetime

from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict
from readiness.services.assessments import submit
from readiness.storage.answering import lock_assessment
from readiness.storage.database import Session
from readiness.storage.links import GrantedVisit


def submit_once(session: Session, catalog: Catalog, lead: GrantedVisit, now: datetime) -> None:
    """Freeze an assessment and store its result; nothing happens when it is submitted already.

    Raises `InvalidInput` naming every question that still needs an answer, and `Conflict` for a
    quick scan, which has no final result.
    """
    assessment = lock_assessment(session, lead.account_id, lead.assessment_id)
    if assessment.status != "in_progress":
        return
    if assessment.mode == "quick":
        raise Conflict(
            "quick_scan_not_submitted",
            "A quick scan is not submitted: it asks too little for a final result.",
            "Extend it to the full assessment; every answer stays.",
        )
    submit(session, catalog, lead.account_id, lead.assessment_id, now)
