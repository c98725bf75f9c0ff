"""Starting without account: an account that has no key yet, and a private link that leads.

Somebody may claim the account later; until then only the private links open anything of it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from readiness.catalog.catalog import Catalog
from readiness.errors import InvalidInput
from readiness.services.assessments import open_assessment
from readiness.services.links import IssuedLink, issue_link, open_link
from readiness.services.typed_names import email_problem, name_problem, tidied
from readiness.storage.accounts import add_account
from readiness.storage.database import Session
from readiness.storage.links import LinkTarget
from readiness.storage.organizations import add_organization
from readiness.storage.respondents import Person, add_respondent
from readiness.storage.tables import AssessmentMode


@dataclass(frozen=True, slots=True)
class Beginning:
    """What somebody types to start: texts as typed; `country` is ISO 3166 alpha-2 or None."""

    questionnaire: str
    mode: AssessmentMode
    organization: str
    country: str | None
    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Started:
    """The private link of who started, and the secret for the cookie of the browser let in."""

    link: IssuedLink
    browser: str


def start_alone(
    session: Session, catalog: Catalog, beginning: Beginning, browser: str | None, now: datetime
) -> Started:
    """Start an assessment that its first respondent leads with all roles, and let the browser in.

    `beginning` is as `checked_beginning` returned it; `browser` is the secret its cookie holds
    already, if any. Raises `NotFound` for a questionnaire that is not on offer.
    """
    questionnaire = catalog.get(beginning.questionnaire).questionnaire
    account = add_account(session, beginning.organization, now=now)
    organization = add_organization(
        session, account.id, name=beginning.organization, country=beginning.country, now=now
    )
    assessment = open_assessment(
        session,
        catalog,
        account.id,
        organization.id,
        questionnaire.reference,
        now,
        mode=beginning.mode,
    )
    roles = tuple(role.id for role in questionnaire.roles)
    leading = Person(beginning.name, roles, leads=True, email=beginning.email or None)
    respondent = add_respondent(session, account.id, assessment.id, leading, now=now)
    target = LinkTarget("answer", respondent.id)
    link = issue_link(session, account.id, assessment.id, target, now)
    return Started(link, open_link(session, link.token, browser, now).browser)


def checked_beginning(beginning: Beginning) -> Beginning:
    """Return what was typed as it is kept; raises `InvalidInput` with a problem for each field."""
    typed = replace(
        beginning,
        organization=tidied(beginning.organization),
        name=tidied(beginning.name),
        email=tidied(beginning.email),
    )
    found = (
        name_problem(typed.organization, "/organization"),
        name_problem(typed.name, "/name"),
        email_problem(typed.email, "/email"),
    )
    problems = [problem for problem in found if problem is not None]
    if problems:
        raise InvalidInput(problems)
    return typed
