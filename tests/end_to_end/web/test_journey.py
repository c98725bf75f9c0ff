"""A sample company's whole way: three people in three roles, from the start page to the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from readiness.reports.numbers import Numbers
from tests.end_to_end.running_server import RunningServer
from tests.end_to_end.web.looks import Looks
from tests.end_to_end.web.walker import Walker, company

ORGANIZATION = "Nordwerk Elektrowerkzeuge GmbH"
COLLEAGUES = {"Ben Sander": ("sales", "marketing"), "Cem Yıldız": ("logistics", "it_product_data")}
SECOND = "strategy.alignment"
"""Asked of management, who say 1, and of sales, who say 3."""

SCORE = 69.6
UNPROCESSABLE = "422"
"""What the browser says of a page that lists what is wrong with its form."""


@dataclass(frozen=True)
class Setting:
    """How somebody looks at the pages."""

    language: str
    width: int
    scheme: Literal["light", "dark"] = "light"
    script: bool = True

    def __str__(self) -> str:
        script = "" if self.script else "-without-script"
        return f"{self.language}-{self.width}-{self.scheme}{script}"


SETTINGS = (
    Setting("en", 1280),
    Setting("de", 768, "dark"),
    Setting("nl", 320),
    Setting("de", 320, "dark", script=False),
)


@dataclass
class Team:
    """The browsers of one assessment, all with the same setting, and what they showed."""

    browser: Browser
    server: RunningServer
    setting: Setting
    looks: Looks
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def page(self) -> Page:
        """A page in a browser of its own."""
        context = self.browser.new_context(
            viewport={"width": self.setting.width, "height": 900},
            color_scheme=self.setting.scheme,
            java_script_enabled=self.setting.script,
            accept_downloads=True,
        )
        context.set_default_timeout(60_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def look(self, page: Page, name: str) -> None:
        """Look at a page; without script axe cannot be asked."""
        if self.setting.script:
            self.looks.with_axe(page, name)
        else:
            self.looks.at(page, name)

    def _hear(self, message: Any) -> None:
        if message.type in ("error", "warning") and UNPROCESSABLE not in message.text:
            self.complaints.append(message.text)


@pytest.fixture(params=SETTINGS, ids=str)
def team(
    request: pytest.FixtureRequest,
    browser: Browser,
    server: RunningServer,
    web_pictures: Path | None,
) -> Iterator[Team]:
    """A team that has not begun."""
    opened = Team(browser, server, request.param, Looks(web_pictures, str(request.param)))
    yield opened
    for context in opened.contexts:
        context.close()


def start(team: Team) -> Walker:
    """The one who leads comes by the start page."""
    page = team.page()
    page.goto(f"{team.server.address}/{team.setting.language}")
    team.look(page, "start")
    page.goto(f"{team.server.address}/{team.setting.language}/start/d2c-readiness")
    team.look(page, "begin")
    press(page)
    expect(page.locator("#errors")).to_be_visible()
    team.look(page, "begin-errors")
    page.locator("input[name=organization]").fill(ORGANIZATION)
    page.locator("input[name=name]").fill("Ada Brandt")
    page.locator("input[name=mode][value=full]").check()
    press(page)
    page.wait_for_url("**/link")
    team.look(page, "private-link")
    return Walker(page, page.url.removesuffix("/link"), company("c1").answers)


def invite(team: Team, lead: Walker, name: str, roles: tuple[str, ...]) -> Walker:
    """Invite a colleague, who opens the link in another browser."""
    lead.page.goto(f"{lead.home}/team")
    lead.page.locator("input[name=name]").fill(name)
    for role in roles:
        lead.page.locator(f"input[name=roles][value={role}]").check()
    lead.page.locator("form:has(input[name=name]) button.button").click()
    address = lead.page.locator("#address").inner_text().strip()
    page = team.page()
    page.goto(address)
    press(page)
    page.wait_for_url("**/a/lnk_*")
    seconds = {SECOND: 3} if "sales" in roles else {}
    return Walker(page, page.url, {**company("c1").answers, **seconds})


def press(page: Page) -> None:
    """Press the page's main button."""
    page.locator("main form button.button:visible:not(.quietly):not(.second)").last.click()


def see_all(team: Team, walker: Walker, paths: dict[str, str]) -> None:
    """Look at pages below home."""
    for name, path in paths.items():
        answer = walker.page.goto(f"{walker.home}{path}")
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        team.look(walker.page, name)


BEFORE = {
    "tasks": "",
    "section": "/sections/logistics",
    "profile": "/sections/profile",
    "question": "/questions/logistics.pick_accuracy",
    "evidence": "/questions/logistics.pick_accuracy/evidence",
    "team": "/team",
    "results-empty": "/results",
    "live-empty": "/live",
    "about": "/about",
    "delete": "/delete",
}
HALFWAY = {
    "tasks-halfway": "",
    "results-so-far": "/results",
    "live": "/live",
    "what-if": "/results/what-if",
    "way-halfway": "/results/way?target=overall:5",
    "check-halfway": "/check",
    "check-section": "/check/strategy",
    "disagreements": "/disagreements",
}
AFTER = {
    "tasks-submitted": "",
    "results": "/results",
    "way": "/results/way?target=overall:5",
    "compare-none": "/results/compare",
    "share": "/results/share",
    "reopen": "/reopen",
    "section-frozen": "/sections/logistics",
    "check-frozen": "/check",
}


def test_three_people_answer_settle_submit_and_read(team: Team) -> None:
    lead = start(team)
    see_all(team, lead, BEFORE)
    lead.answer_section("profile")
    colleagues = [invite(team, lead, name, roles) for name, roles in COLLEAGUES.items()]
    colleagues[0].answer_everything()
    team.look(colleagues[0].page, "colleague")
    lead.answer_everything()
    see_all(team, lead, HALFWAY)
    settle(lead)
    colleagues[1].answer_everything()
    answered = {*lead.given, *(name for each in colleagues for name in each.given)}
    assert len(answered) == 76
    submit(team, lead)
    see_all(team, lead, AFTER)
    assert Numbers(team.setting.language).tenth(SCORE) in results_text(lead)
    assert report(lead).startswith(b"%PDF-")
    assert team.complaints == []
    assert team.looks.faults == []


def settle(lead: Walker) -> None:
    """Settle the one disagreement for the answer of the management."""
    lead.page.goto(f"{lead.home}/disagreements")
    owner = company("c1").answers[SECOND]
    lead.page.locator(f'input[name=value][value="{owner}"]').check()
    lead.page.locator("textarea[name=reason]").fill("Der Beschluss liegt schriftlich vor.")
    press(lead.page)
    expect(lead.page.locator(".note.good").first).to_be_visible()


def submit(team: Team, lead: Walker) -> None:
    """Check everything, then submit."""
    lead.page.goto(f"{lead.home}/check")
    team.look(lead.page, "check")
    lead.page.locator('form[action$="/submit"] button').click()
    lead.page.wait_for_url("**/submitted")
    team.look(lead.page, "submitted")


def results_text(lead: Walker) -> str:
    """All words of the results page."""
    lead.page.goto(f"{lead.home}/results")
    return lead.page.locator("main").inner_text()


def report(lead: Walker) -> bytes:
    """The PDF that the results page offers."""
    address = f"{lead.home}/results/report.pdf"
    answer = lead.page.context.request.get(address, timeout=120_000)
    assert answer.status == 200, answer.text()
    return answer.body()
