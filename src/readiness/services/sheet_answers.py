"""The figure that a checked sheet has measured, as the answer to the question it feeds."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict, Refused
from readiness.redirects.summary import SheetCoverage, SheetSummary
from readiness.scoring import Questionnaire
from readiness.scoring.differences import Difference
from readiness.services.assessments import AnswerChanges, given_answers, pinned, save_answers
from readiness.services.redirect_sheets import table_of
from readiness.services.respondent_parts import question_named
from readiness.services.sections import Duties
from readiness.services.sheet_uploads import WorksheetOf, refuse_unless_done
from readiness.services.simulations import simulate
from readiness.storage import assessments, uploads
from readiness.storage.answers import StoredAnswer
from readiness.storage.database import Session
from readiness.storage.links import GrantedVisit
from readiness.storage.respondents import list_all_respondents
from readiness.storage.tables import SheetUpload

_MEASURED: Final = re.compile(r"Measured by worksheet [A-Z0-9-]+, upload upl_\w+: ")


@dataclass(frozen=True, slots=True)
class Feeding:
    """Whether a figure given by hand is replaced, and who takes the figure over, as what."""

    replace: bool = False
    answered_by: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class FedAnswer:
    """The figure that is now the answer; `replaced` is the one before, None where there was none.

    `by_hand` says whether the one before was given by hand.
    """

    question: str
    value: float
    note: str
    replaced: Any
    by_hand: bool


@dataclass(frozen=True, slots=True)
class FeedPreview:
    """What taking a measured figure over would change; `before` is None without an answer.

    `allowed` says whether who looks may do it.
    """

    question: str
    before: Any
    by_hand: bool
    measured: float
    change: Difference
    allowed: bool


def feed_answer(
    session: Session,
    catalog: Catalog,
    where: WorksheetOf,
    upload_id: str,
    feeding: Feeding,
    now: datetime,
) -> FedAnswer:
    """Put the measured coverage as the answer of the question the worksheet feeds.

    A figure given by hand is replaced only if `feeding` says so. Raises `NotFound`, `Conflict`
    when the sheet is not checked, has no coverage, a figure was given by hand or the assessment is
    submitted, and `InvalidInput` when the question does not take the figure.
    """
    upload = uploads.get_upload(session, where.account_id, where.assessment_id, upload_id)
    if upload.worksheet != where.worksheet:
        raise uploads.not_found()
    refuse_unless_done(upload)
    coverage = SheetSummary.model_validate(upload.summary).coverage
    if coverage.percent is None:
        raise Conflict(
            "no_coverage",
            "The sheet has no row with visits or backlinks, so nothing was measured.",
            "Add visits or backlinks to the sheet and upload it again.",
        )
    before = _answer_before(session, where, coverage.question)
    by_hand = _by_hand(before)
    if before is not None and by_hand and not feeding.replace:
        raise Conflict(
            "answer_given",
            f"{coverage.question} was answered with {before.value} by hand; measured were "
            f"{coverage.percent}.",
            'Send {"replace": true} to put the measured figure in its place.',
        )
    note = _note(upload, coverage)
    changes = AnswerChanges(
        answers={coverage.question: coverage.percent},
        answered_by=feeding.answered_by,
        role=feeding.role,
        notes={coverage.question: note},
    )
    save_answers(session, catalog, where.account_id, where.assessment_id, changes, now)
    return FedAnswer(
        coverage.question, coverage.percent, note, before.value if before else None, by_hand
    )


def feed_preview(
    session: Session,
    catalog: Catalog,
    where: WorksheetOf,
    upload: SheetUpload,
    visitor: GrantedVisit,
) -> Callable[[], FeedPreview] | None:
    """Return what says what taking the measured figure over would change; None without a figure.

    Calling it needs the database no more and scores twice. Raises `NotFound`, and `Conflict` when
    the pinned questionnaire's files were changed.
    """
    if upload.state != "done":
        return None
    coverage = SheetSummary.model_validate(upload.summary).coverage
    if coverage.percent is None:
        return None
    question, measured = coverage.question, coverage.percent
    before = _answer_before(session, where, question)
    given = given_answers(session, catalog, where.account_id, where.assessment_id)
    allowed = _may_answer(session, given.questionnaire, visitor, question)
    value = before.value if before else None

    def preview() -> FeedPreview:
        change = simulate(given, {question: measured}, {}).difference
        return FeedPreview(question, value, _by_hand(before), measured, change, allowed)

    return preview


def take_over(  # as `feed_answer`, by somebody who visits
    session: Session,
    catalog: Catalog,
    visitor: GrantedVisit,
    worksheet: str,
    upload_id: str,
    *,
    replace: bool,
    now: datetime,
) -> FedAnswer:
    """Put the measured coverage as the answer of the visitor, whose question it has to be.

    Raises as `feed_answer` does, and `Refused` where others answer the question.
    """
    where = WorksheetOf(visitor.account_id, visitor.assessment_id, worksheet)
    questionnaire = pinned(catalog, assessments.get_assessment(session, *_whose(where)))
    fed = table_of(questionnaire, worksheet).feeds.question
    if not _may_answer(session, questionnaire, visitor, fed):
        raise Refused(
            "question_of_another_role",
            "This question is answered by somebody in another role.",
            "Ask that person to take the figure over.",
        )
    role = question_named(questionnaire, fed).role
    feeding = Feeding(replace, visitor.respondent_id, role)
    return feed_answer(session, catalog, where, upload_id, feeding, now)


def _answer_before(session: Session, where: WorksheetOf, question: str) -> StoredAnswer | None:
    stored = assessments.get_answers(session, *_whose(where))
    return next((a for a in stored if a.question_id == question and a.kind == "owner"), None)


def _may_answer(
    session: Session, questionnaire: Questionnaire, visitor: GrantedVisit, question: str
) -> bool:
    if visitor.respondent_id is None:
        return False
    team = list_all_respondents(session, visitor.account_id, visitor.assessment_id)
    duties = Duties(questionnaire, team, visitor.respondent_id)
    return duties.kind_of(question_named(questionnaire, question)) == "owner"


def _by_hand(before: StoredAnswer | None) -> bool:
    return before is not None and not _MEASURED.match(before.note or "")


def _whose(where: WorksheetOf) -> tuple[str, str]:
    return where.account_id, where.assessment_id


def _note(upload: SheetUpload, coverage: SheetCoverage) -> str:
    return (
        f"Measured by worksheet {upload.worksheet}, upload {upload.id}: {coverage.covered} of "
        f"{coverage.base} addresses with visits or backlinks have a valid target."
    )
