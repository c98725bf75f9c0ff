"""How large a form may be: one with a sheet for a worksheet may be larger than all others."""

import re
from typing import Final

from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

MOST_BYTES: Final = 12_000_000
"""Largest form accepted: a file of evidence and what stands beside it."""

_SHEETS: Final = re.compile(r"/[a-z]{2}/a/[^/]+/worksheets/[A-Z0-9-]+")


class PageBodies:
    """Refuses forms of more than `MOST_BYTES`, of those with a sheet more than `sheets`.

    Files of forms are put aside on disk while they arrive, so a large one takes no memory.
    """

    def __init__(self, app: ASGIApp, sheets: int) -> None:
        self._usual = RequestBodyLimitMiddleware(app, max_body_size=MOST_BYTES)
        self._sheets = RequestBodyLimitMiddleware(app, max_body_size=max(sheets, MOST_BYTES))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        is_sheet = scope["type"] == "http" and _SHEETS.fullmatch(scope["path"])
        limited = self._sheets if is_sheet and scope["method"] == "POST" else self._usual
        await limited(scope, receive, send)
