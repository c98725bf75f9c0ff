"""Re-opening over REST: a reason is needed, and each revision keeps its result."""

from __future__ import annotations

from typing import Any

from tests.api.conftest import Caller

REOPENING = {"reason": "The contract was signed.", "by": "Ada Muster"}


def submitted(caller: Caller, company: dict[str, Any]) -> str:
    path = f"/assessments/{caller.new_assessment()}"
    assert caller("PATCH", f"{path}/answers", json={"answers": company}).status_code == 200
    assert caller("POST", f"{path}/submit").status_code == 200
    return path


def test_an_assessment_is_re_opened_changed_and_submitted_anew(
    caller: Caller, company: dict[str, Any]
) -> None:
    path = submitted(caller, company)
    first = caller("GET", f"{path}/result").json()
    opened = caller("POST", f"{path}/reopen", json=REOPENING)
    assert (opened.status_code, opened.json()["status"]) == (200, "in_progress")
    assert caller("GET", f"{path}/report").json()["code"] == "assessment_not_submitted"
    again = caller("POST", f"{path}/reopen", json=REOPENING)
    assert (again.status_code, again.json()["code"]) == (409, "assessment_not_submitted")
    changed = {"strategy.ownership": 0}
    assert caller("PATCH", f"{path}/answers", json={"answers": changed}).status_code == 200
    second = caller("POST", f"{path}/submit").json()
    assert second["score"] != first["score"]
    one, two = caller("GET", f"{path}/revisions").json()["items"]
    assert (one["number"], one["reopened"], two["number"]) == (1, None, 2)
    assert {name: two["reopened"][name] for name in REOPENING} == REOPENING
    assert caller("GET", f"{path}/revisions/1/result").json() == first
    assert caller("GET", f"{path}/revisions/2/result").json() == second


def test_what_cannot_be_re_opened_says_so(
    caller: Caller, stranger: Caller, company: dict[str, Any]
) -> None:
    path = submitted(caller, company)
    for body in ({}, {"reason": " ", "by": "A"}, {"reason": "x", "by": ""}, {"reason": "x"}):
        assert caller("POST", f"{path}/reopen", json=body).status_code == 422
    assert stranger("POST", f"{path}/reopen", json=REOPENING).status_code == 404
    assert stranger("GET", f"{path}/revisions").status_code == 404
    assert caller("GET", f"{path}/revisions/2/result").json()["code"] == "revision_not_found"
    assert len(caller("GET", f"{path}/revisions").json()["items"]) == 1
