"""Batches of reports over REST: started, followed, downloaded as one ZIP, stopped, kept apart."""

from __future__ import annotations

import csv
import io
import time
from typing import Any
from zipfile import ZipFile

import pytest

from readiness.services.report_batches import MOST_REPORTS, MOST_UNFINISHED
from tests.api.conftest import Caller

PATIENCE_SECONDS = 240
FORMULA = '=HYPERLINK("https://evil.example","../../CON")'


@pytest.fixture(scope="module")
def submitted(caller: Caller, company: dict[str, Any]) -> list[str]:
    """Two submitted assessments, the second of an organization with a hostile name."""
    return [submit(caller, company, name) for name in ("Nordwerk GmbH", FORMULA)]


def submit(caller: Caller, answers: dict[str, Any], name: str) -> str:
    assessment = caller.new_assessment(name)
    caller("PATCH", f"/assessments/{assessment}/answers", json={"answers": answers})
    assert caller("POST", f"/assessments/{assessment}/submit").status_code == 200
    return assessment


def start(caller: Caller, key: str | None = None, **wish: Any) -> Any:
    headers = {} if key is None else {"Idempotency-Key": key}
    return caller("POST", "/report-batches", json=wish, headers=headers)


def finished(caller: Caller, started: Any) -> dict[str, Any]:
    """Follow a batch until it has ended."""
    assert started.status_code == 202, started.text
    place = started.headers["location"].removeprefix("/v1")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        seen: dict[str, Any] = caller("GET", place).json()
        assert seen["done"] + seen["failed"] <= seen["total"]
        if seen["finished_at"] is not None:
            return seen
        time.sleep(0.1)
    raise AssertionError("the batch did not end")


def downloaded(caller: Caller, batch: dict[str, Any]) -> ZipFile:
    got = caller("GET", batch["download"].removeprefix("/v1"))
    assert got.headers["content-type"] == "application/zip"
    assert int(got.headers["content-length"]) == batch["size"] == len(got.content)
    return ZipFile(io.BytesIO(got.content))


def contents(archive: ZipFile) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read("contents.csv").decode("utf-8-sig"))))


def problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.text
    document: dict[str, Any] = response.json()
    return document


def test_a_batch_is_made_and_downloaded_with_one_that_fails(
    caller: Caller, submitted: list[str]
) -> None:
    done = finished(caller, start(caller, assessments=submitted, languages=["de", "xx"]))

    assert (done["state"], done["total"], done["done"], done["failed"]) == ("done", 4, 2, 2)
    assert [(each["assessment_id"], each["language"]) for each in done["failures"]] == [
        (one, "xx") for one in submitted
    ]
    archive = downloaded(caller, done)
    assert archive.testzip() is None
    assert archive.namelist() == [
        "contents.csv",
        "0001_Nordwerk_GmbH_de.pdf",
        "0003_HYPERLINK(_https_evil_example_,_CON_)_de.pdf",
    ]
    rows = contents(archive)
    assert [row["file"] for row in rows] == [archive.namelist()[1], "", archive.namelist()[2], ""]
    assert rows[2]["organization"] == f"'{FORMULA}"
    assert rows[1]["problem"] == done["failures"][0]["code"]
    alone = caller("GET", f"/assessments/{submitted[0]}/report", params={"language": "de"})
    assert archive.read(rows[0]["file"]) == alone.content


def test_the_same_reports_give_the_same_zip(caller: Caller, submitted: list[str]) -> None:
    both = [finished(caller, start(caller, assessments=submitted)) for _ in range(2)]
    first, second = (caller("GET", each["download"].removeprefix("/v1")) for each in both)
    assert first.content == second.content


def test_a_selection_takes_what_is_submitted(caller: Caller, submitted: list[str]) -> None:
    caller.new_assessment("Not submitted GmbH")
    one = caller("GET", f"/assessments/{submitted[0]}").json()
    for wish, total in (
        ({"questionnaire": "d2c-readiness"}, 2),
        ({"questionnaire": one["questionnaire"], "organizations": [one["organization_id"]]}, 1),
        ({"organizations": [one["organization_id"]] * 2}, 1),
    ):
        batch = start(caller, **wish).json()
        assert batch["total"] == total
        assert caller("DELETE", f"/report-batches/{batch['id']}").status_code == 204


@pytest.mark.parametrize(
    ("wish", "code", "pointer"),
    [
        ({}, "wrong_selection", ""),
        ({"assessments": ["asm_x"], "questionnaire": "d2c-readiness"}, "wrong_selection", ""),
        ({"assessments": ["asm_x"]}, "assessment_not_found", "/assessments/0"),
        ({"organizations": ["org_x"]}, "organization_not_found", "/organizations/0"),
        ({"questionnaire": "d2c-readiness@1999.1.0"}, "nothing_to_report", ""),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_its_place(
    caller: Caller, submitted: list[str], wish: dict[str, Any], code: str, pointer: str
) -> None:
    (error,) = problem(start(caller, **wish), 422)["errors"]
    assert (error["code"], error["pointer"]) == (code, pointer)


def test_nothing_is_started_when_one_of_many_is_not_submitted(
    caller: Caller, submitted: list[str]
) -> None:
    before = caller("GET", "/report-batches").json()["items"]
    named = [submitted[0], caller.new_assessment()]
    (error,) = problem(start(caller, assessments=named), 422)["errors"]
    assert (error["code"], error["pointer"]) == ("assessment_not_submitted", "/assessments/1")
    assert caller("GET", "/report-batches").json()["items"] == before


def test_more_reports_than_a_batch_holds_are_refused(caller: Caller, submitted: list[str]) -> None:
    named = [f"asm_{number}" for number in range(MOST_REPORTS + 1)]
    assert problem(start(caller, assessments=named), 422)["errors"][0]["pointer"] == "/assessments"


def test_a_request_sent_twice_starts_one_batch(caller: Caller, submitted: list[str]) -> None:
    first, again = (start(caller, "once-1", assessments=submitted[:1]) for _ in range(2))
    assert first.json()["id"] == again.json()["id"]
    other = problem(start(caller, "once-1", assessments=submitted), 409)
    assert other["code"] == "idempotency_key_reused"
    finished(caller, first)


def test_a_stopped_batch_is_gone(caller: Caller, submitted: list[str]) -> None:
    place = start(caller, assessments=submitted, languages=["nl"]).headers["location"]
    path = place.removeprefix("/v1")
    code = problem(caller("GET", f"{path}/download"), 409)["code"]
    assert code == "batch_not_done"
    assert caller("DELETE", path).status_code == 204
    for method, gone in (("GET", path), ("GET", f"{path}/download"), ("DELETE", path)):
        assert problem(caller(method, gone), 404)["code"] == "batch_not_found"


def test_a_batch_without_one_report_has_no_file(caller: Caller, submitted: list[str]) -> None:
    failed = finished(caller, start(caller, assessments=submitted[:1], languages=["xx"]))
    assert (failed["state"], failed["download"]) == ("failed", None)
    refused = caller("GET", f"/report-batches/{failed['id']}/download")
    assert problem(refused, 409)["code"] == "batch_failed"


def test_batches_are_listed_and_seen_by_their_own_account_only(
    caller: Caller, stranger: Caller, submitted: list[str]
) -> None:
    done = finished(caller, start(caller, assessments=submitted[:1]))
    listed = caller("GET", "/report-batches", params={"limit": 1}).json()
    assert [item["id"] for item in listed["items"]] == [done["id"]]
    assert listed["next_cursor"]
    assert stranger("GET", "/report-batches").json()["items"] == []
    path = f"/report-batches/{done['id']}"
    for method, theirs in (("GET", path), ("GET", f"{path}/download"), ("DELETE", path)):
        assert problem(stranger(method, theirs), 404)["code"] == "batch_not_found"
    taken = problem(start(stranger, assessments=submitted[:1]), 422)
    assert taken["errors"][0]["code"] == "assessment_not_found"


def test_a_deleted_assessment_leaves_the_zip_too(
    caller: Caller, company: dict[str, Any], submitted: list[str]
) -> None:
    leaving = submit(caller, company, "Leaving GmbH")
    done = finished(caller, start(caller, assessments=[submitted[0], leaving]))
    assert len(downloaded(caller, done).namelist()) == 3

    assert caller("DELETE", f"/assessments/{leaving}").status_code == 204

    path = f"/report-batches/{done['id']}"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (seen := caller("GET", path).json())["state"] != "done":
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert (seen["done"], seen["failed"]) == (1, 1)
    assert seen["failures"][0]["code"] == "assessment_not_found"
    archive = downloaded(caller, seen)
    assert archive.namelist() == ["contents.csv", "0001_Nordwerk_GmbH_en.pdf"]
    assert b"Leaving" not in archive.read("contents.csv")


def test_an_account_has_so_many_unfinished_batches_at_most(
    caller: Caller, submitted: list[str]
) -> None:
    many = [start(caller, assessments=submitted, languages=["nl"]) for _ in range(40)]
    refused = [each for each in many if each.status_code == 409]
    taken = [each for each in many if each.status_code == 202]
    assert len(taken) >= MOST_UNFINISHED
    assert {each.json()["code"] for each in refused} == {"too_many_batches"}
    for each in taken:
        assert caller("DELETE", each.headers["location"].removeprefix("/v1")).status_code == 204
