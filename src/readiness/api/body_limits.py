"""How large a request's body may be: uploads of sheets may be larger than everything else."""

import re
from typing import Final

from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

_UPLOADS: Final = re.compile(r"/v1/assessments/[^/]+/worksheets/[^/]+/uploads")


class BodyLimits:
    """Refuses bodies of more than `usual` bytes, of uploaded sheets more than `uploads`."""

    def __init__(self, app: ASGIApp, usual: int, uploads: int) -> None:
        self._usual = RequestBodyLimitMiddleware(app, max_body_size=usual)
        self._uploads = RequestBodyLimitMiddleware(app, max_body_size=uploads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        is_upload = scope["type"] == "http" and _UPLOADS.fullmatch(scope["path"])
        limited = self._uploads if is_upload and scope["method"] == "POST" else self._usual
        await limited(scope, receive, send)
