"""The ways in: the start page, and private links that open after a button only."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from readiness.services.links import look_at_link, open_link
from readiness.web.cookies import browser_secret, put_cookie
from readiness.web.pages import language_of, render
from readiness.web.visits import ContextDep, FormDep

router = APIRouter()

Token = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{20,100}$")]


@router.get("")
async def start_page(request: Request) -> Response:
    """What this is, how long it takes, who is needed, what one gets."""
    return render(request, "start.html.j2")


@router.get("/open/{token}")
async def before_opening(token: Token, request: Request, context: ContextDep) -> Response:
    """Ask for a press of the button: mail scanners fetch every address they find."""
    await context.database.read(look_at_link, token, context.now())
    return render(request, "open.html.j2", token=token)


@router.post("/open/{token}")
async def let_in(token: Token, request: Request, context: ContextDep, _form: FormDep) -> Response:
    """Let this browser in and go to the assessment."""
    opened = await context.database.write(open_link, token, browser_secret(request), context.now())
    target = f"/{language_of(request)}/a/{opened.link.id}"
    response = RedirectResponse(target, status_code=303)
    put_cookie(response, opened.browser, secure=request.url.scheme == "https")
    return response
