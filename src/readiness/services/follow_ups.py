"""What comes after a result: questionnaires it suggests, and the way between both assessments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict
from readiness.scoring import Questionnaire
from readiness.services.assessments import pinned
from readiness.services.links import IssuedLink, hash_of, issue_link, open_link
from readiness.services.offers import Offered, Opening, list_offers, open_carrying_over
from readiness.storage import links
from readiness.storage.assessments import get_assessment
from readiness.storage.database import Session
from readiness.storage.links import GrantedVisit, LinkTarget
from readiness.storage.respondents import Person, add_respondent, list_all_respondents


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A questionnaire that is suggested, and the codes of the questions whose answers do so."""

    questionnaire: Questionnaire
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Another assessment of the organization that this browser may answer, by its own link."""

    link_id: str
    questionnaire: Questionnaire


@dataclass(frozen=True, slots=True)
class FollowUps:
    """What is suggested and not begun in this browser, and what was begun."""

    suggested: tuple[FollowUp, ...]
    beside: tuple[Beside, ...]


def list_follow_ups(
    session: Session, catalog: Catalog, visit: GrantedVisit, browser: str, now: datetime
) -> FollowUps:
    """Return what the visitor can go on with; raises as `list_offers` does, but `Conflict`.

    Only the one who leads gets suggestions, and only for a submitted assessment. `browser` is the
    secret its cookie holds.
    """
    beside = tuple(_beside(session, catalog, visit, browser, now))
    assessment = get_assessment(session, visit.account_id, visit.assessment_id)
    if not visit.leads or assessment.status != "submitted":
        return FollowUps((), beside)
    begun = {each.questionnaire.key for each in beside}
    offers = list_offers(session, catalog, visit.account_id, visit.assessment_id)
    answered = pinned(catalog, assessment)
    suggested = (
        FollowUp(offer.questionnaire, _codes(answered, offer))
        for offer in offers
        if offer.questionnaire.key not in begun
    )
    return FollowUps(tuple(suggested), beside)


def take_up(  # everything a new assessment is made from
    session: Session,
    catalog: Catalog,
    visit: GrantedVisit,
    reference: str,
    browser: str,
    now: datetime,
) -> IssuedLink:
    """Open a suggested questionnaire with what can be taken over; whoever leads here leads there.

    The browser is let in. Raises `Conflict` when it is not suggested (any more).
    """
    follow_ups = list_follow_ups(session, catalog, visit, browser, now)
    chosen = _chosen(follow_ups.suggested, reference)
    assessment = get_assessment(session, visit.account_id, visit.assessment_id)
    opening = Opening(assessment.organization_id, reference, assessment.id)
    opened = open_carrying_over(session, catalog, visit.account_id, opening, now)
    people = list_all_respondents(session, visit.account_id, visit.assessment_id)
    leading = next(person for person in people if person.id == visit.respondent_id)
    roles = tuple(role.id for role in chosen.questionnaire.roles)
    person = Person(leading.name, roles, leads=True, email=leading.email)
    added = add_respondent(session, visit.account_id, opened.id, person, now=now)
    target = LinkTarget("answer", added.id)
    issued = issue_link(session, visit.account_id, opened.id, target, now)
    open_link(session, issued.token, browser, now)
    return issued


def _chosen(suggested: Sequence[FollowUp], reference: str) -> FollowUp:
    for each in suggested:
        if each.questionnaire.reference == reference:
            return each
    raise Conflict(
        "not_suggested",
        "This questionnaire is not suggested by the result, or it was opened already.",
        "Look at the results page again; what was opened is listed there.",
    )


def _beside(
    session: Session, catalog: Catalog, visit: GrantedVisit, browser: str, now: datetime
) -> Iterator[Beside]:
    """One link for each other assessment of the same organization."""
    own = get_assessment(session, visit.account_id, visit.assessment_id)
    seen = {own.id}
    for door in links.list_doors(session, visit.account_id, hash_of(browser), now=now):
        if door.assessment_id in seen:
            continue
        seen.add(door.assessment_id)
        other = get_assessment(session, visit.account_id, door.assessment_id)
        if other.organization_id == own.organization_id:
            yield Beside(door.link_id, pinned(catalog, other))


def _codes(answered: Questionnaire, offer: Offered) -> tuple[str, ...]:
    codes = {question.id: question.code for question in answered.questions}
    named = (codes[name] for part in offer.reasons for name in part.read if name in codes)
    return tuple(dict.fromkeys(named))
