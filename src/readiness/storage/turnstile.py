"""A file lock before which the writers of different processes queue, one batch at a time.

Without it they meet at SQLite's own lock, which is polled: the unlucky one waits for seconds.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from readiness.storage.failures import database_unavailable


class Turnstile:
    """One process's end of the lock file; used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        self._changed = threading.Condition()
        self._queueing = False  # a thread of ours stands in the kernel's queue
        self._wanted = False  # somebody still waits for that thread
        self._closed = False

    @contextmanager
    def held(self, seconds: float) -> Iterator[None]:
        """Hold the lock during the block; `Unavailable` if others keep it longer than `seconds`."""
        self._acquire(seconds)
        try:
            yield
        finally:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give the file back; a thread that still queues keeps it until the program ends."""
        with self._changed:
            if not self._queueing and not self._closed:
                os.close(self._descriptor)
            self._closed = True

    def _acquire(self, seconds: float) -> None:
        with self._changed:
            if not self._queueing:
                try:
                    fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    self._queueing = True
                    # A daemon: a lock that never comes must not keep the program from ending.
                    threading.Thread(target=self._queue, name="turnstile", daemon=True).start()
                else:
                    return
            self._wanted = True
            came = self._changed.wait_for(lambda: not self._queueing, timeout=seconds)
            self._wanted = False
        if not came:
            raise database_unavailable(
                f"Another process has kept {self._path.name} locked for {seconds:g} seconds."
            )

    def _queue(self) -> None:
        """Wait in the kernel's queue, on a thread of its own because flock knows no timeout."""
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        with self._changed:
            self._queueing = False
            if not self._wanted:
                fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            self._changed.notify()
