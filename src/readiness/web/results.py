"""The results page: the same view and charts as the report, summary first."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from readiness.services.comparisons import comparison
from readiness.services.follow_ups import list_follow_ups
from readiness.services.reports import current_source
from readiness.services.revisions import list_revisions
from readiness.services.shown_results import show_result
from readiness.web.cookies import browser_secret
from readiness.web.framed import FrameDep, render_framed
from readiness.web.pages import language_of, texts_in
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
    follow_ups = await context.database.read_long(
        list_follow_ups, context.catalog, visitor, browser_secret(request) or "", context.now()
    )
    revisions = await context.database.read_long(
        list_revisions, visitor.account_id, visitor.assessment_id
    )
    shown = await context.score(show_result, source, language_of(request))
    others = [each.questionnaire for each in follow_ups.suggested]
    others += [each.questionnaire for each in follow_ups.beside]
    answered = {a.code: a for group in shown.view.annex.answers for a in group.answers}
    return render_framed(
        request,
        visitor,
        frame,
        "results.html.j2" if shown.begun else "results_empty.html.j2",
        here="results",
        view=shown.view,
        charts=shown.charts,
        because={
            each.questionnaire.key: [answered[code] for code in each.because]
            for each in follow_ups.suggested
        },
        follow_ups=follow_ups,
        revisions=revisions,
        titles={each.key: texts_in(request, each).title for each in others},
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
