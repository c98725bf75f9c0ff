"""The app on a real database, spoken to over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from readiness.app import create_app
from readiness.catalog.cases import load_cases
from readiness.catalog.catalog import Catalog
from readiness.services.accounts import open_account
from readiness.settings import Settings
from readiness.storage.database import Database


@pytest.fixture(scope="session")
def company() -> dict[str, Any]:
    """The complete answers of the first sample company, by question id."""
    loaded = Catalog(Settings().questionnaires).get("d2c-readiness")
    case = next(case for case in load_cases(loaded) if case.case == "c1-nordwerk")
    return dict(case.answers)


@pytest.fixture(scope="module")
def client(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the app, without a key."""
    files = tmp_path_factory.mktemp("files")
    settings = Settings(database_url=database_url, files_url=str(files), log_level="error")
    with TestClient(create_app(settings), raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def key(database_url: str) -> str:
    """The API key of a fresh account."""
    return new_key(database_url, "First consultancy")


@pytest.fixture(scope="module")
def other_key(database_url: str) -> str:
    """The API key of another account on the same database."""
    return new_key(database_url, "Second consultancy")


def new_key(database_url: str, name: str) -> str:
    """Open an account and return its key."""
    with Database.open(database_url) as database:
        return database.write_now(open_account, name, datetime.now(UTC))[1]


@pytest.fixture(scope="module")
def caller(client: TestClient, key: str) -> Caller:
    """The first account, calling."""
    return Caller(client, key)


@pytest.fixture(scope="module")
def stranger(client: TestClient, other_key: str) -> Caller:
    """The second account, calling."""
    return Caller(client, other_key)


class Caller:
    """Sends requests with one account's key."""

    def __init__(self, client: TestClient, key: str) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {key}"}

    def __call__(self, method: str, path: str, **options: Any) -> Any:
        """Send a request below `/v1` and return the response."""
        headers = self._headers | options.pop("headers", {})
        return self._client.request(method, f"/v1{path}", headers=headers, **options)

    def new_assessment(self, name: str = "Nordwerk Elektrowerkzeuge GmbH") -> str:
        """Add an organization and open an assessment for it; return the assessment's id."""
        organization = self("POST", "/organizations", json={"name": name, "country": "DE"})
        assessment = self(
            "POST",
            "/assessments",
            json={
                "organization_id": organization.json()["id"],
                "questionnaire": "d2c-readiness",
            },
        )
        assert assessment.status_code == 201, assessment.text
        return str(assessment.json()["id"])
