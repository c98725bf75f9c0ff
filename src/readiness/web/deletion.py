"""Delete my data: what goes is said first, then it goes, then a page says so."""

import asyncio

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from readiness.errors import InputProblem, InvalidInput
from readiness.services.frames import Frame
from readiness.services.own_data import DeletionScope, delete_own_data, deletion_scope
from readiness.storage.links import GrantedVisit
from readiness.web.failure_texts import field_problems
from readiness.web.framed import FrameDep, render_framed
from readiness.web.fresh_links import drop_fresh_link
from readiness.web.pages import language_of, words_of
from readiness.web.visits import ContextDep, FormDep, LeadDep

router = APIRouter(prefix="/a/{link_id}")

_NOT_CONFIRMED = InputProblem(
    "deletion_not_confirmed",
    "The box that confirms the deletion is not ticked.",
    "Tick it to delete, or go back to keep everything.",
    "/sure",
)


@router.get("/delete")
async def before_deleting(
    request: Request, lead: LeadDep, frame: FrameDep, context: ContextDep
) -> Response:
    """Say exactly what would be deleted, and ask for a tick."""
    scope = await context.database.read_long(deletion_scope, lead.account_id, lead.assessment_id)
    return _page(request, lead, frame, scope)


@router.post("/delete")
async def delete(
    request: Request, lead: LeadDep, frame: FrameDep, context: ContextDep, form: FormDep
) -> Response:
    """Delete the assessment with its files, and what was made only for it."""
    whose = (lead.account_id, lead.assessment_id)
    if form.get("sure") != "yes":
        scope = await context.database.read_long(deletion_scope, *whose)
        return _page(request, lead, frame, scope, (_NOT_CONFIRMED,))
    files = await context.database.write(delete_own_data, *whose)
    for key in files:
        await asyncio.to_thread(context.files.delete, key)
    response = RedirectResponse(f"/{language_of(request)}/deleted", status_code=303)
    drop_fresh_link(response)
    return response


def _page(
    request: Request,
    lead: GrantedVisit,
    frame: Frame,
    scope: DeletionScope,
    problems: tuple[InputProblem, ...] = (),
) -> Response:
    return render_framed(
        request,
        lead,
        frame,
        "delete.html.j2",
        status=InvalidInput.status if problems else 200,
        scope=scope,
        problems=field_problems(words_of(request), problems),
    )
