"""The main job over REST: answers in, result and report out."""

import json
from typing import Any

from starlette.testclient import TestClient

from readiness.reports.editions import EDITIONS
from readiness.services.report_files import MEDIA_TYPES
from tests.api.conftest import Caller


def test_a_company_is_answered_submitted_scored_and_reported(
    caller: Caller, company: dict[str, Any]
) -> None:
    assessment = caller.new_assessment()
    saved = caller(
        "PATCH",
        f"/assessments/{assessment}/answers",
        json={"answers": company, "answered_by": "Ada Muster", "role": "management"},
    )
    assert saved.status_code == 200
    assert saved.json()["missing"] == []
    assert saved.json()["details"][0]["answered_by"] == "Ada Muster"

    submitted = caller("POST", f"/assessments/{assessment}/submit")
    assert submitted.status_code == 200
    result = submitted.json()
    assert (result["score"], result["level"], result["primary_route"]) == (69.6, 4, "R1")
    assert caller("GET", f"/assessments/{assessment}/result").json() == result
    assert caller("GET", f"/assessments/{assessment}").json()["status"] == "submitted"

    report = caller("GET", f"/assessments/{assessment}/report")
    assert report.status_code == 200
    assert report.headers["content-type"] == "application/pdf"
    assert report.content.startswith(b"%PDF-")
    again = caller("GET", f"/assessments/{assessment}/report")
    assert again.content == report.content
    unchanged = caller(
        "GET",
        f"/assessments/{assessment}/report",
        headers={"If-None-Match": report.headers["etag"]},
    )
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_the_report_is_a_page_or_data_when_asked(caller: Caller, company: dict[str, Any]) -> None:
    assessment = caller.new_assessment("Käthe & Söhne <GmbH>")
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": company})
    caller("POST", f"/assessments/{assessment}/submit")
    path = f"/assessments/{assessment}/report"
    page = caller("GET", path, headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "Käthe &amp; Söhne &lt;GmbH&gt;" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    data = caller("GET", path, headers={"Accept": "application/json"})
    assert data.json()["organization"] == "Käthe & Söhne <GmbH>"
    refused = caller("GET", path, headers={"Accept": "image/png"})
    assert (refused.status_code, refused.json()["code"]) == (406, "not_acceptable")


def test_the_report_is_workbook_or_slides_when_asked(
    caller: Caller, company: dict[str, Any]
) -> None:
    assessment = caller.new_assessment("=1+1 GmbH")
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": company})
    caller("POST", f"/assessments/{assessment}/submit")
    path = f"/assessments/{assessment}/report?language=de"
    for form in ("xlsx", "pptx"):
        made = caller("GET", path, headers={"Accept": MEDIA_TYPES[form]})
        assert made.status_code == 200
        assert made.headers["content-type"] == MEDIA_TYPES[form]
        assert made.headers["content-disposition"].endswith(f'{assessment}.{form}"')
        assert made.content.startswith(b"PK")
        tag = {"Accept": MEDIA_TYPES[form], "If-None-Match": made.headers["etag"]}
        assert caller("GET", path, headers=tag).status_code == 304


def test_an_edition_is_another_report_and_a_wrong_one_is_told(
    caller: Caller, company: dict[str, Any]
) -> None:
    assessment = caller.new_assessment()
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": company})
    caller("POST", f"/assessments/{assessment}/submit")
    path, page = f"/assessments/{assessment}/report", {"Accept": "text/html"}
    tags = {
        caller("GET", f"{path}?edition={edition}", headers=page).headers["etag"]
        for edition in EDITIONS
    }
    assert len(tags) == 3
    assert caller("GET", path, headers=page).headers["etag"] in tags
    refused = caller("GET", f"{path}?edition=short", headers=page)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_input")
    assert "management" in refused.text


def test_scoring_without_storing_gives_the_same_result(
    caller: Caller, company: dict[str, Any]
) -> None:
    body = {"questionnaire": "d2c-readiness", "answers": company}
    scored = caller("POST", "/scores", json=body)
    assert scored.status_code == 200
    assert scored.json()["score"] == 69.6
    assert scored.content == caller("POST", "/scores", json=body).content


def test_while_answering_the_result_is_provisional(caller: Caller) -> None:
    assessment = caller.new_assessment()
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": {"STR-01": 3}})
    result = caller("GET", f"/assessments/{assessment}/result").json()
    assert result["complete"] is False
    assert "strategy.alignment" in result["missing"]
    refused = caller("GET", f"/assessments/{assessment}/report")
    assert (refused.status_code, refused.json()["code"]) == (409, "assessment_not_submitted")


def test_submitting_early_lists_every_missing_answer(caller: Caller) -> None:
    assessment = caller.new_assessment()
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": {"STR-01": 3}})
    refused = caller("POST", f"/assessments/{assessment}/submit")
    assert refused.status_code == 422
    pointers = [item["pointer"] for item in refused.json()["errors"]]
    assert "/answers/strategy.alignment" in pointers
    assert "/answers/strategy.ownership" not in pointers
    assert caller("GET", f"/assessments/{assessment}").json()["status"] == "in_progress"


def test_a_submitted_assessment_takes_no_more_answers(
    caller: Caller, company: dict[str, Any]
) -> None:
    assessment = caller.new_assessment()
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": company})
    caller("POST", f"/assessments/{assessment}/submit")
    late = caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": {"STR-01": 0}})
    assert (late.status_code, late.json()["code"]) == (409, "assessment_submitted")
    assert caller("POST", f"/assessments/{assessment}/submit").status_code == 409


def test_an_answer_is_replaced_and_taken_back(caller: Caller) -> None:
    assessment = caller.new_assessment()
    path = f"/assessments/{assessment}/answers"
    caller("PATCH", path, json={"answers": {"STR-01": 3, "LOG-02": 99.6}})
    caller("PATCH", path, json={"answers": {"strategy.ownership": 2}})
    caller("PATCH", path, json={"answers": {"logistics.pick_accuracy": None}})
    assert caller("GET", path).json()["answers"] == {"strategy.ownership": 2}


def test_the_definition_names_every_question_with_id_code_and_type(caller: Caller) -> None:
    definition = caller("GET", "/questionnaires/d2c-readiness").json()
    questions = definition["questions"]
    assert len(questions) == 80
    kinds = {"single", "multiple", "number", "boolean", "text"}
    assert all(q["id"] and q["code"] and q["type"] in kinds for q in questions)
    listed = caller("GET", "/questionnaires").json()
    assert [entry["key"] for entry in listed] == [
        "d2c-readiness",
        "platform-migration",
    ]


def test_health_and_documents_need_no_key(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}
    assert json.loads(client.get("/openapi.json").content)["info"]["title"] == "Readiness"
    docs = client.get("/docs")
    assert docs.status_code == 200
    assert "http" not in docs.text.replace("http://testserver", "")
    assert client.get("/docs/assets/swagger-ui-bundle.js").status_code == 200
