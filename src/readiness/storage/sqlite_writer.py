"""The one thread that writes to a SQLite file, with group commit.

Each use case runs in a savepoint of its own; one COMMIT, and so one wait for the disk, makes a
whole batch durable. Nobody is told that a write succeeded before that COMMIT has returned.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import Connection, Engine

from readiness.storage.failures import database_unavailable
from readiness.storage.sessions import T, UseCase, run_in_savepoint
from readiness.storage.turnstile import Turnstile
from readiness.storage.workers import MOST_WAITING, database_closed, too_many_waiting

MOST_IN_BATCH = 64
BATCH_SECONDS = 0.02  # later use cases wait for the next batch, so a slow one delays few others
TURNSTILE_SECONDS = 5.0


@dataclass(eq=False, slots=True)
class _Job:
    use_case: UseCase[Any]
    future: Future[Any] = field(default_factory=Future)
    value: Any = None
    error: BaseException | None = None

    def run(self, connection: Connection) -> None:
        try:
            self.value = run_in_savepoint(connection, self.use_case)
        except BaseException as error:  # noqa: BLE001 - it is raised again where the caller waits
            self.error = error

    def fail(self, cause: BaseException) -> None:
        """Turn success into failure; an error of the use case itself stays what it was."""
        if self.error is None:
            self.error = database_unavailable("The change could not be stored; nothing of it was.")
            self.error.__cause__ = cause

    def settle(self) -> None:
        if self.error is None:
            self.future.set_result(self.value)
        else:
            self.future.set_exception(self.error)


class SqliteWriter:
    """Runs use cases one after the other, in the order they came, and commits them in batches."""

    def __init__(self, engine: Engine, turnstile: Turnstile) -> None:
        self._engine = engine
        self._turnstile = turnstile
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="sqlite-writer", daemon=True)
        self._thread.start()

    def submit(self, use_case: UseCase[T]) -> Future[T]:
        """Queue a use case. The future resolves when its effect is durable or undone.

        Cancelling it before its turn drops the use case; afterwards it is finished regardless.
        Raises `Unavailable` when the queue is full or closed.
        """
        if threading.current_thread() is self._thread:
            raise RuntimeError("A use case cannot start another; call its function instead.")
        job = _Job(use_case)
        with self._lock:
            if self._closed:
                raise database_closed()
            if self._queue.qsize() >= MOST_WAITING:
                raise too_many_waiting()
            self._queue.put(job)
        return job.future

    def close(self) -> None:
        """Finish what was accepted, then end the thread."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            if job.future.set_running_or_notify_cancel():
                self._run_batch(job)

    def _run_batch(self, first: _Job) -> None:
        batch: list[_Job] = []
        try:
            with (
                self._turnstile.held(TURNSTILE_SECONDS),
                self._engine.connect() as connection,
                connection.begin(),
            ):
                for job in self._jobs_of_batch(first):
                    batch.append(job)
                    job.run(connection)
                    _require_transaction(connection)
        except Exception as cause:  # noqa: BLE001 - whatever it was, nothing of the batch is stored
            # When not even the first could begin, those behind it would only wait as long again.
            batch = batch or [first, *self._all_waiting()]
            for job in batch:
                job.fail(cause)
        for job in batch:
            job.settle()

    def _jobs_of_batch(self, first: _Job) -> Iterator[_Job]:
        """Yield `first` and what else is waiting, until the batch is full or too old."""
        started = time.monotonic()
        yield first
        for _ in range(MOST_IN_BATCH - 1):
            job = self._next_waiting()
            if job is None:
                return
            yield job
            if time.monotonic() - started > BATCH_SECONDS:
                return

    def _all_waiting(self) -> Iterator[_Job]:
        while (job := self._next_waiting()) is not None:
            yield job

    def _next_waiting(self) -> _Job | None:
        while True:
            try:
                job = self._queue.get_nowait()
            except Empty:
                return None
            if job is None:
                self._queue.put(None)  # the end comes after this batch
                return None
            if job.future.set_running_or_notify_cancel():
                return job


def _require_transaction(connection: Connection) -> None:
    """Raise when SQLite itself rolled back, as it does on a full disk: the batch is lost then."""
    driver: Any = connection.connection.dbapi_connection
    if not driver.in_transaction:
        raise database_unavailable("The database gave up the transaction.")
