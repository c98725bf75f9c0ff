"""A pool of worker processes that outlives runaway and dying workers.

Every way a worker can fail ends in a `ReportFailed`; the next job is served by a fresh worker.
"""

import asyncio
import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

from readiness.reports.failure import ReportFailed

Job = TypeVar("Job")
Outcome = TypeVar("Outcome")

_START_ALLOWANCE = 60.0  # seconds a fresh worker may take to start on a loaded machine


class WorkerPool(Generic[Job, Outcome]):
    """Runs `work(job)` in worker processes that first ran `start()`; both are module functions.

    No process exists before the first job. A job that runs longer than `timeout_seconds` is killed
    with its worker. Workers are replaced after `max_tasks` jobs. While all workers are busy,
    `most_waiting` jobs may wait and more are refused. Safe to use from several threads.
    """

    def __init__(
        self,
        start: Callable[[], None],
        work: Callable[[Job], Outcome],
        *,
        workers: int,
        timeout_seconds: float,
        max_tasks: int,
        most_waiting: int,
    ) -> None:
        self._start = start
        self._work = work
        self._workers = workers
        self._timeout = timeout_seconds
        self._max_tasks = max_tasks
        self._most_unfinished = workers + most_waiting
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None
        self._unfinished: set[Future[Outcome]] = set()
        self._closed = False

    def require_room(self) -> None:
        """Raise `ReportFailed` while no more jobs may wait, before one is made for nothing.

        A glance: the job itself can be refused nonetheless.
        """
        if (unfinished := len(self._unfinished)) >= self._most_unfinished:
            raise _crowded(unfinished)

    def run(self, job: Job) -> Outcome:
        """The outcome of `job`, waited for in this thread. Raises `ReportFailed`."""
        try:
            return self._run_once(job)
        except BrokenProcessPool:
            return self._run_again(job)

    async def run_async(self, job: Job) -> Outcome:
        """Like `run`, without blocking the event loop; cancelling it stops the worker."""
        future, patience = await asyncio.to_thread(self._submit, job)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), patience)
        except BrokenProcessPool:
            return await asyncio.to_thread(self._run_again, job)
        except asyncio.CancelledError:
            if self._closed:
                raise _closed() from None
            raise
        except Exception as error:
            raise self._explained(error, future) from error

    def close(self) -> None:
        """Stop all workers at once; jobs still waiting end in `ReportFailed`."""
        with self._lock:
            self._closed = True
            self._discard_pool()
            unfinished = tuple(self._unfinished)
        for future in unfinished:
            future.cancel()

    def _run_again(self, job: Job) -> Outcome:
        """Once more, because an idle worker's death takes the whole pool and its queue along."""
        try:
            return self._run_once(job)
        except BrokenProcessPool as error:
            raise _crashed("No worker process could be kept alive.") from error

    def _run_once(self, job: Job) -> Outcome:
        future, patience = self._submit(job)
        try:
            return future.result(timeout=patience)
        except BrokenProcessPool:
            raise
        except (Exception, CancelledError) as error:
            raise self._explained(error, future) from error

    def _submit(self, job: Job) -> tuple[Future[Outcome], float]:
        """The job's future, and how many seconds it may take with the queue before it."""
        with self._lock:
            if self._closed:
                raise _closed()
            self.require_room()
            if self._pool is not None and not self._pool.active:
                self._discard_pool()
            if self._pool is None:
                self._pool = ProcessPool(
                    max_workers=self._workers,
                    max_tasks=self._max_tasks,
                    initializer=self._start,
                    context=multiprocessing.get_context("spawn"),
                )
            rounds = 1 + len(self._unfinished) // self._workers
            future = self._pool.schedule(self._work, args=(job,), timeout=self._timeout)
            self._unfinished.add(future)
        future.add_done_callback(self._unfinished.discard)
        return future, _START_ALLOWANCE + self._timeout * rounds

    def _discard_pool(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call] # pebble annotates no "stop"
            self._pool.join()
            self._pool = None

    def _explained(self, error: BaseException, future: Future[Outcome]) -> BaseException:
        if isinstance(error, TimeoutError) and future.done() and not future.cancelled():
            return ReportFailed(
                "report_timeout",
                f"The report was not finished within {self._timeout:g} seconds.",
                "Shorten the longest texts of the assessment, or raise the time limit.",
            )
        if isinstance(error, TimeoutError):
            with self._lock:
                self._discard_pool()
            future.cancel()
            return _crashed("The worker process did not answer.")
        if isinstance(error, ProcessExpired):
            return _crashed(f"The worker process ended with code {error.exitcode}.")
        if isinstance(error, CancelledError) and self._closed:
            return _closed()
        return error


def _crashed(what: str) -> ReportFailed:
    return ReportFailed(
        "report_crashed",
        f"The report could not be rendered. {what}",
        "Ask again; if it fails again, look for the machine's memory and the service's log.",
    )


def _crowded(unfinished: int) -> ReportFailed:
    return ReportFailed(
        "report_queue_full",
        f"{unfinished} reports are being rendered or wait for it, as many as the service allows.",
        "Ask again in some seconds, or raise the number of reports that may wait.",
    )


def _closed() -> ReportFailed:
    return ReportFailed(
        "report_renderer_closed",
        "The service is stopping and renders no more reports.",
        "Ask again when the service runs.",
    )
