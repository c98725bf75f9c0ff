"""Sheets over REST: uploaded, checked in the background, given back, turned into an answer."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from readiness.app import create_app
from readiness.settings import Settings
from tests.api.conftest import Caller
from tests.redirect_worksheet import FED, write_with_worksheet

CSV = "text/csv"
ROWS = "old_url,new_url,visits_16_months\nhttps://a.example/1,https://b.example/1,5\n"
SHEET = ROWS + "https://a.example/2,https://a.example/1,3\nhttps://a.example/3,,2\n"
PATIENCE_SECONDS = 120


@pytest.fixture(scope="module")
def client(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of an app whose questionnaire has the worksheet."""
    folder = tmp_path_factory.mktemp("sheets")
    write_with_worksheet(folder / "questionnaires")
    settings = Settings(
        database_url=database_url,
        files_url=str(folder / "files"),
        questionnaires=folder / "questionnaires",
        max_body_bytes=10_000,
        max_upload_bytes=100_000,
        log_level="error",
    )
    with TestClient(create_app(settings), raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def assessment(caller: Caller) -> str:
    """An assessment with the small questionnaire."""
    organization = caller("POST", "/organizations", json={"name": "Werk"}).json()["id"]
    wanted = {"organization_id": organization, "questionnaire": "small@2026.1.0"}
    opened = caller("POST", "/assessments", json=wanted)
    assert opened.status_code == 201, opened.text
    return str(opened.json()["id"])


def upload(caller: Caller, assessment: str, content: str | bytes, form: str = CSV) -> Any:
    path = f"/assessments/{assessment}/worksheets/REDIRECTS/uploads"
    return caller("POST", path, content=content, headers={"Content-Type": form})


def finished(caller: Caller, taken: Any) -> dict[str, Any]:
    """Follow an upload until its check has ended."""
    assert taken.status_code == 202, taken.text
    place = taken.headers["location"].removeprefix("/v1")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        seen: dict[str, Any] = caller("GET", place).json()
        if seen["state"] != "checking":
            return seen | {"place": place}
        time.sleep(0.1)
    raise AssertionError("the check did not end")


def test_a_sheet_is_checked_given_back_and_answers_its_question(
    caller: Caller, assessment: str
) -> None:
    taken = upload(caller, assessment, SHEET)
    assert taken.json()["state"] == "checking"
    done = finished(caller, taken)
    assert (done["state"], done["problems"]) == ("done", [])
    summary = done["summary"]
    assert summary["rows"] == 3
    assert summary["coverage"] == {"base": 3, "covered": 1, "percent": 33.3, "question": FED}
    assert {each["code"] for each in summary["checks"]} == {"chain", "missing_successor"}
    newest = caller("GET", f"/assessments/{assessment}/worksheets/REDIRECTS").json()
    assert newest["id"] == done["id"]

    sheet = caller("GET", f"{done['place']}/sheet")
    assert sheet.headers["content-type"] == "text/csv; charset=utf-8"
    assert f'filename="{done["id"]}.csv"' in sheet.headers["content-disposition"]
    assert '"problems","severity","final_target","suggestions"' in sheet.text
    assert "chain: " in sheet.text

    fed = caller("POST", f"{done['place']}/answer", json={"role": "marketing"})
    assert fed.status_code == 200, fed.text
    assert fed.json()["question"] == FED
    assert fed.json()["value"] == 33.3
    assert (fed.json()["replaced"], fed.json()["replaced_by_hand"]) == (None, False)
    answers = caller("GET", f"/assessments/{assessment}/answers").json()
    assert answers["answers"][FED] == 33.3
    assert done["id"] in answers["details"][0]["note"]
    again = caller("POST", f"{done['place']}/answer", json={}).json()
    assert (again["replaced"], again["replaced_by_hand"]) == (33.3, False)


def test_a_figure_given_by_hand_is_replaced_only_when_asked(
    caller: Caller, assessment: str
) -> None:
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": {FED: 99.5}})
    done = finished(caller, upload(caller, assessment, SHEET))
    refused = caller("POST", f"{done['place']}/answer", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "answer_given")
    assert "99.5" in refused.json()["detail"]
    fed = caller("POST", f"{done['place']}/answer", json={"replace": True}).json()
    assert (fed["value"], fed["replaced"], fed["replaced_by_hand"]) == (33.3, 99.5, True)


def test_a_submitted_assessment_takes_no_figure(caller: Caller, assessment: str) -> None:
    answers = {"profile.buyers": "businesses", "profile.seller": False, FED: 1,
               "logistics.single_parcel": 4}  # fmt: skip
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": answers})
    done = finished(caller, upload(caller, assessment, SHEET))
    assert caller("POST", f"/assessments/{assessment}/submit").status_code == 200
    fed = caller("POST", f"{done['place']}/answer", json={"replace": True})
    assert (fed.status_code, fed.json()["code"]) == (409, "assessment_submitted")


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "sheet_empty", 1),
        (b"old_url,new_url\n", "sheet_empty", 1),
        (b"ziel\nx\n", "column_missing", 1),
        ("old_url\nKäthe\n".encode("cp1252"), "not_utf8", 2),
        (b'old_url\n"x\n', "csv_syntax", 2),
    ],
)
def test_what_cannot_be_read_is_kept_and_says_why(
    caller: Caller, assessment: str, content: bytes, code: str, line: int
) -> None:
    done = finished(caller, upload(caller, assessment, content))
    assert (done["state"], done["summary"]) == ("refused", None)
    assert [(p["code"], p["line"]) for p in done["problems"]] == [(code, line)]
    assert done["problems"][0]["remedy"]
    sheet = caller("GET", f"{done['place']}/sheet")
    assert (sheet.status_code, sheet.json()["code"]) == (409, "upload_refused")
    fed = caller("POST", f"{done['place']}/answer", json={})
    assert (fed.status_code, fed.json()["code"]) == (409, "upload_refused")


def test_without_visits_there_is_no_figure(caller: Caller, assessment: str) -> None:
    done = finished(caller, upload(caller, assessment, "old_url\nhttps://a.example/\n"))
    fed = caller("POST", f"{done['place']}/answer", json={})
    assert (fed.status_code, fed.json()["code"]) == (409, "no_coverage")


def test_windows_1252_is_read_where_the_media_type_names_it(
    caller: Caller, assessment: str
) -> None:
    content = "old_url;owner\nhttps://a.example/;Käthe\n".encode("cp1252")
    done = finished(caller, upload(caller, assessment, content, 'text/csv; charset="Windows-1252"'))
    assert done["state"] == "done"
    assert "Käthe" in caller("GET", f"{done['place']}/sheet").text


@pytest.mark.parametrize("form", ["application/json", "text/csv; charset=latin-9", ""])
def test_another_kind_of_body_is_refused(caller: Caller, assessment: str, form: str) -> None:
    refused = upload(caller, assessment, SHEET, form)
    assert (refused.status_code, refused.json()["code"]) == (415, "unsupported_media_type")
    assert "text/csv" in refused.json()["remedy"]


def test_a_sheet_may_be_larger_than_other_bodies_but_not_endless(
    caller: Caller, assessment: str
) -> None:
    longer = ROWS + "".join(f"https://a.example/x{i},,\n" for i in range(2_000))
    assert 10_000 < len(longer) < 100_000
    assert upload(caller, assessment, longer).status_code == 202
    refused = upload(caller, assessment, "x" * 100_001)
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")
    answers = {"answers": {FED: "x" * 10_001}}
    patched = caller("PATCH", f"/assessments/{assessment}/answers", json=answers)
    assert patched.status_code == 413


def test_uploads_are_listed_newest_first(caller: Caller, assessment: str) -> None:
    ids = [finished(caller, upload(caller, assessment, SHEET))["id"] for _ in range(2)]
    path = f"/assessments/{assessment}/worksheets/REDIRECTS/uploads"
    page = caller("GET", path, params={"limit": 1}).json()
    assert [each["id"] for each in page["items"]] == ids[1:]
    rest = caller("GET", path, params={"cursor": page["next_cursor"]}).json()
    assert [each["id"] for each in rest["items"]] == ids[:1]


def test_what_belongs_to_others_or_is_not_there_is_not_found(
    caller: Caller, stranger: Caller, assessment: str
) -> None:
    done = finished(caller, upload(caller, assessment, SHEET))
    other = caller("POST", "/organizations", json={"name": "Andere"}).json()["id"]
    wanted = {"organization_id": other, "questionnaire": "small@2026.1.0"}
    elsewhere = caller("POST", "/assessments", json=wanted).json()["id"]
    calls = [
        (stranger, "GET", done["place"], "upload_not_found"),
        (stranger, "GET", f"{done['place']}/sheet", "upload_not_found"),
        (caller, "GET", done["place"].replace(assessment, elsewhere), "upload_not_found"),
        (caller, "GET", done["place"].replace("REDIRECTS", "TCO"), "upload_not_found"),
        (caller, "GET", f"/assessments/{elsewhere}/worksheets/REDIRECTS", "upload_not_found"),
        (caller, "GET", f"/assessments/{elsewhere}/worksheets/TCO", "worksheet_not_found"),
        (stranger, "GET", f"/assessments/{assessment}/worksheets/REDIRECTS",
         "assessment_not_found"),
        (stranger, "GET", f"/assessments/{assessment}/worksheets/REDIRECTS/uploads",
         "assessment_not_found"),
    ]  # fmt: skip
    for who, method, path, code in calls:
        answer = who(method, path)
        assert (answer.status_code, answer.json()["code"]) == (404, code), path
    fed = caller("POST", f"{done['place'].replace('REDIRECTS', 'TCO')}/answer", json={})
    assert (fed.status_code, fed.json()["code"]) == (404, "upload_not_found")
    lost = upload(stranger, assessment, SHEET)
    assert (lost.status_code, lost.json()["code"]) == (404, "assessment_not_found")


def test_files_go_with_their_assessment(
    caller: Caller, assessment: str, client: TestClient
) -> None:
    done = finished(caller, upload(caller, assessment, SHEET))
    files = client.app.state.context.files  # type: ignore[attr-defined]  # starlette's own state
    key = next(iter(_keys(done["id"], Path(files._store.prefix))))  # the folder it was opened on
    assert files.get(key)
    assert caller("DELETE", f"/assessments/{assessment}").status_code == 204
    assert list(_keys(done["id"], Path(files._store.prefix))) == []


def _keys(upload_id: str, folder: Path) -> Iterator[str]:
    for path in folder.glob(f"uploads/*/{upload_id}_*"):
        yield str(path.relative_to(folder))
