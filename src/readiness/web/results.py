"""The results page: the same view and charts as the report, summary first."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from readiness.services.comparisons import comparison
from readiness.services.reports import current_source
from readiness.services.shown_results import show_result
from readiness.web.framed import FrameDep, render_framed
from readiness.web.pages import language_of
from readiness.web.visits import ContextDep, VisitorDep

router = APIRouter()


@router.get("/a/{link_id}/results")
async def results_page(
    request: Request, visitor: VisitorDep, frame: FrameDep, context: ContextDep
) -> Response:
    """What the answers so far, or those submitted, come to."""
    source = await context.database.read(
        current_source, context.catalog, visitor.account_id, visitor.assessment_id, context.now()
    )
    shown = await context.score(show_result, source, language_of(request))
    return render_framed(
        request,
        visitor,
        frame,
        "results.html.j2" if shown.begun else "results_empty.html.j2",
        here="results",
        view=shown.view,
        charts=shown.charts,
    )


@router.get("/a/{link_id}/results/compare")
async def comparison_page(
    request: Request,
    visitor: VisitorDep,
    frame: FrameDep,
    context: ContextDep,
    earlier: Annotated[str | None, Query(alias="with", max_length=40)] = None,
) -> Response:
    """What differs from an earlier result, from the newest one unless another is chosen."""
    owner = (visitor.account_id, visitor.assessment_id)
    worded = await context.database.read(
        comparison, context.catalog, *owner, earlier, context.now()
    )
    compared = await context.score(worded, language_of(request))
    return render_framed(
        request, visitor, frame, "compare.html.j2", here="results", compared=compared
    )
