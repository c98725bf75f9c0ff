"""A result as a workbook, from the same view as the report."""

from collections.abc import Callable
from datetime import datetime

from readiness.catalog.catalog import Catalog
from readiness.reports.result_tables import result_tables
from readiness.reports.words import load_words
from readiness.services.assessments import pinned
from readiness.services.documents import report_view
from readiness.services.reports import current_source
from readiness.services.shown_results import offered_language
from readiness.storage.assessments import get_answers, get_assessment
from readiness.storage.database import Session
from readiness.storage.links import GrantedVisit
from readiness.tabular.workbook_writing import WrittenSheet, write_workbook


def result_workbook(
    session: Session, catalog: Catalog, visit: GrantedVisit, now: datetime
) -> Callable[[str], bytes]:
    """Return what writes the visited assessment's result in a language as an XLSX file.

    Only those who answer get the notes beside the answers. Calling it needs the database no more.
    Raises `NotFound`, and `Conflict` when the pinned questionnaire's files were changed.
    """
    owner = (visit.account_id, visit.assessment_id)
    questionnaire = pinned(catalog, get_assessment(session, *owner))
    source = current_source(session, catalog, *owner, now)
    codes = {question.id: question.code for question in questionnaire.questions}
    notes = {
        codes[answer.question_id]: answer.note
        for answer in get_answers(session, *owner)
        if answer.kind == "owner" and answer.note and answer.question_id in codes
    }
    shown = notes if visit.purpose == "answer" else {}

    def written(language: str) -> bytes:
        spoken = offered_language(questionnaire, language)
        tables = result_tables(report_view(source(), spoken), load_words(spoken), shown)
        sheets = (
            WrittenSheet(table.name, tuple(table.columns), table.rows, table.columns)
            for table in tables
        )
        return write_workbook(sheets, "results.xlsx")

    return written
