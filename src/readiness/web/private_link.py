"""A visitor's own private link: shown once to be kept, issued again, and left on this device."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from readiness.services.links import issue_own_again, leave
from readiness.web.cookies import browser_secret
from readiness.web.framed import FrameDep, home_of, render_framed
from readiness.web.fresh_links import (
    FRESH_SECONDS,
    drop_fresh_link,
    fresh_token,
    is_secure,
    link_address,
    put_fresh_link,
)
from readiness.web.pages import language_of
from readiness.web.visits import ContextDep, FormDep, RespondentDep, VisitorDep

router = APIRouter(prefix="/a/{link_id}")


@router.get("/link")
async def own_link(
    request: Request, visitor: VisitorDep, frame: FrameDep, context: ContextDep
) -> Response:
    """Show the private link if it was just issued, and offer a new one."""
    token = fresh_token(request, visitor.link_id)
    return render_framed(
        request,
        visitor,
        frame,
        "link.html.j2",
        address=None if token is None else link_address(request, context, token),
        shown_minutes=FRESH_SECONDS // 60,
    )


@router.post("/link")
async def new_link(
    request: Request, visitor: RespondentDep, context: ContextDep, _form: FormDep
) -> Response:
    """Issue the visitor's link again; the old address ends, this browser stays."""
    issued = await context.database.write(
        issue_own_again, visitor, browser_secret(request), context.now()
    )
    response = RedirectResponse(f"{home_of(request, visitor)}/link", status_code=303)
    put_fresh_link(response, issued, secure=is_secure(request, context))
    return response


@router.post("/leave")
async def end_visit(
    request: Request, visitor: VisitorDep, context: ContextDep, _form: FormDep
) -> Response:
    """Let this browser in no more until the link is opened again."""
    await context.database.write(leave, visitor, browser_secret(request))
    response = RedirectResponse(f"/{language_of(request)}/left", status_code=303)
    drop_fresh_link(response)
    return response
