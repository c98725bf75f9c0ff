"""The ways in: start page, start without account, private links."""

from __future__ import annotations

from collections.abc import Callable

from starlette.testclient import TestClient

from tests.web.conftest import join, start


def test_starting_without_account_lets_the_browser_in_to_lead(client: TestClient) -> None:
    visit = start(client, organization="  Nordwerk   GmbH ")
    assert visit.get("/link").status_code == 200
    granted = visit.granted
    assert granted.leads
    assert granted.name == "Ada Muster"
    assert set(granted.roles) == {
        "management", "sales", "marketing", "logistics", "it_product_data", "finance",
    }  # fmt: skip


def test_a_colleague_comes_in_by_a_link_of_their_own(
    client: TestClient, new_browser: Callable[[], TestClient]
) -> None:
    lead = start(client)
    colleague = join(new_browser(), lead, roles=("logistics",))
    assert colleague.granted.roles == ("logistics",)
    assert not colleague.granted.leads
    assert colleague.granted.assessment_id == lead.granted.assessment_id
