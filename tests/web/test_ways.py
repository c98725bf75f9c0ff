"""The shortest way to a target: what is offered, what is found, and what stands in the way."""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.testclient import TestClient

from tests.web.companies import submit
from tests.web.conftest import Visit, start

TARGET = re.compile(r'<option value="([^"]+)"')
LEAVE_OUT = re.compile(r"without=([a-z_.]+)\">Leave out")


def _submitted(client: TestClient) -> Visit:
    visit = start(client)
    submit(visit)
    return visit


def _way(visit: Visit, target: str, **asked: str) -> str:
    query = "&".join(f"{name}={quote(value)}" for name, value in asked.items())
    return visit.get(f"/results/way?target={quote(target)}&{query}").text


def test_the_results_lead_to_it_and_it_offers_what_is_not_reached_yet(client: TestClient) -> None:
    visit = _submitted(client)
    assert "/results/way" in visit.get("/results").text
    offered = TARGET.findall(visit.get("/results/way").text)
    assert "overall:5" in offered
    assert "overall:1" not in offered
    assert any(target.endswith(":go") for target in offered)


def test_it_finds_the_steps_in_order_with_what_comes_of_them(client: TestClient) -> None:
    visit = _submitted(client)
    target = TARGET.findall(visit.get("/results/way").text)[0]
    page = _way(visit, target)
    assert re.search(r"\d+ person-days get you there, in \d+ steps?\.", page)
    assert "It is proven that no other plan takes fewer." in page
    assert "The overall score goes from" in page
    assert f'<option value="{target}" selected>' in page


def test_a_step_is_left_out_and_taken_in_again(client: TestClient) -> None:
    visit = _submitted(client)
    target = TARGET.findall(visit.get("/results/way").text)[0]
    left = LEAVE_OUT.findall(_way(visit, target))[0]
    page = _way(visit, target, without=left)
    assert "Left out by you" in page
    assert left not in LEAVE_OUT.findall(page)
    assert f'type="hidden" name="without" value="{left}"' in page


def test_what_is_out_of_reach_is_said_with_what_stands_in_the_way(client: TestClient) -> None:
    visit = _submitted(client)
    page = _way(visit, "overall:5", months="1")
    assert "No plan reaches this target as things stand." in page
    assert "Some steps end later than the months you give." in page


def test_too_small_a_budget_is_said_with_what_is_needed(client: TestClient) -> None:
    page = _way(_submitted(client), "overall:5", budget="3")
    assert re.search(r"The target takes at least \d+ person-days; you have 3 person-days\.", page)


def test_what_cannot_be_read_is_kept_and_named(client: TestClient) -> None:
    visit = _submitted(client)
    response = visit.client.get(
        f"{visit.home}/results/way?target=overall:5&budget=many&months=0", follow_redirects=False
    )
    assert response.status_code == 422
    assert "Give a whole number of days, or leave it empty." in response.text
    assert "Give a whole number of months, from 1 to 120." in response.text
    assert 'value="many"' in response.text
    bent = visit.client.get(f"{visit.home}/results/way?target=<script>", follow_redirects=False)
    assert bent.status_code == 422
    assert "This target cannot be planned." in bent.text
    assert "<script>" not in bent.text.split("<main", 1)[1]
