"""Is this report what it says it is: asked by its fingerprint, and by the file itself."""

import hashlib
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Path, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from readiness.errors import InputProblem, InvalidInput, NotFound
from readiness.services.context import Context
from readiness.services.verification import (
    KnownReport,
    look_up,
    look_up_file,
    read_fingerprint,
)
from readiness.web.failure_texts import field_problems
from readiness.web.pages import LANGUAGES, language_of, preferred, render, words_of
from readiness.web.visits import ContextDep, FormDep

router = APIRouter(prefix="/verify")

Typed = Annotated[str, Path(max_length=200)]
FileState = Literal["not_sent", "same", "other_report", "unknown"]
"""`same`: the very bytes handed out; `other_report`: those of another fingerprint than typed."""

_PIECE: Final = 1_000_000
_MOST_TYPED: Final = 400


@router.get("")
async def ask(request: Request) -> Response:
    """Ask for the fingerprint or the file."""
    return _page(request)


@router.post("")
async def verify(request: Request, context: ContextDep, form: FormDep) -> Response:
    """Look up what was typed, and whether the file is one that was handed out."""
    typed = str(form.get("fingerprint", "")).strip()[:_MOST_TYPED]
    digits = read_fingerprint(typed)
    sha256 = await _hash_of_file(form)
    if typed and digits is None:
        return _page(request, typed=typed, problem=_INCOMPLETE)
    if sha256 is None:
        if digits is None:
            return _page(request, problem=_NOTHING)
        return RedirectResponse(f"/{language_of(request)}/verify/{digits}", status_code=303)
    return await _of_the_file(request, context, digits, sha256)


@router.get("/{typed}")
async def verified(typed: Typed, request: Request, context: ContextDep) -> Response:
    """What the report with this fingerprint was made from."""
    digits = read_fingerprint(typed)
    if digits is None:
        return _page(request, typed=typed, problem=_INCOMPLETE)
    found = await _find(request, context, digits)
    return _page(request, typed=typed, found=found, asked=True)


async def to_the_page(typed: Typed, request: Request) -> Response:
    """Send the short link of a report on to the page in the reader's language."""
    language = preferred(request.headers.get("accept-language", ""))
    digits = read_fingerprint(typed) or typed
    return RedirectResponse(
        f"/{language}/verify/{digits}", status_code=303, headers={"Vary": "Accept-Language"}
    )


async def _of_the_file(
    request: Request, context: Context, digits: str | None, sha256: str
) -> Response:
    _count(request, context)
    of_file = await context.database.read(look_up_file, sha256)
    state: FileState = "same" if of_file else "unknown"
    if of_file and digits and not of_file.fingerprint.startswith(digits):
        state = "other_report"
    found = of_file or (await _find(request, context, digits) if digits else None)
    return _page(request, typed=digits or "", found=found, asked=True, file=state)


async def _find(request: Request, context: Context, digits: str) -> KnownReport | None:
    _count(request, context)
    try:
        return await context.database.read(look_up, digits)
    except NotFound:
        return None


def _count(request: Request, context: Context) -> None:
    context.verifications.take(request.client.host if request.client else "", context.now())


async def _hash_of_file(form: FormData) -> str | None:
    """The SHA-256 of the file sent, None without one; it is kept nowhere."""
    sent = form.get("file")
    if not isinstance(sent, UploadFile) or not sent.size:
        return None
    digest = hashlib.sha256()
    while piece := await sent.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _page(
    request: Request,
    *,
    typed: str = "",
    found: KnownReport | None = None,
    asked: bool = False,
    file: FileState = "not_sent",
    problem: InputProblem | None = None,
) -> Response:
    status = 200
    if problem is not None:
        status = InvalidInput.status
    elif asked and found is None:
        status = NotFound.status
    response = render(
        request,
        "verify.html.j2",
        status=status,
        typed=typed,
        found=found,
        asked=asked,
        file=file,
        problems=field_problems(words_of(request), (problem,) if problem else ()),
        names=LANGUAGES,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


_INCOMPLETE: Final = InputProblem(
    "fingerprint_incomplete",
    "This is no whole fingerprint: it has at least 32 digits, 0 to 9 and a to f.",
    "Copy all digits from the box “Verify this report” on its last pages, or the address there.",
    "/fingerprint",
)
_NOTHING: Final = InputProblem(
    "nothing_to_verify",
    "Type the fingerprint or choose the file.",
    "The fingerprint stands in the box “Verify this report” on its last pages.",
    "/fingerprint",
)
