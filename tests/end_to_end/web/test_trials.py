"""Answering while network, service and page are disturbed at random moments; lost are counted.

A few rounds by default; `pytest tests/end_to_end/web/test_trials.py --web-trials=50` for more.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from random import Random

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Route

from tests.end_to_end.running_server import RunningServer
from tests.end_to_end.web.desk import CHOICES, Desk, Invitation, invite, stored

SEED = 20261122
STEPS = 14
OPTIONS = 5
LONGEST_PAUSE_MS = 600

Given = dict[str, tuple[int | None, str]]
Disturbance = Callable[[Desk, Random], None]


def cut_the_network(desk: Desk, _chance: Random) -> None:
    """No connection; the browser knows it."""
    desk.page.context.set_offline(True)


def mend_the_network(desk: Desk, _chance: Random) -> None:
    """The connection is back, and so is the service."""
    desk.page.context.set_offline(False)


def lose_a_reply(desk: Desk, _chance: Random) -> None:
    """The next answer arrives, but its acknowledgement does not."""

    def lose(route: Route) -> None:
        with suppress(Error):  # without network, or when the page has gone meanwhile
            route.fetch()
            route.abort()

    desk.page.route("**/answers/*", lose, times=1)


def restart_the_service(desk: Desk, chance: Random) -> None:
    """The service is killed and started again."""
    desk.invitation.server.kill()
    desk.page.wait_for_timeout(chance.randrange(LONGEST_PAUSE_MS))
    desk.invitation.server.start()


def reload_the_page(desk: Desk, _chance: Random) -> None:
    """The page is loaded anew, with the network mended: offline there is no page."""
    desk.page.context.set_offline(False)
    desk.page.reload()


def leave_and_come_back(desk: Desk, _chance: Random) -> None:
    """Another page, and back to this one by its address."""
    desk.page.context.set_offline(False)
    desk.go("strategy")
    desk.go()


DISTURBANCES: tuple[Disturbance, ...] = (
    cut_the_network,
    mend_the_network,
    lose_a_reply,
    restart_the_service,
    reload_the_page,
    leave_and_come_back,
)


def test_no_answer_is_lost_whatever_is_disturbed(
    server: RunningServer,
    sqlite_url: str,
    browser: Browser,
    pytestconfig: pytest.Config,
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    trials: int = pytestconfig.getoption("--web-trials", 2)
    given, lost = 0, []
    for trial in range(trials):
        chance = Random(SEED + trial)  # noqa: S311  # trials to repeat, no secret
        invitation = invite(server, sqlite_url, f"Trial {trial}")
        context = browser.new_context()
        wanted = answer_disturbed(invitation, context, chance)
        found = stored(browser, invitation)
        context.close()
        given += len(wanted)
        lost += [
            (trial, name, wanted[name], found[name])
            for name in wanted
            if found[name] != wanted[name]
        ]
    record_testsuite_property("answers given", given)
    record_testsuite_property("answers lost", len(lost))
    assert lost == []


def answer_disturbed(invitation: Invitation, context: BrowserContext, chance: Random) -> Given:
    """Answer and disturb in turn; return what was answered last, once all of it is saved."""
    desk = invitation.let_in(context)
    wanted: Given = {}
    for _ in range(STEPS):
        if chance.random() < 1 / 3:
            chance.choice(DISTURBANCES)(desk, chance)
        question = chance.choice(CHOICES)
        wanted[question] = answer(desk, question, wanted.get(question, (None, "")), chance)
        desk.page.wait_for_timeout(chance.randrange(LONGEST_PAUSE_MS))
    context.set_offline(False)
    desk.expect_all_saved()
    return wanted


def answer(
    desk: Desk, question: str, before: tuple[int | None, str], chance: Random
) -> tuple[int, str]:
    """Choose another option or, once there is one, add to the note."""
    option, note = before
    if option is None or chance.random() < 1 / 2:
        option = chance.randrange(OPTIONS)
        desk.choose(question, option)
        return option, note
    more = f"{chance.randrange(1000)} "
    desk.note_of(question).press_sequentially(more)
    return option, (note + more)
