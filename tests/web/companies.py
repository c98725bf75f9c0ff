"""Sample companies behind visits of the pages: their answers given, and submitted."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from readiness.catalog.cases import load_cases
from readiness.catalog.catalog import Catalog
from readiness.services import assessments
from readiness.services.assessments import AnswerChanges
from readiness.settings import Settings
from tests.web.conftest import QUESTIONNAIRE, Visit, context_of


@lru_cache
def company(key: str = QUESTIONNAIRE, number: int = 0) -> dict[str, Any]:
    """The complete answers of a sample company, by question id."""
    cases = load_cases(Catalog(Settings().questionnaires).get(key))
    whole = [case for case in cases if case.sheet.organization and case.sheet.base is None]
    return dict(whole[number].answers)


def give(visit: Visit, answers: dict[str, Any], **changes: Any) -> None:
    """Give answers to the visited assessment, with `changes` such as notes."""
    context, seen = context_of(visit.client), visit.granted
    context.database.write_now(
        assessments.save_answers,
        context.catalog,
        seen.account_id,
        seen.assessment_id,
        AnswerChanges(answers, answered_by=seen.respondent_id, **changes),
        context.now(),
    )


def give_part(visit: Visit, share: float, key: str = QUESTIONNAIRE) -> None:
    """Give the first part of a sample company's answers."""
    whole = list(company(key).items())
    give(visit, dict(whole[: int(len(whole) * share)]))


def submit(visit: Visit, answers: dict[str, Any] | None = None) -> None:
    """Give all answers of a sample company, or those named, and submit."""
    give(visit, answers or company())
    context, seen = context_of(visit.client), visit.granted
    context.database.write_now(
        assessments.submit,
        context.catalog,
        seen.account_id,
        seen.assessment_id,
        context.now(),
    )
