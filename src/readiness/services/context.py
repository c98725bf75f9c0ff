"""What the use cases of a running service work with; put together once at the root."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import ParamSpec, TypeVar

from readiness.catalog.catalog import Catalog
from readiness.reports.logo_maker import LogoMaker
from readiness.reports.pdf import PdfRenderer
from readiness.services.address_bound import StartBound, VerificationBound
from readiness.services.invitations import Mailer
from readiness.services.sheet_checker import SheetChecker
from readiness.services.single_flight import SingleFlight
from readiness.storage.database import Database
from readiness.storage.files import Files

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """Database, catalog, files, PDF renderer, logos, thread for scoring, sheets, clock (aware UTC).

    `public_url` begins private links, without it they begin as the request's own address does;
    `starts` bounds starts without account, without it nobody may start; `mailer` sends private
    links, without it they are copied; `verifications` bounds how often strangers ask about reports;
    `renderings` are the reports being made right now.
    """

    database: Database
    catalog: Catalog
    files: Files
    renderer: PdfRenderer
    logos: LogoMaker
    scoring: Executor
    sheets: SheetChecker
    now: Callable[[], datetime]
    public_url: str | None = None
    starts: StartBound | None = None
    mailer: Mailer | None = None
    verifications: VerificationBound = field(default_factory=VerificationBound)
    renderings: SingleFlight = field(default_factory=SingleFlight)

    async def score(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run what computes for some ten milliseconds, one such piece of work at a time.

        Python computes on one thread at a time anyway: in a queue, many live results at once do
        not hold up the requests that only read and store.
        """
        run = partial(copy_context().run, work, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self.scoring, run)
