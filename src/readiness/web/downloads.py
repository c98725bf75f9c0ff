"""The results to take along: the PDF report in any language, and the workbook."""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from readiness.services.reports import get_pdf, report_source
from readiness.services.result_workbooks import visited_workbook
from readiness.services.shown_results import offered_language
from readiness.web.framed import FrameDep, render_framed
from readiness.web.pages import language_of
from readiness.web.visits import ContextDep, VisitorDep

router = APIRouter(prefix="/a/{link_id}/results")

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_YET: Final = 409


@router.get("/report.pdf")
async def report_pdf(
    request: Request,
    visitor: VisitorDep,
    frame: FrameDep,
    context: ContextDep,
    wanted: Annotated[Literal["de", "nl", "en"] | None, Query(alias="language")] = None,
) -> Response:
    """The PDF report; before submission a page that says when there will be one."""
    if frame.status == "in_progress":
        return render_framed(
            request, visitor, frame, "no_report_yet.html.j2", status=_NOT_YET, here="results"
        )
    source, row = await context.database.read(
        report_source,
        context.catalog,
        visitor.account_id,
        visitor.assessment_id,
        context.public_url,
    )
    spoken = offered_language(frame.questionnaire, wanted or language_of(request))
    pdf = await get_pdf(context, visitor.account_id, source, row, spoken)
    return _attachment(pdf.content, "application/pdf", f"readiness-{spoken}.pdf")


@router.get("/results.xlsx")
async def results_xlsx(request: Request, visitor: VisitorDep, context: ContextDep) -> Response:
    """The workbook, while answering with what the answers so far come to."""
    write = await context.database.read(visited_workbook, context.catalog, visitor, context.now())
    content = await context.score(write, language_of(request))
    return _attachment(content, XLSX, "readiness.xlsx")


def _attachment(content: bytes, media_type: str, name: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=media_type, headers=headers)
