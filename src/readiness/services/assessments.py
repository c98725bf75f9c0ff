"""Assessments: opened for an organization, answered in parts, submitted once, scored whole."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from readiness import __version__
from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict, InputProblem, InvalidInput
from readiness.scoring import (
    Answers,
    AnswersRefused,
    Mode,
    Questionnaire,
    Result,
    live_result,
    missing_answers,
)
from readiness.services.answer_writing import write_answers
from readiness.services.given_answers import GivenAnswers, checked_changes
from readiness.services.refusals import invalid_input
from readiness.services.result_hash import hash_of_result
from readiness.services.stored_answers import (
    effective_answers,
    holding,
    raw_answers,
    read_stored,
    settled_answers,
)
from readiness.storage import (
    assessments,
    evidence,
    organizations,
    report_batches,
    reports,
    results,
    uploads,
)
from readiness.storage.answers import AnswerEntry, StoredAnswer
from readiness.storage.assessments import QuestionnairePin, pin_of
from readiness.storage.database import Session
from readiness.storage.settlements import Settled
from readiness.storage.tables import AnswerKind, Assessment, AssessmentMode
from readiness.storage.tables import Result as ResultRow


@dataclass(frozen=True, slots=True)
class AnswerChanges:
    """Answers to add or replace, by question id or code; `None` takes an answer back.

    `answered_by` and `role` say who answered and as what; `notes`, by question id, where an
    answer comes from.
    """

    answers: Mapping[str, object] = field(default_factory=dict)
    second_opinions: Mapping[str, object] = field(default_factory=dict)
    answered_by: str | None = None
    role: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """The answers of an assessment as given, with what is still missing (question ids).

    `settled` says which value counts where two answers differed and a moderator decided.
    """

    assessment: Assessment
    answers: tuple[StoredAnswer, ...]
    missing: tuple[str, ...]
    settled: tuple[Settled, ...] = ()


def open_assessment(
    session: Session,
    catalog: Catalog,
    account_id: str,
    organization_id: str,
    reference: str,
    now: datetime,
    *,
    mode: AssessmentMode = "full",
) -> Assessment:
    """Open an assessment that pins the questionnaire's version and bytes.

    `mode` says what its pages ask.

    Raises `NotFound` for an unknown organization or questionnaire.
    """
    organizations.get_organization(session, account_id, organization_id)
    questionnaire = catalog.get(reference).questionnaire
    return assessments.add_assessment(
        session,
        account_id,
        organization_id,
        QuestionnairePin(questionnaire.key, questionnaire.version, questionnaire.digest),
        mode=mode,
        now=now,
    )


def save_answers(
    session: Session,
    catalog: Catalog,
    account_id: str,
    assessment_id: str,
    changes: AnswerChanges,
    now: datetime,
) -> AnswerSheet:
    """Take a set of answers whole or not at all.

    Raises `NotFound`, `Conflict` once submitted, and `InvalidInput` with every problem.
    """
    assessment = assessments.get_assessment(session, account_id, assessment_id)
    refuse_unless_open(assessment)
    questionnaire = pinned(catalog, assessment)
    stored = assessments.get_answers(session, account_id, assessment_id)
    checked = _checked(questionnaire, stored, changes)
    entries = [
        AnswerEntry(
            question_id=question_id,
            value=value,
            kind=kind,
            note=changes.notes.get(question_id),
            answered_by=changes.answered_by,
            answered_role=changes.role,
        )
        for kind, changed in checked
        for question_id, value in changed.items()
        if value is not None
    ]
    taken_back = {
        kind: [question_id for question_id, value in changed.items() if value is None]
        for kind, changed in checked
    }
    write_answers(session, questionnaire, (account_id, assessment_id), entries, taken_back, now)
    sheet, _ = _sheet(session, questionnaire, account_id, assessment_id)
    return sheet


def answer_sheet(
    session: Session, catalog: Catalog, account_id: str, assessment_id: str
) -> AnswerSheet:
    """Return the answers given so far and the questions still to answer; raises `NotFound`."""
    assessment = assessments.get_assessment(session, account_id, assessment_id)
    sheet, _ = _sheet(session, pinned(catalog, assessment), account_id, assessment_id)
    return sheet


def submit(
    session: Session, catalog: Catalog, account_id: str, assessment_id: str, now: datetime
) -> Result:
    """Close an assessment and store its result whole.

    Raises `NotFound`, `Conflict` when it is submitted already, and `InvalidInput` naming every
    question that still needs an answer.
    """
    assessment = assessments.mark_submitted(session, account_id, assessment_id, now=now)
    questionnaire = pinned(catalog, assessment)
    answers = read_stored(questionnaire, effective_answers(session, account_id, assessment_id))
    missing = missing_answers(questionnaire, answers)
    if missing:
        raise InvalidInput([_missing(questionnaire, question) for question in missing])
    result = live_result(questionnaire, answers)
    results.add_result(
        session,
        assessment,
        result_json=result.model_dump(mode="json"),
        result_hash=hash_of_result(result),
        engine_version=__version__,
        now=now,
    )
    return result


def current_result(
    session: Session,
    catalog: Catalog,
    account_id: str,
    assessment_id: str,
    mode: Mode = "full",
) -> Callable[[], Result]:
    """Return what gives the stored result, or while answering the live one of the answers so far.

    Calling it needs the database no more and takes up to some ten milliseconds. A quick scan is
    never stored: it is scored from the answers, submitted or not.

    Raises `NotFound`, and `Conflict` when the pinned questionnaire's files were changed.
    """
    assessment = assessments.get_assessment(session, account_id, assessment_id)
    if mode == "quick" or assessment.status == "in_progress":
        questionnaire = pinned(catalog, assessment)
        stored = effective_answers(session, account_id, assessment_id)
        return partial(live_result, questionnaire, read_stored(questionnaire, stored), mode)
    row = latest_result(session, account_id, assessment_id)
    return partial(Result.model_validate, row.result_json)


def given_answers(
    session: Session, catalog: Catalog, account_id: str, assessment_id: str
) -> GivenAnswers:
    """Return the answers given so far, as they count, with their questionnaire.

    Raises `NotFound`, and `Conflict` when the pinned questionnaire's files were changed.
    """
    assessment = assessments.get_assessment(session, account_id, assessment_id)
    stored = effective_answers(session, account_id, assessment_id)
    return GivenAnswers(pinned(catalog, assessment), *raw_answers(stored))


def latest_result(session: Session, account_id: str, assessment_id: str) -> ResultRow:
    """Return the stored result of a submitted assessment.

    Raises `Conflict` before that, and `NotFound`. One that was re-opened has none until it is
    submitted again, because its answers are no longer those of the result.
    """
    assessment = assessments.get_assessment(session, account_id, assessment_id)
    stored = results.find_latest_result(session, account_id, assessment_id)
    if stored is None or assessment.status == "in_progress":
        raise Conflict(
            "assessment_not_submitted",
            "The assessment has not been submitted, so there is no final result yet.",
            "Submit it first; until then read its provisional result.",
        )
    return stored


def delete_assessment(session: Session, account_id: str, assessment_id: str) -> tuple[str, ...]:
    """Delete an assessment with all it holds; return the files to remove afterwards."""
    files = reports.list_file_keys(session, account_id, assessment_id=assessment_id)
    sheets = uploads.list_file_keys(session, account_id, assessment_id=assessment_id)
    proofs = evidence.list_file_keys(session, account_id, assessment_id=assessment_id)
    archives = report_batches.withdraw_files(session, account_id, assessment_id=assessment_id)
    assessments.delete_assessment(session, account_id, assessment_id)
    return (*files, *sheets, *proofs, *archives)


def pinned(catalog: Catalog, assessment: Assessment) -> Questionnaire:
    """Return the very questionnaire an assessment pins.

    Raises `NotFound` when its version is gone and `Conflict` when its files were changed.
    """
    return by_pin(catalog, pin_of(assessment))


def by_pin(catalog: Catalog, pin: QuestionnairePin) -> Questionnaire:
    """Return the very questionnaire that is pinned; raises as `pinned` does."""
    questionnaire = catalog.get(pin.key, pin.version).questionnaire
    if questionnaire.digest != pin.hash:
        raise Conflict(
            "questionnaire_changed",
            f"The files of {questionnaire.reference} are not those this assessment was opened"
            " with.",
            "Restore the released version, or open a new assessment.",
        )
    return questionnaire


def refuse_unless_open(assessment: Assessment) -> None:
    """Raise `Conflict` when nothing of the assessment can be changed any more."""
    if assessment.status != "in_progress":
        raise Conflict(
            "assessment_submitted",
            f"The assessment was submitted on {assessment.submitted_at:%Y-%m-%d}.",
            "Re-open it with a reason, or open a new assessment for the organization.",
        )


def _checked(
    questionnaire: Questionnaire, stored: Sequence[StoredAnswer], changes: AnswerChanges
) -> tuple[tuple[AnswerKind, dict[str, object]], ...]:
    """Return the changes by kind and question id after checking them beside the stored answers."""
    given = GivenAnswers(questionnaire, *raw_answers(stored))
    try:
        answers, seconds = checked_changes(given, changes.answers, changes.second_opinions)
    except AnswersRefused as refusal:
        raise invalid_input(refusal) from refusal
    return ("owner", answers), ("second", seconds)


def _sheet(
    session: Session, questionnaire: Questionnaire, account_id: str, assessment_id: str
) -> tuple[AnswerSheet, Answers]:
    """Return the sheet, and its answers as they are read."""
    assessment = assessments.get_assessment(session, account_id, assessment_id)
    answers = assessments.get_answers(session, account_id, assessment_id)
    settled = holding(session, account_id, assessment_id, answers)
    read = read_stored(questionnaire, settled_answers(answers, settled))
    return AnswerSheet(assessment, answers, missing_answers(questionnaire, read), settled), read


def _missing(questionnaire: Questionnaire, question_id: str) -> InputProblem:
    code = next(q.code for q in questionnaire.questions if q.id == question_id)
    return InputProblem(
        code="answer_missing",
        detail=f"{code} applies and has no answer yet.",
        remedy="Answer it, or write dont_know or, where offered, not_applicable.",
        pointer=f"/answers/{question_id}",
    )
