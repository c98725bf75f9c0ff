"""Reports as they were rendered once: whatever was changed since, they stay."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Header, Path, Response
from pydantic import BaseModel, Field

from readiness.api import cursors
from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.entity_tags import is_known
from readiness.api.parameters import AssessmentId, Cursor, Limit
from readiness.api.responses import problems
from readiness.api.schemas import ASSESSMENT_ID, Id, Page
from readiness.services import reports as use_cases
from readiness.services.reports import PDF
from readiness.storage.tables import Report

router = APIRouter(tags=["reports"])

REPORT_ID: Final = "rep_01M80T66PBRGGJKK7C9KJ9DBE5"
ReportId = Annotated[Id, Path(description="Id of the report.", examples=[REPORT_ID])]


class ReportOut(BaseModel):
    """A report that was rendered and kept."""

    id: str = Field(examples=[REPORT_ID])
    assessment_id: str = Field(examples=[ASSESSMENT_ID])
    fingerprint: str = Field(description="SHA-256 over all it was made from, in hex.")
    format: str = Field(examples=["pdf"])
    language: str = Field(examples=["en"])
    size: int = Field(description="Bytes.")
    created_at: datetime


@router.get(
    "/assessments/{assessment_id}/reports",
    summary="List stored reports",
    responses=problems(401, 404, 422),
)
async def list_reports(
    assessment_id: AssessmentId,
    context: ContextDep,
    caller: CallerDep,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ReportOut]:
    """List the reports of an assessment that were rendered so far, newest first."""
    page = await context.database.read_long(
        use_cases.page_of_reports,
        caller.account_id,
        assessment_id,
        limit=limit,
        after=cursors.decode(cursor),
    )
    return Page(items=[_shown(row) for row in page.rows], next_cursor=cursors.encode(page.last_key))


@router.get(
    "/reports/{report_id}",
    summary="Get a stored report",
    response_class=Response,
    response_model=None,
    responses={
        200: {
            "description": "The report as it was rendered.",
            "content": {PDF: {"schema": {"type": "string", "format": "binary"}}},
        },
        304: {"description": "The report is the one you have (`If-None-Match`)."},
        **problems(401, 404, 422),
    },
)
async def get_stored_report(
    report_id: ReportId,
    context: ContextDep,
    caller: CallerDep,
    if_none_match: Annotated[
        str | None, Header(max_length=500, description="`ETag` of the report you have.")
    ] = None,
) -> Response:
    """Return a report byte for byte as it was rendered, whatever was changed since."""
    report, content = await use_cases.get_stored(context, caller.account_id, report_id)
    headers = {"ETag": f'"{report.fingerprint}"', "Cache-Control": "private, no-cache"}
    if is_known(headers["ETag"], if_none_match):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    headers["Content-Disposition"] = f'inline; filename="readiness-{report.id}.{report.format}"'
    return Response(content, media_type=report.media_type, headers=headers)


def _shown(row: Report) -> ReportOut:
    return ReportOut(
        id=row.id,
        assessment_id=row.assessment_id,
        fingerprint=row.fingerprint,
        format=row.format,
        language=row.language,
        size=row.size,
        created_at=row.created_at,
    )
