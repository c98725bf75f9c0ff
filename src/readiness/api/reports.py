"""The report of an assessment: PDF by default, other forms by `Accept`."""

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response

from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.entity_tags import is_known
from readiness.api.negotiation import preferred
from readiness.api.parameters import AssessmentId
from readiness.api.responses import problems
from readiness.reports.editions import Edition
from readiness.services.report_files import MEDIA_TYPES
from readiness.services.report_forms import get_form
from readiness.services.reports import report_source

router = APIRouter(prefix="/assessments", tags=["reports"])

_FORMS = {media_type: form for form, media_type in MEDIA_TYPES.items()}
_BINARY = {"schema": {"type": "string", "format": "binary"}}


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
                MEDIA_TYPES["pdf"]: _BINARY,
                MEDIA_TYPES["html"]: {"schema": {"type": "string"}},
                MEDIA_TYPES["json"]: {"schema": {"type": "object"}},
                MEDIA_TYPES["xlsx"]: _BINARY,
                MEDIA_TYPES["pptx"]: _BINARY,
            },
        },
        304: {"description": "The report is the one you have (`If-None-Match`)."},
        **problems(401, 404, 406, 409, 422),
    },
)
async def get_report(  # noqa: PLR0917  # one parameter a part of the request
    assessment_id: AssessmentId,
    request: Request,
    context: ContextDep,
    caller: CallerDep,
    language: Annotated[str, Query(pattern=r"^[a-z]{2}$", description="Report language.")] = "en",
    edition: Annotated[
        Edition, Query(description="Which parts a PDF or page holds: all, the first, the annex.")
    ] = "full",
    if_none_match: Annotated[
        str | None, Header(max_length=500, description="`ETag` of the report you have.")
    ] = None,
) -> Response:
    """Return the report of a submitted assessment, rendered once and then kept.

    The `ETag` changes with the result, the organization's name and the report's edition; a
    request with the matching `If-None-Match` is answered with 304 without rendering.
    """
    media_type = preferred(request.headers.get("accept", "*/*"), tuple(_FORMS), "The report")
    found, row = await context.database.read_long(
        report_source, context.catalog, caller.account_id, assessment_id, context.public_url
    )
    source, form = replace(found, edition=edition), _FORMS[media_type]
    headers = {
        "ETag": f'"{source.fingerprint(language)}.{form}"',
        "Vary": "Accept",
        "Cache-Control": "private, no-cache",
    }
    if is_known(headers["ETag"], if_none_match):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    content = await get_form(context, caller.account_id, source, row, language, form)
    if form == "html":
        headers |= PAGE_POLICY
    elif form != "json":
        place = "inline" if form == "pdf" else "attachment"
        headers["Content-Disposition"] = f'{place}; filename="readiness-{assessment_id}.{form}"'
    return Response(content, media_type=media_type, headers=headers)


PAGE_POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "font-src data:; frame-ancestors 'none'"
}
