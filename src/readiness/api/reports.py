"""The report of an assessment: PDF by default, web page or data by `Accept`."""

import asyncio
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response

from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.parameters import AssessmentId
from readiness.api.responses import problems
from readiness.errors import NotAcceptable
from readiness.services.documents import report_page, report_view
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
    media_type = _negotiated(request.headers.get("accept", "*/*"))
    source, row = await context.database.read_long(
        report_source, context.catalog, caller.account_id, assessment_id
    )
    tag = f'"{source.fingerprint(language)}.{media_type.rpartition("/")[2]}"'
    headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "private, no-cache"}
    if if_none_match is not None and tag in (part.strip() for part in if_none_match.split(",")):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if media_type == HTML:
        page = await asyncio.to_thread(report_page, source, language)
        return Response(page, media_type=HTML, headers=headers | _PAGE_POLICY)
    if media_type == JSON:
        view = await asyncio.to_thread(report_view, source, language)
        return Response(view.model_dump_json(), media_type=JSON, headers=headers)
    report = await get_pdf(context, caller.account_id, source, row, language)
    headers["Content-Disposition"] = f'inline; filename="readiness-{assessment_id}.pdf"'
    return Response(report.content, media_type=PDF, headers=headers)


_PAGE_POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "font-src data:; frame-ancestors 'none'"
}


def _negotiated(accept: str) -> str:
    """Return the offered media type the client likes best; PDF where it likes all the same."""
    wishes: dict[str, float] = {}
    for part in accept.split(","):
        media_range, *parameters = (piece.strip() for piece in part.split(";"))
        wishes[media_range.lower()] = _quality(parameters)
    best = max(OFFERED, key=lambda offered: _wish(wishes, offered))
    if _wish(wishes, best) <= 0:
        raise NotAcceptable(
            "not_acceptable",
            "The report is not available in the media type asked for.",
            f"Accept one of {', '.join(OFFERED)}.",
        )
    return best


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def _wish(wishes: dict[str, float], offered: str) -> float:
    kind = offered.partition("/")[0]
    for media_range in (offered, f"{kind}/*", "*/*"):
        if media_range in wishes:
            return wishes[media_range]
    return 0.0
