"""Batches of reports are worked on for as long as the service runs, and taken up after it died."""

import asyncio
import secrets
from datetime import datetime
from typing import Final

import structlog

from readiness.services.batch_reports import deleted, make_report, pack_batch, remove_expired
from readiness.services.context import Context
from readiness.storage import batch_work

POLL_SECONDS: Final = 1.0
"""How soon work is seen that another process, or a request, has left in the database."""
SIGN_OF_LIFE_SECONDS: Final = 5.0
TIDY_SECONDS: Final = 3_600.0

_log = structlog.get_logger(__name__)


class BatchRunner:
    """Works on batches on the event loop, `at_once` pieces at a time."""

    def __init__(self, context: Context, at_once: int) -> None:
        self._context = context
        self._at_once = at_once
        self._claims: set[str] = set()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, on the running event loop."""
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Cut off what is under way and give it back, so that the next start takes it up."""
        if self._task is None:
            return
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        for claim in self._claims:
            await self._context.database.write(batch_work.release_claim, claim)

    async def _run(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._tidy())
            for _ in range(self._at_once):
                group.create_task(self._work())

    async def _work(self) -> None:
        while True:
            try:
                found = await self._do_next()
            except Exception as error:  # noqa: BLE001 - the work goes on when the cause has passed
                _log.error("batch_work_interrupted", exc_info=error)
                found = False
            if not found:
                await asyncio.sleep(POLL_SECONDS)

    async def _do_next(self) -> bool:
        """Do one piece of work; False when there is none."""
        context, now = self._context, self._context.now()
        if not await context.database.read(batch_work.is_work_waiting, now):
            return False
        claim = secrets.token_hex(8)
        self._claims.add(claim)
        signs = asyncio.create_task(self._give_signs_of_life(claim))
        try:
            done = await self._claim_and_do(claim, now)
        except Exception:
            self._claims.discard(claim)  # when cancelled, `close` gives it back
            raise
        finally:
            signs.cancel()
        self._claims.discard(claim)
        return done

    async def _claim_and_do(self, claim: str, now: datetime) -> bool:
        context = self._context
        report = await context.database.write(batch_work.claim_report, claim, now)
        if report is not None:
            await make_report(context, claim, report)
            return True
        batch = await context.database.write(batch_work.claim_packing, claim, now, deleted())
        if batch is not None:
            await pack_batch(context, claim, batch)
        return batch is not None

    async def _give_signs_of_life(self, claim: str) -> None:
        while True:
            await asyncio.sleep(SIGN_OF_LIFE_SECONDS)
            try:
                await self._context.database.write(
                    batch_work.renew_claim, claim, self._context.now()
                )
            except Exception as error:  # noqa: BLE001 - the next sign may come through
                _log.error("batch_sign_of_life_failed", exc_info=error)

    async def _tidy(self) -> None:
        while True:
            try:
                await remove_expired(self._context)
            except Exception as error:  # noqa: BLE001 - an hour later it is tried again
                _log.error("batch_tidying_failed", exc_info=error)
            await asyncio.sleep(TIDY_SECONDS)
