"""Organizations over REST."""

from tests.api.conftest import Caller


def test_an_organization_is_added_changed_and_deleted(caller: Caller) -> None:
    added = caller("POST", "/organizations", json={"name": "  Delta Dichtingen B.V. "})
    assert added.status_code == 201
    organization = added.json()
    assert (organization["name"], organization["country"]) == ("Delta Dichtingen B.V.", None)
    path = f"/organizations/{organization['id']}"
    assert added.headers["location"] == f"/v1{path}"

    changed = caller("PATCH", path, json={"country": "NL"}).json()
    assert (changed["name"], changed["country"]) == ("Delta Dichtingen B.V.", "NL")
    assert caller("PATCH", path, json={"country": None}).json()["country"] is None

    assert caller("DELETE", path).status_code == 204
    assert caller("GET", path).json()["code"] == "organization_not_found"


def test_deleting_an_organization_takes_its_assessments_along(caller: Caller) -> None:
    assessment = caller.new_assessment()
    organization = caller("GET", f"/assessments/{assessment}").json()["organization_id"]
    assert caller("DELETE", f"/organizations/{organization}").status_code == 204
    assert caller("GET", f"/assessments/{assessment}").status_code == 404


def test_a_reference_is_unique_in_the_account(caller: Caller, stranger: Caller) -> None:
    body = {"name": "Falke Befestigung SE", "external_ref": "crm-4711"}
    assert caller("POST", "/organizations", json=body).status_code == 201
    assert caller("POST", "/organizations", json=body).status_code == 409
    assert stranger("POST", "/organizations", json=body).status_code == 201


def test_a_name_cannot_be_taken_away(caller: Caller) -> None:
    organization = caller("POST", "/organizations", json={"name": "Werkstatt Lindner"}).json()
    refused = caller("PATCH", f"/organizations/{organization['id']}", json={"name": None})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/name"


def test_pages_hold_every_organization_once(stranger: Caller) -> None:
    names = {f"Organization {number}" for number in range(7)}
    for name in sorted(names):
        stranger("POST", "/organizations", json={"name": name})
    seen: list[str] = []
    cursor = None
    while True:
        query = {"limit": 3} | ({"cursor": cursor} if cursor else {})
        page = stranger("GET", "/organizations", params=query).json()
        seen += [item["name"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert names <= set(seen)
    assert len(seen) == len(set(seen))


def test_lists_are_narrowed_to_an_organization(caller: Caller) -> None:
    assessment = caller.new_assessment("Only One GmbH")
    caller.new_assessment("Another GmbH")
    organization = caller("GET", f"/assessments/{assessment}").json()["organization_id"]
    page = caller("GET", "/assessments", params={"organization_id": organization}).json()
    assert [item["id"] for item in page["items"]] == [assessment]
    submitted = {"organization_id": organization, "status": "submitted"}
    assert caller("GET", "/assessments", params=submitted).json()["items"] == []
