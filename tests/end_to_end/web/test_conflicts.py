"""The same question answered in two windows: both answers are shown, and the person decides."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.end_to_end.web.desk import PARCEL, Desk, Invitation, stored


@pytest.fixture
def both(context: BrowserContext, invitation: Invitation) -> tuple[Desk, Desk]:
    """Two windows of the same person; the first has saved option 1, the second knows nothing."""
    first = invitation.let_in(context)
    second = Desk(context.new_page(), invitation)
    second.go()
    first.choose(PARCEL, 1)
    first.expect_status(PARCEL, "Saved")
    return first, second


def test_both_answers_are_shown_and_the_panel_gets_the_focus(both: tuple[Desk, Desk]) -> None:
    first, second = both
    second.choose(PARCEL, 3)
    panel = second.page.get_by_role("group", name="Somebody changed this answer")
    expect(panel).to_be_focused()
    sentences = first.question(PARCEL).locator(".options:not(.others) label").all_inner_texts()
    expect(panel).to_contain_text(sentences[1])
    expect(panel).to_contain_text(sentences[3])
    expect(panel.get_by_role("alert")).to_have_count(1)


def test_mine_is_kept_by_keyboard_alone(
    both: tuple[Desk, Desk], browser: Browser, invitation: Invitation
) -> None:
    _, second = both
    second.choose(PARCEL, 3)
    expect(second.page.locator(".conflict")).to_be_focused()
    second.page.keyboard.press("Tab")
    expect(second.page.get_by_role("button", name="Keep mine")).to_be_focused()
    second.page.keyboard.press("Enter")
    second.expect_status(PARCEL, "Saved")
    assert second.page.locator(".conflict").count() == 0
    assert second.page.evaluate("() => document.activeElement.checked")
    assert stored(browser, invitation)[PARCEL] == (3, "")


def test_theirs_is_taken_over_into_the_page(
    both: tuple[Desk, Desk], browser: Browser, invitation: Invitation
) -> None:
    _, second = both
    second.choose(PARCEL, 3)
    second.page.get_by_role("button", name="Take theirs").click()
    expect(second.page.locator(".conflict")).to_have_count(0)
    assert second.chosen(PARCEL) == 1
    assert second.unsent() == 0
    second.choose(PARCEL, 4)
    second.expect_status(PARCEL, "Saved")
    assert stored(browser, invitation)[PARCEL] == (4, "")


def test_the_button_waits_for_the_decision(both: tuple[Desk, Desk]) -> None:
    _, second = both
    second.choose(PARCEL, 3)
    expect(second.page.locator(".conflict")).to_be_visible()
    address = second.page.url
    second.leave_by_button()
    expect(second.page.get_by_role("alert").last).to_contain_text("not saved yet")
    assert second.page.url == address


def test_the_same_answer_in_both_windows_is_no_conflict(both: tuple[Desk, Desk]) -> None:
    _, second = both
    second.choose(PARCEL, 1)
    second.expect_status(PARCEL, "Saved")
    assert second.page.locator(".conflict").count() == 0
