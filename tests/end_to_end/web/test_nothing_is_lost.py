"""Answers given while network or service are away: every one of them is saved in the end."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.end_to_end.web.desk import (
    CARRIERS,
    PACKAGING,
    PARCEL,
    RETURNS,
    Invitation,
    revoke,
    stored,
)

NOT_SAVED = "Not saved yet"
NO_CONNECTION = "There is no connection right now"


def test_an_answer_is_acknowledged_beside_it_and_counted(
    context: BrowserContext, invitation: Invitation
) -> None:
    desk = invitation.let_in(context)
    asked = desk.page.locator("[data-question]").count()
    expect(desk.page.locator("[data-count]")).to_have_text(f"0 of {asked} answered")
    desk.choose(PARCEL, 3)
    desk.expect_status(PARCEL, "Saved")
    expect(desk.page.locator("[data-count]")).to_have_text(f"1 of {asked} answered")
    desk.note_of(PARCEL).fill("Counted in May")
    desk.expect_all_saved()
    desk.page.reload()
    assert desk.chosen(PARCEL) == 3
    expect(desk.note_of(PARCEL)).to_have_value("Counted in May")


def test_what_is_answered_without_network_is_sent_when_it_is_back(
    context: BrowserContext, browser: Browser, invitation: Invitation
) -> None:
    desk = invitation.let_in(context)
    desk.choose(PARCEL, 1)
    desk.expect_status(PARCEL, "Saved")
    context.set_offline(True)
    desk.choose(PARCEL, 2)
    desk.choose(CARRIERS, 4)
    desk.note_of(CARRIERS).press_sequentially("two carriers")
    desk.choose(RETURNS, 0)
    desk.expect_status(RETURNS, NOT_SAVED)
    desk.choose(RETURNS, 1)
    assert desk.unsent() == 3
    context.set_offline(False)
    desk.expect_all_saved()
    desk.expect_status(RETURNS, "Saved")
    assert stored(browser, invitation) == {
        PARCEL: (2, ""),
        CARRIERS: (4, "two carriers"),
        RETURNS: (1, ""),
        PACKAGING: (None, ""),
    }


def test_an_answer_whose_acknowledgement_got_lost_is_no_conflict(
    context: BrowserContext, browser: Browser, invitation: Invitation
) -> None:
    desk = invitation.let_in(context)

    def lose_the_reply(route: Route) -> None:
        route.fetch()
        route.abort()

    desk.page.route("**/answers/*", lose_the_reply, times=1)
    desk.choose(PARCEL, 1)
    desk.expect_status(PARCEL, NOT_SAVED)
    desk.choose(PARCEL, 3)
    desk.expect_all_saved()
    desk.expect_status(PARCEL, "Saved")
    assert stored(browser, invitation)[PARCEL] == (3, "")


def test_a_killed_service_is_waited_for_and_needs_no_link_again(
    context: BrowserContext, browser: Browser, invitation: Invitation
) -> None:
    desk = invitation.let_in(context)
    desk.choose(PARCEL, 1)
    desk.expect_status(PARCEL, "Saved")
    invitation.server.kill()
    desk.choose(PARCEL, 2)
    desk.choose(PACKAGING, 3)
    desk.note_of(PACKAGING).fill("asked the printer")
    desk.expect_status(PACKAGING, NOT_SAVED)
    desk.leave_by_button()
    expect(desk.page.get_by_role("alert")).to_contain_text(NO_CONNECTION)
    invitation.server.start()
    desk.expect_all_saved()
    desk.page.reload()
    assert (desk.chosen(PARCEL), desk.chosen(PACKAGING)) == (2, 3)
    assert stored(browser, invitation)[PACKAGING] == (3, "asked the printer")


def test_a_reload_puts_back_what_was_not_sent(
    context: BrowserContext, browser: Browser, invitation: Invitation
) -> None:
    desk = invitation.let_in(context)
    desk.page.route("**/answers/*", lambda route: route.abort())
    desk.choose(PARCEL, 4)
    desk.note_of(PARCEL).press_sequentially("half a sent")
    desk.page.reload()
    assert desk.chosen(PARCEL) == 4
    expect(desk.note_of(PARCEL)).to_have_value("half a sent")
    desk.expect_status(PARCEL, NOT_SAVED)
    desk.page.unroute("**/answers/*")
    desk.expect_all_saved()
    assert stored(browser, invitation)[PARCEL] == (4, "half a sent")


def test_who_types_and_leaves_at_once_loses_nothing(
    context: BrowserContext, browser: Browser, invitation: Invitation
) -> None:
    desk = invitation.let_in(context)
    desk.choose(PARCEL, 2)
    desk.note_of(PARCEL).press_sequentially("last wor")
    desk.page.goto(f"{invitation.home}/sections/strategy")
    desk.expect_all_saved()
    assert stored(browser, invitation)[PARCEL] == (2, "last wor")


def test_a_page_closed_without_network_sends_at_the_next_visit(
    context: BrowserContext, browser: Browser, invitation: Invitation
) -> None:
    desk = invitation.let_in(context)
    context.set_offline(True)
    desk.choose(PARCEL, 0)
    desk.page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"{invitation.home}/sections/strategy")
    again.wait_for_function(
        "() => Object.keys(localStorage).every(key => !key.startsWith('readiness:lnk'))"
    )
    assert stored(browser, invitation)[PARCEL] == (0, "")


def test_the_button_keeps_the_page_open_without_network(
    context: BrowserContext, browser: Browser, invitation: Invitation
) -> None:
    desk = invitation.let_in(context)
    address = desk.page.url
    context.set_offline(True)
    desk.choose(PARCEL, 3)
    desk.note_of(PARCEL).press_sequentially("typed last")
    desk.leave_by_button()
    expect(desk.page.get_by_role("alert")).to_contain_text(NO_CONNECTION)
    assert desk.page.url == address
    context.set_offline(False)
    desk.expect_all_saved()
    expect(desk.page.get_by_role("alert")).to_have_count(0)
    desk.leave_by_button()
    desk.page.wait_for_url(lambda url: url != address)
    assert stored(browser, invitation)[PARCEL] == (3, "typed last")


def test_back_and_forth_shows_what_was_answered(
    context: BrowserContext, invitation: Invitation
) -> None:
    desk = invitation.let_in(context)
    desk.choose(PARCEL, 1)
    desk.expect_all_saved()
    desk.leave_by_button()
    desk.page.wait_for_url(lambda url: not url.endswith("/logistics"))
    desk.page.go_back()
    assert desk.chosen(PARCEL) == 1
    desk.choose(PARCEL, 2)
    desk.expect_all_saved()
    desk.page.go_forward()
    desk.page.go_back()
    assert desk.chosen(PARCEL) == 2
    desk.choose(PARCEL, 3)
    desk.expect_all_saved()
    assert desk.page.locator(".conflict").count() == 0


def test_an_ended_visit_keeps_the_answer_until_it_can_be_sent(
    context: BrowserContext, invitation: Invitation, sqlite_url: str
) -> None:
    desk = invitation.let_in(context)
    revoke(invitation, sqlite_url)
    desk.choose(PARCEL, 4)
    desk.expect_status(PARCEL, "Open your private link again")
    assert desk.unsent() == 1


def test_a_refused_answer_keeps_its_text_and_the_page(
    context: BrowserContext, invitation: Invitation
) -> None:
    desk = invitation.let_in(context)
    figure = desk.question("logistics.pick_accuracy").locator("input.figure")
    figure.fill("often")
    desk.expect_status("logistics.pick_accuracy", "Not accepted")
    expect(figure).to_have_attribute("aria-invalid", "true")
    address = desk.page.url
    desk.leave_by_button()
    expect(desk.page.get_by_role("alert")).to_contain_text("not saved yet")
    desk.page.reload()
    expect(figure).to_have_value("often")
    figure.fill("98")
    desk.expect_status("logistics.pick_accuracy", "Saved")
    assert desk.page.url == address


def test_without_storage_the_page_says_so_and_still_saves(
    context: BrowserContext, invitation: Invitation
) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('none') }})"
    )
    desk = invitation.let_in(context)
    expect(desk.page.locator("[data-not-kept]")).to_contain_text("does not let us keep")
    desk.choose(PARCEL, 2)
    desk.expect_status(PARCEL, "Saved")


def test_a_full_storage_is_told_and_the_answer_still_sent(
    context: BrowserContext, browser: Browser, invitation: Invitation
) -> None:
    desk = invitation.let_in(context)
    fill_storage(desk.page)
    desk.choose(PARCEL, 2)
    desk.expect_status(PARCEL, "Saved")
    expect(desk.page.locator("[data-not-kept]")).to_be_visible()
    assert stored(browser, invitation)[PARCEL] == (2, "")


def test_old_answers_are_shown_to_be_copied_and_go_only_when_discarded(
    context: BrowserContext, invitation: Invitation
) -> None:
    desk = invitation.let_in(context)
    desk.page.evaluate(
        """link => localStorage.setItem(`readiness:${link}:logistics.returns`, JSON.stringify({
            fields: [["LOG-07.note", "<b>kept</b>"]], base: 0, at: Date.now() - 31 * 86_400_000,
            title: "Returns", text: "<b>kept</b>" }))""",
        invitation.link_id,
    )
    desk.page.reload()
    panel = desk.page.locator("[data-leftovers]")
    expect(panel).to_contain_text("<b>kept</b>")
    expect(panel).to_contain_text("more than 30 days ago")
    desk.page.reload()
    panel.get_by_role("button", name="Discard: Returns").click()
    expect(panel).to_have_count(0)
    assert desk.unsent() == 0


def test_an_answer_that_cannot_be_taken_any_more_is_shown_on_every_page(
    context: BrowserContext, invitation: Invitation
) -> None:
    desk = invitation.let_in(context)
    desk.page.evaluate(
        """link => localStorage.setItem(`readiness:${link}:logistics.gone`, JSON.stringify({
            fields: [["GONE.text", "seen"]], base: 0, at: Date.now(), title: "Gone", text: "seen"
        }))""",
        invitation.link_id,
    )
    desk.page.goto(invitation.home)
    panel = desk.page.locator("[data-leftovers]")
    expect(panel).to_contain_text("seen")
    assert desk.unsent() == 1
    panel.get_by_role("button", name="Discard: Gone").click()
    assert desk.unsent() == 0


def test_unsent_answers_of_another_link_stay_with_that_link(
    context: BrowserContext, invitation: Invitation, sqlite_url: str
) -> None:
    desk = invitation.let_in(context)
    other = "readiness:lnk_00000000000000000000000000:logistics.returns"
    desk.page.evaluate(
        """key => localStorage.setItem(key, JSON.stringify({
            fields: [["LOG-07.choice", "=1"]], base: 0, at: Date.now(), title: "", text: "" }))""",
        other,
    )
    desk.page.reload()
    desk.choose(PARCEL, 2)
    desk.expect_status(PARCEL, "Saved")
    assert desk.chosen(RETURNS) is None
    assert desk.page.evaluate("key => localStorage.getItem(key)", other)


def fill_storage(page: Page) -> None:
    """Leave no room for anything more."""
    page.evaluate(
        """() => {
            for (let size = 2 ** 22; size >= 1; size /= 2) {
                try {
                    while (true) localStorage.setItem(`x${Math.random()}`, "x".repeat(size));
                } catch { /* no room for one of this size */ }
            }
        }"""
    )
