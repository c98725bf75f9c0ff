"""The one cookie of a visit, and the token in every form that shows the form is ours.

The cookie holds a random secret and nothing else; the database knows only its hash. It ends with
the browser's session. A form's token is made from the secret, so it needs no storage of its own.
"""

import hashlib
import hmac
import secrets
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from readiness.errors import Refused

COOKIE: Final = "readiness"
FORM_FIELD: Final = "form_token"
FORM_HEADER: Final = "x-form-token"
_NONCE_BYTES: Final = 8


def browser_secret(request: Request) -> str | None:
    """The secret in the cookie, None before the browser was let in anywhere."""
    return request.cookies.get(COOKIE)


def put_cookie(response: Response, secret: str, *, secure: bool) -> None:
    """Set the cookie until the browser is closed; on https never sent without it."""
    response.set_cookie(COOKIE, secret, httponly=True, samesite="lax", secure=secure, path="/")


def form_token(request: Request) -> str:
    """A token for a form of this page; every rendering has another, all stay valid."""
    nonce = secrets.token_hex(_NONCE_BYTES)
    return f"{nonce}.{_signature(nonce, browser_secret(request) or '')}"


def require_form_token(request: Request, token: object) -> None:
    """Refuse a form that was not made for this browser; raises `Refused`."""
    nonce, _, signature = str(token or "").partition(".")
    expected = _signature(nonce, browser_secret(request) or "")
    if not hmac.compare_digest(signature.encode(), expected.encode()):
        raise Refused(
            "form_not_recognized",
            "The form was not made for this browser, or the visit ended meanwhile.",
            "Load the page again and repeat your entry.",
        )


def _signature(nonce: str, secret: str) -> str:
    return hmac.new(secret.encode(), nonce.encode(), hashlib.sha256).hexdigest()
