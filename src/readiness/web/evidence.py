"""Evidence for an answer: what there is, what is added, files handed out, pieces deleted."""

from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from readiness.errors import InputProblem, InvalidInput
from readiness.reports.numbers import Numbers
from readiness.services.evidence import (
    delete_piece,
    evidence_file,
    own_piece,
    question_evidence,
    take_evidence,
)
from readiness.services.frames import Frame
from readiness.services.given_evidence import (
    LINK_CHARACTERS,
    NOTHING_GIVEN,
    TEXT_CHARACTERS,
    file_evidence,
    link_evidence,
    text_evidence,
)
from readiness.storage.evidence import GivenEvidence
from readiness.storage.links import GrantedVisit
from readiness.web.failure_texts import FieldProblem, field_problems
from readiness.web.framed import FrameDep, home_of, render_framed
from readiness.web.pages import language_of, words_of
from readiness.web.visits import ContextDep, FormDep, RespondentDep

router = APIRouter(prefix="/a/{link_id}")

QuestionId = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_.]{0,79}$")]
EvidenceId = Annotated[str, Path(pattern=r"^evd_[0-9A-Z]{26}$")]
Done = Annotated[str, Query(pattern="^(added|deleted)$")]

_FIRST_FIELD: Final = "text"
_KILOBYTE: Final = 1_000
_MEGABYTE: Final = 1_000_000
_QUOTED: Final = frozenset('"\\%')


@dataclass(frozen=True, slots=True)
class _Typed:
    text: str = ""
    link: str = ""


@router.get("/questions/{question_id}/evidence")
async def evidence_page(
    request: Request,
    visitor: RespondentDep,
    frame: FrameDep,
    context: ContextDep,
    question_id: QuestionId,
    done: Done | None = None,
) -> Response:
    """What shows that the answer is right, and fields to add more."""
    found = await context.database.read_long(
        question_evidence, context.catalog, visitor, question_id
    )
    return _shown(request, visitor, frame, found=found, done=done)


@router.post("/questions/{question_id}/evidence")
async def add_evidence(
    request: Request,
    visitor: RespondentDep,
    frame: FrameDep,
    context: ContextDep,
    question_id: QuestionId,
    form: FormDep,
) -> Response:
    """Add what was filled in: a text, a link, a file, or several of them."""
    try:
        for given, content in await _given(form):
            await take_evidence(context, visitor, question_id, given, content)
    except InvalidInput as refusal:
        found = await context.database.read_long(
            question_evidence, context.catalog, visitor, question_id
        )
        return _shown(
            request,
            visitor,
            frame,
            status=refusal.status,
            found=found,
            typed=_Typed(_text(form, "text"), _text(form, "link")),
            problems=_beside_fields(request, refusal.problems),
        )
    return _back(request, visitor, question_id, "added")


@router.get("/evidence/{evidence_id}/file")
async def download(
    visitor: RespondentDep, context: ContextDep, evidence_id: EvidenceId
) -> Response:
    """Hand a file out to be saved; no browser shows it, whatever it is."""
    name, content = await evidence_file(context, visitor, evidence_id)
    headers = {
        "Content-Disposition": attachment(name),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type="application/octet-stream", headers=headers)


@router.get("/evidence/{evidence_id}/delete")
async def before_deleting(
    request: Request,
    visitor: RespondentDep,
    frame: FrameDep,
    context: ContextDep,
    evidence_id: EvidenceId,
) -> Response:
    """Ask whether a piece is to go for good."""
    piece = await context.database.read_long(own_piece, context.catalog, visitor, evidence_id)
    return render_framed(request, visitor, frame, "evidence_delete.html.j2", piece=piece)


@router.post("/evidence/{evidence_id}/delete")
async def delete_evidence(
    request: Request,
    visitor: RespondentDep,
    context: ContextDep,
    evidence_id: EvidenceId,
    _form: FormDep,
) -> Response:
    """Delete a piece and go back to the others."""
    piece = await delete_piece(context, visitor, evidence_id)
    return _back(request, visitor, piece.question_id, "deleted")


def attachment(name: str) -> str:
    """Return the header that has a file saved under a name (RFC 6266), with an ASCII one beside."""
    plain = "".join(
        sign if sign.isascii() and sign.isprintable() and sign not in _QUOTED else "_"
        for sign in name
    )
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def size_label(numbers: Numbers, size: int) -> str:
    """A number of bytes as people read it, such as 240 kB or 1.2 MB."""
    if size < _MEGABYTE:
        return numbers.with_unit(ceil(size / _KILOBYTE), "kB")
    return f"{numbers.amount(size / _MEGABYTE, 1)}\N{NO-BREAK SPACE}MB"


async def _given(form: FormData) -> list[tuple[GivenEvidence, bytes]]:
    """What was filled in, checked; raises `InvalidInput` with every problem."""
    given: list[tuple[GivenEvidence, bytes]] = []
    problems: list[InputProblem] = []
    for name, read in (("text", text_evidence), ("link", link_evidence)):
        typed = _text(form, name)
        try:
            if typed:
                given.append((read(typed), b""))
        except InvalidInput as refusal:
            problems += refusal.problems
    chosen = form.get("file")
    if isinstance(chosen, UploadFile) and chosen.filename:
        try:
            file = file_evidence(chosen.filename, chosen.size or 0)
            given.append((file, await chosen.read()))
        except InvalidInput as refusal:
            problems += refusal.problems
    if not given and not problems:
        problems.append(NOTHING_GIVEN)
    if problems:
        raise InvalidInput(problems)
    return given


def _text(form: FormData, name: str) -> str:
    typed = form.get(name)
    return typed.strip() if isinstance(typed, str) else ""


def _beside_fields(
    request: Request, problems: tuple[InputProblem, ...]
) -> tuple[FieldProblem, ...]:
    """The problems by field; what is wrong with no single field stands at the first one."""
    told = field_problems(words_of(request), problems)
    return tuple(FieldProblem(each.target or _FIRST_FIELD, each.text) for each in told)


def _back(request: Request, visitor: GrantedVisit, question_id: str, done: str) -> Response:
    home = home_of(request, visitor)
    return RedirectResponse(f"{home}/questions/{question_id}/evidence?done={done}", status_code=303)


def _shown(
    request: Request, visitor: GrantedVisit, frame: Frame, *, status: int = 200, **values: object
) -> Response:
    known: dict[str, object] = {
        "typed": _Typed(),
        "problems": (),
        "done": None,
        "most_text": TEXT_CHARACTERS,
        "most_link": LINK_CHARACTERS,
        "size_label": partial(size_label, Numbers(language_of(request))),
    }
    return render_framed(
        request, visitor, frame, "evidence.html.j2", status=status, here="tasks", **(known | values)
    )
