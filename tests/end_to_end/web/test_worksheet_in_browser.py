"""A cost worksheet that recalculates as one types, and loses nothing while the network is away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from readiness.catalog.cases import load_cases
from readiness.catalog.catalog import Catalog
from readiness.reports.numbers import Numbers
from readiness.settings import Settings
from tests.end_to_end.running_server import RunningServer

SHEET = "/worksheets/TCO/new_platform"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SOON_MS = 15_000


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    """The inputs of the published worked example."""
    loaded = Catalog(Settings().questionnaires).get("platform-migration")
    case = next(each for each in load_cases(loaded) if each.case == "tco-worked-example")
    assert case.worksheet is not None
    return dict(case.worksheet.inputs)


@pytest.fixture
def colleague(browser: Browser) -> Iterator[BrowserContext]:
    """A second browser, with a cookie of its own."""
    opened = browser.new_context()
    yield opened
    opened.close()


def begin(context: BrowserContext, server: RunningServer, language: str = "en") -> tuple[Page, str]:
    """Start a migration assessment; return a page and the address of its pages."""
    page = context.new_page()
    page.goto(f"{server.address}/{language}/start/platform-migration")
    page.fill("[name=organization]", "Nordwerk GmbH")
    page.fill("[name=name]", "Ada Muster")
    page.locator("main form button").first.click()
    page.wait_for_url("**/link")
    return page, page.url.removesuffix("/link")


def private_address(page: Page, home: str) -> str:
    """The link by which another browser gets in."""
    page.goto(f"{home}/link")
    return page.locator("#address").inner_text()


def expect_saved(page: Page) -> None:
    expect(page.locator("[data-status][data-state=saved]")).to_be_visible(timeout=SOON_MS)


def field(page: Page, name: str) -> Any:
    return page.locator(f"input.figure[name={name}]")


def test_figures_follow_while_one_types(
    context: BrowserContext, server: RunningServer, example: dict[str, Any]
) -> None:
    page, home = begin(context, server, "de")
    page.goto(f"{home}{SHEET}")
    numbers = Numbers("de")
    for name, value in example.items():
        field(page, name).fill(numbers.figure(value))
    figures = page.locator("#figures")
    expect(figures).to_contain_text("-285.067", timeout=SOON_MS)
    expect(figures).to_contain_text("trägt sich der Wechsel binnen drei Jahren nicht")
    expect(figures.locator(".chart svg")).to_be_visible()
    field(page, "implementation").fill("0")
    field(page, "consultant").fill("1000,505")
    expect(page.locator("#in-consultant-error")).to_be_visible(timeout=SOON_MS)
    field(page, "consultant").fill("0")
    expect(page.locator("#in-consultant-error")).to_have_count(0, timeout=SOON_MS)
    expect(figures).to_contain_text("wohl aber binnen fünf", timeout=SOON_MS)
    expect_saved(page)
    field(page, "implementation").fill("160000")
    expect(field(page, "implementation")).to_have_value("160000")
    expect_saved(page)
    page.reload()
    expect(field(page, "implementation")).to_have_value("160.000")
    page.locator("[name=benefits_distinct][value=yes]").check()
    expect_saved(page)
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [each["id"] for each in found] == []


def test_what_is_typed_offline_is_kept_and_sent_later(
    context: BrowserContext, server: RunningServer
) -> None:
    page, home = begin(context, server)
    page.goto(f"{home}{SHEET}")
    context.set_offline(True)
    field(page, "training").fill("15,000")
    field(page, "training").blur()
    status = page.locator("[data-status]")
    expect(status).to_contain_text("kept in this browser", timeout=SOON_MS)
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"{home}{SHEET}")
    expect(field(page, "training")).to_have_value("15,000")
    expect_saved(page)
    assert page.evaluate("() => localStorage.length") == 0
    field(page, "hosting").fill("7")
    context.set_offline(True)
    field(page, "hosting").fill("70")
    expect(status_of(page)).to_contain_text("kept in this browser", timeout=SOON_MS)
    context.set_offline(False)
    expect_saved(page)
    page.reload()
    expect(field(page, "hosting")).to_have_value("70")


def status_of(page: Page) -> Any:
    return page.locator("[data-status]")


def test_what_two_people_change_is_shown_with_both_values(
    context: BrowserContext, colleague: BrowserContext, server: RunningServer
) -> None:
    mine, home = begin(context, server)
    address = private_address(mine, home)
    theirs = colleague.new_page()
    theirs.goto(address)
    theirs.locator("main form button").click()
    for page in (mine, theirs):
        page.goto(f"{home}{SHEET}")
    field(theirs, "training").fill("12,000")
    expect_saved(theirs)
    field(mine, "hosting").fill("5")
    expect_saved(mine)
    expect(field(mine, "training")).to_have_value("12,000")
    field(theirs, "training").fill("13,000")
    expect_saved(theirs)
    field(mine, "training").fill("15,000")
    said = mine.locator("#in-training-error")
    expect(said).to_contain_text("Somebody else entered “13,000” meanwhile.", timeout=SOON_MS)
    expect(field(mine, "training")).to_have_value("15,000")
    mine.get_by_role("button", name="Keep mine").click()
    expect_saved(mine)
    field(theirs, "training").fill("14,000")
    expect(theirs.locator("#in-training-error")).to_contain_text("15,000", timeout=SOON_MS)
    theirs.get_by_role("button", name="Take theirs").click()
    expect(field(theirs, "training")).to_have_value("15,000")
    expect_saved(theirs)
    expect(theirs.locator("#in-training-error")).to_have_count(0)


def test_a_check_is_followed_without_pressing_a_button(
    context: BrowserContext, server: RunningServer
) -> None:
    page, home = begin(context, server)
    page.goto(f"{home}/worksheets/REDIRECTS")
    rows = "".join(f"https://a.example/{n},https://b.example/{n},1\n" for n in range(500))
    content = f"old_url,new_url,backlinks\n{rows}".encode()
    sheet: Any = {"name": "<i>sheet</i>.csv", "mimeType": "text/csv", "buffer": content}
    page.set_input_files("#file", sheet)
    page.get_by_role("button", name="Upload and check").click()
    page.get_by_text("500 of 500 addresses").wait_for(timeout=60_000)
    page.get_by_role("button", name="Take over as answer").click()
    expect(page.locator("#answer")).to_contain_text("The measured figure, 100%, is the answer.")
