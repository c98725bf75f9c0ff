"""A private link just issued, kept in the browser for a quarter of an hour to be copied.

The database knows only a link's hash, so its address can be shown only now. A cookie carries it
over the redirect, a reload and a change of language; nothing of it stands in an address or a log.
"""

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from readiness.services.context import Context
from readiness.services.links import IssuedLink, address_of
from readiness.web.pages import language_of

FRESH_COOKIE: Final = "readiness_link"
FRESH_SECONDS: Final = 15 * 60

_FRESH: Final = re.compile(r"(lnk_[0-9A-Z]{26}):([A-Za-z0-9_-]{20,100})")


def is_secure(request: Request, context: Context) -> bool:
    """Tell whether browsers reach the pages by https, so that cookies may be held to it."""
    return (context.public_url or str(request.url)).startswith("https:")


def link_address(request: Request, context: Context, token: str) -> str:
    """Return the whole address of a private link, in the language of the page."""
    base = context.public_url or str(request.base_url)
    return address_of(base, language_of(request), token)


def put_fresh_link(response: Response, issued: IssuedLink, *, secure: bool) -> None:
    """Let the next pages show a link that was just issued."""
    response.set_cookie(
        FRESH_COOKIE,
        f"{issued.link_id}:{issued.token}",
        max_age=FRESH_SECONDS,
        httponly=True,
        samesite="lax",
        secure=secure,
        path="/",
    )


def fresh_token(request: Request, link_id: str) -> str | None:
    """Return the token of this link while it may be shown, else None."""
    found = _FRESH.fullmatch(request.cookies.get(FRESH_COOKIE, ""))
    return found[2] if found is not None and found[1] == link_id else None


def drop_fresh_link(response: Response) -> None:
    """Show the link no more."""
    response.delete_cookie(FRESH_COOKIE, path="/")
