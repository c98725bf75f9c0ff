"""Every error as `application/problem+json` (RFC 9457) with a stable `code`.

One shape for all doors: `type`, `title`, `status`, `code`, `detail`, `remedy`, `request_id` and,
for input that cannot be accepted, `errors[]` with a JSON Pointer each.
"""

from http import HTTPStatus
from typing import Any, Literal

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.routing import Match

from readiness.api.request_problems import (
    Printable,
    ProblemItem,
    is_no_json,
    request_problems,
)
from readiness.errors import InvalidInput, ReadinessError
from readiness.scoring import QuestionnaireRefused

MEDIA_TYPE = "application/problem+json"

_log = structlog.get_logger(__name__)

_HTTP_CODES = {
    400: ("malformed_request", "Check the request's syntax."),
    401: ("unauthorized", "Send a valid API key."),
    404: ("not_found", "Check the address; the routes are listed under /docs."),
    405: ("method_not_allowed", "Use a method the address knows; see the Allow header."),
    413: ("too_large", "Send a smaller body, for example fewer answers at a time."),
    415: ("unsupported_media_type", "Send the body as application/json."),
}
_DETAILS = {
    404: "There is nothing at this address.",
    405: "The address does not know this method.",
}
_METHODS = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
# RFC 9110 renamed these; Python took the new names over in 3.13 only.
_TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}


class ProblemDocument(BaseModel):
    """The body of every error.

    `code` is stable and meant for programs, `detail` says what happened and `remedy` how to mend
    it; `errors` lists every problem of input that cannot be accepted.
    """

    type: Literal["about:blank"]
    title: str
    status: int
    code: str
    detail: Printable
    remedy: Printable
    request_id: str
    errors: list[ProblemItem] | None = None


def install(app: FastAPI) -> None:
    """Give the app its error handlers."""
    app.add_exception_handler(ReadinessError, _expected)
    app.add_exception_handler(QuestionnaireRefused, _broken_questionnaire)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def problem_response(  # one keyword per member of the document
    request: Request,
    *,
    status: int,
    code: str,
    detail: str,
    remedy: str,
    errors: list[ProblemItem] | None = None,
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """Build the response for one problem."""
    document = ProblemDocument(
        type="about:blank",
        title=_TITLES.get(status, HTTPStatus(status).phrase),
        status=status,
        code=code,
        detail=detail,
        remedy=remedy,
        request_id=getattr(request.state, "request_id", ""),
        errors=errors,
    )
    return JSONResponse(
        document.model_dump(exclude_none=True),
        status_code=int(status),
        media_type=MEDIA_TYPE,
        headers=headers,
    )


async def _expected(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ReadinessError)
    headers = {}
    if error.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Bearer realm="readiness"'
    if error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "5"
    errors = None
    if isinstance(error, InvalidInput):
        errors = [
            ProblemItem(code=p.code, detail=p.detail, remedy=p.remedy, pointer=p.pointer)
            for p in error.problems
        ]
    return problem_response(
        request,
        status=error.status,
        code=error.code,
        detail=error.detail,
        remedy=error.remedy,
        errors=errors,
        headers=headers,
    )


async def _broken_questionnaire(request: Request, error: Exception) -> JSONResponse:
    """The files of a questionnaire were spoilt while the service runs; the log says where."""
    _log.error("questionnaire_refused", problems=str(error))
    return problem_response(
        request,
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        code="questionnaire_refused",
        detail="The files of a questionnaire have problems, so it cannot be used.",
        remedy="Let the operator run `readiness check` and mend what it lists.",
        headers={"Retry-After": "60"},
    )


async def _invalid_request(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return _malformed_json(request, found[0])
    if is_no_json(found):
        return http_problem(
            request, HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The body was not sent as JSON."
        )
    errors = request_problems(found)
    return problem_response(
        request,
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        code="invalid_input",
        detail=errors[0].detail if len(errors) == 1 else f"{len(errors)} problems were found.",
        remedy=errors[0].remedy if len(errors) == 1 else "Mend each problem listed and send again.",
        errors=errors,
    )


def _malformed_json(request: Request, item: dict[str, Any]) -> JSONResponse:
    position = item["loc"][-1]
    reason = item.get("ctx", {}).get("error", "it cannot be read")
    return problem_response(
        request,
        status=HTTPStatus.BAD_REQUEST,
        code="malformed_json",
        detail=f"The body is not valid JSON: {reason} at character {position}.",
        remedy="Send valid JSON.",
    )


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    detail = _DETAILS.get(error.status_code, str(error.detail))
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_methods_here(request))
    return http_problem(request, error.status_code, detail, headers)


def _methods_here(request: Request) -> list[str]:
    """Each route knows its own method only; the address knows those of all its routes."""
    routes = request.app.routes
    return [
        method
        for method in _METHODS
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes
        )
    ]


def http_problem(
    request: Request, status: int, detail: str, headers: dict[str, str] | None = None
) -> JSONResponse:
    """Build the response for an error that is known by its HTTP status only."""
    code, remedy = _HTTP_CODES.get(status, ("http_error", "See /docs."))
    return problem_response(
        request, status=status, code=code, detail=detail, remedy=remedy, headers=headers
    )


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    """The text of the error stays in the log; the caller gets an id to ask about."""
    _log.error("unexpected_error", path=request.url.path, exc_info=error)
    return problem_response(
        request,
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        code="internal_error",
        detail="Something went wrong on our side. Nothing was stored by halves.",
        remedy="Try again; if it happens again, report the request_id.",
    )
