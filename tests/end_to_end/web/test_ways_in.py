"""Starting, keeping the private link, deleting: in a browser, by keys alone, without a script."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.end_to_end.running_server import RunningServer
from tests.end_to_end.web.looks import Looks

LONG_NAME = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenanstalt GmbH"


def complaints_of(page: Page) -> list[str]:
    """What the browser complains of from now on, such as a style that the policy refuses."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def start(page: Page, address: str, organization: str = LONG_NAME) -> str:
    """Start without account and return the private link's address."""
    page.goto(f"{address}/de/start/d2c-readiness")
    page.locator("#organization").fill(organization)
    page.locator("#name").fill("Ada Muster")
    page.locator("main form:not(dialog form) button").click()
    page.wait_for_url("**/link")
    return page.locator("#address").inner_text()


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "dark"), (768, "light"), (1280, "light")], ids=str
)
def test_every_way_in_fits_and_axe_finds_nothing(
    browser: Browser,
    server: RunningServer,
    web_pictures: Path | None,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page, looks = context.new_page(), Looks(web_pictures, f"ways-in-{width}-{scheme}")
    page.goto(f"{server.address}/de")
    looks.with_axe(page, "start page")
    page.goto(f"{server.address}/de/start/d2c-readiness")
    page.locator("main form:not(dialog form) button").click()
    expect(page.locator("#errors")).to_be_visible()
    looks.with_axe(page, "start with problems")
    link = start(page, server.address)
    looks.with_axe(page, "private link")
    home = page.url.removesuffix("/link")
    page.goto(f"{home}/about")
    looks.with_axe(page, "help")
    page.goto(f"{home}/delete")
    page.locator("main form:not(dialog form) button").click()
    looks.with_axe(page, "delete with a problem")
    for name, address in {
        "open": link,
        "unknown link": f"{link}x",
        "help before": f"{server.address}/de/about",
        "left": f"{server.address}/de/left",
        "deleted": f"{server.address}/de/deleted",
    }.items():
        page.goto(address)
        looks.with_axe(page, name)
    context.close()
    assert looks.faults == []


def test_the_pages_keep_to_their_own_policy(context: BrowserContext, server: RunningServer) -> None:
    page = context.new_page()
    heard = complaints_of(page)
    for path in ("/en", "/en/about", "/en/sample", "/de/sample/platform-migration"):
        page.goto(f"{server.address}{path}")
    expect(page.locator(".sample-bar")).to_have_css("background-color", "rgb(11, 31, 58)")
    widths = page.locator("[data-style]").evaluate_all(
        "all => new Set(all.map(each => getComputedStyle(each).width)).size"
    )
    assert widths > 1
    assert heard == []


def test_somebody_starts_by_keys_alone_and_copies_the_link(
    context: BrowserContext, server: RunningServer
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.address)
    page = context.new_page()
    page.goto(f"{server.address}/en/start/d2c-readiness")
    page.locator(".back").focus()
    for typed in ("Nordwerk GmbH", "Ger", "Ada Muster", "", "ArrowDown"):
        page.keyboard.press("Tab")
        if typed == "ArrowDown":
            page.keyboard.press(typed)
        else:
            page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/link")
    link = page.locator("#address").inner_text()
    copy = page.get_by_role("button", name="Copy the address")
    copy.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-said]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == link


def test_without_a_script_the_link_opens_elsewhere_and_all_is_deleted(
    browser: Browser, server: RunningServer
) -> None:
    here = browser.new_context(java_script_enabled=False)
    elsewhere = browser.new_context(java_script_enabled=False)
    page, other = here.new_page(), elsewhere.new_page()
    link = start(page, server.address, organization="Nordwerk GmbH")
    assert page.locator("button[data-copy]").is_hidden()
    other.goto(link)
    expect(other.locator("h1")).to_contain_text("Nordwerk GmbH")
    other.locator("main form:not(dialog form) button").click()
    other.wait_for_url("**/a/lnk_*")
    page.goto(page.url.removesuffix("/link") + "/delete")
    page.locator("#sure").check()
    page.locator("main form:not(dialog form) button").click()
    page.wait_for_url("**/de/deleted")
    answered = other.reload()
    assert answered is not None
    assert answered.status == 401
    here.close()
    elsewhere.close()
