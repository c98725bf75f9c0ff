"""The site on a real database, visited by browsers without a script; redirects are not followed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from readiness.app import create_app
from readiness.catalog.cases import load_cases
from readiness.catalog.catalog import Catalog
from readiness.services.context import Context
from readiness.services.links import find_visitor, issue_link
from readiness.settings import Settings
from readiness.storage.links import GrantedVisit, LinkTarget
from readiness.storage.respondents import Person, add_respondent
from readiness.web.cookies import COOKIE

QUESTIONNAIRE = "d2c-readiness"
_TOKEN = re.compile(r'data-form-token="([^"]+)"')
_ADDRESS = re.compile(r'id="address">([^<]+)<')


def app_on(database_url: str, files: Any, **settings: Any) -> FastAPI:
    """Build the app on a migrated database, with `settings` beside; many may start."""
    defaults: dict[str, Any] = {"starts_per_hour": 10_000, "log_level": "error"}
    return create_app(
        Settings(database_url=database_url, files_url=str(files), **(defaults | settings))
    )


@pytest.fixture(scope="session")
def company() -> dict[str, Any]:
    """The complete answers of the first sample company, by question id."""
    loaded = Catalog(Settings().questionnaires).get("d2c-readiness")
    case = next(case for case in load_cases(loaded) if case.case == "c1-nordwerk")
    return dict(case.answers)


@pytest.fixture(scope="module")
def site(sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The running app on SQLite; `site.state.context` is what its use cases work with."""
    app = app_on(sqlite_url, tmp_path_factory.mktemp("files"))
    with TestClient(app):
        yield app


@pytest.fixture(scope="module")
def site_on_either(
    database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FastAPI]:
    """The running app on SQLite and on PostgreSQL in turn."""
    app = app_on(database_url, tmp_path_factory.mktemp("files"))
    with TestClient(app):
        yield app


def browser_on(app: ASGIApp, **options: Any) -> TestClient:
    """Open a browser with cookies of its own on a running app; it follows no redirects."""
    options = {"raise_server_exceptions": False, "follow_redirects": False} | options
    return TestClient(app, **options)


@pytest.fixture
def client(site: FastAPI) -> TestClient:
    """A fresh browser."""
    return browser_on(site)


@pytest.fixture
def new_browser(site: FastAPI) -> Callable[[], TestClient]:
    """Gives further fresh browsers, such as those of colleagues."""
    return lambda: browser_on(site)


@dataclass(frozen=True)
class Visit:
    """A browser let into an assessment: `home` is `/en/a/lnk_…`, `address` the private link."""

    client: TestClient
    home: str
    address: str

    @property
    def link_id(self) -> str:
        """The id of the link."""
        return self.home.rpartition("/")[2]

    @property
    def language(self) -> str:
        """The language of the pages."""
        return self.home[1:3]

    @property
    def granted(self) -> GrantedVisit:
        """Who visits what, as the service sees it."""
        context = context_of(self.client)
        secret = self.client.cookies[COOKIE]
        return context.database.read_now(find_visitor, secret, self.link_id, context.now())

    def get(self, path: str = "", **options: Any) -> httpx2.Response:
        """Get the page at `path` below home, such as `/team`."""
        return self.client.get(f"{self.home}{path}", **options)

    def post(
        self, path: str, fields: dict[str, Any] | None = None, *, page: str | None = None
    ) -> httpx2.Response:
        """Send a form of the page at `page` (else of the page at `path`) to `path` below home."""
        shown = None if page is None else f"{self.home}{page}"
        return post(self.client, f"{self.home}{path}", fields, page=shown)


def context_of(client: TestClient) -> Context:
    """The context of the app that a browser is on."""
    app: Any = client.app
    context: Context = app.state.context
    return context


def token_on(page: httpx2.Response) -> str:
    """The form token of a page."""
    found = _TOKEN.search(page.text)
    assert found is not None, f"{page.status_code}: no form token on {page.url}"
    return unescape(found[1])


def post(
    client: TestClient,
    path: str,
    fields: dict[str, Any] | None = None,
    *,
    page: str | None = None,
    **options: Any,
) -> httpx2.Response:
    """Send a form as a browser does: read its token from `page` (else from `path`), then post."""
    token = token_on(client.get(page or path))
    return client.post(path, data={"form_token": token} | (fields or {}), **options)


def start(
    client: TestClient,
    *,
    language: str = "en",
    key: str = QUESTIONNAIRE,
    mode: str = "full",
    organization: str = "Nordwerk GmbH",
    name: str = "Ada Muster",
    **fields: Any,
) -> Visit:
    """Start without account through the real pages; the first respondent leads with all roles."""
    typed = {"mode": mode, "organization": organization, "name": name, "country": "DE"} | fields
    sent = post(client, f"/{language}/start/{key}", typed)
    assert sent.status_code == 303, sent.text
    location = sent.headers["location"]
    shown = _ADDRESS.search(client.get(location).text)
    assert shown is not None
    return Visit(client, location.removesuffix("/link"), unescape(shown[1]))


def open_link(client: TestClient, address: str) -> Visit:
    """Open a private link as a person does: look at it, then press the button."""
    path = address.partition("://")[2].partition("/")[2]
    opened = post(client, f"/{path}")
    assert opened.status_code == 303, opened.text
    return Visit(client, opened.headers["location"], address)


def join(
    client: TestClient,
    lead: Visit,
    *,
    name: str = "Ben Kollege",
    roles: tuple[str, ...] = (),
    leads: bool = False,
    reading: bool = False,
) -> Visit:
    """Let another browser into the assessment of `lead`: as a colleague, or to read only."""
    context, visit = context_of(client), lead.granted
    target = LinkTarget("read")
    whose = (visit.account_id, visit.assessment_id)
    if not reading:
        person = Person(name, roles, leads)
        added = context.database.write_now(add_respondent, *whose, person, now=context.now())
        target = LinkTarget("answer", added.id)
    link = context.database.write_now(issue_link, *whose, target, context.now())
    return open_link(client, f"http://testserver/{lead.language}/open/{link.token}")
