"""A service of its own for each kind of disturbance, and assessments on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.end_to_end.running_server import RunningServer
from tests.end_to_end.web.desk import Invitation, invite

DESK = {"width": 1280, "height": 900}


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
    yield opened
    opened.close()
