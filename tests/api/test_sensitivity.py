"""What a result hangs on, and its receipt, over REST."""

from typing import Any

from starlette.testclient import TestClient

from tests.api.conftest import Caller


def test_sensitivity_lists_what_flips_of_the_answers_so_far(
    caller: Caller, company: dict[str, Any]
) -> None:
    assessment = caller.new_assessment()
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": company})
    found = caller("GET", f"/assessments/{assessment}/sensitivity").json()
    assert (found["level"], found["primary_route"], found["tried"]) == (4, "R1", 152)
    assert {change["kind"] for change in found["changes"]} == {"level_bound"}
    assert found["changes"][0]["flips"][0] == {"what": "strategy", "before": 4, "after": 3}


def test_another_accounts_assessment_is_not_there(
    caller: Caller, client: TestClient, other_key: str
) -> None:
    assessment = caller.new_assessment()
    path = f"/v1/assessments/{assessment}/sensitivity"
    answer = client.get(path, headers={"Authorization": f"Bearer {other_key}"})
    assert (answer.status_code, answer.json()["code"]) == (404, "assessment_not_found")


def test_a_stored_receipt_is_the_one_of_a_score(caller: Caller, company: dict[str, Any]) -> None:
    assessment = caller.new_assessment()
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": company})
    caller("POST", f"/assessments/{assessment}/submit")
    stored = caller("GET", f"/assessments/{assessment}/result").json()
    body = {"questionnaire": "d2c-readiness", "answers": company}
    assert stored["receipt"] == caller("POST", "/scores", json=body).json()["receipt"]
    assert stored["receipt"]["overall"] == 69.5547619048


def test_the_receipt_has_a_described_schema(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    assert schemas["Receipt"]["additionalProperties"] is False
    assert "gates_not_met" in schemas["Receipt"]["properties"]
    assert schemas["RouteReceipt"]["description"].startswith("Term by term")
