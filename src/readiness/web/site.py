"""The site: pages, their files, and what every one of them is sent with."""

import re
from typing import Annotated, Final

from fastapi import FastAPI, Header
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from readiness.web import (
    answers,
    brand,
    checking,
    deletion,
    disagreements,
    downloads,
    entrance,
    evidence,
    failures,
    follow_ups,
    help_pages,
    live,
    private_link,
    questions,
    redirects,
    results,
    sample,
    sharing,
    submitting,
    tasks,
    team,
    verifying,
    ways,
    what_if,
    worksheets,
)
from readiness.web.form_limits import FormLimit
from readiness.web.pages import preferred
from readiness.web.security import PageHeaders
from readiness.web.static_files import FOREVER, load_static

ROOMS: Final = (
    entrance,
    private_link,
    results,
    redirects,
    worksheets,
    sample,
    help_pages,
    checking,
    deletion,
    tasks,
    questions,
    answers,
    brand,
    evidence,
    downloads,
    sharing,
    submitting,
    ways,
    what_if,
    live,
    disagreements,
    follow_ups,
    team,
    verifying,
)
_PAGES: Final = re.compile(r"/|/(de|nl|en)(/.*)?|/static/.*|/v/[^/]*")
_SMALLEST_PACKED: Final = 500


def create_site(most_upload_bytes: int) -> FastAPI:
    """Build the pages; who serves them sets `state.context` before the first request.

    `most_upload_bytes` is how large the form with a sheet for a worksheet may be.
    """
    site = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    site.state.most_upload_bytes = most_upload_bytes
    failures.install(site)
    site.get("/")(_to_the_language)
    site.get("/static/{address}")(_static)
    site.get("/v/{typed}")(verifying.to_the_page)
    for room in ROOMS:
        site.include_router(room.router, prefix="/{language}")
    site.add_middleware(FormLimit, sheets=most_upload_bytes)
    site.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_PACKED)
    site.add_middleware(PageHeaders)
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
