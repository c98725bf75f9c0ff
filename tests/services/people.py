"""Three people who answer an assessment in their roles, each visiting by a link of their own."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.services.links import find_visitor, issue_link, open_link
from readiness.storage.links import GrantedVisit, LinkTarget
from readiness.storage.respondents import Person, add_respondent
from tests.services.conftest import NOW, Account


@dataclass(frozen=True)
class Team:
    """Who leads, and two colleagues."""

    account: Account
    lead: GrantedVisit
    logistics: GrantedVisit
    sales: GrantedVisit

    def in_role(self, name: str, role: str) -> GrantedVisit:
        """Another colleague."""
        return visit_of(self.account, self.lead.assessment_id, Person(name, (role,)))


def team_of(account: Account, assessment_id: str) -> Team:
    """Add the three to an assessment; who leads has a role of her own."""
    return Team(
        account,
        visit_of(account, assessment_id, Person("Ada Muster", ("management",), leads=True)),
        visit_of(account, assessment_id, Person("Lena Lager", ("logistics",))),
        visit_of(account, assessment_id, Person("Viktor Vertrieb", ("sales",))),
    )


def visit_of(account: Account, assessment_id: str, person: Person) -> GrantedVisit:
    """Add a person to an assessment and let a browser in by a link for them."""
    write, owner = account.database.write_now, (account.id, assessment_id)
    added = write(add_respondent, *owner, person, now=NOW)
    issued = write(issue_link, *owner, LinkTarget("answer", added.id), NOW)
    opened = write(open_link, issued.token, None, NOW)
    return account.database.read_now(find_visitor, opened.browser, issued.link_id, NOW)
