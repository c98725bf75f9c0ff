"""Sample results: what a company of a questionnaire's worked cases gets, for people who look in."""

from datetime import UTC, datetime, time
from functools import lru_cache

from readiness.catalog.cases import Case, load_cases
from readiness.catalog.catalog import Catalog
from readiness.catalog.loader import Loaded
from readiness.errors import NotFound
from readiness.scoring import Result, live_result, parse_answers
from readiness.services.documents import ReportSource

_KEPT = 16


@lru_cache(_KEPT)
def sample_report(catalog: Catalog, reference: str) -> ReportSource:
    """Return the sample of a questionnaire version; its report is dated when the version was.

    The company is the first whose answers leave something open, because that shows the most, else
    the first. Raises `NotFound` where the questionnaire has no company among its cases.
    """
    loaded = catalog.get(reference)
    questionnaire = loaded.questionnaire
    scored: list[tuple[Case, Result]] = []
    for case in list_companies(loaded):
        answers = parse_answers(questionnaire, case.answers, case.second_opinions)
        scored.append((case, live_result(questionnaire, answers)))
    if not scored:
        raise NotFound(
            "no_sample",
            "This questionnaire has no sample company.",
            "Look at the sample of another questionnaire.",
        )
    case, result = next((each for each in scored if _is_open(each[1])), scored[0])
    organization = case.sheet.organization
    assert organization is not None
    return ReportSource(
        questionnaire=questionnaire,
        result=result,
        organization=organization.name,
        country=organization.country,
        participants=(),
        made_at=datetime.combine(questionnaire.as_of, time(), UTC),
    )


def list_companies(loaded: Loaded) -> tuple[Case, ...]:
    """Return the cases that are whole companies, not variations of another case."""
    cases = load_cases(loaded)
    return tuple(case for case in cases if case.sheet.organization and case.sheet.base is None)


def _is_open(result: Result) -> bool:
    """Tell whether the score has a range and its level is firm all the same."""
    score_range = result.score_range
    is_wide = score_range is not None and score_range.low < score_range.high
    return is_wide and len(result.possible_levels or ()) == 1
