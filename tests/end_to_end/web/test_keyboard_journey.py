"""From the start page to a saved answer, a note and an invitation, by the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.end_to_end.running_server import RunningServer

MOST_STEPS = 150
_FOCUSED = """() => {
    const here = document.activeElement, box = here.getBoundingClientRect();
    const label = here.labels?.[0]?.textContent ?? '';
    const shown = getComputedStyle(here.matches('.option input') ? here.closest('.option') : here);
    return {
        says: (here.ariaLabel || label || here.textContent || here.value || '').trim(),
        name: here.name ?? '',
        seen: shown.outlineStyle !== 'none' && parseFloat(shown.outlineWidth) >= 2,
        inside: box.bottom > 0 && box.top < innerHeight,
    };
}"""


def step_to(page: Page, words: str, name: str = "") -> None:
    """Press Tab until what says these words, or has this name, has the focus, and can be seen."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        found = page.evaluate(_FOCUSED)
        if (words and words in found["says"]) or (name and found["name"] == name):
            assert found["seen"], f"the focus on {found} cannot be seen"
            assert found["inside"], f"{found} has the focus outside the window"
            return
    raise AssertionError(f"{page.url}: no Tab leads to {words or name}")


def test_everything_is_reached_by_tab_enter_and_space(
    context: BrowserContext, server: RunningServer
) -> None:
    page = context.new_page()
    page.goto(f"{server.address}/en")
    begin(page)
    answer(page)
    invite_somebody(page)


def begin(page: Page) -> None:
    """From the start page to the overview."""
    step_to(page, "Skip to the content")
    page.keyboard.press("Enter")
    step_to(page, "Start without an account")
    page.keyboard.press("Enter")
    page.wait_for_url("**/start/*")
    step_to(page, "", "organization")
    page.keyboard.type("Tastatur AG")
    step_to(page, "", "name")
    page.keyboard.type("Kay Board")
    page.keyboard.press("Enter")
    page.wait_for_url("**/link")
    step_to(page, "Continue")
    page.keyboard.press("Enter")
    page.wait_for_url("**/a/lnk_*")


def answer(page: Page) -> None:
    """Choose an option, write a note, save and go on."""
    step_to(page, "Strategy, leadership & resources")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sections/strategy")
    first = page.locator("[data-question]").first
    step_to(page, first.locator("label").first.inner_text())
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(first.locator("input[type=radio]").nth(1)).to_be_checked()
    expect(first.locator(".saved")).to_contain_text("Saved")
    step_to(page, "Note")
    page.keyboard.press("Enter")
    step_to(page, "Where the answer comes from")
    page.keyboard.type("Minutes of the board")
    step_to(page, "Save and continue")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/strategy"))
    page.go_back()
    expect(first.locator("textarea")).to_have_value("Minutes of the board")


def invite_somebody(page: Page) -> None:
    """Invite a colleague and get the link to hand over."""
    step_to(page, "Team")
    page.keyboard.press("Enter")
    page.wait_for_url("**/team")
    step_to(page, "", "name")
    page.keyboard.type("Toni Taste")
    step_to(page, "Logistics")
    page.keyboard.press("Space")
    step_to(page, "Invite")
    page.keyboard.press("Enter")
    expect(page.locator("#address")).to_contain_text("/en/open/")
