"""Engines for both databases, with the settings that make them keep what they acknowledged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from readiness.errors import InputProblem, InvalidInput

SQLITE_BUSY_MILLISECONDS = 5000
POSTGRES_CONNECT_SECONDS = 5
POSTGRES_LOCK_MILLISECONDS = 5000
POSTGRES_STATEMENT_MILLISECONDS = 30_000

Role = Literal["writer", "reader", "migration"]


def parse_url(url: str) -> URL:
    """Return the URL of a SQLite file or a PostgreSQL database; `InvalidInput` for others."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise InvalidInput([_unsupported("The database URL cannot be read.")]) from error
    if parsed.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in {"sqlite", "sqlite+pysqlite"}:
        if parsed.database in {None, "", ":memory:"}:
            raise InvalidInput([_unsupported("A SQLite database must be a file.")])
        return parsed
    raise InvalidInput([_unsupported(f"The database kind {parsed.drivername!r} is not supported.")])


def sqlite_file(url: URL) -> Path:
    """Return the absolute path of the file a SQLite URL names."""
    assert url.database is not None, "parse_url refuses a SQLite URL without a file"
    return Path(url.database).absolute()


def sqlite_engine(url: URL, role: Role, *, connections: int) -> Engine:
    """Return an engine on the file. Writers begin IMMEDIATE; readers cannot write at all.

    Keeps `connections` open and opens more when all are taken, so taking one never waits.
    Migrations run without foreign keys: rebuilding a parent table would otherwise delete its
    children. They check the keys before they finish instead.
    """
    engine = create_engine(
        url.set(database=str(sqlite_file(url))),
        pool_size=connections,
        max_overflow=-1,
        json_serializer=_dump_json,
        # The driver must not begin transactions of its own; a connection moves between threads.
        connect_args={"isolation_level": None, "check_same_thread": False},
    )
    pragmas = (
        f"busy_timeout={SQLITE_BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        f"foreign_keys={'OFF' if role == 'migration' else 'ON'}",
        "temp_store=MEMORY",
        f"query_only={'ON' if role == 'reader' else 'OFF'}",
    )
    begin = "BEGIN DEFERRED" if role == "reader" else "BEGIN IMMEDIATE"

    def set_pragmas(connection: Any, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", begin_transaction)
    return engine


def postgres_engine(url: URL, *, connections: int) -> Engine:
    """Return an engine that notices a restarted server and gives up on locks instead of hanging."""
    engine = create_engine(
        url,
        pool_size=connections,
        max_overflow=-1,
        pool_pre_ping=True,
        json_serializer=_dump_json,
        connect_args={"connect_timeout": POSTGRES_CONNECT_SECONDS},
    )

    def set_limits(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {POSTGRES_LOCK_MILLISECONDS}")
            cursor.execute(f"SET statement_timeout = {POSTGRES_STATEMENT_MILLISECONDS}")
        connection.commit()  # a plain SET is undone when its transaction rolls back

    event.listen(engine, "connect", set_limits)
    return engine


def _dump_json(value: Any) -> str:
    """Return JSON text. NaN and infinity are none: only SQLite would keep them, unreadable."""
    try:
        return json.dumps(value, allow_nan=False, separators=(",", ":"))
    except ValueError as error:
        raise InvalidInput([_UNSTORABLE_NUMBER]) from error


_UNSTORABLE_NUMBER = InputProblem(
    code="unstorable_number",
    detail="A number is infinite or not a number.",
    remedy="Send finite numbers only.",
)


def _unsupported(detail: str) -> InputProblem:
    return InputProblem(
        code="unsupported_database",
        detail=detail,
        remedy="Give sqlite:///path/to/file.db or postgresql://user@host/database.",
    )
