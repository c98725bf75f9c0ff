"""Sharing the results: links for reading only, which the one who leads makes and ends."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from readiness.services.sharing import end_shared, list_shared, share_to_read
from readiness.web.framed import FrameDep, home_of, render_framed
from readiness.web.fresh_links import (
    FRESH_SECONDS,
    fresh_token,
    is_secure,
    link_address,
    put_fresh_link,
)
from readiness.web.visits import ContextDep, FormDep, LeadDep

router = APIRouter(prefix="/a/{link_id}/results/share")


@router.get("")
async def shared_links(
    request: Request, visitor: LeadDep, frame: FrameDep, context: ContextDep
) -> Response:
    """The links for reading, the one just made with its address."""
    shared = await context.database.read(list_shared, visitor, context.now())
    fresh = next((link.id for link in shared if fresh_token(request, link.id)), None)
    token = None if fresh is None else fresh_token(request, fresh)
    return render_framed(
        request,
        visitor,
        frame,
        "share.html.j2",
        here="results",
        shared=shared,
        fresh=fresh,
        address=None if token is None else link_address(request, context, token),
        shown_minutes=FRESH_SECONDS // 60,
    )


@router.post("")
async def share(
    request: Request, visitor: LeadDep, context: ContextDep, _form: FormDep
) -> Response:
    """Make a link for reading and show it."""
    issued = await context.database.write(share_to_read, visitor, context.now())
    response = RedirectResponse(f"{home_of(request, visitor)}/results/share", status_code=303)
    put_fresh_link(response, issued, secure=is_secure(request, context))
    return response


@router.post("/end")
async def end(request: Request, visitor: LeadDep, context: ContextDep, form: FormDep) -> Response:
    """End a link for reading."""
    await context.database.write(end_shared, visitor, str(form.get("link", "")), context.now())
    return RedirectResponse(f"{home_of(request, visitor)}/results/share", status_code=303)
