"""The team: who joins and leaves, whose the roles are, how far each part is."""

from __future__ import annotations

from typing import Any

import pytest

from readiness.errors import Conflict, InvalidInput, NotFound
from readiness.services import team as use_cases
from readiness.services.assessments import AnswerChanges, save_answers
from readiness.services.links import find_visitor, issue_link, open_link
from readiness.services.team import MOST_PEOPLE, Colleague, Invited, Member, Team, team_of
from readiness.storage.assessments import get_answers
from readiness.storage.links import GrantedVisit, LinkTarget
from readiness.storage.respondents import Person, add_respondent, names_of
from tests.services.conftest import NOW, Account

ALL_ROLES = ("management", "sales", "marketing", "logistics", "it_product_data", "finance")


class Led:
    """An assessment with a lead who holds all roles, as after starting without account."""

    def __init__(self, account: Account, answers: dict[str, Any] | None = None) -> None:
        self.account = account
        self.id = account.assessment(answers or {})
        person = Person("Ada Muster", ALL_ROLES, leads=True)
        lead = self.write(add_respondent, account.id, self.id, person, now=NOW)
        self.lead_id = lead.id
        self.lead = self.enter(
            self.write(issue_link, account.id, self.id, LinkTarget("answer", lead.id), NOW).token
        )

    def write(self, use_case: Any, *args: Any, **kwargs: Any) -> Any:
        """Run a use case that writes."""
        return self.account.database.write_now(use_case, *args, **kwargs)

    def enter(self, token: str) -> GrantedVisit:
        """Open a link and visit by it."""
        opened = self.write(open_link, token, None, NOW)
        return self.account.database.read_now(find_visitor, opened.browser, opened.link.id, NOW)

    def invite(self, name: str = "Ben Kollege", *roles: str, email: str = "") -> Invited:
        """Invite a colleague, for sales if nothing is said."""
        colleague = Colleague(name, email, roles or ("sales",))
        invited: Invited = self.write(
            use_cases.invite, self.account.catalog, self.lead, colleague, NOW
        )
        return invited

    def team(self) -> Team:
        """The team as it is now."""
        read = self.account.database.read_now
        return read(team_of, self.account.catalog, self.account.id, self.id, NOW)

    def member(self, respondent_id: str) -> Member:
        """Somebody in it, or who was."""
        found = self.team().member(respondent_id)
        assert found is not None
        return found


@pytest.fixture
def led(account: Account) -> Led:
    """A fresh assessment without answers."""
    return Led(account)


def test_whoever_is_invited_gets_the_roles_and_a_link(led: Led) -> None:
    invited = led.invite("  Ben   Kollege ", "logistics", "sales", email=" ben@example.com ")
    ben, ada = led.member(invited.respondent_id), led.member(led.lead_id)
    assert (ben.name, ben.email, ben.roles, ben.link) == (
        "Ben Kollege",
        "ben@example.com",
        ("sales", "logistics"),
        "waiting",
    )
    assert not {"sales", "logistics"} & ada.answers_for
    assert led.enter(invited.link.token).roles == ("sales", "logistics")
    assert led.member(invited.respondent_id).link == "opened"


@pytest.mark.parametrize(
    ("colleague", "codes"),
    [
        (Colleague(" ", "", ("sales",)), {"name_missing"}),
        (Colleague("x" * 301, "", ("sales",)), {"name_too_long"}),
        (Colleague("Ben", "ben@", ("sales",)), {"email_not_understood"}),
        (Colleague("Ben", "", ("no such role",)), {"role_missing"}),
        (Colleague("ada MUSTER", "", ("sales",)), {"colleague_known"}),
        (Colleague("", "x", ()), {"name_missing", "email_not_understood", "role_missing"}),
    ],
)
def test_an_invitation_says_everything_that_is_wrong(
    led: Led, colleague: Colleague, codes: set[str]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        led.write(use_cases.invite, led.account.catalog, led.lead, colleague, NOW)
    assert {problem.code for problem in refused.value.problems} == codes
    assert len(led.team().members) == 1


def test_a_team_has_an_end(led: Led) -> None:
    for number in range(MOST_PEOPLE - 1):
        person = Person(f"Person {number}", ("sales",))
        led.write(add_respondent, led.account.id, led.id, person, now=NOW)
    with pytest.raises(InvalidInput, match="at most 50"):
        led.invite()


def test_roles_that_nobody_has_are_the_leads(led: Led) -> None:
    ben = led.invite("Ben", "sales", "finance").respondent_id
    led.write(use_cases.assign, led.account.catalog, led.lead, ben, ["finance"])
    assert led.member(ben).roles == ("finance",)
    ada = led.member(led.lead_id)
    assert "sales" not in ada.roles
    assert ada.answers_for == set(ALL_ROLES) - {"finance"}


def test_what_a_colleague_gets_is_no_longer_the_leads_unless_taken_again(led: Led) -> None:
    ben = led.invite().respondent_id
    led.write(use_cases.assign, led.account.catalog, led.lead, ben, ["management", "sales", "x"])
    assert "management" not in led.member(led.lead_id).answers_for
    led.write(use_cases.assign, led.account.catalog, led.lead, led.lead_id, ["management"])
    assert {member.name for member in led.team().answering("management")} == {
        "Ada Muster",
        "Ben Kollege",
    }


def test_a_link_issued_again_ends_the_old_one_and_its_visits(led: Led) -> None:
    invited = led.invite()
    led.enter(invited.link.token)
    again = led.write(use_cases.link_for, led.lead, invited.respondent_id, NOW)
    assert led.member(invited.respondent_id).link == "waiting"
    with pytest.raises(NotFound):
        led.enter(invited.link.token)
    assert led.enter(again.token).name == "Ben Kollege"


def test_a_revoked_link_opens_nothing_until_it_is_issued_again(led: Led) -> None:
    invited = led.invite()
    led.write(use_cases.revoke, led.lead, invited.respondent_id, NOW)
    member = led.member(invited.respondent_id)
    assert (member.link, member.roles) == ("revoked", ("sales",))
    with pytest.raises(NotFound):
        led.enter(invited.link.token)
    with pytest.raises(NotFound):
        led.write(use_cases.revoke, led.lead, invited.respondent_id, NOW)
    led.enter(led.write(use_cases.link_for, led.lead, invited.respondent_id, NOW).token)


def test_who_is_removed_leaves_answers_and_name_but_no_link_role_or_address(led: Led) -> None:
    invited = led.invite(email="ben@example.com")
    ben, owner = invited.respondent_id, (led.account.id, led.id)
    changes = AnswerChanges({"STR-01": 2}, answered_by=ben, role="sales")
    led.write(save_answers, led.account.catalog, *owner, changes, NOW)
    led.write(use_cases.remove, led.lead, ben)
    team = led.team()
    assert [member.name for member in team.members] == ["Ada Muster"]
    (former,) = team.former
    assert (former.name, former.email, former.roles, former.link) == (
        "Ben Kollege",
        None,
        (),
        "none",
    )
    assert "sales" in led.member(led.lead_id).answers_for
    read = led.account.database.read_now
    (answer,) = read(get_answers, *owner)
    assert read(names_of, *owner)[answer.answered_by or ""] == "Ben Kollege"
    with pytest.raises(NotFound):
        led.enter(invited.link.token)


def test_of_who_is_removed_without_having_answered_nothing_stays(led: Led) -> None:
    ben = led.invite().respondent_id
    led.write(use_cases.remove, led.lead, ben)
    assert led.team().former == ()
    with pytest.raises(NotFound):
        led.write(use_cases.remove, led.lead, ben)
    led.invite()  # the name is free again


def test_whoever_leads_cannot_be_removed_or_shut_out(led: Led) -> None:
    with pytest.raises(Conflict):
        led.write(use_cases.remove, led.lead, led.lead_id)
    with pytest.raises(Conflict):
        led.write(use_cases.revoke, led.lead, led.lead_id, NOW)
    with pytest.raises(Conflict):
        led.write(use_cases.link_for, led.lead, led.lead_id, NOW)


def test_people_of_another_assessment_are_out_of_reach(led: Led, account: Account) -> None:
    other = Led(account)
    stranger = other.invite().respondent_id
    for use_case, arguments in (
        (use_cases.remove, ()),
        (use_cases.revoke, (NOW,)),
        (use_cases.link_for, (NOW,)),
    ):
        with pytest.raises(NotFound):
            led.write(use_case, led.lead, stranger, *arguments)
    with pytest.raises(NotFound):
        led.write(use_cases.assign, account.catalog, led.lead, stranger, ["sales"])
    assert led.team().member(stranger) is None
    assert other.member(stranger).roles == ("sales",)


def test_progress_counts_what_is_answered_by_role(
    account: Account, answers: dict[str, Any]
) -> None:
    led = Led(account, answers)
    led.write(
        save_answers, account.catalog, account.id, led.id, AnswerChanges({"LOG-01": None}), NOW
    )
    by_role = {part.role: part for part in led.team().progress}
    assert set(by_role) == set(ALL_ROLES)
    logistics = by_role["logistics"]
    assert (logistics.answered, logistics.minutes_left) == (logistics.total - 1, 1)
    assert by_role["management"].answered == by_role["management"].total
