"""Work shared by those who want the same at once: done once, and for nobody in vain."""

import asyncio

from readiness.services.single_flight import SingleFlight


class Work:
    """Work that ends when told to; counts how often it was begun and broken off."""

    def __init__(self, outcome: str = "done") -> None:
        self.begun = self.broken_off = 0
        self.may_end = asyncio.Event()
        self._outcome = outcome

    async def __call__(self) -> str:
        self.begun += 1
        try:
            await self.may_end.wait()
        except asyncio.CancelledError:
            self.broken_off += 1
            raise
        if not self._outcome:
            raise ValueError("nothing came of it")
        return self._outcome


async def asked(flights: SingleFlight, work: Work, times: int) -> list[asyncio.Task[str]]:
    """So many callers, all of them waiting."""
    callers = [asyncio.create_task(flights.run("key", work)) for _ in range(times)]
    await asyncio.sleep(0)
    return callers


def test_what_many_want_at_once_is_done_once() -> None:
    async def scene() -> None:
        flights, work = SingleFlight(), Work()
        callers = await asked(flights, work, 20)
        work.may_end.set()
        assert await asyncio.gather(*callers) == ["done"] * 20
        assert work.begun == 1

    asyncio.run(scene())


def test_other_keys_and_later_callers_begin_anew() -> None:
    async def scene() -> None:
        flights, work = SingleFlight(), Work()
        work.may_end.set()
        await asyncio.gather(flights.run("one", work), flights.run("two", work))
        await flights.run("one", work)
        assert work.begun == 3

    asyncio.run(scene())


def test_a_caller_who_goes_away_takes_nothing_from_the_others() -> None:
    async def scene() -> None:
        flights, work = SingleFlight(), Work()
        first, second, third = await asked(flights, work, 3)
        first.cancel()
        third.cancel()
        await asyncio.sleep(0)
        work.may_end.set()
        assert await second == "done"
        assert first.cancelled()
        assert (work.begun, work.broken_off) == (1, 0)

    asyncio.run(scene())


def test_work_that_nobody_waits_for_any_more_is_broken_off_and_can_begin_again() -> None:
    async def scene() -> None:
        flights, work = SingleFlight(), Work()
        for caller in await asked(flights, work, 2):
            caller.cancel()
        await asyncio.sleep(0.01)
        assert (work.begun, work.broken_off) == (1, 1)
        work.may_end.set()
        assert await flights.run("key", work) == "done"

    asyncio.run(scene())


def test_what_is_raised_reaches_everybody_and_is_not_kept() -> None:
    async def scene() -> None:
        flights, failing = SingleFlight(), Work(outcome="")
        callers = await asked(flights, failing, 3)
        failing.may_end.set()
        raised = await asyncio.gather(*callers, return_exceptions=True)
        assert [str(error) for error in raised] == ["nothing came of it"] * 3
        work = Work()
        work.may_end.set()
        assert await flights.run("key", work) == "done"

    asyncio.run(scene())
