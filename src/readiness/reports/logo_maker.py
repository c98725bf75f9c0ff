"""Logos made safe in a worker process with limits of time and memory."""

from functools import partial
from typing import Final, Self

from readiness.reports.brand import Logo
from readiness.reports.failure import ReportFailed
from readiness.reports.logo_pictures import kind_of, make_safe
from readiness.reports.logo_refusal import too_complex
from readiness.reports.render_pool import WorkerPool
from readiness.reports.render_worker import limit_memory

SECONDS: Final = 10.0
MEMORY_MB: Final = 700
_SERVED_BEFORE_FRESH: Final = 50
_MOST_WAITING: Final = 16
_EXHAUSTED: Final = frozenset({"report_timeout", "report_crashed"})


class LogoMaker:
    """Makes logos safe in one process that starts with the first; usable from an event loop."""

    def __init__(self, seconds: float = SECONDS, memory_mb: int = MEMORY_MB) -> None:
        self._pool: WorkerPool[bytes, Logo] = WorkerPool(
            partial(limit_memory, memory_mb * 1024 * 1024),
            make_safe,
            workers=1,
            timeout_seconds=seconds,
            max_tasks=_SERVED_BEFORE_FRESH,
            most_waiting=_MOST_WAITING,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def make_safe(self, content: bytes) -> Logo:
        """Return what was sent as a safe logo.

        Raises `InvalidInput` for what is none, holds what is not taken, or exhausts the process,
        and `ReportFailed` while the service stops.
        """
        kind_of(content)  # most mistakes need no process to be told
        try:
            return await self._pool.run_async(content)
        except ReportFailed as failed:
            if failed.code in _EXHAUSTED:
                raise too_complex() from failed
            raise

    def close(self) -> None:
        """Stop the process at once."""
        self._pool.close()
