"""Private links over REST: the address once, then never again."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.conftest import Caller

ADA = {"name": "Ada Muster", "roles": ["management", "finance"], "leads": True}


def issue(caller: Caller, assessment: str, **body: Any) -> dict[str, Any]:
    """Issue a link and return its document."""
    issued = caller("POST", f"/assessments/{assessment}/links", json=body)
    assert issued.status_code == 201, issued.text
    document: dict[str, Any] = issued.json()
    return document


def page(client: TestClient, address: str) -> Any:
    """Look at the page of a link's address."""
    return client.get(address.removeprefix("http://testserver"))


def test_a_link_is_issued_with_its_address_once(caller: Caller, client: TestClient) -> None:
    assessment = caller.new_assessment()
    issued = issue(caller, assessment, respondent=ADA, language="de", days=30)
    assert issued["address"].startswith("http://testserver/de/open/")
    assert issued["respondent"]["roles"] == ["management", "finance"]
    assert issued["respondent"]["leads"] is True
    assert page(client, issued["address"]).status_code == 200
    listed = caller("GET", f"/assessments/{assessment}/links")
    token = issued["address"].rpartition("/")[2]
    assert token not in listed.text
    assert [link["id"] for link in listed.json()["items"]] == [issued["id"]]
    assert "address" not in listed.json()["items"][0]


def test_the_page_of_a_link_says_from_whom_and_for_whom(caller: Caller, client: TestClient) -> None:
    shown = page(client, issue(caller, caller.new_assessment(), respondent=ADA)["address"]).text
    assert "First consultancy" in shown
    assert "Nordwerk Elektrowerkzeuge GmbH" in shown
    assert "This private link is for Ada Muster." in shown


def test_looking_at_a_link_does_not_open_it(caller: Caller, client: TestClient) -> None:
    assessment = caller.new_assessment()
    issued = issue(caller, assessment, purpose="read")
    page(client, issued["address"])
    (listed,) = caller("GET", f"/assessments/{assessment}/links").json()["items"]
    assert listed["opened_at"] is None
    assert listed["respondent"] is None


def test_a_known_respondent_gets_another_link(caller: Caller) -> None:
    assessment = caller.new_assessment()
    first = issue(caller, assessment, respondent=ADA)
    second = issue(caller, assessment, respondent_id=first["respondent"]["id"])
    assert second["respondent"] == first["respondent"]
    listed = caller("GET", f"/assessments/{assessment}/links?limit=1").json()
    assert len(listed["items"]) == 1
    rest = caller("GET", f"/assessments/{assessment}/links?cursor={listed['next_cursor']}").json()
    assert {listed["items"][0]["id"], rest["items"][0]["id"]} == {first["id"], second["id"]}


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        ({}, "respondent_needed", "/respondent"),
        ({"purpose": "read", "respondent": ADA}, "respondent_not_needed", "/purpose"),
        ({"respondent": ADA, "respondent_id": "rsp_1"}, "respondent_needed", "/respondent"),
        ({"respondent_id": "rsp_1"}, "unknown_respondent", "/respondent_id"),
        (
            {"respondent": ADA | {"roles": ["management", "logistic"]}},
            "unknown_role",
            "/respondent/roles/1",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(
    caller: Caller, body: dict[str, Any], code: str, pointer: str
) -> None:
    assessment = caller.new_assessment()
    refused = caller("POST", f"/assessments/{assessment}/links", json=body)
    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    assert (error["code"], error["pointer"]) == (code, pointer)
    assert caller("GET", f"/assessments/{assessment}/links").json()["items"] == []


def test_an_unknown_role_is_told_with_the_one_meant(caller: Caller) -> None:
    body = {"respondent": ADA | {"roles": ["logistic"]}}
    refused = caller("POST", f"/assessments/{caller.new_assessment()}/links", json=body)
    assert "'logistics'" in refused.json()["errors"][0]["remedy"]


def test_a_revoked_link_opens_nothing_until_it_is_issued_again(
    caller: Caller, client: TestClient
) -> None:
    assessment = caller.new_assessment()
    issued = issue(caller, assessment, respondent=ADA)
    where = f"/assessments/{assessment}/links/{issued['id']}"
    assert caller("DELETE", where).status_code == 204
    assert page(client, issued["address"]).status_code == 404
    assert caller("DELETE", where).json()["code"] == "link_not_found"
    again = caller("POST", f"{where}/reissue", json={"days": 7})
    assert again.status_code == 200
    assert again.json()["id"] == issued["id"]
    assert again.json()["revoked_at"] is None
    assert page(client, again.json()["address"]).status_code == 200
    assert page(client, issued["address"]).status_code == 404


def test_links_of_others_and_of_other_assessments_do_not_exist(
    caller: Caller, stranger: Caller
) -> None:
    mine, other = caller.new_assessment(), caller.new_assessment()
    link = issue(caller, mine, respondent=ADA)["id"]
    assert stranger("GET", f"/assessments/{mine}/links").status_code == 404
    assert (
        stranger("POST", f"/assessments/{mine}/links", json={"purpose": "read"}).status_code == 404
    )
    assert stranger("DELETE", f"/assessments/{mine}/links/{link}").status_code == 404
    assert caller("DELETE", f"/assessments/{other}/links/{link}").status_code == 404
    assert caller("POST", f"/assessments/{other}/links/{link}/reissue", json={}).status_code == 404
