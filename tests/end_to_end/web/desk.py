"""A person at a desk: lets a browser in by a private link and answers questions on a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from sqlmodel import Session

from readiness.services.accounts import open_account
from readiness.services.links import issue_link
from readiness.storage.database import Database
from readiness.storage.links import LinkTarget, mark_revoked
from readiness.storage.respondents import Person, add_respondent
from tests.end_to_end.running_server import RunningServer, open_assessment

SECTION = "logistics"
PARCEL = "logistics.single_parcel"
CARRIERS = "logistics.carrier_integration"
RETURNS = "logistics.returns"
PACKAGING = "logistics.packaging_duties"
CHOICES = (PARCEL, CARRIERS, RETURNS, PACKAGING)
"""Questions with five sentences to choose from, all on one page."""

SAVED_MS = 45_000
"""How long to wait for what was answered while nothing could be sent: the longest pause and a request."""


@dataclass(frozen=True)
class Invitation:
    """A private link of the respondent who leads, and what it leads to."""

    server: RunningServer
    account_id: str
    link_id: str
    token: str

    @property
    def home(self) -> str:
        """The address that all pages of the assessment begin with."""
        return f"{self.server.address}/en/a/{self.link_id}"

    def let_in(self, context: BrowserContext) -> Desk:
        """Open the link in a browser and go to the section."""
        page = context.new_page()
        page.goto(f"{self.server.address}/en/open/{self.token}")
        page.get_by_role("button", name="Open").click()
        desk = Desk(page, self)
        desk.go()
        return desk


def invite(server: RunningServer, database_url: str, name: str) -> Invitation:
    """Open an assessment in an account of its own and issue a link to answer it."""
    with Database.open(database_url) as database:
        account_id, key = database.write_now(open_account, name, datetime.now(UTC))
        with server.client(Authorization=f"Bearer {key}") as client:
            assessment_id = open_assessment(client, name)
        link_id, token = database.write_now(_issue, account_id, assessment_id)
    return Invitation(server, account_id, link_id, token)


def revoke(invitation: Invitation, database_url: str) -> None:
    """End the link and every visit by it."""
    with Database.open(database_url) as database:
        database.write_now(
            mark_revoked, invitation.account_id, invitation.link_id, now=datetime.now(UTC)
        )


def _issue(session: Session, account_id: str, assessment_id: str) -> tuple[str, str]:
    now = datetime.now(UTC)
    person = Person("Ada Brandt", leads=True)
    respondent = add_respondent(session, account_id, assessment_id, person, now=now)
    target = LinkTarget("answer", respondent.id)
    issued = issue_link(session, account_id, assessment_id, target, now)
    return issued.link_id, issued.token


class Desk:
    """A page of questions and the hands on it."""

    def __init__(self, page: Page, invitation: Invitation) -> None:
        self.page = page
        self.invitation = invitation

    def go(self, section: str = SECTION) -> None:
        """Go to the page of a section."""
        self.page.goto(f"{self.invitation.home}/sections/{section}")

    def question(self, question: str) -> Locator:
        """The group of fields of a question."""
        return self.page.locator(f'[data-question="{question}"]')

    def choose(self, question: str, number: int) -> None:
        """Choose the option at this place, counted from 0."""
        self.question(question).locator("> .options:not(.others) input").nth(number).check()

    def chosen(self, question: str) -> int | None:
        """The place of the option chosen, None where none is."""
        options = self.question(question).locator("> .options:not(.others) input").all()
        return next((place for place, each in enumerate(options) if each.is_checked()), None)

    def note_of(self, question: str) -> Locator:
        """The field for a note, opened."""
        field = self.question(question).locator("textarea")
        if not field.is_visible():
            self.question(question).locator("details:has(textarea) > summary").click()
        return field

    def expect_status(self, question: str, text: str) -> None:
        """Wait until this is said beside a question."""
        status = self.question(question).locator(".saved")
        expect(status).to_contain_text(text, timeout=SAVED_MS)

    def expect_all_saved(self) -> None:
        """Wait until the browser keeps nothing unsent any more."""
        unsent = "() => Object.keys(localStorage).every(key => !key.startsWith('readiness:lnk'))"
        self.page.wait_for_function(unsent, timeout=SAVED_MS)

    def unsent(self) -> int:
        """How many answers the browser keeps that were not acknowledged."""
        keys: list[str] = self.page.evaluate("() => Object.keys(localStorage)")
        return sum(key.startswith("readiness:lnk") for key in keys)

    def leave_by_button(self) -> None:
        """Press what saves the page and goes on."""
        self.page.get_by_role("button", name="Save and continue").click()


def stored(browser: Browser, invitation: Invitation) -> dict[str, tuple[int | None, str]]:
    """What a fresh browser without scripts shows of each question: option chosen, and note."""
    context = browser.new_context(java_script_enabled=False)
    desk = invitation.let_in(context)
    found = {
        question: (desk.chosen(question), desk.question(question).locator("textarea").input_value())
        for question in CHOICES
    }
    context.close()
    return found
