"""Bringing the tables up to date, and finding out whether they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import RevisionError
from alembic.util import CommandError
from sqlalchemy import Connection, text

from readiness.errors import Conflict, Unavailable
from readiness.storage.engines import parse_url, postgres_engine, sqlite_engine, sqlite_file
from readiness.storage.failures import database_unavailable, our_errors
from readiness.storage.sqlite import open_turnstile

_HERE = Path(__file__).resolve()
_FOLDERS = (
    _HERE.parents[1] / "migrations",  # an installed package carries them inside
    _HERE.parents[3] / "migrations",  # a checkout
)
_OTHER_MIGRATION_SECONDS = 300.0
_ADVISORY_LOCK = 7_274_610_955  # any number, the same in every process


def migrate(url: str) -> None:
    """Bring the tables at `url` up to date; safe to repeat, and from two processes at once.

    Raises `Unavailable` when the database cannot be used and `Conflict` when a newer version of the
    program made its tables.
    """
    with _alembic_errors(), our_errors():
        command.upgrade(alembic_config(url), "head")


def pending(url: str) -> tuple[str, ...]:
    """Return the revisions the database at `url` lacks, oldest first; raises as `migrate` does.

    Only reads, and waits for nobody.
    """
    script = ScriptDirectory.from_config(alembic_config(url))
    with _alembic_errors(), our_errors():
        missing = script.iterate_revisions("heads", _current_revisions(url) or "base")
        return tuple(revision.revision for revision in missing)[::-1]


def alembic_config(url: str) -> Config:
    """Return Alembic's configuration for `url`, from any working directory."""
    folder = next((folder for folder in _FOLDERS if (folder / "env.py").is_file()), None)
    if folder is None:
        raise Unavailable(
            "migrations_missing",
            f"The folder with the migrations is missing; {_FOLDERS[0]} was expected.",
            "Install the program again.",
        )
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    return config


def _current_revisions(url: str) -> tuple[str, ...]:
    parsed = parse_url(url)
    is_sqlite = parsed.get_backend_name() == "sqlite"
    if is_sqlite and not sqlite_file(parsed).exists():
        return ()
    engine = (
        sqlite_engine(parsed, "reader", connections=1)
        if is_sqlite
        else postgres_engine(parsed, connections=1)
    )
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_heads()
    finally:
        engine.dispose()


@contextmanager
def migration_connection(url: str) -> Iterator[Connection]:
    """Open a connection in a transaction that only one process has; commits at the end."""
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        turnstile = open_turnstile(parsed)
        engine = sqlite_engine(parsed, "migration", connections=1)
        try:
            with turnstile.held(_OTHER_MIGRATION_SECONDS), engine.begin() as connection:
                yield connection
                _require_whole_references(connection)
        finally:
            engine.dispose()
            turnstile.close()
        return
    engine = postgres_engine(parsed, connections=1)
    try:
        with engine.begin() as connection:
            _queue_at_advisory_lock(connection)
            yield connection
    finally:
        engine.dispose()


def _queue_at_advisory_lock(connection: Connection) -> None:
    """Wait for other migrations as long as they take, but for requests under way only briefly.

    A migration waiting for a table makes every request after it wait too.
    """
    connection.execute(text("SET LOCAL lock_timeout = 0"))
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ADVISORY_LOCK})
    connection.execute(text("SET LOCAL lock_timeout = '5s'"))


def _require_whole_references(connection: Connection) -> None:
    """Foreign keys are off while tables are rebuilt, so they are checked before the commit."""
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise database_unavailable(f"A row of table {broken[0]} refers to one that is missing.")


@contextmanager
def _alembic_errors() -> Iterator[None]:
    try:
        yield
    except (CommandError, RevisionError) as error:
        raise Conflict(
            "database_newer",
            f"The tables cannot be matched with this version of the program: {error}.",
            "Use the version of the program that made them, or a newer one.",
        ) from error
