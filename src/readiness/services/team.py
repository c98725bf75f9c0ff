"""The team of an assessment: who answers in which roles, how far they are, who joins and leaves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict, InputProblem, InvalidInput
from readiness.scoring import Questionnaire
from readiness.services.assessments import pinned
from readiness.services.links import IssuedLink, issue_again, issue_link
from readiness.services.sections import RoleProgress, effective_roles, progress_by_role
from readiness.services.stored_answers import effective_answers, read_stored
from readiness.services.typed_names import email_problem, name_problem, tidied
from readiness.storage import links, teams
from readiness.storage.access_tables import AccessLink, Respondent
from readiness.storage.assessments import get_assessment
from readiness.storage.database import Session
from readiness.storage.links import GrantedVisit, LinkTarget
from readiness.storage.respondents import Person, add_respondent, list_all_respondents

MOST_PEOPLE: Final = 50

LinkState = Literal["none", "waiting", "opened", "expired", "revoked"]
"""`waiting`: can be opened and never was."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who answers: `roles` are assigned, `answers_for` those and, for the lead, the rest.

    `link_id` is the link they come by, if they ever had one.
    """

    id: str
    name: str
    email: str | None
    leads: bool
    roles: tuple[str, ...]
    answers_for: frozenset[str]
    link_id: str | None
    link: LinkState


@dataclass(frozen=True, slots=True)
class Team:
    """Who answers, who did and left, and how far each role is that is asked anything."""

    members: tuple[Member, ...]
    former: tuple[Member, ...]
    progress: tuple[RoleProgress, ...]

    def member(self, respondent_id: str) -> Member | None:
        """Return who has this id, of those who left too."""
        found = (*self.members, *self.former)
        return next((member for member in found if member.id == respondent_id), None)

    def answering(self, role: str) -> tuple[Member, ...]:
        """Return those who answer for a role."""
        return tuple(member for member in self.members if role in member.answers_for)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to invite, as typed; an empty address is none."""

    name: str
    email: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Invited:
    """Who was invited, and the link to hand over."""

    respondent_id: str
    link: IssuedLink


def team_of(
    session: Session, catalog: Catalog, account_id: str, assessment_id: str, now: datetime
) -> Team:
    """Return the team of an assessment.

    Raises `NotFound`, and `Conflict` when the pinned questionnaire's files were changed.
    """
    assessment = get_assessment(session, account_id, assessment_id)
    questionnaire = pinned(catalog, assessment)
    people = list_all_respondents(session, account_id, assessment_id)
    by_person = {link.respondent_id: link for link in _links(session, account_id, assessment_id)}
    members = [_member(questionnaire, people, each, by_person.get(each.id), now) for each in people]
    stored = effective_answers(session, account_id, assessment_id)
    answers = read_stored(questionnaire, stored)
    return Team(
        members=tuple(member for member in members if _takes_part(member)),
        former=tuple(member for member in members if not _takes_part(member)),
        progress=progress_by_role(questionnaire, answers, people, assessment.mode),
    )


def invite(
    session: Session, catalog: Catalog, lead: GrantedVisit, colleague: Colleague, now: datetime
) -> Invited:
    """Add a colleague with a private link; their roles are no longer the lead's.

    Raises `InvalidInput` with a problem for each field.
    """
    where = (lead.account_id, lead.assessment_id)
    questionnaire = pinned(catalog, get_assessment(session, *where))
    people = list_all_respondents(session, *where)
    wanted = Person(
        tidied(colleague.name),
        _known(questionnaire, colleague.roles),
        email=tidied(colleague.email) or None,
    )
    problems = list(_problems(wanted, people))
    if problems:
        raise InvalidInput(problems)
    added = add_respondent(session, *where, wanted, now=now)
    _leave_to_others(session, people, wanted.roles)
    link = issue_link(session, *where, LinkTarget("answer", added.id), now)
    return Invited(added.id, link)


def assign(
    session: Session,
    catalog: Catalog,
    lead: GrantedVisit,
    respondent_id: str,
    roles: Sequence[str],
) -> None:
    """Let a person answer in exactly these roles; what a colleague gets is no longer the lead's.

    Raises `NotFound`.
    """
    where = (lead.account_id, lead.assessment_id)
    questionnaire = pinned(catalog, get_assessment(session, *where))
    person = teams.get_respondent(session, *where, respondent_id)
    given = _known(questionnaire, roles)
    teams.put_roles(session, *where, respondent_id, given)
    if not person.leads:
        _leave_to_others(session, list_all_respondents(session, *where), given)


def link_for(session: Session, lead: GrantedVisit, respondent_id: str, now: datetime) -> IssuedLink:
    """Issue a colleague's link again, or a first one; the old one and visits by it end.

    Raises `NotFound`, and `Conflict` for whoever leads: their visits would end here.
    """
    where = (lead.account_id, lead.assessment_id)
    _colleague(session, lead, respondent_id)
    mine = _link_of(session, lead, respondent_id)
    if mine is None:
        return issue_link(session, *where, LinkTarget("answer", respondent_id), now)
    return issue_again(session, lead.account_id, mine.id, now)


def revoke(session: Session, lead: GrantedVisit, respondent_id: str, now: datetime) -> None:
    """End a colleague's link and every visit by it; their roles and answers stay.

    Raises as `link_for`, and `NotFound` where no link is in use.
    """
    _colleague(session, lead, respondent_id)
    mine = _link_of(session, lead, respondent_id)
    links.mark_revoked(session, lead.account_id, mine.id if mine else "", now=now)


def remove(session: Session, lead: GrantedVisit, respondent_id: str) -> None:
    """Take a colleague out of the team: their roles fall to the lead, their answers stay.

    Raises as `link_for`.
    """
    _colleague(session, lead, respondent_id)
    teams.delete_respondent(session, lead.account_id, lead.assessment_id, respondent_id)


def _colleague(session: Session, lead: GrantedVisit, respondent_id: str) -> None:
    found = teams.get_respondent(session, lead.account_id, lead.assessment_id, respondent_id)
    if found.leads:
        raise Conflict(
            "lead_stays",
            "This cannot be done with the person who leads the assessment.",
            "Choose a colleague.",
        )


def _links(session: Session, account_id: str, assessment_id: str) -> tuple[AccessLink, ...]:
    """Links to answer by, those in use after revoked ones: the last of a person is theirs."""
    found = teams.list_answer_links(session, account_id, assessment_id)
    return tuple(sorted(found, key=lambda link: link.revoked_at is None))


def _link_of(session: Session, lead: GrantedVisit, respondent_id: str) -> AccessLink | None:
    found = _links(session, lead.account_id, lead.assessment_id)
    mine = [link for link in found if link.respondent_id == respondent_id]
    return mine[-1] if mine else None


def _member(
    questionnaire: Questionnaire,
    people: Sequence[Respondent],
    person: Respondent,
    link: AccessLink | None,
    now: datetime,
) -> Member:
    return Member(
        id=person.id,
        name=person.name,
        email=person.email,
        leads=person.leads,
        roles=tuple(person.roles),
        answers_for=effective_roles(questionnaire, people, person.id),
        link_id=None if link is None else link.id,
        link=_state(link, now),
    )


def _state(link: AccessLink | None, now: datetime) -> LinkState:
    if link is None:
        return "none"
    if link.revoked_at is not None:
        return "revoked"
    if link.expires_at <= now:
        return "expired"
    return "waiting" if link.opened_at is None else "opened"


def _takes_part(member: Member) -> bool:
    return member.leads or bool(member.roles) or member.link != "none"


def _known(questionnaire: Questionnaire, roles: Sequence[str]) -> tuple[str, ...]:
    """The roles of the questionnaire among those sent, each once, in its order."""
    return tuple(role.id for role in questionnaire.roles if role.id in roles)


def _leave_to_others(session: Session, people: Sequence[Respondent], roles: Sequence[str]) -> None:
    for person in people:
        kept = [role for role in person.roles if role not in roles]
        if person.leads and len(kept) < len(person.roles):
            teams.put_roles(session, person.account_id, person.assessment_id, person.id, kept)


def _problems(wanted: Person, people: Sequence[Respondent]) -> Iterator[InputProblem]:
    names = {person.name.casefold() for person in people}
    found = (name_problem(wanted.name, "/name"), email_problem(wanted.email or "", "/email"))
    yield from (problem for problem in found if problem is not None)
    if wanted.name.casefold() in names:
        yield InputProblem(
            "colleague_known",
            "Somebody of this name is in the team already.",
            "Issue their link again, or enter another name.",
            "/name",
        )
    if len(people) >= MOST_PEOPLE:
        yield InputProblem(
            "team_full",
            f"A team has at most {MOST_PEOPLE} people.",
            "Remove somebody who does not answer.",
            "/name",
        )
    if not wanted.roles:
        yield InputProblem(
            "role_missing",
            "No role is chosen.",
            "Choose at least one role that this person answers for.",
            "/roles",
        )
