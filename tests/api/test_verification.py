"""Whoever holds a report may ask what it stands for, without a key and not without end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from readiness.app import create_app
from readiness.reports.opened import open_report
from readiness.settings import Settings
from tests.api.conftest import Caller, new_key

PUBLIC = "https://readiness.example.com"


@pytest.fixture(scope="module")
def client(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service with a public address that answers twenty strangers an hour."""
    settings = Settings(
        database_url=database_url,
        files_url=str(tmp_path_factory.mktemp("files")),
        log_level="error",
        public_url=PUBLIC,
        verifications_per_hour=20,
    )
    with TestClient(create_app(settings), raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def submitted(client: TestClient, database_url: str, company: dict[str, Any]) -> tuple[Caller, str]:
    """Who calls, and the path of a submitted assessment."""
    caller = Caller(client, new_key(database_url, "Consultancy"))
    path = f"/assessments/{caller.new_assessment()}"
    caller("PATCH", f"{path}/answers", json={"answers": company})
    assert caller("POST", f"{path}/submit").status_code == 200
    return caller, path


def test_a_report_is_verified_without_a_key(
    client: TestClient, submitted: tuple[Caller, str]
) -> None:
    caller, path = submitted
    report = caller("GET", f"{path}/report?language=nl")
    fingerprint = report.headers["etag"].strip('"').partition(".")[0]
    answer = client.get(f"/v1/verify/{fingerprint[:32]}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    found = answer.json()
    attached = open_report(report.content).attached
    assert found["fingerprint"] == fingerprint
    assert found["questionnaire"] == "d2c-readiness@2026.1.0"
    assert found["result_sha256"] == hashlib.sha256(attached["result.json"]).hexdigest()
    assert (found["organization"], found["language"], found["edition"]) == (
        "Nordwerk Elektrowerkzeuge GmbH",
        "nl",
        "full",
    )
    assert (found["standing"], found["since"]) == ("current", None)
    assert found["files"] == [
        {
            "format": "pdf",
            "media_type": "application/pdf",
            "size": len(report.content),
            "sha256": hashlib.sha256(report.content).hexdigest(),
        }
    ]
    assert b"score" not in answer.content
    assert f"{PUBLIC}/v/{fingerprint[:32]}".encode() in attached["report.json"]


@pytest.mark.parametrize("form", ["text/html", "application/json"])
def test_every_form_of_a_report_is_known(
    client: TestClient, submitted: tuple[Caller, str], form: str
) -> None:
    caller, path = submitted
    language = {"text/html": "de", "application/json": "en"}[form]
    report = caller("GET", f"{path}/report?language={language}", headers={"Accept": form})
    fingerprint = report.headers["etag"].strip('"').partition(".")[0]
    assert f"{PUBLIC}/v/{fingerprint[:32]}" in report.text
    found = client.get(f"/v1/verify/{fingerprint}").json()
    assert (found["language"], found["files"]) == (language, [])


def test_an_unknown_fingerprint_says_what_that_means(client: TestClient) -> None:
    answer = client.get(f"/v1/verify/{'0' * 64}")
    assert (answer.status_code, answer.json()["code"]) == (404, "report_unknown")
    assert "deleted" in answer.json()["remedy"]


@pytest.mark.parametrize(
    "typed", ["0" * 31, "0" * 65, "g" * 32, "0123456789ABCDEF" * 2, "%00" * 32]
)
def test_less_than_128_bits_are_not_answered(client: TestClient, typed: str) -> None:
    answer = client.get(f"/v1/verify/{typed}")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


def test_strangers_are_bounded(client: TestClient) -> None:
    codes = [client.get(f"/v1/verify/{'1' * 32}").status_code for _ in range(21)]
    assert codes[-1] == 429
    refusal = client.get(f"/v1/verify/{'1' * 32}").json()
    assert refusal["code"] == "too_many_verifications"
    assert refusal["remedy"]
