"""`simulate` and `plan`: from an assessment's answers, refused clearly, stored never."""

import threading
import time
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.conftest import Caller


@pytest.fixture(scope="module")
def assessment(caller: Caller, company: dict[str, Any]) -> str:
    """An assessment with the complete answers of the first company."""
    made = caller.new_assessment()
    saved = caller("PATCH", f"/assessments/{made}/answers", json={"answers": company})
    assert saved.status_code == 200
    return made


def problems(response: Any) -> list[tuple[str, str]]:
    assert response.status_code == 422, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document = response.json()
    assert document["code"] == "invalid_input"
    assert all(error["detail"] and error["remedy"] for error in document["errors"])
    return [(error["code"], error["pointer"]) for error in document["errors"]]


def test_simulate_gives_the_result_and_what_differs(caller: Caller, assessment: str) -> None:
    response = caller(
        "POST", f"/assessments/{assessment}/simulate", json={"answers": {"LOG-01": 0}}
    )
    assert response.status_code == 200
    body = response.json()
    difference = body["difference"]
    assert difference["gates"] == [{"code": "G1", "before": "clear", "after": "block"}]
    assert difference["score"]["change"] < 0
    assert body["result"]["score"] == difference["score"]["after"]
    stored = caller("GET", f"/assessments/{assessment}/result").json()
    assert stored["score"] == difference["score"]["before"]


def test_simulate_without_changes_differs_in_nothing(caller: Caller, assessment: str) -> None:
    response = caller("POST", f"/assessments/{assessment}/simulate", json={})
    assert response.json()["difference"]["nothing"] is True


def test_plan_gives_steps_with_the_result_after_each(caller: Caller, assessment: str) -> None:
    response = caller("POST", f"/assessments/{assessment}/plan", json={"target": "R1:go"})
    assert response.status_code == 200
    body = response.json()
    assert (body["status"], body["proven"]) == ("optimal", True)
    steps = body["plan"]["steps"]
    assert body["plan"]["days"] == sum(step["days"] for step in steps) == body["least_days"]
    assert steps[-1]["result"] == body["plan"]["result"]
    simulated = caller(
        "POST", f"/assessments/{assessment}/simulate", json={"answers": body["plan"]["changes"]}
    ).json()
    assert simulated["result"]["score"] == body["plan"]["result"]["score"]
    verdicts = {route["code"]: route["verdict"] for route in simulated["result"]["routes"]}
    assert verdicts["R1"] == "go"


def test_plan_keeps_to_what_is_wished(caller: Caller, assessment: str) -> None:
    wishes = {
        "target": "overall:5",
        "budget_days": 900,
        "horizon_months": 12,
        "fixed": {"LOG-01": 3},
        "fixed_actions": ["REC-03"],
        "excluded": ["channels.written_roles", "REC-16"],
    }
    body = caller("POST", f"/assessments/{assessment}/plan", json=wishes).json()
    assert body["status"] == "optimal"
    assert body["plan"]["changes"]["strategy.alignment"] >= 2
    assert "channels.written_roles" not in body["plan"]["changes"]
    assert all(step["recommendation"] != "REC-16" for step in body["plan"]["steps"])
    assert {step["window"] for step in body["plan"]["steps"]} <= {"0-3", "3-6"}


def test_what_cannot_be_reached_says_why(caller: Caller, assessment: str) -> None:
    body = caller("POST", f"/assessments/{assessment}/plan", json={"target": "R5:go"}).json()
    assert (body["status"], body["plan"]) == ("infeasible", None)
    (obstacle,) = body["obstacles"]
    assert obstacle["kind"] == "fit"
    assert obstacle["read"]["profile.consumption"] == 2


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, [("missing_key", "/target")]),
        ({"target": ""}, [("wrong_value", "/target")]),
        ({"target": "R9:go"}, [("unknown_target", "/target")]),
        ({"target": "overall:9"}, [("unknown_target", "/target")]),
        ({"target": "overall:5", "budget_days": -1}, [("wrong_value", "/budget_days")]),
        ({"target": "overall:5", "budget_days": 1.5}, [("wrong_value", "/budget_days")]),
        ({"target": "overall:5", "budget_days": True}, [("wrong_value", "/budget_days")]),
        ({"target": "overall:5", "horizon_months": 0}, [("wrong_value", "/horizon_months")]),
        ({"target": "overall:5", "fixed": {"LOG-99": 1}}, [("wrong_wish", "/fixed/LOG-99")]),
        ({"target": "overall:5", "fixed": {"LOG-01": 9}}, [("wrong_wish", "/fixed/LOG-01")]),
        ({"target": "overall:5", "fixed_actions": ["X"]}, [("wrong_wish", "/fixed_actions/0")]),
        ({"target": "overall:5", "excluded": ["PRF-01"]}, [("wrong_wish", "/excluded/0")]),
        ({"target": "overall:5", "days": 3}, [("unknown_key", "/days")]),
        (
            {"target": "overal:5", "excluded": ["LOG-01", "X"], "fixed": {"LOG-01": 3}},
            [
                ("unknown_target", "/target"),
                ("wrong_wish", "/excluded/1"),
                ("wrong_wish", "/excluded"),
            ],
        ),
    ],
)
def test_a_wrong_plan_request_lists_every_problem(
    caller: Caller, assessment: str, body: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert problems(caller("POST", f"/assessments/{assessment}/plan", json=body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"answers": {"LOG-01": 9}}, [("unknown_option", "/answers/LOG-01")]),
        ({"answers": {"LOG-99": 1}}, [("unknown_question", "/answers/LOG-99")]),
        ({"second_opinions": {"STR-01": "x"}}, [("unknown_option", "/second_opinions/STR-01")]),
        ({"changes": {}}, [("unknown_key", "/changes")]),
    ],
)
def test_wrong_changes_list_every_problem(
    caller: Caller, assessment: str, body: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert problems(caller("POST", f"/assessments/{assessment}/simulate", json=body)) == expected


@pytest.mark.parametrize("what", ["simulate", "plan"])
def test_another_account_finds_nothing_here(
    client: TestClient, stranger: Caller, assessment: str, what: str
) -> None:
    body = {"target": "R1:go"} if what == "plan" else {}
    response = stranger("POST", f"/assessments/{assessment}/{what}", json=body)
    assert (response.status_code, response.json()["code"]) == (404, "assessment_not_found")
    nobody = client.post(f"/v1/assessments/{assessment}/{what}", json=body)
    assert nobody.status_code == 401


def test_a_submitted_assessment_is_planned_for_as_well(
    caller: Caller, company: dict[str, Any]
) -> None:
    made = caller.new_assessment("Submitted GmbH")
    caller("PATCH", f"/assessments/{made}/answers", json={"answers": company})
    assert caller("POST", f"/assessments/{made}/submit").status_code == 200
    before = caller("GET", f"/assessments/{made}/result").text
    assert caller("POST", f"/assessments/{made}/plan", json={"target": "R1:go"}).status_code == 200
    assert caller("POST", f"/assessments/{made}/simulate", json={}).status_code == 200
    assert caller("GET", f"/assessments/{made}/result").text == before


def test_the_service_answers_while_it_plans(caller: Caller, assessment: str) -> None:
    done = threading.Event()

    def keep_planning() -> None:
        for _ in range(6):
            body = {"target": "overall:5", "budget_days": 300}
            caller("POST", f"/assessments/{assessment}/plan", json=body)
        done.set()

    planning = threading.Thread(target=keep_planning)
    planning.start()
    answered = 0
    while not done.is_set():
        saved = caller(
            "PATCH", f"/assessments/{assessment}/answers", json={"answers": {"LOG-01": 3}}
        )
        assert saved.status_code == 200
        answered += 1
        time.sleep(0.01)
    planning.join()
    assert answered > 1
