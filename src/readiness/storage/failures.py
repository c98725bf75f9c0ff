"""Driver errors in our own words, so that no caller has to know which database is below."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import StatementError

from readiness.errors import Conflict, InputProblem, InvalidInput, ReadinessError, Unavailable

_SQLITE_PRIMARY_CODE = 0xFF
_SQLITE_UNAVAILABLE = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
}


def database_unavailable(detail: str = "The database cannot be used at the moment.") -> Unavailable:
    """Return the error for a database that is locked, unreachable or out of room."""
    return Unavailable(
        "database_unavailable",
        detail,
        "Try again in a few seconds. If it persists, check that the database is reachable, "
        "not locked by another program and has free disk space.",
    )


def not_migrated() -> Unavailable:
    """Return the error for a database whose tables are older than the program."""
    return Unavailable(
        "database_not_migrated",
        "The tables in the database do not match this version of the program.",
        "Run `readiness migrate` and start again.",
    )


@contextmanager
def our_errors() -> Iterator[None]:
    """Run the block; what the driver raises about state or data comes out as `ReadinessError`."""
    try:
        yield
    except StatementError as error:
        translated = _translate(error.orig)
        if translated is None:
            raise
        raise translated from error
    except StopIteration:
        # A future that is handed a StopIteration never wakes the coroutine waiting for it.
        raise RuntimeError("A use case let a StopIteration escape.") from None


def _translate(original: BaseException | None) -> ReadinessError | None:
    """Return our error for a driver's; None for anything else, such as a mistake in a query."""
    match original:
        case ReadinessError():
            return original
        case sqlite3.Error():
            return _from_sqlite(original)
        case psycopg.Error():
            return _from_postgres(original)
    return None


def _from_sqlite(error: sqlite3.Error) -> ReadinessError | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    if code in {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}:
        return _already_exists()
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return _parent_missing()
    if code == sqlite3.SQLITE_CONSTRAINT_CHECK:
        return _check_failed(str(error).rpartition(": ")[2])
    if code & _SQLITE_PRIMARY_CODE == sqlite3.SQLITE_READONLY:
        return _read_only()
    if code & _SQLITE_PRIMARY_CODE in _SQLITE_UNAVAILABLE:
        return database_unavailable()
    if str(error).startswith("no such savepoint"):
        # On a full disk SQLite rolls the whole transaction back, savepoints and all.
        return database_unavailable()
    if str(error).startswith(("no such table", "no such column")) or "no column named" in str(
        error
    ):
        return not_migrated()
    return None


def _from_postgres(error: psycopg.Error) -> ReadinessError | None:
    match error:
        case psycopg.errors.UniqueViolation():
            return _already_exists()
        case psycopg.errors.ForeignKeyViolation():
            return _parent_missing()
        case psycopg.errors.CheckViolation():
            return _check_failed(error.diag.constraint_name or "unnamed")
        case psycopg.errors.UndefinedTable() | psycopg.errors.UndefinedColumn():
            return not_migrated()
        case psycopg.errors.ReadOnlySqlTransaction():
            return _read_only()
        case psycopg.OperationalError() | psycopg.InterfaceError():
            return database_unavailable()
    return None


def _read_only() -> Unavailable:
    return Unavailable(
        "database_read_only",
        "The database can only be read, but this would change it.",
        "Check that the file and its folder may be written to, or that the server is no replica.",
    )


def _already_exists() -> Conflict:
    return Conflict(
        "already_exists",
        "Something with the same id, key or reference is stored already.",
        "Use another value, or change what is stored.",
    )


def _parent_missing() -> Conflict:
    return Conflict(
        "parent_missing",
        "What this belongs to does not exist, or was deleted meanwhile.",
        "Read it again, then repeat the request.",
    )


def _check_failed(constraint: str) -> InvalidInput:
    problem = InputProblem(
        code="value_refused",
        detail=f"A value breaks the rule {constraint!r} of the database.",
        remedy="Keep to the lengths and values the documentation gives.",
    )
    return InvalidInput([problem])
