"""Threads that run use cases, and the bounded waiting room before them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from readiness.errors import Unavailable

T = TypeVar("T")

MOST_WAITING = 10_000


def too_many_waiting() -> Unavailable:
    """Return the error for a full waiting room: better an honest no than an answer in a minute."""
    return Unavailable(
        "too_busy",
        f"More than {MOST_WAITING:,} requests are waiting for the database.",
        "Send again in a few seconds, and with fewer requests at once.",
    )


def database_closed() -> Unavailable:
    """Return the error for a use case that comes after the port was closed."""
    return Unavailable(
        "shutting_down", "The service is shutting down.", "Send the request again in a minute."
    )


class Workers:
    """A thread pool that refuses work when too much is waiting or when it is closed."""

    def __init__(self, name: str, threads: int) -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._lock = Lock()
        self._unfinished = 0
        self._closed = False

    def submit(self, call: Callable[[], T]) -> Future[T]:
        """Run `call` on a thread; `Unavailable` when the waiting room is full or closed."""
        with self._lock:
            if self._closed:
                raise database_closed()
            if self._unfinished >= MOST_WAITING:
                raise too_many_waiting()
            self._unfinished += 1
        future = self._executor.submit(call)
        future.add_done_callback(self._count_out)
        return future

    def close(self) -> None:
        """Finish what was accepted, then end the threads."""
        with self._lock:
            self._closed = True
        self._executor.shutdown(wait=True)

    def _count_out(self, _future: Future[T]) -> None:
        with self._lock:
            self._unfinished -= 1
