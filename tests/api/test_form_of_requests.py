"""What is wrong with the form of a request is told in the codes and words of all other problems."""

import base64
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from readiness.app import create_app
from readiness.settings import Settings
from tests.api.conftest import Caller
from tests.api.test_refusals import problem

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("body", "code", "pointer", "remedy"),
    [
        ({"questionnaire": "d2c-readiness"}, "missing_key", "/answers", "Add answers."),
        (
            {"questionnaire": "d2c-readiness", "answers": {}, "anwers": {}},
            "unknown_key",
            "/anwers",
            "Leave it out, or check its spelling against /docs.",
        ),
        ({"questionnaire": 7, "answers": {}}, "wrong_value", "/questionnaire", "Send a text."),
        (
            {"questionnaire": "d2c-readiness", "answers": [1]},
            "wrong_value",
            "/answers",
            "Send an object.",
        ),
        (
            {
                "questionnaire": "d2c-readiness",
                "answers": {},
                "organization": {"name": "A", "country": "de"},
            },
            "wrong_value",
            "/organization/country",
            "Send a country code of two capital letters such as DE.",
        ),
        ([], "wrong_value", "", "Send an object."),
    ],
)
def test_a_wrong_form_is_told_in_plain_words(
    caller: Caller, body: object, code: str, pointer: str, remedy: str
) -> None:
    document = problem(caller("POST", "/scores", json=body), 422, "invalid_input")
    (found,) = document["errors"]
    assert (found["code"], found["pointer"], found["remedy"]) == (code, pointer, remedy)


@pytest.mark.parametrize(
    ("query", "remedy"),
    [
        ({"limit": 0}, "Send 1 or more."),
        ({"limit": 201}, "Send at most 200."),
        ({"limit": "many"}, "Send a whole number."),
        ({"status": "done"}, "Send one of in_progress, submitted, superseded."),
        ({"organization_id": "x" * 61}, "Send a text of at most 60 characters."),
        ({"organization_id": ""}, "Send a text of at least 1 character."),
    ],
)
def test_a_wrong_parameter_is_told(caller: Caller, query: dict[str, Any], remedy: str) -> None:
    document = problem(caller("GET", "/assessments", params=query), 422, "invalid_input")
    (found,) = document["errors"]
    assert (found["code"], found["remedy"]) == ("wrong_value", remedy)
    assert found["pointer"] == f"/query/{next(iter(query))}"


def test_a_missing_body_is_told(caller: Caller) -> None:
    document = problem(caller("POST", "/scores"), 422, "invalid_input")
    assert document["errors"][0]["detail"] == "The body is missing."


def test_a_body_that_was_not_sent_as_json_is_told(caller: Caller) -> None:
    refused = caller("POST", "/scores", content=b"{}", headers={"Content-Type": "text/plain"})
    problem(refused, 415, "unsupported_media_type")


@pytest.mark.parametrize("method", ["PUT", "OPTIONS", "TRACE"])
def test_a_wrong_method_is_told_all_right_ones(client: TestClient, method: str) -> None:
    refused = client.request(method, "/v1/assessments/asm_1/answers")
    problem(refused, 405, "method_not_allowed")
    assert refused.headers["allow"] == "GET, PATCH"


def test_an_address_with_a_slash_too_many_is_another_address(caller: Caller) -> None:
    problem(caller("GET", "/organizations/"), 404, "not_found")


@pytest.mark.parametrize(
    "answers",
    [
        '{"\\ud800": 1}',
        '{"STR-01": "\\ud800"}',
        '{"PRF-10": 0, "PDT-06": {"not_applicable": "half \\udfff"}}',
        '{"PRF-10": 0, "PDT-06": {"not_applicable": "nul \\u0000"}}',
        '{"STR-06": ["ecommerce_lead", "\\ud800"]}',
    ],
)
def test_text_that_no_database_holds_is_refused_whole(caller: Caller, answers: str) -> None:
    assessment = caller.new_assessment()
    path = f"/assessments/{assessment}/answers"
    refused = caller("PATCH", path, content=f'{{"answers": {answers}}}'.encode(), headers=JSON)
    document = problem(refused, 422, "invalid_input")
    assert document["errors"][0]["code"] == "unstorable_text"
    assert caller("GET", path).json()["answers"] == {}


def test_half_a_surrogate_pair_in_a_key_is_told_without_repeating_it(caller: Caller) -> None:
    refused = caller("POST", "/organizations", content=b'{"na\\ud800me": 1}', headers=JSON)
    problem(refused, 422, "invalid_input")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e400", "1" + "0" * 400])
def test_numbers_without_end_are_out_of_range(caller: Caller, value: str) -> None:
    body = f'{{"questionnaire": "d2c-readiness", "answers": {{"LOG-02": {value}}}}}'
    refused = caller("POST", "/scores", content=body.encode(), headers=JSON)
    document = problem(refused, 422, "invalid_input")
    assert document["errors"][0]["code"] == "out_of_range"


@pytest.mark.parametrize("depth", [500, 100_000])
def test_values_inside_one_another_without_end_are_refused(caller: Caller, depth: int) -> None:
    body = b'{"questionnaire": "d2c-readiness", "answers": {"LOG-02": ' + b"[" * depth
    refused = caller("POST", "/scores", content=body + b"]" * depth + b"}}", headers=JSON)
    assert refused.status_code in (400, 422)
    problem(refused, refused.status_code, refused.json()["code"])


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_a_cursor_at_the_ends_of_the_calendar_is_refused(caller: Caller, moment: str) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps([moment, "x"]).encode()).decode()
    problem(caller("GET", "/organizations", params={"cursor": cursor}), 422, "invalid_input")


@pytest.mark.parametrize("name", ["Nul\x00 GmbH", "Two\nlines", "Tab\tbed"])
def test_a_name_is_one_line(caller: Caller, name: str) -> None:
    document = problem(caller("POST", "/organizations", json={"name": name}), 422, "invalid_input")
    (found,) = document["errors"]
    assert found["pointer"] == "/name"
    assert found["remedy"] == "Send one line of text without control characters."


@pytest.mark.parametrize("member", ["answered_by", "role"])
@pytest.mark.parametrize("text", ["", "   "])
def test_a_respondent_has_a_name_and_a_role_or_none(caller: Caller, member: str, text: str) -> None:
    assessment = caller.new_assessment()
    body = {"answers": {"STR-01": 1}, member: text}
    refused = caller("PATCH", f"/assessments/{assessment}/answers", json=body)
    document = problem(refused, 422, "invalid_input")
    assert document["errors"][0]["pointer"] == f"/{member}"


def test_a_questionnaire_spoilt_while_serving_is_told_without_its_files(
    database_url: str, key: str, tmp_path: Path
) -> None:
    folder = tmp_path / "questionnaires"
    shutil.copytree(Settings().questionnaires, folder)
    settings = Settings(
        database_url=database_url, files_url=str(tmp_path / "files"), questionnaires=folder
    )
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        for file in folder.rglob("questionnaire.yaml"):
            file.write_text("key: [", encoding="utf-8")
        refused = client.get("/v1/questionnaires", headers={"Authorization": f"Bearer {key}"})
        document = problem(refused, 503, "questionnaire_refused")
        assert str(tmp_path) not in document["detail"]
        assert refused.headers["retry-after"]
        problem(client.get("/readyz"), 503, "questionnaire_refused")
        assert client.get("/healthz").status_code == 200
