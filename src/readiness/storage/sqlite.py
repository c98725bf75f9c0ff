"""The port's back end for a SQLite file: one writer thread, and readers beside it (WAL)."""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import URL

from readiness.storage.engines import sqlite_engine, sqlite_file
from readiness.storage.failures import database_unavailable, our_errors
from readiness.storage.sessions import T, UseCase, run_and_roll_back
from readiness.storage.sqlite_writer import TURNSTILE_SECONDS, SqliteWriter
from readiness.storage.turnstile import Turnstile
from readiness.storage.workers import Workers

READER_THREADS = 4


def open_turnstile(url: URL) -> Turnstile:
    """Return the turnstile beside the database file, whose folder is made if need be."""
    file = sqlite_file(url)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return Turnstile(Path(f"{file}.lock"))
    except OSError as error:
        raise database_unavailable(
            f"The folder {file.parent} cannot be written to: {error.strerror}."
        ) from error


class SqliteBackend:
    """Reads on the calling thread take 0.1 to 0.3 ms, less than handing them to another thread."""

    reads_inline = True

    def __init__(self, url: URL) -> None:
        self._turnstile = open_turnstile(url)
        self._write_engine = sqlite_engine(url, "writer", connections=1)
        self._read_engine = sqlite_engine(url, "reader", connections=READER_THREADS + 1)
        # The first connection may switch the file to WAL, which two processes must not do at once.
        with (
            our_errors(),
            self._turnstile.held(TURNSTILE_SECONDS),
            self._write_engine.connect(),
        ):
            pass
        self._writer = SqliteWriter(self._write_engine, self._turnstile)
        self._readers = Workers("sqlite-reader", READER_THREADS)

    def submit_write(self, use_case: UseCase[T]) -> Future[T]:
        """Queue for the writer thread."""
        return self._writer.submit(use_case)

    def submit_read(self, use_case: UseCase[T]) -> Future[T]:
        """Queue for a reader thread."""
        return self._readers.submit(lambda: self.read_inline(use_case))

    def read_inline(self, use_case: UseCase[T]) -> T:
        """Read on the calling thread."""
        return run_and_roll_back(self._read_engine, use_case)

    def close(self) -> None:
        """Finish what was accepted and close the file."""
        with ExitStack() as stack:
            stack.callback(self._turnstile.close)
            stack.callback(self._write_engine.dispose)
            stack.callback(self._read_engine.dispose)
            stack.callback(self._writer.close)
            stack.callback(self._readers.close)
