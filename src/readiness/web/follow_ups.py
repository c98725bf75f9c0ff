"""Going on after a result: opening the questionnaire that it suggests."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from readiness.services.follow_ups import take_up
from readiness.web.cookies import browser_secret
from readiness.web.fresh_links import is_secure, put_fresh_link
from readiness.web.pages import language_of
from readiness.web.visits import ContextDep, FormDep, LeadDep

router = APIRouter()


@router.post("/a/{link_id}/results/next")
async def open_next(
    request: Request, visitor: LeadDep, context: ContextDep, form: FormDep
) -> Response:
    """Open the questionnaire chosen and show the private link to it."""
    issued = await context.database.write(
        take_up,
        context.catalog,
        visitor,
        str(form.get("questionnaire", "")),
        browser_secret(request) or "",
        context.now(),
    )
    target = f"/{language_of(request)}/a/{issued.link_id}/link"
    response = RedirectResponse(target, status_code=303)
    put_fresh_link(response, issued, secure=is_secure(request, context))
    return response
