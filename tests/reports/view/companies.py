"""The six companies of the questionnaire's own cases, scored and worded."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from readiness.catalog.cases import Case, load_cases
from readiness.catalog.loader import Loaded, load_questionnaire
from readiness.reports.view import Participant, ReportContext, ReportView, build_view
from readiness.reports.view.route_parts import Routes
from readiness.scoring import Questionnaire, Result, parse_answers, score

FOLDER = Path(__file__).parents[3] / "questionnaires" / "d2c-readiness" / "2026.1.0"
COMPANIES = (
    "c1-nordwerk",
    "c2-schleifkraft",
    "c3-delta",
    "c4-holtmann",
    "c5-falke",
    "c6-lindner",
)
CREATED_AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PARTICIPANTS = (
    Participant("Dr Ute Krämer", "management"),
    Participant("Jan de Vries", "SAL"),
    Participant("Lea Brandt", "it_product_data"),
)
CONTEXT = ReportContext(
    organization="Muster & Söhne GmbH",
    created_at=CREATED_AT,
    country="DE",
    participants=PARTICIPANTS,
    report_id="rep_01JD8Q4ZK3M2",
    account_name="Brunner & Partner",
)


@lru_cache
def loaded() -> Loaded:
    return load_questionnaire(FOLDER)


def questionnaire() -> Questionnaire:
    return loaded().questionnaire


@lru_cache
def case(company: str) -> Case:
    return next(found for found in load_cases(loaded()) if found.case == company)


def organization(company: str) -> str:
    named = case(company).organization
    assert named is not None
    return named.name


@lru_cache
def result(company: str) -> Result:
    return score(questionnaire(), parse_answers(questionnaire(), case(company).answers))


@lru_cache
def view(company: str) -> ReportView:
    context = replace(CONTEXT, organization=organization(company))
    return build_view(questionnaire(), result(company), context)


def view_of(
    answers: Mapping[str, object],
    second_opinions: Mapping[str, object] | None = None,
    context: ReportContext = CONTEXT,
) -> ReportView:
    read = parse_answers(questionnaire(), answers, second_opinions)
    return build_view(questionnaire(), score(questionnaire(), read), context)


def routes_of(made: ReportView) -> Routes:
    """The part about routes of a questionnaire that has some."""
    assert made.routes is not None
    return made.routes


def all_unknown() -> dict[str, object]:
    """Every question answered "don't know" that offers it; the profile as in the second company."""
    profile = case("c2-schleifkraft").answers
    return {
        q.id: "dont_know" if q.dont_know != "refused" else profile.get(q.id)
        for q in questionnaire().questions
    }
