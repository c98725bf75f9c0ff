"""The workbook of an assessment's result, for whoever visits it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from readiness.catalog.catalog import Catalog
from readiness.services.documents import ReportSource
from readiness.services.reports import current_source
from readiness.services.result_sheets import write_result
from readiness.services.shown_results import offered_language
from readiness.storage.database import Session
from readiness.storage.links import GrantedVisit


def visited_workbook(
    session: Session, catalog: Catalog, visit: GrantedVisit, now: datetime
) -> Callable[[str], bytes]:
    """Return what writes the visited assessment's result in a language as an XLSX file.

    Calling it needs the database no more. Raises `NotFound`, and `Conflict` when the pinned
    questionnaire's files were changed.
    """
    source = current_source(session, catalog, visit.account_id, visit.assessment_id, now)

    def written(language: str) -> bytes:
        found = seen_by(visit, source())
        return write_result(found, offered_language(found.questionnaire, language))

    return written


def seen_by(visit: GrantedVisit, source: ReportSource) -> ReportSource:
    """What a visitor may see beside answers: names and notes who answers, evidence who leads."""
    if visit.purpose != "answer":
        return replace(source, given=(), notes=(), evidence=())
    return source if visit.leads else replace(source, evidence=())
