import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from readiness.reports.html import render_html
from readiness.reports.view import ReportView
from tests.reports.view.companies import view
from tests.reports.view.migration import mover

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS
        )
        yield started
        started.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize(
    "made", [view("c4-holtmann"), mover("mc-1", language="de", with_cost=True)], ids=["d2c", "move"]
)
def test_the_page_fits_every_screen_without_asking_for_anything(
    browser: Browser, tmp_path: Path, made: ReportView, width: int
) -> None:
    file = tmp_path / "report.html"
    file.write_text(render_html(made, for_print=False), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.locator("h1").inner_text() == made.organization
    page.close()
