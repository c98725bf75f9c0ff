"""Worksheets over REST: everything typed is kept, everything wrong is said, nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from readiness.app import create_app
from readiness.settings import Settings
from tests.api.conftest import Caller
from tests.catalog.small_worksheet import FILLED, write_with_worksheet


@pytest.fixture(scope="module")
def client(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the app with the small questionnaire and its worksheet."""
    directory = tmp_path_factory.mktemp("questionnaires")
    write_with_worksheet(directory)
    settings = Settings(
        database_url=database_url,
        files_url=str(tmp_path_factory.mktemp("files")),
        questionnaires=directory,
        log_level="error",
    )
    with TestClient(create_app(settings), raise_server_exceptions=False) as opened:
        yield opened


def new_assessment(caller: Caller, answers: dict[str, Any] | None = None) -> str:
    organization = caller("POST", "/organizations", json={"name": "Werk"}).json()
    opened = caller(
        "POST",
        "/assessments",
        json={"organization_id": organization["id"], "questionnaire": "small@2026.1.0"},
    )
    assert opened.status_code == 201, opened.text
    made = str(opened.json()["id"])
    saved = caller("PATCH", f"/assessments/{made}/answers", json={"answers": answers or {}})
    assert saved.status_code == 200, saved.text
    return made


@pytest.fixture
def assessment(caller: Caller) -> str:
    return new_assessment(caller)


def sheet_of(assessment: str, sheet: str = "first") -> str:
    return f"/assessments/{assessment}/worksheets/COST/{sheet}"


def put_raw(caller: Caller, path: str, body: str, **headers: str) -> Any:
    headers = {"Content-Type": "application/json"} | headers
    return caller("PUT", path, content=body.encode(), headers=headers)


def figures(response: Any, years: int | None = None) -> dict[str, Any]:
    assert response.status_code == 200, response.text
    result = response.json()["result"]
    listed = result["figures"]
    if years is not None:
        listed = next(each["figures"] for each in result["horizons"] if each["years"] == years)
    return {figure["id"]: figure["value"] for figure in listed}


def codes(response: Any) -> dict[str, str]:
    assert response.status_code == 200, response.text
    return {each["input"]: each["code"] for each in response.json()["result"]["problems"]}


def test_a_filled_sheet_is_calculated_and_kept(caller: Caller, assessment: str) -> None:
    filled = caller("PUT", sheet_of(assessment), json=FILLED)
    assert filled.json()["inputs"] == FILLED
    assert filled.json()["result"]["complete"] is True
    assert filled.json()["result"]["reading"] == "cheap"
    assert figures(filled, 3)["total"] == 5247
    again = caller("GET", sheet_of(assessment))
    assert again.json() == filled.json()
    assert (again.headers["ETag"], again.json()["revision"]) == ('"1"', 1)


def test_an_empty_sheet_says_what_is_missing(caller: Caller, assessment: str) -> None:
    empty = caller("GET", sheet_of(assessment))
    assert codes(empty) == dict.fromkeys(("setup", "rent", "change", "rate"), "input_missing")
    assert (empty.json()["inputs"], empty.json()["revision"]) == ({}, 0)
    assert (empty.json()["updated_at"], empty.headers["ETag"]) == (None, '"0"')


@pytest.mark.parametrize(
    ("name", "body", "kept", "code"),
    [
        ("setup", "-1", -1, "out_of_range"),
        ("rent", '"many"', "many", "wrong_type"),
        ("rent", '"2000"', "2000", "wrong_type"),
        ("horizon", "0", 0, "out_of_range"),
        ("rate", "-1", -1, "out_of_range"),
        ("rate", "-100", -100, "out_of_range"),
        ("setup", "NaN", "NaN", "wrong_type"),
        ("setup", "Infinity", "Infinity", "wrong_type"),
        ("setup", "-Infinity", "-Infinity", "wrong_type"),
        ("setup", "1e400", "1e400", "out_of_range"),
        ("setup", "1e-400", "1e-400", "too_many_decimals"),
        ("setup", "1e-99999999999999999999", "1e-99999999999999999999", "too_many_decimals"),
        ("setup", "1e300", 1e300, "out_of_range"),
        ("setup", "9" * 500, int("9" * 500), "out_of_range"),
        ("setup", "9" * 5000, "9" * 5000, "wrong_type"),
        ("setup", f'"{"9" * 5000}"', "9" * 5000, "wrong_type"),
        ("setup", "0.1234567890123456789", "0.1234567890123456789", "too_many_decimals"),
        ("setup", "0." + "1" * 2000, "0." + "1" * 2000, "wrong_type"),
        ("sure", "1", 1, "wrong_type"),
        ("sure", '"yes"', "yes", "wrong_type"),
        ("setup", "[1, [2]]", [1, [2]], "wrong_type"),
        ("setup", '{"a": null}', {"a": None}, "wrong_type"),
        ("stup", "1", 1, "unknown_input"),
        ("", "1", 1, "unknown_input"),
        ("ü/~", "1", 1, "unknown_input"),
    ],
)
def test_what_makes_no_sense_is_said_and_kept(
    caller: Caller, assessment: str, name: str, body: str, kept: Any, code: str
) -> None:
    response = put_raw(caller, sheet_of(assessment), f'{{"{name}": {body}}}')
    assert codes(response)[name] == code
    problem = next(each for each in response.json()["result"]["problems"] if each["input"] == name)
    assert problem["message"]
    assert problem["remedy"]
    assert problem["pointer"] == "/" + name.replace("~", "~0").replace("/", "~1")
    assert response.json()["inputs"] == {name: kept}
    assert caller("GET", sheet_of(assessment)).json() == response.json()


def test_a_missing_input_leaves_everything_else_calculated(caller: Caller, assessment: str) -> None:
    response = caller("PUT", sheet_of(assessment), json=FILLED | {"rate": None})
    assert codes(response) == {"rate": "input_missing"}
    assert response.json()["result"]["missing"] == ["rate"]
    assert (figures(response)["yearly"], figures(response, 3)["total"]) == (2000, None)
    assert response.json()["inputs"]["rate"] is None


def test_worksheets_are_listed_with_the_sheets_that_are_asked_for(caller: Caller) -> None:
    found = {"LOG-01": 4, "LOG-02": 50, "PRF-01": "businesses", "PRF-02": False}
    assessment = ""
    for answers, asked in ((None, None), ({"LOG-01": 2}, False), (found, True)):
        assessment = new_assessment(caller, answers)
        listed = caller("GET", f"/assessments/{assessment}/worksheets")
        assert listed.status_code == 200, listed.text
        (worksheet,) = listed.json()["worksheets"]
        assert (worksheet["code"], worksheet["kind"]) == ("COST", "calculation")
        sheets = {sheet["id"]: sheet for sheet in worksheet["sheets"]}
        assert (sheets["first"]["asked"], sheets["second"]["asked"]) == (True, asked)
        assert sheets["first"]["revision"] == 0
    caller("PUT", sheet_of(assessment, "second"), json={})
    (worksheet,) = caller("GET", f"/assessments/{assessment}/worksheets").json()["worksheets"]
    revisions = {sheet["id"]: sheet["revision"] for sheet in worksheet["sheets"]}
    assert revisions == {"first": 0, "second": 1}


def test_findings_of_the_assessment_are_read(caller: Caller) -> None:
    answers = {"LOG-01": 4, "LOG-02": 50, "PRF-01": "businesses", "PRF-02": False}
    typed = FILLED | {"setup": 1500}
    found = new_assessment(caller, answers)
    notes = caller("PUT", sheet_of(found), json=typed).json()["result"]["reading_notes"]
    assert notes == ["by_finding"]
    submitted = caller("POST", f"/assessments/{found}/submit")
    assert submitted.status_code == 200, submitted.text
    after = caller("PUT", sheet_of(found), json=typed)
    assert after.json()["result"]["reading_notes"] == ["by_finding"]
    assert after.json()["revision"] == 2
    other = new_assessment(caller, answers | {"LOG-02": 99.9})
    assert caller("PUT", sheet_of(other), json=typed).json()["result"]["reading_notes"] == []


def test_a_change_over_somebody_elses_is_refused(caller: Caller, assessment: str) -> None:
    path = sheet_of(assessment)
    first = caller("PUT", path, json={"rent": 1}, headers={"If-Match": '"0"'})
    assert (first.status_code, first.headers["ETag"]) == (200, '"1"')
    second = caller("PUT", path, json={"rent": 2}, headers={"If-Match": first.headers["ETag"]})
    assert (second.status_code, second.json()["revision"]) == (200, 2)
    for tag in ('"0"', '"1"', '"3"', "2", 'W/"2"', "anything"):
        refused = caller("PUT", path, json={"rent": 3}, headers={"If-Match": tag})
        assert refused.status_code == 412, tag
        assert refused.json()["code"] == "sheet_changed"
        assert refused.json()["remedy"]
    assert caller("GET", path).json()["inputs"] == {"rent": 2}
    assert caller("PUT", path, json={}, headers={"If-Match": "*"}).json()["revision"] == 3


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("[]", 422, "invalid_input"),
        ("1", 422, "invalid_input"),
        ("null", 422, "invalid_input"),
        ('"text"', 422, "invalid_input"),
        ("", 422, "invalid_input"),
        ("{", 400, "malformed_json"),
        ('{"setup": 01}', 400, "malformed_json"),
        ('{"setup": ' + "[" * 100_000, 400, "malformed_request"),
        ('{"setup": ' + "[" * 30 + "]" * 30 + "}", 422, "invalid_input"),
        ('{"setup": "\\u0000"}', 422, "invalid_input"),
        ('{"setup": "\\ud800"}', 422, "invalid_input"),
        ("{" + ",".join(f'"a{n}": 1' for n in range(2001)) + "}", 422, "invalid_input"),
        ('{"setup": "' + "x" * 3_000_000 + '"}', 413, "too_large"),
    ],
    ids=range(13),
)
def test_only_bodies_that_are_no_sheet_are_refused(
    caller: Caller, assessment: str, body: str, status: int, code: str
) -> None:
    caller("PUT", sheet_of(assessment), json={"rent": 5})
    refused = put_raw(caller, sheet_of(assessment), body)
    assert (refused.status_code, refused.json()["code"]) == (status, code), refused.text
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["remedy"]
    assert caller("GET", sheet_of(assessment)).json()["inputs"] == {"rent": 5}


def test_a_body_that_is_no_json_is_refused(caller: Caller, assessment: str) -> None:
    refused = put_raw(caller, sheet_of(assessment), "rent=5", **{"Content-Type": "text/plain"})
    assert (refused.status_code, refused.json()["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_an_unknown_worksheet_or_sheet_is_not_found(
    caller: Caller, assessment: str, method: str
) -> None:
    body: dict[str, Any] = {"json": {}} if method == "PUT" else {}
    for path, code in (
        (f"/assessments/{assessment}/worksheets/COTS/first", "worksheet_not_found"),
        (sheet_of(assessment, "frist"), "sheet_not_found"),
        (sheet_of("asm_none"), "assessment_not_found"),
    ):
        missing = caller(method, path, **body)
        assert (missing.status_code, missing.json()["code"]) == (404, code)
    assert (
        "'COST'"
        in caller(method, f"/assessments/{assessment}/worksheets/COTS/first", **body).json()[
            "remedy"
        ]
    )


def test_what_belongs_to_another_account_is_not_found(
    caller: Caller, stranger: Caller, assessment: str
) -> None:
    caller("PUT", sheet_of(assessment), json={"rent": 5})
    for response in (
        stranger("GET", f"/assessments/{assessment}/worksheets"),
        stranger("GET", sheet_of(assessment)),
        stranger("PUT", sheet_of(assessment), json={"rent": 6}),
    ):
        assert (response.status_code, response.json()["code"]) == (404, "assessment_not_found")
    assert caller("GET", sheet_of(assessment)).json()["inputs"] == {"rent": 5}


@pytest.fixture
def submitted(caller: Caller) -> str:
    profile = {"PRF-01": "businesses", "PRF-02": True}
    made = new_assessment(caller, profile | {"LOG-01": 4, "LOG-02": 50, "CHN-01": ["lead"]})
    assert caller("POST", f"/assessments/{made}/submit").status_code == 200
    return made


def test_a_report_shows_what_is_filled_and_changes_with_it(caller: Caller, submitted: str) -> None:
    report = f"/assessments/{submitted}/report"
    bare = caller("GET", report, headers={"Accept": "application/json"})
    assert bare.json()["worksheets"] == []
    caller("PUT", sheet_of(submitted), json=FILLED)
    filled = caller("GET", report, headers={"Accept": "application/json"})
    (sheet,) = filled.json()["worksheets"]
    assert sheet["title"] == "Cheap: EUR 5,247 in all"
    assert sheet["curve"]["years"][0]["figure_label"] == "2,000"
    assert filled.headers["ETag"] != bare.headers["ETag"]
    page = caller("GET", report, headers={"Accept": "text/html"})
    assert "Cheap: EUR 5,247 in all" in page.text


def test_a_report_shows_refused_inputs_as_typed(caller: Caller, submitted: str) -> None:
    put_raw(
        caller, sheet_of(submitted), f'{{"setup": {"9" * 900}, "rent": [1], "ü/~": {{"a": null}}}}'
    )
    report = caller("GET", f"/assessments/{submitted}/report", headers={"Accept": "text/html"})
    assert report.status_code == 200
    assert "9" * 40 in report.text.replace("\u200b", "")
