"""What if: other answers on trial, beside what they would change; nothing is stored."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Header, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, Response

from readiness.services.context import Context
from readiness.services.what_ifs import MOST_TRIALS, WhatIf, what_if
from readiness.storage.links import GrantedVisit
from readiness.web.framed import FrameDep, home_of, render_framed
from readiness.web.pages import language_of, page_text
from readiness.web.visits import ContextDep, FormDep, RespondentDep

router = APIRouter()

SHOWN: Final = "shown"
ADDED: Final = "add"
CHOSEN: Final = "to."


@router.get("/a/{link_id}/results/what-if")
async def what_if_page(
    request: Request, visitor: RespondentDep, frame: FrameDep, context: ContextDep
) -> Response:
    """Questions worth trying, none of them changed yet."""
    tried = await _try(request, visitor, context, (), {})
    return render_framed(request, visitor, frame, "what_if.html.j2", here="results", tried=tried)


@router.post("/a/{link_id}/results/what-if")
async def try_answers(  # what a page is made of
    request: Request,
    visitor: RespondentDep,
    frame: FrameDep,
    context: ContextDep,
    form: FormDep,
    x_part: Annotated[str, Header()] = "",
) -> Response:
    """The answers tried and what they change; for a script that says `X-Part`, that alone."""
    shown, chosen = _typed(form)
    tried = await _try(request, visitor, context, shown, chosen)
    if x_part == "what-if":
        home = home_of(request, visitor)
        return HTMLResponse(page_text(request, "what_if_outcome.html.j2", tried=tried, home=home))
    return render_framed(request, visitor, frame, "what_if.html.j2", here="results", tried=tried)


async def _try(
    request: Request,
    visitor: GrantedVisit,
    context: Context,
    shown: Sequence[str],
    chosen: Mapping[str, str],
) -> WhatIf:
    trial = await context.database.read(
        what_if, context.catalog, visitor.account_id, visitor.assessment_id, context.now()
    )
    return await context.score(trial, shown, chosen, language_of(request))


def _typed(form: FormData) -> tuple[list[str], dict[str, str]]:
    """The questions shown, the one added last, and the answer chosen for each."""
    names = [str(each) for each in (*form.getlist(SHOWN), form.get(ADDED, "")) if each]
    shown = list(dict.fromkeys(names))[:MOST_TRIALS]
    chosen = {name: str(form.get(f"{CHOSEN}{name}", "")) for name in shown}
    return shown, chosen
