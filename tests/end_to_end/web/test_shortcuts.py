"""Keys for desks, and that they keep out of the way of who types."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.end_to_end.web.desk import PARCEL, Desk, Invitation


@pytest.fixture
def desk(context: BrowserContext, invitation: Invitation) -> Desk:
    """A page of questions with the keyboard at hand."""
    return invitation.let_in(context)


def test_a_number_chooses_an_option_and_d_says_not_known(desk: Desk) -> None:
    desk.page.keyboard.press("3")
    assert desk.chosen(PARCEL) == 2
    desk.expect_status(PARCEL, "Saved")
    desk.page.keyboard.press("d")
    assert desk.question(PARCEL).locator("input[value=dont_know]").is_checked()


def test_j_and_k_walk_through_the_questions(desk: Desk) -> None:
    focused = "() => document.activeElement.closest('[data-question]')?.dataset.question"
    desk.page.keyboard.press("1")
    desk.page.keyboard.press("j")
    assert desk.page.evaluate(focused) == "logistics.pick_accuracy"
    desk.page.locator("body").evaluate("() => document.activeElement.blur()")
    desk.choose(PARCEL, 2)
    desk.page.keyboard.press("k")
    assert desk.page.evaluate(focused) == PARCEL


def test_arrows_walk_through_options_where_one_has_the_focus(desk: Desk) -> None:
    desk.choose(PARCEL, 0)
    desk.page.keyboard.press("ArrowRight")
    assert desk.chosen(PARCEL) == 1


def test_s_saves_and_goes_on(desk: Desk) -> None:
    address = desk.page.url
    desk.page.keyboard.press("4")
    desk.page.keyboard.press("s")
    desk.page.wait_for_url(lambda url: url != address)
    desk.page.go_back()
    assert desk.chosen(PARCEL) == 3


def test_keys_pressed_in_a_text_stay_text(desk: Desk) -> None:
    note = desk.note_of(PARCEL)
    note.press_sequentially("d3sj?")
    expect(note).to_have_value("d3sj?")
    assert desk.chosen(PARCEL) is None
    expect(desk.page.get_by_role("dialog")).to_have_count(0)


def test_the_list_of_keys_can_switch_them_off_for_good(desk: Desk) -> None:
    desk.page.keyboard.press("?")
    dialog = desk.page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Use these keys").uncheck()
    dialog.get_by_role("button", name="Close").click()
    desk.page.keyboard.press("2")
    desk.page.reload()
    desk.page.keyboard.press("2")
    assert desk.chosen(PARCEL) is None
    desk.page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(dialog.get_by_label("Use these keys")).not_to_be_checked()
