"""Results of incomplete answers and quick scans over REST."""

from typing import Any

from tests.api.conftest import Caller

HALF = 40


def part_of(company: dict[str, Any]) -> dict[str, Any]:
    """Return half of the company's answers."""
    return dict(list(company.items())[:HALF])


def test_while_answering_the_result_says_what_is_open_and_what_to_ask(
    caller: Caller, company: dict[str, Any]
) -> None:
    assessment = caller.new_assessment()
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": part_of(company)})
    result = caller("GET", f"/assessments/{assessment}/result").json()
    assert (result["mode"], result["certainty"], result["settled"]) == (
        "full",
        "provisional",
        False,
    )
    assert result["score_range"]["low"] < result["score_range"]["high"]
    assert result["possible_levels"] == sorted(result["possible_levels"])
    assert {row["certainty"] for row in result["dimensions"]} == {"firm", "provisional"}
    assert any(len(gate["possible_outcomes"]) > 1 for gate in result["gates"])
    assert any(len(route["possible_verdicts"]) > 1 for route in result["routes"])
    assert set(result["next_questions"][0]) == {
        "code",
        "id",
        "gain",
        "narrowing",
        "gates",
        "verdicts",
    }
    assert result["next_questions"][0]["id"] in result["missing"]


def test_scores_of_incomplete_answers_say_the_same(caller: Caller, company: dict[str, Any]) -> None:
    assessment = caller.new_assessment()
    answers = part_of(company)
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": answers})
    body = {"questionnaire": "d2c-readiness", "answers": answers}
    scored = caller("POST", "/scores", json=body).json()
    assert scored == caller("GET", f"/assessments/{assessment}/result").json()


def test_a_quick_scan_is_marked_and_never_says_go(caller: Caller, company: dict[str, Any]) -> None:
    body = {"questionnaire": "d2c-readiness", "answers": company}
    full = caller("POST", "/scores", json=body).json()
    quick = caller("POST", "/scores", json=body | {"mode": "quick"}).json()
    assert (full["mode"], quick["mode"]) == ("full", "quick")
    assert "go" in [route["verdict"] for route in full["routes"]]
    assert "go" not in [route["verdict"] for route in quick["routes"]]
    assert full["not_assessed"] == []
    whole = {part["gate"] for part in quick["not_assessed"] if part["whole"]}
    assert {"G6", "G7", "G9"} <= whole


def test_a_quick_scan_of_an_assessment_is_asked_for_by_mode(
    caller: Caller, company: dict[str, Any]
) -> None:
    assessment = caller.new_assessment()
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": company})
    path = f"/assessments/{assessment}/result"
    scan = caller("GET", path, params={"mode": "quick"}).json()
    assert scan["mode"] == "quick"
    submitted = caller("POST", f"/assessments/{assessment}/submit").json()
    assert caller("GET", path, params={"mode": "quick"}).json() == scan
    assert caller("GET", path).json() == submitted


def test_an_unknown_mode_is_refused(caller: Caller) -> None:
    assessment = caller.new_assessment()
    refused = caller("GET", f"/assessments/{assessment}/result", params={"mode": "slow"})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_input")
    body = {"questionnaire": "d2c-readiness", "answers": {}, "mode": "slow"}
    refused = caller("POST", "/scores", json=body)
    assert refused.json()["errors"][0]["pointer"] == "/mode"
