"""How much a form may send: what is more is answered with a page, not with a cut line."""

from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from readiness.errors import InputProblem, TooLarge
from readiness.web.failures import failure

_READ_TO_THE_END: Final = 10
"""A body up to so many times the limit is read and thrown away.

A browser shows no answer that comes before it has sent all; what is longer still is cut.
"""


class FormLimit:
    """Refuses forms of more than `most` bytes."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        announced = (
            Headers(scope=scope).get("content-length", "") if scope["type"] == "http" else ""
        )
        if announced.isdecimal() and int(announced) > self._most:
            await self._drain(receive)
            refusal = InputProblem(*_TOO_LARGE)
            page = failure(Request(scope), TooLarge.status, refusal.code, (refusal,))
            await page(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._most:
                raise TooLarge(*_TOO_LARGE)
            return message

        await self._app(scope, counted, send)

    async def _drain(self, receive: Receive) -> None:
        left = self._most * _READ_TO_THE_END
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
