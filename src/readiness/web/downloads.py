"""The results to take along: the report in its forms, languages and editions, and the workbook."""

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from readiness.reports.editions import Edition
from readiness.services.report_files import MEDIA_TYPES, Form
from readiness.services.report_forms import get_form
from readiness.services.reports import report_source
from readiness.services.result_workbooks import seen_by, visited_workbook
from readiness.services.shown_results import offered_language
from readiness.web.framed import FrameDep, render_framed
from readiness.web.pages import language_of
from readiness.web.visits import ContextDep, VisitorDep

router = APIRouter(prefix="/a/{link_id}/results")

_NOT_YET = 409
LanguageQuery = Annotated[Literal["de", "nl", "en"] | None, Query(alias="language")]


@router.get("/report.{form}")
async def report_file(  # noqa: PLR0917  # one parameter a part of the request
    request: Request,
    visitor: VisitorDep,
    frame: FrameDep,
    context: ContextDep,
    form: Literal["pdf", "html", "pptx", "json"],
    wanted: LanguageQuery = None,
    edition: Annotated[Edition, Query()] = "full",
) -> Response:
    """The report in a form; before submission a page that says when there will be one."""
    if frame.status == "in_progress":
        return render_framed(
            request, visitor, frame, "no_report_yet.html.j2", status=_NOT_YET, here="results"
        )
    found, row = await context.database.read(
        report_source,
        context.catalog,
        visitor.account_id,
        visitor.assessment_id,
        context.public_url,
    )
    source = seen_by(visitor, replace(found, edition=edition))
    spoken = offered_language(frame.questionnaire, wanted or language_of(request))
    content = await get_form(context, visitor.account_id, source, row, spoken, form)
    part = f"-{edition}" if edition != "full" else ""
    return _attachment(content, form, f"readiness{part}-{spoken}.{form}")


@router.get("/results.xlsx")
async def results_xlsx(
    request: Request, visitor: VisitorDep, context: ContextDep, wanted: LanguageQuery = None
) -> Response:
    """The workbook, while answering with what the answers so far come to."""
    write = await context.database.read(visited_workbook, context.catalog, visitor, context.now())
    content = await context.score(write, wanted or language_of(request))
    return _attachment(content, "xlsx", "readiness.xlsx")


def _attachment(content: bytes, form: Form, name: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=MEDIA_TYPES[form], headers=headers)
