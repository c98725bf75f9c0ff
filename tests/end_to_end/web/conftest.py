"""A service of its own for each kind of disturbance, and assessments on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize

from tests.end_to_end.running_server import RunningServer
from tests.end_to_end.web.desk import Invitation, invite

PATIENCE_MS = 15_000
DESK = ViewportSize(width=1280, height=900)


@pytest.fixture(scope="module")
def server(sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """The service; what a browser does is the same on either database."""
    with RunningServer(tmp_path_factory.mktemp("service"), database_url=sqlite_url) as running:
        yield running


@pytest.fixture
def invitation(
    server: RunningServer, sqlite_url: str, request: pytest.FixtureRequest
) -> Invitation:
    """A fresh assessment with a link to answer it."""
    return invite(server, sqlite_url, request.node.name[:60])


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own, with nothing stored in it."""
    opened = browser.new_context(viewport=DESK)
    opened.set_default_timeout(PATIENCE_MS)
    yield opened
    opened.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `pytest tests/end_to_end/web --web-pictures=FOLDER --web-trials=N`."""
    parser.addoption(
        "--web-pictures", type=Path, help="folder for an image of every page looked at"
    )
    parser.addoption(
        "--web-trials", type=int, default=2, help="how often to answer while all is disturbed"
    )


@pytest.fixture
def web_pictures(pytestconfig: pytest.Config) -> Path | None:
    """Where to put images of pages; None unless wished."""
    folder: Path | None = pytestconfig.getoption("--web-pictures", None)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    return folder
