"""Offers and answers taken over, over REST."""

from typing import Any

from tests.api.conftest import Caller


def submitted(caller: Caller, company: dict[str, Any]) -> str:
    assessment = caller.new_assessment()
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": company})
    assert caller("POST", f"/assessments/{assessment}/submit").status_code == 200
    return assessment


def test_offers_are_listed_once_submitted(caller: Caller, company: dict[str, Any]) -> None:
    waiting = caller("GET", f"/assessments/{caller.new_assessment()}/offers")
    assert (waiting.status_code, waiting.json()["code"]) == (409, "assessment_not_submitted")
    found = caller("GET", f"/assessments/{submitted(caller, company)}/offers")
    assert found.status_code == 200
    assert isinstance(found.json()["items"], list)


def test_an_assessment_is_opened_with_answers_taken_over(
    caller: Caller, company: dict[str, Any]
) -> None:
    source = submitted(caller, company)
    organization = caller("GET", f"/assessments/{source}").json()["organization_id"]
    body = {
        "organization_id": organization,
        "questionnaire": "platform-migration@2026.1.0",
        "carry_over_from": source,
    }
    opened = caller("POST", "/assessments", json=body)
    assert opened.status_code == 201
    details = caller("GET", f"/assessments/{opened.json()['id']}/answers").json()["details"]
    marks = {part["question"]: part["answered_by"] for part in details}
    assert marks["profile.size"] == f"carried over from {source}"
    again = caller("POST", "/assessments", json=body | {"questionnaire": "d2c-readiness"})
    assert (again.status_code, again.json()["code"]) == (409, "carry_over_refused")
