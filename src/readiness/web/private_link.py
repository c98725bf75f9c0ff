"""A visitor's own private link: shown once to be kept, issued again, and left on this device."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from readiness.services.context import Context
from readiness.services.frames import Frame
from readiness.services.invitations import Letter, name_in_letters, send_link
from readiness.services.links import issue_own_again, leave
from readiness.storage.links import GrantedVisit
from readiness.storage.respondents import find_email
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
from readiness.web.pages import language_of, words_of
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
        email=await _email(context, visitor),
        mailed=request.query_params.get("mailed", ""),
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


@router.post("/link/mail")
async def mail_link(
    request: Request,
    visitor: RespondentDep,
    frame: FrameDep,
    context: ContextDep,
    _form: FormDep,
) -> Response:
    """Send the link that was just issued to the visitor's own address."""
    token, email = fresh_token(request, visitor.link_id), await _email(context, visitor)
    delivery = "not_sent"
    if token is not None and email is not None:
        letter = _letter(request, context, visitor, frame, email, token)
        delivery = await send_link(context.mailer, letter, context.now())
    return RedirectResponse(f"{home_of(request, visitor)}/link?mailed={delivery}", status_code=303)


@router.post("/leave")
async def end_visit(
    request: Request, visitor: VisitorDep, context: ContextDep, _form: FormDep
) -> Response:
    """Let this browser in no more until the link is opened again."""
    await context.database.write(leave, visitor, browser_secret(request))
    response = RedirectResponse(f"/{language_of(request)}/left", status_code=303)
    drop_fresh_link(response)
    return response


async def _email(context: Context, visitor: GrantedVisit) -> str | None:
    """The visitor's own address, where letters can be sent at all."""
    if context.mailer is None or visitor.respondent_id is None:
        return None
    return await context.database.read(find_email, visitor.account_id, visitor.respondent_id)


def _letter(
    request: Request, context: Context, visitor: GrantedVisit, frame: Frame, email: str, token: str
) -> Letter:
    say, organization = words_of(request).say, name_in_letters(frame.organization)
    paragraphs = (
        say("This is your private link to the assessment of %(name)s:", name=organization),
        link_address(request, context, token),
        say("Whoever has it can answer in your name, so treat it like a password."),
        say("If you did not ask for this letter, you can ignore it."),
    )
    subject = say("Your private link to the assessment of %(name)s", name=organization)
    return Letter(visitor.account_id, email, subject, "\n\n".join(paragraphs) + "\n")
