"""A running service for the tests of a module."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest
from playwright.sync_api import Browser

from tests.end_to_end.chromium import opened_chromium
from tests.end_to_end.running_server import RunningServer


@pytest.fixture(scope="module")
def server(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """The service with the sample companies, on a fresh database of either engine in turn."""
    folder = tmp_path_factory.mktemp("service")
    with RunningServer(folder, database_url=database_url) as running:
        yield running


@pytest.fixture
def client(server: RunningServer) -> Iterator[httpx2.Client]:
    """A client that calls with the demo key."""
    with server.client() as opened:
        yield opened


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of a module; each opens a context of its own.

    Never for longer: while it is open an event loop runs, which other tests need for themselves.
    """
    with opened_chromium() as opened:
        yield opened
