"""Pages of an assessment: the frame around each, and the way between them."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import HTMLResponse

from readiness.scoring.texts import Texts
from readiness.services.frames import Frame, assessment_frame
from readiness.storage.links import GrantedVisit
from readiness.web.brand_addresses import logo_address, sheet_address
from readiness.web.pages import language_of, render, texts_in
from readiness.web.visits import ContextDep, VisitorDep


async def frame_of(visitor: VisitorDep, context: ContextDep) -> Frame:
    """The frame of the visited assessment."""
    return await context.database.read(
        assessment_frame, context.catalog, visitor.account_id, visitor.assessment_id
    )


FrameDep = Annotated[Frame, Depends(frame_of)]


def texts_of(request: Request, frame: Frame) -> Texts:
    """The questionnaire's words in the page's language."""
    return texts_in(request, frame.questionnaire)


def home_of(request: Request, visitor: GrantedVisit) -> str:
    """The address that all pages of this visit begin with, such as `/de/a/lnk_…`."""
    return f"/{language_of(request)}/a/{visitor.link_id}"


def render_framed(  # one call a page
    request: Request,
    visitor: GrantedVisit,
    frame: Frame,
    template: str,
    *,
    status: int = 200,
    here: str = "",
    **values: object,
) -> HTMLResponse:
    """Render a template that extends `assessment.html.j2`; `here` is the part it belongs to.

    Besides what every page knows: `visitor`, `frame`, `texts`, `home` (`/de/a/lnk_…`), and below
    it `brand_sheet` and `brand_logo`, each None where the brand has none.
    """
    return render(
        request,
        template,
        status=status,
        here=here,
        visitor=visitor,
        frame=frame,
        texts=texts_of(request, frame),
        home=home_of(request, visitor),
        brand_sheet=sheet_address(frame.brand),
        brand_logo=logo_address(frame.brand),
        **values,
    )
