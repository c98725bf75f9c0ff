"""What the page does by itself never moves under a finger, nor takes a tap meant for another."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, ViewportSize, expect

from tests.end_to_end.web.desk import CARRIERS, PARCEL, RETURNS, Desk, Invitation

DANGEROUS = "logistics.dangerous_goods"
"""Asked in the middle of the section once the profile says that there are dangerous goods."""
YES, NO = 0, 1


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_moves_when_an_answer_is_saved(
    context: BrowserContext, invitation: Invitation, width: int
) -> None:
    desk = invitation.let_in(context)
    desk.page.set_viewport_size(ViewportSize(width=width, height=900))
    before = [place(desk.question(each)) for each in (CARRIERS, RETURNS)]
    desk.choose(PARCEL, 1)
    desk.expect_status(PARCEL, "Saved")
    assert [place(desk.question(each)) for each in (CARRIERS, RETURNS)] == before


def test_a_question_that_comes_in_waits_for_the_finger_and_takes_no_tap_at_first(
    context: BrowserContext, invitation: Invitation
) -> None:
    desk = invitation.let_in(context)
    answer_elsewhere(context, invitation, NO)
    desk.go()
    expect(desk.question(DANGEROUS)).to_have_count(0)
    answer_elsewhere(context, invitation, YES)
    desk.page.evaluate(
        """id => new MutationObserver((_, seen) => {
            const found = document.querySelector(`[data-question="${id}"]`);
            if (found) { window.cameIn = found.inert; seen.disconnect(); }
        }).observe(document.body, { childList: true, subtree: true })""",
        DANGEROUS,
    )
    hold_down(desk)
    desk.question(PARCEL).locator("input").nth(1).focus()
    desk.page.keyboard.press("Space")
    desk.expect_status(PARCEL, "Saved")
    expect(desk.question(DANGEROUS)).to_have_count(0)
    desk.page.mouse.up()
    expect(desk.question(DANGEROUS)).to_be_visible()
    assert desk.page.evaluate("window.cameIn")
    desk.choose(DANGEROUS, 0)
    desk.expect_status(DANGEROUS, "Saved")


def answer_elsewhere(context: BrowserContext, invitation: Invitation, option: int) -> None:
    """Say in another window, of which this page knows nothing, whether there are such goods."""
    other = Desk(context.new_page(), invitation)
    other.go("profile")
    other.choose("profile.dangerous_goods", option)
    other.expect_status("profile.dangerous_goods", "Saved")
    other.page.close()


def hold_down(desk: Desk) -> None:
    """Press the mouse on a place where nothing is and keep it down."""
    heading = desk.page.locator("h1").bounding_box()
    assert heading is not None
    desk.page.mouse.move(heading["x"] + 2, heading["y"] + 2)
    desk.page.mouse.down()


def place(question: Locator) -> float:
    """How far down the document a question begins, in CSS pixels."""
    below: float = question.evaluate("each => each.getBoundingClientRect().top + scrollY")
    return below
