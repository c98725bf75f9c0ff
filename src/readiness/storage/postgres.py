"""The port's back end for PostgreSQL: threads, each with a connection and its own transactions."""

from __future__ import annotations

from concurrent.futures import Future

from sqlalchemy import URL

from readiness.storage.engines import postgres_engine
from readiness.storage.failures import our_errors
from readiness.storage.sessions import T, UseCase, run_and_roll_back, run_in_transaction
from readiness.storage.workers import Workers

THREADS = 12


class PostgresBackend:
    """Every use case waits for the network, so all of them run on threads."""

    reads_inline = False

    def __init__(self, url: URL) -> None:
        self._engine = postgres_engine(url, connections=THREADS)
        self._read_engine = self._engine.execution_options(postgresql_readonly=True)
        with our_errors(), self._engine.connect():
            pass
        self._workers = Workers("postgres", THREADS)

    def submit_write(self, use_case: UseCase[T]) -> Future[T]:
        """Queue for a thread; the future resolves after the commit."""
        return self._workers.submit(lambda: run_in_transaction(self._engine, use_case))

    def submit_read(self, use_case: UseCase[T]) -> Future[T]:
        """Queue for a thread."""
        return self._workers.submit(lambda: self.read_inline(use_case))

    def read_inline(self, use_case: UseCase[T]) -> T:
        """Read on the calling thread, on a connection beyond those of the threads if need be."""
        return run_and_roll_back(self._read_engine, use_case)

    def close(self) -> None:
        """Finish what was accepted and close the connections."""
        self._workers.close()
        self._engine.dispose()
