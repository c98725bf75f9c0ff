"""The one door to SQL: `await database.write(use_case, ...)` and `await database.read(...)`.

A use case is a plain function whose first parameter is the session. One call is one transaction,
made durable before the call returns; an exception undoes it. No use case commits by itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import Concatenate, ParamSpec, Protocol, Self

from sqlmodel import Session

from readiness.storage.engines import parse_url
from readiness.storage.postgres import PostgresBackend
from readiness.storage.sessions import T, UseCase
from readiness.storage.sqlite import SqliteBackend

__all__ = ["Database", "Session"]

P = ParamSpec("P")


class _Backend(Protocol):
    reads_inline: bool

    def submit_write(self, use_case: UseCase[T]) -> Future[T]: ...

    def submit_read(self, use_case: UseCase[T]) -> Future[T]: ...

    def read_inline(self, use_case: UseCase[T]) -> T: ...

    def close(self) -> None: ...


class Database:
    """An open database. Safe to use from any thread and any event loop.

    What a use case raises reaches the caller. Besides, every method raises `Unavailable` when the
    database is locked, unreachable, full or closed, `Conflict` when a key is taken or a parent is
    missing, and `InvalidInput` when a value cannot be stored.
    """

    def __init__(self, backend: _Backend) -> None:
        self._backend = backend

    @classmethod
    def open(cls, url: str) -> Self:
        """Open `sqlite:///file.db` (made if missing) or `postgresql://user@host/name`.

        Raises `InvalidInput` for another kind of URL and `Unavailable` when it cannot be opened.
        """
        parsed = parse_url(url)
        if parsed.get_backend_name() == "sqlite":
            return cls(SqliteBackend(parsed))
        return cls(PostgresBackend(parsed))

    def close(self) -> None:
        """Finish the use cases accepted so far and close; safe to repeat."""
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    async def write(
        self,
        use_case: Callable[Concatenate[Session, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run a use case that writes; returns after its commit.

        When the caller is cancelled, a use case whose turn has not come is dropped; one under way
        is finished and committed, or undone, as a whole.
        """
        return await asyncio.wrap_future(
            self._backend.submit_write(lambda session: use_case(session, *args, **kwargs))
        )

    async def read(
        self,
        use_case: Callable[Concatenate[Session, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run a use case that reads a few rows by key; it must take less than 1 ms.

        On SQLite it runs directly on the event loop, which is quicker than handing it over.
        """
        if self._backend.reads_inline:
            return self._backend.read_inline(lambda session: use_case(session, *args, **kwargs))
        return await self.read_long(use_case, *args, **kwargs)

    async def read_long(
        self,
        use_case: Callable[Concatenate[Session, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run a use case that reads many rows, on a thread, so that the event loop goes on."""
        return await asyncio.wrap_future(
            self._backend.submit_read(lambda session: use_case(session, *args, **kwargs))
        )

    def write_now(
        self,
        use_case: Callable[Concatenate[Session, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Like `write`, for programs without an event loop; blocks until the commit."""
        return self._backend.submit_write(
            lambda session: use_case(session, *args, **kwargs)
        ).result()

    def read_now(
        self,
        use_case: Callable[Concatenate[Session, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Like `read_long`, for programs without an event loop."""
        return self._backend.read_inline(lambda session: use_case(session, *args, **kwargs))
