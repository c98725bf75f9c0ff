"""Help and privacy: how to go on, what is stored, who sees it, how it is deleted; on every page."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from readiness.services.links import LINK_DAYS, VISIT
from readiness.web.framed import FrameDep, render_framed
from readiness.web.fresh_links import FRESH_SECONDS
from readiness.web.pages import render
from readiness.web.visits import VisitorDep

router = APIRouter()

_FIGURES = {
    "link_days": LINK_DAYS,
    "visit_days": VISIT.days,
    "fresh_minutes": FRESH_SECONDS // 60,
}


@router.get("/about")
async def about(request: Request) -> Response:
    """Help and privacy for people who have not begun yet."""
    return render(request, "about.html.j2", figures=_FIGURES)


@router.get("/a/{link_id}/about")
async def about_assessment(request: Request, visitor: VisitorDep, frame: FrameDep) -> Response:
    """Help and privacy beside an assessment."""
    return render_framed(request, visitor, frame, "about_assessment.html.j2", figures=_FIGURES)


@router.get("/left")
async def left(request: Request) -> Response:
    """Say that the visit on this device has ended."""
    return render(request, "left.html.j2")


@router.get("/deleted")
async def deleted(request: Request) -> Response:
    """Say that everything was deleted."""
    return render(request, "deleted.html.j2")
