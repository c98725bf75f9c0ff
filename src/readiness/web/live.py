"""The live picture: a running view beside the questions of what the answers leave open."""

from typing import Annotated

from fastapi import APIRouter, Header, Request
from starlette.responses import HTMLResponse, Response

from readiness.services.live_pictures import live_picture
from readiness.web.framed import FrameDep, home_of, render_framed, texts_of
from readiness.web.pages import language_of, page_text
from readiness.web.visits import ContextDep, RespondentDep

router = APIRouter()


@router.get("/a/{link_id}/live")
async def live_page(
    request: Request,
    visitor: RespondentDep,
    frame: FrameDep,
    context: ContextDep,
    x_part: Annotated[str, Header()] = "",
) -> Response:
    """The picture as a page; for a script that says `X-Part: live`, the panel alone."""
    worded = await context.database.read(live_picture, context.catalog, visitor, context.now())
    picture = await context.score(worded, language_of(request))
    headers = {"Cache-Control": "no-store", "Vary": "X-Part"}
    if x_part == "live":
        panel = page_text(
            request,
            "live_panel.html.j2",
            picture=picture,
            home=home_of(request, visitor),
            texts=texts_of(request, frame),
        )
        return HTMLResponse(panel, headers=headers)
    page = render_framed(request, visitor, frame, "live.html.j2", here="live", picture=picture)
    page.headers.update(headers)
    return page
