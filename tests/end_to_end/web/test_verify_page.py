"""The page that verifies a report in a browser: every answer it gives, on a phone and on a desk."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.end_to_end.running_server import RunningServer
from tests.end_to_end.web.looks import Looks

PUBLIC = "https://readiness.example.com"
WIDTHS = ((320, "de"), (1280, "en"), (320, "nl"))


@dataclass(frozen=True)
class HandedOut:
    """A report of the running service as a file, and the digits in its link."""

    server: RunningServer
    file: Path
    digits: str


@pytest.fixture(scope="module")
def handed_out(sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HandedOut]:
    """The report of the first sample company, got by REST."""
    folder = tmp_path_factory.mktemp("service")
    settings = {"database_url": sqlite_url, "public_url": PUBLIC}
    with RunningServer(folder, **settings) as server, server.client() as client:
        listed = client.get("/v1/assessments?status=submitted").json()["items"]
        report = client.get(f"/v1/assessments/{listed[0]['id']}/report", timeout=180).content
        (folder / "report.pdf").write_bytes(report)
        with pikepdf.open(io.BytesIO(report)) as document:
            attached = document.attachments["report.json"].get_file().read_bytes()
        link = json.loads(attached)["verify_link"]
        yield HandedOut(server, folder / "report.pdf", link.removeprefix(f"{PUBLIC}/v/"))


def asked(page: Page, file: Path | None, typed: str) -> None:
    """Fill the form and send it."""
    page.locator("#fingerprint").fill(typed)
    if file is not None:
        page.locator("#file").set_input_files(file)
    page.locator("form button").click()


@pytest.mark.parametrize(("width", "language"), WIDTHS)
def test_every_answer_fits_and_axe_finds_nothing(
    browser: Browser,
    handed_out: HandedOut,
    web_pictures: Path | None,
    tmp_path: Path,
    width: int,
    language: str,
) -> None:
    looks = Looks(web_pictures, f"verify-{language}-{width}")
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(handed_out.file.read_bytes() + b"\n")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale=language, color_scheme="light"
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{handed_out.server.address}/{language}/verify")
    looks.with_axe(page, "empty")
    asked(page, None, "0123")
    expect(page.locator("#errors")).to_be_visible()
    looks.with_axe(page, "incomplete")
    asked(page, None, "0" * 32)
    looks.with_axe(page, "unknown")
    page.goto(f"{handed_out.server.address}/v/{handed_out.digits}")
    assert page.url.endswith(f"/{language}/verify/{handed_out.digits}")
    looks.with_axe(page, "known")
    asked(page, handed_out.file, "")
    expect(page.locator(".note.good[role=status]")).to_be_visible()
    looks.with_axe(page, "very file")
    asked(page, changed, handed_out.digits)
    expect(page.locator(".note.danger[role=status]")).to_be_visible()
    looks.with_axe(page, "changed file")
    context.close()
    assert looks.faults == []
    assert len(looks.seen) == 6


def test_the_form_works_without_a_script(browser: Browser, handed_out: HandedOut) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{handed_out.server.address}/en/verify")
    asked(page, handed_out.file, handed_out.digits)
    expect(page.get_by_text("byte for byte", exact=False).first).to_be_visible()
    context.close()
