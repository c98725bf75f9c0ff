"""Private links that a consultancy orders for the people of an assessment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from readiness.catalog.catalog import Catalog
from readiness.errors import InputProblem, InvalidInput, NotFound
from readiness.scoring import Questionnaire
from readiness.scoring.spelling import did_you_mean
from readiness.services.assessments import pinned
from readiness.services.links import IssuedLink, issue_again, issue_link
from readiness.storage import assessments, links, respondents
from readiness.storage.access_tables import AccessLink, LinkPurpose, Respondent
from readiness.storage.database import Session
from readiness.storage.links import LinkTarget
from readiness.storage.respondents import Person
from readiness.storage.rows import PageKey


@dataclass(frozen=True, slots=True)
class LinkOrder:
    """A link to issue for `days`: to read, or to answer as somebody new or somebody known."""

    purpose: LinkPurpose
    days: int
    person: Person | None = None
    respondent_id: str | None = None


@dataclass(frozen=True, slots=True)
class ListedLink:
    """A link and whom it is for, if it is one to answer by."""

    link: AccessLink
    respondent: Respondent | None


@dataclass(frozen=True, slots=True)
class ListedLinks:
    """A page of links, newest first; `last_key` gives the next page."""

    links: tuple[ListedLink, ...]
    last_key: PageKey | None


def order_link(
    session: Session,
    catalog: Catalog,
    account_id: str,
    assessment_id: str,
    order: LinkOrder,
    now: datetime,
) -> tuple[ListedLink, IssuedLink]:
    """Issue a link as ordered, adding the person where there is one to add.

    Raises `NotFound` for an unknown assessment, and `InvalidInput` for roles that the questionnaire
    does not have and for respondents that are missing, unknown or one too many.
    """
    assessment = assessments.get_assessment(session, account_id, assessment_id)
    _refuse_unless_whole(order)
    target = LinkTarget(order.purpose)
    if order.person is not None:
        check_roles(pinned(catalog, assessment), order.person.roles)
        added = respondents.add_respondent(
            session, account_id, assessment_id, order.person, now=now
        )
        target = LinkTarget(order.purpose, added.id)
    elif order.respondent_id is not None:
        _refuse_unless_known(session, account_id, assessment_id, order.respondent_id)
        target = LinkTarget(order.purpose, order.respondent_id)
    issued = issue_link(session, account_id, assessment_id, target, now, days=order.days)
    return _listed(session, account_id, assessment_id, issued.link_id), issued


def list_ordered(
    session: Session,
    account_id: str,
    assessment_id: str,
    *,
    limit: int,
    after: PageKey | None = None,
) -> ListedLinks:
    """Return a page of the assessment's links, those that ended too; raises `NotFound`."""
    assessments.get_assessment(session, account_id, assessment_id)
    people = _people(session, account_id, assessment_id)
    page = links.list_links(session, account_id, assessment_id, limit=limit, after=after)
    listed = tuple(ListedLink(link, people.get(link.respondent_id or "")) for link in page.rows)
    return ListedLinks(listed, page.last_key)


def revoke_link(
    session: Session, account_id: str, assessment_id: str, link_id: str, now: datetime
) -> None:
    """End a link and every visit by it; raises `NotFound`, also where it has ended already."""
    _get(session, account_id, assessment_id, link_id)
    links.mark_revoked(session, account_id, link_id, now=now)


def reissue_link(  # one call site
    session: Session,
    account_id: str,
    assessment_id: str,
    link_id: str,
    days: int,
    now: datetime,
) -> tuple[ListedLink, IssuedLink]:
    """Give a link, a revoked one too, a new address; the old one ends. Raises `NotFound`."""
    _get(session, account_id, assessment_id, link_id)
    issued = issue_again(session, account_id, link_id, now, days=days)
    return _listed(session, account_id, assessment_id, link_id), issued


def check_roles(questionnaire: Questionnaire, roles: Sequence[str]) -> None:
    """Raise `InvalidInput` for each role that the questionnaire does not have."""
    known = [role.id for role in questionnaire.roles]
    problems = [
        InputProblem(
            "unknown_role",
            f"{questionnaire.reference} has no role {role[:80]!r}.",
            did_you_mean(role, known, f"use one of {', '.join(known)}").capitalize(),
            f"/respondent/roles/{index}",
        )
        for index, role in enumerate(roles)
        if role not in known
    ]
    if problems:
        raise InvalidInput(problems)


def _refuse_unless_whole(order: LinkOrder) -> None:
    given = sum((order.person is not None, order.respondent_id is not None))
    wanted = 1 if order.purpose == "answer" else 0
    if given != wanted:
        raise InvalidInput([_TO_ANSWER if wanted else _TO_READ])


def _refuse_unless_known(
    session: Session, account_id: str, assessment_id: str, respondent_id: str
) -> None:
    if respondent_id not in _people(session, account_id, assessment_id):
        raise InvalidInput([_UNKNOWN_RESPONDENT])


def _get(session: Session, account_id: str, assessment_id: str, link_id: str) -> AccessLink:
    link = links.get_link(session, account_id, link_id)
    if link.assessment_id != assessment_id:
        raise NotFound(
            "link_not_found",
            "This assessment has no such link.",
            "List the links of the assessment to see which there are.",
        )
    return link


def _listed(session: Session, account_id: str, assessment_id: str, link_id: str) -> ListedLink:
    link = _get(session, account_id, assessment_id, link_id)
    people = _people(session, account_id, assessment_id)
    return ListedLink(link, people.get(link.respondent_id or ""))


def _people(session: Session, account_id: str, assessment_id: str) -> dict[str, Respondent]:
    everybody = respondents.list_all_respondents(session, account_id, assessment_id)
    return {respondent.id: respondent for respondent in everybody}


_TO_ANSWER = InputProblem(
    "respondent_needed",
    "A link to answer by is for one person.",
    "Give either `respondent` or `respondent_id`.",
    "/respondent",
)
_TO_READ = InputProblem(
    "respondent_not_needed",
    "A link for reading is for nobody in particular.",
    "Leave out `respondent` and `respondent_id`.",
    "/purpose",
)
_UNKNOWN_RESPONDENT = InputProblem(
    "unknown_respondent",
    "Nobody with this id answers the assessment.",
    "List the links of the assessment to see who does, or give a `respondent`.",
    "/respondent_id",
)
