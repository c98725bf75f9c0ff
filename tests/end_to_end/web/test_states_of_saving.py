"""What the script adds to a page fits a small phone and passes axe, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect

from tests.end_to_end.web.desk import PARCEL, RETURNS, Desk, Invitation
from tests.end_to_end.web.looks import Looks

Scheme = Literal["light", "dark"]


@pytest.fixture(params=["light", "dark"])
def phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A small phone's browser."""
    scheme: Scheme = request.param
    small = ViewportSize(width=320, height=640)
    opened = browser.new_context(viewport=small, color_scheme=scheme)
    yield opened
    opened.close()


def test_every_state_of_saving_can_be_seen_and_heard(
    phone: BrowserContext,
    invitation: Invitation,
    web_pictures: Path | None,
    request: pytest.FixtureRequest,
) -> None:
    looks = Looks(web_pictures, request.node.callspec.id)
    desk = invitation.let_in(phone)
    desk.choose(PARCEL, 1)
    desk.expect_status(PARCEL, "Saved")
    looks.with_axe(desk.page, "saved")
    phone.set_offline(True)
    desk.choose(RETURNS, 2)
    desk.leave_by_button()
    expect(desk.page.get_by_role("alert")).to_be_visible()
    looks.with_axe(desk.page, "without-network")
    phone.set_offline(False)
    desk.expect_all_saved()
    disagree(desk, phone)
    looks.with_axe(desk.page, "conflict")
    desk.page.get_by_role("button", name="Keep mine").click()
    desk.question("logistics.pick_accuracy").locator("input.figure").fill("often")
    desk.expect_status("logistics.pick_accuracy", "Not accepted")
    looks.with_axe(desk.page, "refused")
    make_old(desk)
    looks.with_axe(desk.page, "leftover")
    desk.page.keyboard.press("?")
    looks.with_axe(desk.page, "keys")
    assert looks.faults == []


def disagree(desk: Desk, context: BrowserContext) -> None:
    """Change an answer in another window, then in this one."""
    other = Desk(context.new_page(), desk.invitation)
    other.go()
    other.choose(PARCEL, 3)
    other.expect_status(PARCEL, "Saved")
    other.page.close()
    desk.choose(PARCEL, 4)
    expect(desk.page.locator(".conflict")).to_be_visible()


def make_old(desk: Desk) -> None:
    """Leave an answer in the browser that was typed long ago."""
    desk.page.evaluate(
        """link => localStorage.setItem(`readiness:${link}:logistics.returns`, JSON.stringify({
            fields: [["LOG-07.note", "x"]], base: 0, at: 0, title: "How do returns come back",
            text: "x".repeat(300) }))""",
        desk.invitation.link_id,
    )
    desk.page.reload()
    expect(desk.page.locator("[data-leftovers]")).to_be_visible()
