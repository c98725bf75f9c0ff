"""Every error as a page that says what happened and how to go on; for scripts as data."""

import re
from http import HTTPStatus
from typing import Final

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from readiness.errors import InputProblem, InvalidInput, ReadinessError
from readiness.scoring import QuestionnaireRefused
from readiness.web.failure_texts import Explained, explain
from readiness.web.pages import render, words_of

_log = structlog.get_logger(__name__)
_HOME: Final = re.compile(r"/(de|nl|en)/a/lnk_[0-9A-Z]{26}(?=/)")
_RETRY_AFTER: Final = "5"  # seconds
_ENDED: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.INTERNAL_SERVER_ERROR})


def install(site: FastAPI) -> None:
    """Give the site its error handlers."""
    site.add_exception_handler(ReadinessError, _expected)
    site.add_exception_handler(QuestionnaireRefused, _broken_questionnaire)
    site.add_exception_handler(RequestValidationError, _no_such_address)
    site.add_exception_handler(HTTPException, _http)
    site.add_exception_handler(Exception, _unexpected)


def failure(
    request: Request,
    status: int,
    code: str,
    problems: tuple[InputProblem, ...],
) -> Response:
    """The page for an error; a script that asks for data gets the same as problem document."""
    if "json" in request.headers.get("accept", ""):
        return _as_data(status, code, explain(words_of(request), problems[0]))
    words = words_of(request)
    return render(
        request,
        "failure.html.j2",
        status=status,
        number=int(status),
        code=code,
        back=_home_of(request) if status not in _ENDED else None,
        problems=[explain(words, problem) for problem in problems],
    )


def _as_data(status: int, code: str, problem: Explained) -> Response:
    document = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": problem.detail,
        "remedy": problem.remedy,
    }
    return JSONResponse(document, status_code=status, media_type="application/problem+json")


async def _expected(request: Request, error: Exception) -> Response:
    assert isinstance(error, ReadinessError)
    problems = (
        error.problems
        if isinstance(error, InvalidInput)
        else (InputProblem(error.code, error.detail, error.remedy),)
    )
    page = failure(request, error.status, error.code, problems)
    if error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        page.headers["Retry-After"] = _RETRY_AFTER
    return page


async def _broken_questionnaire(request: Request, error: Exception) -> Response:
    _log.error("questionnaire_refused", problems=str(error))
    problem = InputProblem(
        "questionnaire_refused",
        "The files of this questionnaire have problems, so it cannot be used now.",
        "Try again later; every answer given so far is kept.",
    )
    return failure(request, HTTPStatus.SERVICE_UNAVAILABLE, problem.code, (problem,))


async def _no_such_address(request: Request, _error: Exception) -> Response:
    return failure(request, HTTPStatus.NOT_FOUND, "not_found", (_NOT_FOUND,))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.NOT_FOUND:
        return failure(request, error.status_code, "not_found", (_NOT_FOUND,))
    problem = InputProblem("http_error", str(error.detail), "Go back and try again.")
    return failure(request, error.status_code, "http_error", (problem,))


async def _unexpected(request: Request, error: Exception) -> Response:
    _log.error("unexpected_error", path=request.state.logged_path, exc_info=error)
    problem = InputProblem(
        "internal_error",
        "Something went wrong on our side. Nothing was stored by halves.",
        "Try again; every answer that was acknowledged is kept.",
    )
    return failure(request, HTTPStatus.INTERNAL_SERVER_ERROR, problem.code, (problem,))


def _home_of(request: Request) -> str | None:
    """Where the assessment that the address names begins, if it names one."""
    found = _HOME.match(request.url.path)
    return found[0] if found else None


_NOT_FOUND = InputProblem(
    "not_found", "There is nothing at this address.", "Check the address, or go to the start page."
)
