"""The web page of the report and the API reference in a real browser, small and large."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.end_to_end.running_server import RunningServer

WIDTHS = (360, 1280)


@pytest.fixture(scope="module")
def sample_server(
    sqlite_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningServer]:
    """The service with the sample companies; pages do not depend on the database."""
    with RunningServer(tmp_path_factory.mktemp("service"), database_url=sqlite_url) as running:
        yield running


@dataclass
class Watched:
    """A page, what its console complained about, and every address it asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def asked_beyond(self, server: RunningServer) -> list[str]:
        """Return the addresses that are not the service's own."""
        own = (f"{server.address}/", "data:", "blob:")
        return [address for address in self.addresses if not address.startswith(own)]


def watched(context: BrowserContext) -> Watched:
    """Open an empty page and write down what happens in it."""
    seen = Watched(context.new_page())

    def hear(message: Any) -> None:
        if message.type in ("error", "warning"):
            seen.complaints.append(message.text)

    seen.page.on("console", hear)
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.on("request", lambda request: seen.addresses.append(request.url))
    return seen


@pytest.fixture(params=WIDTHS, ids=[f"{width}px" for width in WIDTHS])
def opened(
    request: pytest.FixtureRequest, browser: Browser, sample_server: RunningServer
) -> Iterator[Watched]:
    """A watched page of this width that calls with the demo key."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 800},
        extra_http_headers={"Authorization": f"Bearer {sample_server.key}"},
    )
    yield watched(context)
    context.close()


def reports_of(server: RunningServer) -> list[str]:
    """Return the addresses of all sample companies' reports."""
    with server.client() as client:
        page = client.get("/v1/assessments", params={"status": "submitted"}).json()
    return [f"{server.address}/v1/assessments/{item['id']}/report" for item in page["items"]]


def test_every_report_fits_the_screen_and_reads_in_order(
    opened: Watched, sample_server: RunningServer
) -> None:
    addresses = reports_of(sample_server)
    assert len(addresses) >= 6
    for address in addresses:
        answer = opened.page.goto(address)
        assert answer is not None
        assert answer.headers["content-type"].startswith("text/html")
        assert too_wide(opened.page) == []
        levels = heading_levels(opened.page)
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
    assert opened.complaints == []
    assert opened.asked_beyond(sample_server) == []


def test_every_chart_of_a_report_is_drawn_and_named(
    opened: Watched, sample_server: RunningServer
) -> None:
    opened.page.goto(reports_of(sample_server)[0])
    charts = opened.page.evaluate(
        """() => [...document.querySelectorAll('svg')].map(chart =>
            [chart.querySelector('title')?.textContent, chart.getBoundingClientRect().width])"""
    )
    assert len(charts) >= 4
    assert all(name and width > 100 for name, width in charts)


def test_the_reference_shows_every_operation(opened: Watched, sample_server: RunningServer) -> None:
    with sample_server.client() as client:
        paths = client.get("/openapi.json").json()["paths"]
    operations = sum(len(item) for item in paths.values())
    opened.page.goto(f"{sample_server.address}/docs")
    opened.page.wait_for_selector(".opblock")
    assert opened.page.locator(".opblock").count() == operations
    opened.page.locator("#operations-scores-score_answers .opblock-summary").click()
    opened.page.get_by_text("nothing is stored", exact=False).first.wait_for()
    assert opened.complaints == []
    assert opened.asked_beyond(sample_server) == []


def heading_levels(page: Page) -> list[int]:
    """Return the levels of all headings in reading order."""
    names = page.evaluate(
        "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => h.tagName)"
    )
    return [int(name[1]) for name in names]


def too_wide(page: Page) -> list[str]:
    """Return the elements that stick out to the right, if the page can be scrolled there."""
    found: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.body.querySelectorAll('*')]
                .filter(element => element.getBoundingClientRect().right > width + 1)
                .map(element => `${element.tagName}.${element.className}`).slice(0, 10);
        }"""
    )
    wide: bool = page.evaluate(
        "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return found or (["the page"] if wide else [])
