"""The live picture: what the answers leave open, as a page and as a panel beside the questions."""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.testclient import TestClient

from tests.web.companies import company, give, give_part
from tests.web.conftest import join, start

Browsers = Callable[[], TestClient]
PANEL = {"X-Part": "live"}
RANGE = re.compile(r'class="live-range">([\d.]+) – ([\d.]+)<')


def test_the_page_works_without_script_and_the_panel_stands_alone(client: TestClient) -> None:
    visit = start(client)
    give_part(visit, 0.3)
    page, panel = visit.get("/live"), visit.get("/live", headers=PANEL)
    assert "<html" in page.text
    assert "<html" not in panel.text
    assert panel.text.lstrip().startswith("<section")
    for answer in (page, panel):
        assert answer.headers["vary"] == "X-Part" or "X-Part" in answer.headers["vary"]
        assert answer.headers["cache-control"] == "no-store"


def test_the_range_narrows_as_answers_come(client: TestClient) -> None:
    visit = start(client)
    widths = []
    for share in (0.2, 0.5, 0.8):
        give_part(visit, share)
        found = RANGE.search(visit.get("/live", headers=PANEL).text)
        assert found is not None
        widths.append(float(found[2]) - float(found[1]))
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > widths[-1]


def test_before_the_first_answer_it_says_what_will_be_there(client: TestClient) -> None:
    panel = start(client).get("/live", headers=PANEL).text
    assert "With the first answers a range appears here." in panel
    assert "What tells most next" in panel


def test_it_names_gates_that_are_hit_with_the_answers_behind_them(client: TestClient) -> None:
    visit = start(client)
    give(visit, company() | {"logistics.single_parcel": 0})
    panel = visit.get("/live", headers=PANEL).text
    assert "Because of:" in panel
    assert "LOG-01" in panel


def test_only_questions_the_visitor_may_answer_are_linked(
    client: TestClient, new_browser: Browsers
) -> None:
    lead = start(client)
    give_part(lead, 0.4)
    colleague = join(new_browser(), lead, roles=("finance",))
    assert re.search(r'href="[^"]+/questions/', lead.get("/live").text)
    panel = colleague.get("/live").text
    assert "Asked of:" in panel


def test_once_nothing_can_change_it_says_that_one_may_stop(client: TestClient) -> None:
    visit = start(client)
    give(visit, company())
    assert "you may stop here" in visit.get("/live", headers=PANEL).text
