"""The page that verifies a report, without a script and without being let in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any

import httpx2
import pikepdf
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from readiness.services.revisions import reopen
from tests.web.companies import submit
from tests.web.conftest import Visit, app_on, browser_on, context_of, post, start, token_on

PUBLIC = "https://readiness.example.com"
NAME = "Müller & <b>Söhne</b>"


@pytest.fixture(scope="module")
def site(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The site with a public address, on either database in turn."""
    app = app_on(database_url, tmp_path_factory.mktemp("files"), public_url=PUBLIC)
    with TestClient(app):
        yield app


@pytest.fixture(scope="module")
def visit(site: FastAPI) -> Visit:
    """Somebody whose assessment is submitted."""
    started = start(browser_on(site, base_url=PUBLIC), organization=NAME)
    submit(started)
    return started


@pytest.fixture(scope="module")
def report(visit: Visit) -> bytes:
    """The PDF as it is downloaded."""
    return visit.get("/results/report.pdf?language=en").content


@pytest.fixture(scope="module")
def fingerprint(visit: Visit, report: bytes) -> str:
    """The digits in the report's link."""
    return digits_of(report)


def digits_of(report: bytes) -> str:
    with pikepdf.open(BytesIO(report)) as document:
        manifest = json.loads(document.attachments["report.json"].get_file().read_bytes())
    address, _, digits = manifest["verify_link"].rpartition("/v/")
    assert address == PUBLIC
    return str(digits)


def text_of(page: httpx2.Response) -> str:
    return unescape(re.sub(r"\s+", " ", page.text))


def send(client: TestClient, file: bytes | None, typed: str = "", language: str = "en") -> Any:
    """Send the form as a browser does."""
    path = f"/{language}/verify"
    data = {"form_token": token_on(client.get(path)), "fingerprint": typed}
    files = {"file": ("report.pdf", file or b"", "application/pdf")}
    return client.post(path, data=data, files=files)


def test_the_short_link_leads_to_the_page_in_the_readers_language(
    client: TestClient, fingerprint: str
) -> None:
    for accepted, language in (("nl,en", "nl"), ("fr", "en"), ("de-AT", "de")):
        answer = client.get(f"/v/{fingerprint}", headers={"Accept-Language": accepted})
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/{language}/verify/{fingerprint}"


@pytest.mark.parametrize(
    ("language", "known", "newest"),
    [
        ("en", "This report is known here", "It is the newest"),
        ("de", "Dieser Bericht ist hier bekannt", "Er ist der neueste"),
        ("nl", "Dit rapport is hier bekend", "Het is het nieuwste"),
    ],
)
def test_the_page_says_what_the_report_was_made_from(
    client: TestClient, fingerprint: str, language: str, known: str, newest: str
) -> None:
    page = client.get(f"/{language}/verify/{fingerprint}")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert f'lang="{language}"' in page.text
    text = text_of(page)
    for expected in (known, newest, NAME, "d2c-readiness@2026.1.0", "SHA-256", fingerprint):
        assert expected in text
    assert "<b>Söhne" not in page.text


def test_what_is_typed_leads_to_the_same_page(client: TestClient, fingerprint: str) -> None:
    grouped = " ".join(re.findall("....", fingerprint)).upper()
    for typed in (fingerprint, grouped, f"{PUBLIC}/v/{fingerprint}"):
        answer = post(client, "/en/verify", {"fingerprint": typed})
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/en/verify/{fingerprint}"


def test_the_very_file_is_known_with_and_without_its_fingerprint(
    client: TestClient, report: bytes, fingerprint: str
) -> None:
    for typed in ("", fingerprint):
        page = send(client, report, typed)
        assert page.status_code == 200
        assert "byte for byte" in text_of(page)
        assert 'class="note good" role="status"' in page.text
        assert fingerprint in page.text


def test_a_changed_file_is_told_from_the_report_it_was(
    client: TestClient, report: bytes, fingerprint: str
) -> None:
    page = send(client, report + b"%", fingerprint)
    assert page.status_code == 200
    assert "Your file is not the one that was handed out" in text_of(page)
    assert 'class="note danger" role="status"' in page.text


def test_a_changed_file_alone_is_not_known(client: TestClient, report: bytes) -> None:
    page = send(client, report[:-1])
    assert page.status_code == 404
    assert "No file with these bytes was handed out here" in text_of(page)


def test_a_file_of_another_report_than_typed_is_told(
    client: TestClient, visit: Visit, report: bytes
) -> None:
    dutch = visit.get("/results/report.pdf?language=nl").content
    page = send(client, report, digits_of(dutch))
    assert "its fingerprint is not the one you typed" in text_of(page)


@pytest.mark.parametrize("digits", ["0" * 32, "f" * 64])
def test_an_unknown_fingerprint_says_what_that_means(client: TestClient, digits: str) -> None:
    page = client.get(f"/de/verify/{digits}")
    assert page.status_code == 404
    assert "Dieser Bericht ist hier nicht bekannt" in text_of(page)
    assert f'value="{digits}"' in page.text


@pytest.mark.parametrize("typed", ["0123", "x" * 64, "<script>alert(1)</script>"])
def test_what_is_no_fingerprint_is_asked_for_again(client: TestClient, typed: str) -> None:
    page = post(client, "/en/verify", {"fingerprint": typed})
    assert page.status_code == 422
    assert "A fingerprint has at least 32 digits" in text_of(page)
    assert 'aria-invalid="true"' in page.text
    assert "<script>alert" not in page.text
    linked = client.get("/en/verify/0123")
    assert linked.status_code == 422
    assert 'value="0123"' in linked.text


def test_nothing_at_all_is_asked_for_again(client: TestClient) -> None:
    page = send(client, None)
    assert page.status_code == 422
    assert "Type the fingerprint or choose the file." in text_of(page)


def test_a_superseded_report_says_since_when(client: TestClient, site: FastAPI) -> None:
    visit = start(browser_on(site, base_url=PUBLIC))
    submit(visit)
    report = visit.get("/results/report.pdf?language=en").content
    context, seen = context_of(visit.client), visit.granted
    reopened = ("Figures came late.", "Ada Muster", context.now())
    context.database.write_now(reopen, seen.account_id, seen.assessment_id, *reopened)
    address = f"/en/verify/{digits_of(report)}"
    assert "Its answers were opened again on" in text_of(client.get(address))
    submit(visit)
    assert "It has been superseded" in text_of(client.get(address))
    assert "byte for byte" in text_of(send(client, report))


def test_a_form_of_another_site_is_not_taken(client: TestClient) -> None:
    refused = client.post("/en/verify", headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403


def test_strangers_are_bounded(sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    app = app_on(sqlite_url, tmp_path_factory.mktemp("files"), verifications_per_hour=2)
    with TestClient(app, raise_server_exceptions=False) as browser:
        codes = [browser.get(f"/nl/verify/{'0' * 32}").status_code for _ in range(3)]
        assert codes == [404, 404, 429]
        page = browser.get(f"/nl/verify/{'0' * 32}")
    assert "Vanuit dit netwerk zijn binnen een uur te veel rapporten" in text_of(page)


def test_the_start_page_leads_here(client: TestClient) -> None:
    assert 'href="/en/verify"' in client.get("/en").text
