"""Revisions: an assessment that was submitted can be re-opened with a reason, and submitted anew.

Every submission adds a result; none is ever changed.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from readiness.errors import Conflict, InputProblem, InvalidInput, NotFound
from readiness.scoring import Result
from readiness.services.assessments import latest_result
from readiness.services.plain_text import without_invisible
from readiness.storage import assessments, reviews
from readiness.storage.answering import lock_assessment
from readiness.storage.database import Session
from readiness.storage.results import get_result
from readiness.storage.tables import Assessment

REASON_CHARACTERS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Reopened:
    """Why an assessment was opened to answers again, by whom and when."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Revision:
    """One round of answering, counted from 1; `reopened` says why it began, but for the first.

    `submitted_at` and `result_id` are None while it is answered.
    """

    number: int
    submitted_at: datetime | None
    result_id: str | None
    reopened: Reopened | None


def list_revisions(session: Session, account_id: str, assessment_id: str) -> tuple[Revision, ...]:
    """Return the revisions of an assessment, the current one last; raises `NotFound`."""
    assessment = assessments.get_assessment(session, account_id, assessment_id)
    reopenings = reviews.list_reopenings(session, account_id, assessment_id)
    begun = [None, *(Reopened(row.reason, row.reopened_by, row.reopened_at) for row in reopenings)]
    ended: list[tuple[datetime | None, str | None]] = [
        (get_result(session, account_id, row.result_id).created_at, row.result_id)
        for row in reopenings
    ]
    ended.append(_current(session, assessment))
    pairs = zip(begun, ended, strict=True)
    return tuple(
        Revision(number, submitted_at, result_id, reopened)
        for number, (reopened, (submitted_at, result_id)) in enumerate(pairs, start=1)
    )


def reopen(
    session: Session, account_id: str, assessment_id: str, reason: str, by: str, now: datetime
) -> Assessment:
    """Open a submitted assessment to answers again; `by` is who does it, by name.

    Raises `NotFound`, `InvalidInput` without a reason or with one too long, and `Conflict` for one
    that is in progress or was superseded.
    """
    assessment = lock_assessment(session, account_id, assessment_id)
    if assessment.status == "superseded":
        raise Conflict(
            "assessment_superseded",
            "A newer assessment has taken the place of this one.",
            "Answer the newer one.",
        )
    result = latest_result(session, account_id, assessment_id)
    why = without_invisible(reason)
    if not why:
        raise InvalidInput([_REASON_MISSING])
    if len(why) > REASON_CHARACTERS:
        raise InvalidInput([_REASON_TOO_LONG])
    reviews.add_reopening(session, assessment, result.id, why, by, now=now)
    return assessments.mark_reopened(session, account_id, assessment_id, now=now)


def result_of_revision(
    session: Session, account_id: str, assessment_id: str, number: int
) -> Result:
    """Return the result of a revision as it was submitted.

    Raises `NotFound` where there is no such revision or it was not submitted yet.
    """
    for revision in list_revisions(session, account_id, assessment_id):
        if revision.number == number and revision.result_id is not None:
            row = get_result(session, account_id, revision.result_id)
            return Result.model_validate(row.result_json)
    raise NotFound(
        "revision_not_found",
        "The assessment has no such revision that was submitted.",
        "List its revisions.",
    )


def _current(session: Session, assessment: Assessment) -> tuple[datetime | None, str | None]:
    if assessment.status == "in_progress":
        return None, None
    result = latest_result(session, assessment.account_id, assessment.id)
    return assessment.submitted_at, result.id


_REASON_MISSING: Final = InputProblem(
    "reason_missing",
    "There is no reason.",
    "Say in a sentence why the answers are to be changed.",
    "/reason",
)
_REASON_TOO_LONG: Final = InputProblem(
    "reason_too_long",
    f"The reason is longer than {REASON_CHARACTERS:,} characters.",
    "Shorten it.",
    "/reason",
)
