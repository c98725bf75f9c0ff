"""A result beside an earlier one of the same organization."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from readiness.catalog.catalog import Catalog
from readiness.errors import NotFound
from readiness.reports.view import ReportContext
from readiness.reports.view.difference_parts import DifferenceView
from readiness.reports.view.differences import build_difference
from readiness.reports.view.facts import gather_facts
from readiness.scoring import Result
from readiness.services.assessments import current_result, pinned
from readiness.services.brands import get_brand
from readiness.services.revisions import list_revisions
from readiness.services.shown_results import offered_language
from readiness.storage.assessments import get_assessment, list_assessments
from readiness.storage.database import Session
from readiness.storage.results import find_latest_result, get_result
from readiness.storage.rows import PAGE_MAX
from readiness.storage.tables import Assessment
from readiness.storage.tables import Result as ResultRow


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier result: of another assessment, or of a revision of this one, from 1.

    `reopened_because` is the reason for which the revision was opened to answers again.
    """

    result_id: str
    made_at: datetime
    questionnaire: str
    revision: int | None = None
    reopened_because: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All earlier results, newest first, and what differs from the chosen one, if there is any."""

    earlier: tuple[Earlier, ...]
    chosen: Earlier | None
    difference: DifferenceView | None


def list_earlier(session: Session, account_id: str, assessment_id: str) -> tuple[Earlier, ...]:
    """Return what the result can be compared with, newest first; raises `NotFound`."""
    return tuple(found for found, _ in _earlier(session, account_id, assessment_id))


def comparison(  # what is read, then what of it is wanted
    session: Session,
    catalog: Catalog,
    account_id: str,
    assessment_id: str,
    result_id: str | None,
    now: datetime,
) -> Callable[[str], Comparison]:
    """Return what words a comparison in a language with an earlier result, else with the newest.

    Calling it needs the database no more and takes up to some ten milliseconds. Raises `NotFound`,
    and `Conflict` when the pinned questionnaire's files were changed.
    """
    assessment = get_assessment(session, account_id, assessment_id)
    questionnaire = pinned(catalog, assessment)
    mode = assessment.mode if assessment.status == "in_progress" else "full"
    result = current_result(session, catalog, account_id, assessment_id, mode)
    earlier = _earlier(session, account_id, assessment_id)
    found = _chosen(earlier, result_id)
    brand = get_brand(session, account_id, assessment.organization_id)

    def worded(language: str) -> Comparison:
        listed = tuple(each for each, _ in earlier)
        if found is None:
            return Comparison(listed, None, None)
        chosen, row = found
        spoken = offered_language(questionnaire, language)
        context = ReportContext("", now, spoken, brand=brand)
        facts = gather_facts(questionnaire, result(), context)
        before = Result.model_validate(row.result_json)
        return Comparison(listed, chosen, build_difference(facts, before))

    return worded


def find_newest(session: Session, assessment: Assessment) -> tuple[Earlier, ResultRow] | None:
    """Return the newest earlier result, reading as few as that takes; None without any."""
    found = [*_revisions(session, assessment)]
    if (other := next(_others(session, assessment), None)) is not None:
        found.append(other)
    return max(found, key=lambda each: each[0].made_at, default=None)


def _chosen(
    earlier: list[tuple[Earlier, ResultRow]], result_id: str | None
) -> tuple[Earlier, ResultRow] | None:
    if result_id is None:
        return earlier[0] if earlier else None
    for each in earlier:
        if each[0].result_id == result_id:
            return each
    raise NotFound(
        "result_not_found",
        "There is no such earlier result to compare with.",
        "Choose one of those that the page lists.",
    )


def _earlier(
    session: Session, account_id: str, assessment_id: str
) -> list[tuple[Earlier, ResultRow]]:
    assessment = get_assessment(session, account_id, assessment_id)
    found = [*_revisions(session, assessment), *_others(session, assessment)]
    return sorted(found, key=lambda each: each[0].made_at, reverse=True)


def _revisions(session: Session, assessment: Assessment) -> Iterator[tuple[Earlier, ResultRow]]:
    """Results that were submitted before the assessment was opened to answers again."""
    owner = (assessment.account_id, assessment.id)
    for revision, following in pairwise(list_revisions(session, *owner)):
        if revision.result_id is None or revision.submitted_at is None:
            continue
        row = get_result(session, assessment.account_id, revision.result_id)
        reason = following.reopened.reason if following.reopened else None
        found = _described(row, revision.submitted_at)
        yield replace(found, revision=revision.number, reopened_because=reason), row


def _others(session: Session, assessment: Assessment) -> Iterator[tuple[Earlier, ResultRow]]:
    """The results of other assessments with this questionnaire submitted before, newest first."""
    until = assessment.submitted_at
    rows = list_assessments(
        session,
        assessment.account_id,
        limit=PAGE_MAX,
        organization_id=assessment.organization_id,
    ).rows
    submitted = [
        (other.submitted_at, other.id)
        for other in rows
        if other.submitted_at is not None
        and other.id != assessment.id
        and other.questionnaire_key == assessment.questionnaire_key
        and (until is None or other.submitted_at < until)
    ]
    for submitted_at, other_id in sorted(submitted, reverse=True):
        row = find_latest_result(session, assessment.account_id, other_id)
        if row is not None:
            yield _described(row, submitted_at), row


def _described(row: ResultRow, made_at: datetime) -> Earlier:
    reference = f"{row.questionnaire_key}@{row.questionnaire_version}"
    return Earlier(row.id, made_at, reference)
