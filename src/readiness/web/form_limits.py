"""How much a form may send: what is more is answered with a page, not with a cut line."""

import re
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from readiness.errors import InputProblem, TooLarge
from readiness.web.failures import failure

MOST_BYTES: Final = 12_000_000
"""Largest form accepted: a file of evidence and what stands beside it."""

_SHEETS: Final = re.compile(r"/[a-z]{2}/a/[^/]+/worksheets/[A-Z0-9-]+")
_READ_TO_THE_END: Final = 10
"""A body up to so many times the limit is read and thrown away.

A browser shows no answer that comes before it has sent all; what is longer still is cut.
"""


class FormLimit:
    """Refuses forms of more than `MOST_BYTES`, of those with a sheet more than `sheets`.

    Files of forms are put aside on disk while they arrive, so a large one takes no memory.
    """

    def __init__(self, app: ASGIApp, sheets: int) -> None:
        self._app = app
        self._sheets = max(sheets, MOST_BYTES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._sheets if _SHEETS.fullmatch(scope["path"]) else MOST_BYTES
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and int(announced) > most:
            await _drain(receive, most)
            refusal = InputProblem(*_TOO_LARGE)
            page = failure(Request(scope), TooLarge.status, refusal.code, (refusal,))
            await page(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise TooLarge(*_TOO_LARGE)
            return message

        await self._app(scope, counted, send)


async def _drain(receive: Receive, most: int) -> None:
    left = most * _READ_TO_THE_END
    more = True
    while more and left > 0:
        message = await receive()
        left -= len(message.get("body", b""))
        more = message.get("more_body", False)


_TOO_LARGE: Final = (
    "too_large",
    "More was sent than is accepted here.",
    "Choose a smaller file, or send less text at a time.",
)
