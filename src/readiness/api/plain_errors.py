"""Errors the framework answers by itself in plain text, given the one shape of all errors."""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from readiness.api.problems import http_problem

FIRST_ERROR = 400


class PlainErrors:
    """Replaces plain-text error responses, such as a refused body size, by problem documents."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        replaced: int | None = None

        async def send_in_one_shape(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and _is_plain_error(message):
                replaced = message["status"]
            elif replaced is None:
                await send(message)
            elif not message.get("more_body", False):
                response = http_problem(Request(scope), replaced, "The request was refused.")
                await response(scope, receive, send)

        await self.app(scope, receive, send_in_one_shape)


def _is_plain_error(message: Message) -> bool:
    kind = Headers(raw=message["headers"]).get("content-type", "")
    return bool(message["status"] >= FIRST_ERROR) and kind.startswith("text/plain")
