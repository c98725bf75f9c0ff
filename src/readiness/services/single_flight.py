"""Work that several callers want at the same time, done a single time for all of them."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class _Flight:
    """Work under way and how many callers wait for it."""

    task: asyncio.Task[Any]
    waiting: int = 0


class SingleFlight:
    """Shares work under way among callers on the same event loop; it keeps no outcome."""

    def __init__(self) -> None:
        self._flights: dict[tuple[asyncio.AbstractEventLoop, str], _Flight] = {}

    async def run(self, key: str, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return the outcome of `work`, begun by the first of those who ask for `key` at once.

        What it raises reaches all of them. One who goes away leaves the others their outcome; with
        the last one the work is cancelled.
        """
        place = (asyncio.get_running_loop(), key)
        flight = self._flights.get(place)
        if flight is None:
            flight = self._flights[place] = _Flight(asyncio.create_task(work()))
        flight.waiting += 1
        try:
            outcome: T = await asyncio.shield(flight.task)
            return outcome
        finally:
            flight.waiting -= 1
            if flight.task.done() or not flight.waiting:
                flight.task.cancel()
                if self._flights.get(place) is flight:
                    del self._flights[place]
