"""Bad requests: each gets one clear problem document, never a 500, and nothing by halves."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from readiness.api.problems import MEDIA_TYPE
from tests.api.conftest import Caller

FOR_EVERYBODY = ("/v1/verify/{fingerprint}",)
MEMBERS = {"type", "title", "status", "code", "detail", "remedy", "request_id"}


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """Check the one shape of errors and return the document."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == MEDIA_TYPE
    document: dict[str, Any] = response.json()
    assert document.keys() >= MEMBERS
    assert (document["status"], document["code"]) == (status, code)
    assert document["request_id"] == response.headers["x-request-id"]
    assert document["detail"]
    assert document["remedy"]
    return document


@pytest.mark.parametrize(
    "key",
    ["", "nonsense", "rdy_live_" + "0" * 46, "rdy_test_" + "a" * 46, "Bearer", "ключ"],
)
def test_a_wrong_key_is_refused(client: TestClient, key: str) -> None:
    headers = {b"Authorization": f"Bearer {key}".encode()}
    refused = client.get("/v1/questionnaires", headers=headers)
    problem(refused, 401, "unauthorized")
    assert refused.headers["www-authenticate"].startswith("Bearer")


def test_no_key_is_refused_on_every_route(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    operations = [
        (method, path)
        for path, item in paths.items()
        if path.startswith("/v1/") and path not in FOR_EVERYBODY
        for method in item
    ]
    assert len(operations) >= 17
    for method, path in operations:
        concrete = path.replace("{", "").replace("}", "")
        problem(client.request(method, concrete), 401, "unauthorized")


def test_a_key_may_come_in_its_own_header(client: TestClient, key: str) -> None:
    assert client.get("/v1/questionnaires", headers={"X-API-Key": key}).status_code == 200


def test_another_accounts_things_do_not_exist(
    caller: Caller, stranger: Caller, company: dict[str, Any]
) -> None:
    assessment = caller.new_assessment()
    organization = caller("GET", f"/assessments/{assessment}").json()["organization_id"]
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": company})
    caller("POST", f"/assessments/{assessment}/submit")
    before = caller("GET", f"/assessments/{assessment}").json()
    attempts = [
        stranger("GET", f"/organizations/{organization}"),
        stranger("PATCH", f"/organizations/{organization}", json={"name": "Mine"}),
        stranger("DELETE", f"/organizations/{organization}"),
        stranger("GET", f"/assessments/{assessment}"),
        stranger("DELETE", f"/assessments/{assessment}"),
        stranger("GET", f"/assessments/{assessment}/answers"),
        stranger("PATCH", f"/assessments/{assessment}/answers", json={"answers": {}}),
        stranger("POST", f"/assessments/{assessment}/submit"),
        stranger("GET", f"/assessments/{assessment}/result"),
        stranger("GET", f"/assessments/{assessment}/report"),
        stranger(
            "POST",
            "/assessments",
            json={"organization_id": organization, "questionnaire": "d2c-readiness"},
        ),
    ]
    for attempt in attempts:
        assert attempt.status_code == 404, attempt.text
        problem(attempt, 404, attempt.json()["code"])
    assert caller("GET", f"/assessments/{assessment}").json() == before
    listed = stranger("GET", "/assessments").json()["items"]
    assert assessment not in [item["id"] for item in listed]


def test_a_partly_wrong_set_of_answers_is_refused_whole(caller: Caller) -> None:
    assessment = caller.new_assessment()
    path = f"/assessments/{assessment}/answers"
    caller("PATCH", path, json={"answers": {"STR-01": 1}})
    wrong = {
        "STR-01": 2,
        "STR-02": 7,
        "STR-05": 61,
        "LOG-02": "much",
        "STR-06": ["ecommerce_lead", "juggler"],
        "profile.basket": "dont_know",
        "strategy.owner": 3,
        "CUS-03": "not_applicable",
    }
    document = problem(caller("PATCH", path, json={"answers": wrong}), 422, "invalid_input")
    found = {item["pointer"]: item["code"] for item in document["errors"]}
    assert found == {
        "/answers/STR-02": "unknown_option",
        "/answers/STR-05": "out_of_range",
        "/answers/LOG-02": "wrong_type",
        "/answers/STR-06": "unknown_option",
        "/answers/profile.basket": "dont_know_refused",
        "/answers/strategy.owner": "unknown_question",
        "/answers/CUS-03": "not_applicable_refused",
    }
    assert all(item["remedy"] for item in document["errors"])
    assert caller("GET", path).json()["answers"] == {"strategy.ownership": 1}


def test_not_applicable_against_the_profile_is_refused(caller: Caller) -> None:
    assessment = caller.new_assessment()
    path = f"/assessments/{assessment}/answers"
    caller("PATCH", path, json={"answers": {"PRF-10": 4}})
    document = problem(
        caller("PATCH", path, json={"answers": {"PDT-05": "not_applicable"}}), 422, "invalid_input"
    )
    assert document["errors"][0]["code"] == "not_applicable_refused"


def test_a_profile_change_reopens_what_no_longer_applies(caller: Caller) -> None:
    assessment = caller.new_assessment()
    path = f"/assessments/{assessment}/answers"
    caller("PATCH", path, json={"answers": {"PRF-10": 0, "PDT-06": "not_applicable"}})
    changed = caller("PATCH", path, json={"answers": {"PRF-10": 3}})
    assert changed.status_code == 200
    assert "product_data.planning_interfaces" in changed.json()["missing"]


def test_malformed_json_is_told(caller: Caller) -> None:
    headers = {"Content-Type": "application/json"}
    for body in (b"{", b'{"answers": ', b"\xff\xfe", b"[1, 2"):
        refused = caller("POST", "/scores", content=body, headers=headers)
        assert refused.status_code in (400, 422)
        problem(refused, refused.status_code, refused.json()["code"])
    problem(caller("POST", "/scores", content=b"{", headers=headers), 400, "malformed_json")


def test_a_body_of_the_wrong_shape_is_told(caller: Caller) -> None:
    refused = caller("POST", "/scores", json={"questionnaire": "d2c-readiness", "answer": {}})
    document = problem(refused, 422, "invalid_input")
    assert {item["pointer"] for item in document["errors"]} == {"/answers", "/answer"}


def test_a_large_body_is_refused(caller: Caller) -> None:
    answers = {f"question_{number}": "x" * 1000 for number in range(10_000)}
    refused = caller("POST", "/scores", json={"questionnaire": "d2c-readiness", "answers": answers})
    problem(refused, 413, "too_large")


def test_an_unknown_questionnaire_is_told_with_a_guess(caller: Caller) -> None:
    refused = caller("POST", "/scores", json={"questionnaire": "d2c-readines", "answers": {}})
    document = problem(refused, 404, refused.json()["code"])
    assert "d2c-readiness" in document["remedy"]


@pytest.mark.parametrize("cursor", ["x", "AAAA", "eyJhIjoxfQ", "WyIyMDI2IiwxXQ"])
def test_a_foreign_cursor_is_refused(caller: Caller, cursor: str) -> None:
    problem(caller("GET", "/organizations", params={"cursor": cursor}), 422, "invalid_input")


def test_unknown_routes_and_methods_have_the_same_shape(client: TestClient, caller: Caller) -> None:
    problem(client.get("/nothing"), 404, "not_found")
    problem(caller("GET", "/nothing"), 404, "not_found")
    refused = caller("PUT", "/organizations", json={})
    problem(refused, 405, "method_not_allowed")


@pytest.mark.parametrize("name", ["", "   ", "x" * 301, None, 7])
def test_a_bad_name_is_refused(caller: Caller, name: object) -> None:
    document = problem(caller("POST", "/organizations", json={"name": name}), 422, "invalid_input")
    assert document["errors"][0]["pointer"] == "/name"


def test_control_characters_do_not_break_storage(caller: Caller) -> None:
    refused = caller("POST", "/organizations", json={"name": "Nul\x00 GmbH"})
    assert refused.status_code in (201, 422)
    surrogate = caller(
        "POST",
        "/organizations",
        content=b'{"name": "half \\ud800 pair"}',
        headers={"Content-Type": "application/json"},
    )
    assert surrogate.status_code in (201, 400, 422)
