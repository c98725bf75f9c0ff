"""One's own private link by mail, through a real mail server on loopback."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.services.mail_sink import mail_sink
from tests.web.conftest import app_on, browser_on, start

ADDRESS = "ada@example.com"


def with_mail(sqlite_url: str, files: Path, port: int) -> FastAPI:
    """Build the app with a mail server on loopback."""
    return app_on(
        sqlite_url,
        files,
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_from="Readiness <readiness@example.com>",
        smtp_security="none",
    )


def test_the_link_is_sent_to_who_started(sqlite_url: str, tmp_path: Path) -> None:
    with mail_sink() as sink:
        app = with_mail(sqlite_url, tmp_path, sink.port)
        with TestClient(app):
            visit = start(browser_on(app), email=ADDRESS)
            assert f"Send it to {ADDRESS}" in visit.get("/link").text
            sent = visit.post("/link/mail", page="/link")
            assert sent.headers["location"] == f"{visit.home}/link?mailed=sent"
            shown = visit.client.get(sent.headers["location"])
            assert f"on its way to {ADDRESS}" in shown.text
    assert sink.recipients == [ADDRESS]
    assert visit.address in sink.letters[0].get_content()


def test_a_letter_that_fails_leaves_the_address_on_the_page(
    sqlite_url: str, tmp_path: Path
) -> None:
    with mail_sink() as sink:
        port = sink.port
    app = with_mail(sqlite_url, tmp_path, port)
    with TestClient(app):
        visit = start(browser_on(app), email=ADDRESS)
        sent = visit.post("/link/mail", page="/link")
        shown = visit.client.get(sent.headers["location"])
        assert "could not be sent" in shown.text
        assert visit.address in shown.text


def test_nothing_is_offered_without_a_mail_server(client: TestClient) -> None:
    visit = start(client, email=ADDRESS)
    assert "/link/mail" not in visit.get("/link").text
    sent = visit.post("/link/mail", page="/link")
    assert sent.headers["location"].endswith("?mailed=not_sent")
