"""How large a request's body may be: uploads of sheets and logos may be larger than the rest."""

import re
from typing import Final

from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from readiness.reports.logo_refusal import MOST_BYTES

_UPLOADS: Final = re.compile(r"/v1/assessments/[^/]+/worksheets/[^/]+/uploads")
_LOGOS: Final = re.compile(r"/v1(?:/organizations/[^/]+)?/brand/logo")


class BodyLimits:
    """Refuses bodies of more than `usual` bytes; logos and sheets have limits of their own."""

    def __init__(self, app: ASGIApp, usual: int, uploads: int) -> None:
        self._usual = RequestBodyLimitMiddleware(app, max_body_size=usual)
        self._uploads = RequestBodyLimitMiddleware(app, max_body_size=uploads)
        self._logos = RequestBodyLimitMiddleware(app, max_body_size=max(usual, MOST_BYTES + 1))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        await self._limit(scope)(scope, receive, send)

    def _limit(self, scope: Scope) -> ASGIApp:
        if scope["type"] != "http":
            return self._usual
        if scope["method"] == "POST" and _UPLOADS.fullmatch(scope["path"]):
            return self._uploads
        if scope["method"] == "PUT" and _LOGOS.fullmatch(scope["path"]):
            return self._logos
        return self._usual
