"""An engine that makes PDFs in a process of its own, and what each of them costs there."""

import multiprocessing
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from benchmarks.process_cost import cpu_milliseconds, resident_mebibytes

Render = Callable[[str], bytes]
_WATCH_EVERY = 0.02  # seconds


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of processor and of wall clock."""

    cpu: float
    wall: float


class EngineProcess:
    """Asked for one PDF at a time; `opened` is a module's function, opened in the process.

    `beside` says that the work is done in further processes and the first only passes it on.
    """

    def __init__(
        self, opened: Callable[[], AbstractContextManager[Render]], *, beside: bool
    ) -> None:
        self._mine, self._theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(target=_serve, args=(opened, self._theirs))
        self._beside = beside

    def __enter__(self) -> Self:
        self._process.start()
        self._theirs.close()  # so that its death is noticed here
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._mine.send(None)
        self._process.join()

    def render(self, html: str) -> tuple[bytes, Cost]:
        """The PDF and what it cost."""
        before = self.cpu()
        started = time.perf_counter()
        self._mine.send(html)
        pdf: bytes = self._mine.recv()
        wall = (time.perf_counter() - started) * 1000
        return pdf, Cost(self.cpu() - before, wall)

    def most_memory(self, html: str) -> float:
        """The most memory seen while a report is rendered, in MiB."""
        seen = [self._memory()]
        done = threading.Event()

        def watch() -> None:
            while not done.wait(_WATCH_EVERY):
                seen.append(self._memory())

        watching = threading.Thread(target=watch)
        watching.start()
        self.render(html)
        done.set()
        watching.join()
        return max(seen)

    def cpu(self) -> float:
        """Milliseconds of processor since the process began, with all beneath it."""
        return cpu_milliseconds(self._process.pid or 0)

    def _memory(self) -> float:
        return resident_mebibytes(self._process.pid or 0, without_root=self._beside)


def _serve(opened: Callable[[], AbstractContextManager[Render]], asked: Connection) -> None:
    with opened() as render:
        while (html := asked.recv()) is not None:
            asked.send(render(html))
