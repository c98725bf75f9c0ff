"""Which questionnaires an assessment suggests to answer next, and what they take over from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from readiness.catalog.catalog import Catalog, version_order
from readiness.errors import Conflict
from readiness.scoring import Answers, AnswersRefused, Questionnaire, QuestionnaireRefused
from readiness.scoring.answer_shapes import DONT_KNOW
from readiness.scoring.conditions import decide_condition
from readiness.scoring.offers import CarriedAnswer, CarryOver
from readiness.scoring.reading import read_answers
from readiness.scoring.receipt_parts import DecidingPart
from readiness.services.assessments import (
    AnswerChanges,
    given_answers,
    latest_result,
    open_assessment,
    pinned,
    save_answers,
)
from readiness.services.given_answers import GivenAnswers
from readiness.services.on_offer import newest_released
from readiness.storage import assessments
from readiness.storage.database import Session
from readiness.storage.tables import Assessment

_CARRIED_OVER = "carried over from "
_MONTHS = 12
_LAST_DAY_OF_EVERY_MONTH = 28


@dataclass(frozen=True, slots=True)
class Offered:
    """A questionnaire that is offered, and the parts of its condition that decided it."""

    questionnaire: Questionnaire
    reasons: tuple[DecidingPart, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """An assessment to open, and the one to take answers over from."""

    organization_id: str
    reference: str
    carry_over_from: str


def list_offers(
    session: Session, catalog: Catalog, account_id: str, assessment_id: str
) -> tuple[Offered, ...]:
    """Return the newest released questionnaires that a submitted assessment suggests.

    A superseded assessment suggests none. Raises `NotFound`, and `Conflict` before submission.
    """
    assessment = assessments.get_assessment(session, account_id, assessment_id)
    latest_result(session, account_id, assessment_id)
    if assessment.status == "superseded":
        return ()
    given = given_answers(session, catalog, account_id, assessment_id)
    answers = read_answers(given.questionnaire, given.answers, given.second_opinions)
    offers = (_offered(each, given.questionnaire, answers) for each in newest_released(catalog))
    return tuple(offer for offer in offers if offer is not None)


def _offered(offered: Questionnaire, answered: Questionnaire, answers: Answers) -> Offered | None:
    """The offer, if one of its conditions is true; one that does not fit the version is not."""
    for offer in offered.offered_after:
        if not _is_meant(offer.questionnaire, offer.versions, answered):
            continue
        try:
            held = decide_condition(answered, offer.when, answers)
        except QuestionnaireRefused:
            continue
        if held.value is True:
            return Offered(offered, held.decided_by)
    return None


def _is_meant(key: str, versions: str, questionnaire: Questionnaire) -> bool:
    least = version_order(versions.removeprefix(">="))
    return questionnaire.key == key and version_order(questionnaire.version) >= least


def open_carrying_over(
    session: Session, catalog: Catalog, account_id: str, opening: Opening, now: datetime
) -> Assessment:
    """Open an assessment with the answers that mean the same in a submitted one.

    Each is marked with its origin in `answered_by`, until somebody confirms or changes it. Raises
    as `open_assessment`, and `Conflict` where nothing can be taken over from the source.
    """
    organization_id, source_id = opening.organization_id, opening.carry_over_from
    opened = open_assessment(session, catalog, account_id, organization_id, opening.reference, now)
    questionnaire = pinned(catalog, opened)
    source = assessments.get_assessment(session, account_id, source_id)
    given = given_answers(session, catalog, account_id, source_id)
    rules = _rules(questionnaire, given.questionnaire)
    _refuse_unless_fit(source, organization_id, rules, now)
    taken = dict(_taken(questionnaire, given, rules)) if rules else {}
    origin = f"{_CARRIED_OVER}{source_id}"
    changes = AnswerChanges(answers=taken, answered_by=origin)
    save_answers(session, catalog, account_id, opened.id, changes, now)
    return opened


def is_carried_over(answered_by: str | None) -> bool:
    """Tell whether an answer was taken over from another assessment and nobody confirmed it."""
    return (answered_by or "").startswith(_CARRIED_OVER)


def _rules(questionnaire: Questionnaire, source: Questionnaire) -> CarryOver | None:
    found = (r for r in questionnaire.carry_over if _is_meant(r.questionnaire, r.versions, source))
    return next(found, None)


def _refuse_unless_fit(
    source: Assessment, organization_id: str, rules: CarryOver | None, now: datetime
) -> None:
    reason = None
    if rules is None:
        reason = "the new questionnaire takes nothing over from that questionnaire"
    elif source.organization_id != organization_id:
        reason = "it belongs to another organization"
    elif source.status != "submitted" or source.submitted_at is None:
        reason = "it is not the submitted one"
    elif now > _months_later(source.submitted_at, rules.at_most_months_old):
        reason = f"it is older than {rules.at_most_months_old} months"
    if reason is not None:
        raise Conflict(
            "carry_over_refused",
            f"Nothing is taken over from assessment {source.id}: {reason}.",
            "Name a submitted assessment of the same organization, or leave out carry_over_from.",
        )


def _months_later(moment: datetime, months: int) -> datetime:
    """The same day so many months later; days that a month may lack count as its 28th."""
    years, month = divmod(moment.month - 1 + months, _MONTHS)
    day = min(moment.day, _LAST_DAY_OF_EVERY_MONTH)
    return moment.replace(year=moment.year + years, month=month + 1, day=day)


def _taken(
    questionnaire: Questionnaire, given: GivenAnswers, rules: CarryOver
) -> Iterator[tuple[str, object]]:
    """The answers that are taken over, by question here; what does not fit is left out."""
    for carried in rules.answers:
        value = given.answers.get(carried.there)
        if value is None or not _is_taken(carried, value):
            continue
        try:
            read_answers(questionnaire, {carried.question: value})
        except AnswersRefused:
            continue
        yield carried.question, value


def _is_taken(carried: CarriedAnswer, value: object) -> bool:
    """Bands differ and "not applicable" has reasons of its own: neither is taken over."""
    if value == DONT_KNOW:
        return carried.dont_know
    match carried.take:
        case "figure":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "items":
            return isinstance(value, list)
        case _:
            return isinstance(value, str | int) and value != "not_applicable"
