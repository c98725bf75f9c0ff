"""The report of an assessment: PDF by default, web page or data by `Accept`."""

import asyncio
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response

from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.negotiation import preferred
from readiness.api.parameters import AssessmentId
from readiness.api.responses import problems
from readiness.services.documents import report_page, report_view
from readiness.services.issuing import record_issue
from readiness.services.reports import PDF, get_pdf, report_source

router = APIRouter(prefix="/assessments", tags=["reports"])

HTML = "text/html"
JSON = "application/json"
OFFERED = (PDF, HTML, JSON)


@router.get(
    "/{assessment_id}/report",
    summary="Get the report",
    response_class=Response,
    response_model=None,
    responses={
        200: {
            "description": "The report in the media type asked for.",
            "headers": {
                "ETag": {
                    "description": "Send it as `If-None-Match` next time.",
                    "schema": {"type": "string"},
                }
            },
            "content": {
                PDF: {"schema": {"type": "string", "format": "binary"}},
                HTML: {"schema": {"type": "string"}},
                JSON: {"schema": {"type": "object"}},
            },
        },
        304: {"description": "The report is the one you have (`If-None-Match`)."},
        **problems(401, 404, 406, 409, 422),
    },
)
async def get_report(
    assessment_id: AssessmentId,
    request: Request,
    context: ContextDep,
    caller: CallerDep,
    language: Annotated[str, Query(pattern=r"^[a-z]{2}$", description="Report language.")] = "en",
    if_none_match: Annotated[
        str | None, Header(max_length=500, description="`ETag` of the report you have.")
    ] = None,
) -> Response:
    """Return the report of a submitted assessment, rendered once and then kept.

    The `ETag` changes with the result, the organization's name and the report's edition; a
    request with the matching `If-None-Match` is answered with 304 without rendering.
    """
    media_type = preferred(request.headers.get("accept", "*/*"), OFFERED, "The report")
    source, row = await context.database.read_long(
        report_source, context.catalog, caller.account_id, assessment_id, context.public_url
    )
    tag = f'"{source.fingerprint(language)}.{media_type.rpartition("/")[2]}"'
    headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "private, no-cache"}
    if if_none_match is not None and tag in (part.strip() for part in if_none_match.split(",")):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if media_type != PDF:
        await record_issue(context, source, row, language)
    if media_type == HTML:
        page = await asyncio.to_thread(report_page, source, language)
        return Response(page, media_type=HTML, headers=headers | PAGE_POLICY)
    if media_type == JSON:
        view = await asyncio.to_thread(report_view, source, language)
        return Response(view.model_dump_json(), media_type=JSON, headers=headers)
    report = await get_pdf(context, caller.account_id, source, row, language)
    headers["Content-Disposition"] = f'inline; filename="readiness-{assessment_id}.pdf"'
    return Response(report.content, media_type=PDF, headers=headers)


PAGE_POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "font-src data:; frame-ancestors 'none'"
}
