"""The site: pages, their files, and what every one of them is sent with."""

import re
from typing import Annotated, Final

from fastapi import FastAPI, Header
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from readiness.web import (
    downloads,
    entrance,
    failures,
    follow_ups,
    live,
    private_link,
    results,
    sharing,
    what_if,
)
from readiness.web.pages import preferred
from readiness.web.security import PageHeaders
from readiness.web.static_files import FOREVER, load_static

MOST_BYTES: Final = 12_000_000
"""Largest form accepted: a file of evidence and what stands beside it."""

_PAGES: Final = re.compile(r"/|/(de|nl|en)(/.*)?|/static/.*")
_SMALLEST_PACKED: Final = 500


def create_site() -> FastAPI:
    """Build the pages; who serves them sets `state.context` before the first request."""
    site = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    failures.install(site)
    site.get("/")(_to_the_language)
    site.get("/static/{address}")(_static)
    for room in (entrance, private_link, results, downloads, sharing, follow_ups, what_if, live):
        site.include_router(room.router, prefix="/{language}")
    site.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_PACKED)
    site.add_middleware(PageHeaders)
    site.add_middleware(RequestBodyLimitMiddleware, max_body_size=MOST_BYTES)
    return site


class Doors:
    """Sends the addresses of pages to the site, all others on to the API."""

    def __init__(self, app: ASGIApp, site: ASGIApp) -> None:
        self._api = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        is_page = scope["type"] == "http" and _PAGES.fullmatch(scope["path"]) is not None
        await (self._site if is_page else self._api)(scope, receive, send)


async def _to_the_language(accept_language: Annotated[str, Header()] = "") -> Response:
    headers = {"Vary": "Accept-Language"}
    return RedirectResponse(f"/{preferred(accept_language)}", status_code=303, headers=headers)


async def _static(address: str, request: Request) -> Response:
    found = load_static().get(address)
    headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    if found.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(found.packed, media_type=found.media_type, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)
