"""Settled disagreements over REST: both answers as given, and which value counts."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from readiness.services.accounts import authenticate
from readiness.services.disagreements import Decision, list_disagreements, settle
from readiness.storage.links import GrantedVisit
from tests.api.conftest import Caller

ASKED_TWICE = "strategy.alignment"


@pytest.fixture
def settled(client: TestClient, caller: Caller, key: str, company: dict[str, Any]) -> str:
    """An assessment in which 4 and 1 were settled as 2, as the lead does on a page."""
    assessment = caller.new_assessment()
    given = {"answers": company | {ASKED_TWICE: 4}, "second_opinions": {ASKED_TWICE: 1}}
    caller("PATCH", f"/assessments/{assessment}/answers", json=given)
    app: Any = client.app
    context = app.state.context
    account = context.database.read_now(authenticate, key, context.now()).account_id
    where = (context.catalog, account, assessment)
    (found,) = context.database.read_now(list_disagreements, *where)
    visit = GrantedVisit(account, "lnk", assessment, "answer", "rsp_ada", "Ada", (), True)
    decision = Decision(ASKED_TWICE, 2, "Both were asked.", found.seen)
    context.database.write_now(settle, context.catalog, visit, decision, context.now())
    return assessment


def test_answers_stand_as_given_beside_what_was_settled(caller: Caller, settled: str) -> None:
    answers = caller("GET", f"/assessments/{settled}/answers").json()
    assert answers["answers"][ASKED_TWICE] == 4
    assert answers["second_opinions"] == {ASKED_TWICE: 1}
    (entry,) = answers["settled"]
    assert entry.pop("settled_at")
    assert entry == {
        "question": ASKED_TWICE,
        "value": 2,
        "reason": "Both were asked.",
        "settled_by": "rsp_ada",
    }


def test_the_result_and_the_report_go_by_the_settled_value(caller: Caller, settled: str) -> None:
    result = caller("POST", f"/assessments/{settled}/submit").json()
    receipt = {answer["id"]: answer for answer in result["receipt"]["answers"]}
    assert receipt[ASKED_TWICE]["value"] == 2
    assert result["disagreements"] == []
    report = caller("GET", f"/assessments/{settled}/report", headers={"Accept": "application/json"})
    (gap,) = report.json()["findings"]["disagreements"]
    assert gap["settled"]["reason"] == "Reason: Both were asked."


def test_another_answer_ends_the_settlement(caller: Caller, settled: str) -> None:
    changed = {"answers": {ASKED_TWICE: 3}}
    answers = caller("PATCH", f"/assessments/{settled}/answers", json=changed).json()
    assert answers["settled"] == []
