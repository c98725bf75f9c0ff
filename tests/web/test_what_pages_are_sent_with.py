"""Every page, and every error, is kept to itself; nothing secret is logged."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

import pytest
import structlog
from fastapi import FastAPI
from pydantic import ValidationError
from starlette.testclient import TestClient

from readiness.api.request_log import RequestLog
from readiness.errors import InputProblem
from readiness.reports.words import load_words
from readiness.settings import Settings
from readiness.web import failures
from readiness.web.failure_texts import explain
from readiness.web.pages import CATALOGUES
from readiness.web.security import POLICY
from tests.web.conftest import Visit, app_on, browser_on, post, start

PUBLIC = ("", "/about", "/start/d2c-readiness", "/left", "/deleted", "/sample", "/nothing")
OWN = ("/link", "/about", "/delete", "/nothing")


@pytest.fixture
def visit(client: TestClient) -> Visit:
    """Who just started."""
    return start(client)


def check_headers(response: Any, policy: str = POLICY) -> None:
    """Check what keeps a page to itself."""
    headers = response.headers
    assert headers["content-security-policy"] == policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert headers["content-type"] == "text/html; charset=utf-8"


def check_document(html: str) -> None:
    """Check that nothing stands inline that the policy would refuse."""
    assert not re.search(r"<[^>]+\sstyle=", html)
    assert not re.search(r"<[^>]+\son[a-z]+=", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert not re.search(r"""(src|href|action)=["'](https?:)?//""", html)


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_are_strict(client: TestClient, path: str) -> None:
    page = client.get(f"/de{path}")
    if path == "/sample":
        check_headers(page, page.headers["content-security-policy"])
        return
    check_headers(page)
    check_document(page.text)
    assert "<style" not in page.text


@pytest.mark.parametrize("path", OWN)
def test_pages_of_an_assessment_are_strict(visit: Visit, path: str) -> None:
    page = visit.get(path)
    check_headers(page)
    check_document(page.text)


def test_errors_are_strict_pages_too(visit: Visit, site: FastAPI) -> None:
    stranger = browser_on(site)
    for response, status in (
        (stranger.get(f"{visit.home}/link"), 401),
        (stranger.get("/en/open/" + "x" * 43), 404),
        (stranger.post("/en/start/d2c-readiness", data={}), 403),
        (stranger.delete("/en/about"), 405),
        (stranger.get("/en/a/lnk_%00/link"), 404),
    ):
        assert response.status_code == status
        check_headers(response)
        check_document(response.text)


@pytest.mark.parametrize("key", ["d2c-readiness", "platform-migration"])
@pytest.mark.parametrize("language", ["de", "nl", "en"])
def test_a_sample_report_allows_its_own_sheet_alone(
    client: TestClient, key: str, language: str
) -> None:
    page = client.get(f"/{language}/sample/{key}")
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'; ")
    (sheet,) = re.findall(r"<style>(.*?)</style>", page.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert not re.search(r"<[^>]+\sstyle=", page.text)
    assert page.text.count("data-style=") > 5
    assert f'href="/{language}"' in page.text


def test_an_error_speaks_the_language_of_the_page(client: TestClient) -> None:
    for language in ("de", "nl", "en"):
        page = client.get(f"/{language}/nothing")
        assert f'<html lang="{language}">' in page.text


def test_a_problem_without_words_of_ours_is_marked_as_english() -> None:
    problem = InputProblem("code_of_tomorrow", "What happened.", "How to mend it.")
    told = explain(load_words("de", CATALOGUES), problem)
    assert (told.detail, told.remedy, told.language) == (problem.detail, problem.remedy, "en")
    assert explain(load_words("en", CATALOGUES), problem).language is None


@pytest.mark.parametrize("language", ["de", "nl"])
@pytest.mark.parametrize(
    "code",
    [
        "pdf_libraries_missing",
        "report_crashed",
        "report_fonts_missing",
        "report_not_rendered",
        "report_queue_full",
        "report_renderer_closed",
        "report_timeout",
        "report_too_large",
    ],
)
def test_why_there_is_no_report_is_told_in_the_language_of_the_page(
    code: str, language: str
) -> None:
    problem = InputProblem(code, "What happened.", "How to mend it.")
    told = explain(load_words(language, CATALOGUES), problem)
    assert told.language is None
    assert told.remedy


def test_scripts_get_errors_as_data(client: TestClient) -> None:
    found = client.get("/en/nothing", headers={"Accept": "application/json"})
    assert found.headers["content-type"] == "application/problem+json"
    assert found.json()["code"] == "not_found"


def test_no_token_is_logged(client: TestClient) -> None:
    with structlog.testing.capture_logs() as logs:
        visit = start(client)
        path = visit.address.removeprefix("http://testserver")
        client.get(path)
        client.get(f"{path}x")
        post(client, path)
    token = visit.address.rpartition("/")[2]
    assert len(logs) > 5
    assert token not in repr(logs)


def test_no_token_is_logged_with_an_unexpected_error() -> None:
    broken = FastAPI()
    failures.install(broken)

    @broken.get("/en/open/{token}")
    async def open_broken(token: str) -> None:
        raise RuntimeError("broken")

    with structlog.testing.capture_logs() as logs:
        page = browser_on(RequestLog(broken)).get("/en/open/" + "t" * 43)
    assert page.status_code == 500
    assert "Nothing was stored by halves." in page.text
    assert {entry["event"] for entry in logs} == {"unexpected_error", "request"}
    assert "ttt" not in repr([{**entry, "exc_info": None} for entry in logs])


def test_starts_are_bounded_by_address(sqlite_url: str, tmp_path: Any) -> None:
    app = app_on(sqlite_url, tmp_path, starts_per_hour=2)
    with TestClient(app):
        for _ in range(2):
            start(browser_on(app))
        typed = {"organization": "Nordwerk GmbH", "name": "Ada Muster"}
        refused = post(browser_on(app), "/en/start/d2c-readiness", typed)
        assert refused.status_code == 429
        assert "Too many assessments were started from this network" in refused.text
        start(browser_on(app, client=("203.0.113.7", 50000)))


def test_starting_can_be_switched_off(sqlite_url: str, tmp_path: Any) -> None:
    app = app_on(sqlite_url, tmp_path, self_start=False)
    with TestClient(app):
        client = browser_on(app)
        assert "/start/" not in client.get("/en").text
        refused = client.get("/en/start/d2c-readiness")
        assert refused.status_code == 403
        assert "cannot be started without account here" in refused.text


def test_links_begin_with_the_public_address(sqlite_url: str, tmp_path: Any) -> None:
    app = app_on(sqlite_url, tmp_path, public_url="https://readiness.example.com/")
    with TestClient(app):
        client = browser_on(app, base_url="https://testserver")
        visit = start(client)
        assert visit.address.startswith("https://readiness.example.com/en/open/")
    with pytest.raises(ValidationError):
        Settings(public_url="readiness.example.com")
