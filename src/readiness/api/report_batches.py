"""Batches of reports: many at once, made in the background, followed, and handed out as one ZIP."""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Header, Path, Response, status
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field, StringConstraints

from readiness.api import cursors
from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.parameters import Cursor, Limit
from readiness.api.responses import problems, problems_of_body
from readiness.api.schemas import ASSESSMENT_ID, Body, Id, Page, QuestionnaireReference
from readiness.reports.editions import Edition
from readiness.services import report_batches as use_cases
from readiness.services.report_batches import MOST_REPORTS, BatchWish, FollowedBatch
from readiness.storage import report_batches
from readiness.storage.batch_tables import BatchReport, ReportBatch
from readiness.storage.report_batches import BatchKey

router = APIRouter(prefix="/report-batches", tags=["reports"])

ZIP: Final = "application/zip"
BATCH_ID: Final = "bat_01M80T66PBRGGJKK7C9KJ9DBE5"
MOST_LANGUAGES: Final = 10
_VISIBLE: Final = r"^[!-~]+$"

BatchId = Annotated[Id, Path(description="Id of the batch.", examples=[BATCH_ID])]
RequestKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=_VISIBLE,
        description="Any text of yours; the same request sent again with it starts nothing new.",
    ),
]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Ids = Annotated[list[Id], Field(min_length=1, max_length=MOST_REPORTS)]


class NewReportBatch(Body):
    """Which reports are wished: of assessments by id, or of all submitted ones of a selection."""

    assessments: Ids | None = Field(
        None, description="Submitted assessments.", examples=[[ASSESSMENT_ID]]
    )
    questionnaire: QuestionnaireReference | None = Field(
        None,
        description="Instead: the submitted assessments of a questionnaire, `key` for all its "
        "versions or `key@version`.",
        examples=["d2c-readiness"],
    )
    organizations: Ids | None = Field(
        None, description="Instead, or besides: those of these organizations only."
    )
    languages: Annotated[list[Language], Field(min_length=1, max_length=MOST_LANGUAGES)] = Field(
        ["en"], description="A report in each.", examples=[["de", "en"]]
    )
    edition: Edition = Field("full", description="What every report holds.")


class BatchFailure(BaseModel):
    """A report that could not be made, and why."""

    assessment_id: str = Field(examples=[ASSESSMENT_ID])
    language: str = Field(examples=["de"])
    code: str = Field(examples=["report_timeout"])
    detail: str
    remedy: str


class ReportBatchOut(BaseModel):
    """A batch of reports and how far it is: `done` and `failed` of `total` are decided.

    When the state is `done`, `download` says where the ZIP is until `expires_at`. `failed` is a
    batch not one of whose reports could be made.
    """

    id: str = Field(examples=[BATCH_ID])
    state: Literal["queued", "running", "done", "failed"]
    asked: dict[str, Any] = Field(description="The request as it was accepted.")
    total: int = Field(examples=[200])
    done: int = Field(examples=[198])
    failed: int = Field(examples=[2])
    created_at: datetime
    finished_at: datetime | None
    expires_at: datetime | None
    size: int = Field(description="Bytes of the ZIP; 0 until there is one.")
    download: str | None = Field(examples=[f"/v1/report-batches/{BATCH_ID}/download"])


class FollowedBatchOut(ReportBatchOut):
    """A batch with the first 200 reports that could not be made; `contents.csv` lists all."""

    failures: list[BatchFailure]


@router.post(
    "",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Start a batch of reports",
    responses={
        202: {
            "headers": {
                "Location": {
                    "description": "Where the batch is followed.",
                    "schema": {"type": "string"},
                }
            }
        },
        **problems_of_body(401, 409),
    },
)
async def start_report_batch(
    body: NewReportBatch,
    response: Response,
    context: ContextDep,
    caller: CallerDep,
    request_key: RequestKey = None,
) -> ReportBatchOut:
    """Have many reports made in the background; `Location` says where to follow them.

    The request is taken whole or refused whole. A report that then cannot be made does not hold up
    the others. Nothing is lost by a restart of the service.
    """
    wish = BatchWish(
        languages=tuple(body.languages),
        edition=body.edition,
        assessments=_given(body.assessments),
        questionnaire=body.questionnaire,
        organizations=_given(body.organizations),
    )
    batch = await use_cases.start_batch(context, caller.account_id, wish, request_key)
    response.headers["Location"] = _place(batch)
    return _shown(batch)


@router.get("", summary="List batches of reports", responses=problems(401, 422))
async def list_report_batches(
    context: ContextDep, caller: CallerDep, limit: Limit = 50, cursor: Cursor = None
) -> Page[ReportBatchOut]:
    """List the account's batches, newest first."""
    page = await context.database.read_long(
        report_batches.list_batches,
        caller.account_id,
        limit=limit,
        after=cursors.decode(cursor),
    )
    return Page(items=[_shown(row) for row in page.rows], next_cursor=cursors.encode(page.last_key))


@router.get("/{batch_id}", summary="Follow a batch of reports", responses=problems(401, 404, 422))
async def get_report_batch(
    batch_id: BatchId, context: ContextDep, caller: CallerDep
) -> FollowedBatchOut:
    """Return how far a batch is and which of its reports could not be made."""
    followed = await context.database.read_long(use_cases.follow_batch, caller.account_id, batch_id)
    return _followed(followed)


@router.get(
    "/{batch_id}/download",
    summary="Download the reports",
    response_class=Response,
    response_model=None,
    responses={
        200: {
            "description": "The ZIP with the reports and `contents.csv`.",
            "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}},
        },
        **problems(401, 404, 409, 422),
    },
)
async def download_report_batch(
    batch_id: BatchId, context: ContextDep, caller: CallerDep
) -> Response:
    """Return one ZIP with every report that could be made and a list of all of them.

    The same reports give the same bytes.
    """
    batch, parts = await use_cases.open_file(context, caller.account_id, batch_id)
    return StreamingResponse(
        parts,
        media_type=ZIP,
        headers={
            "Content-Length": str(batch.size),
            "Content-Disposition": f'attachment; filename="reports_{batch.id}.zip"',
            "Cache-Control": "private, no-store",
        },
    )


@router.delete(
    "/{batch_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Stop or remove a batch of reports",
    responses=problems(401, 404, 422),
)
async def delete_report_batch(batch_id: BatchId, context: ContextDep, caller: CallerDep) -> None:
    """Stop a batch, or remove a finished one with its ZIP; the reports themselves stay."""
    await use_cases.remove_batch(context, BatchKey(caller.account_id, batch_id))


def _given(ids: list[str] | None) -> tuple[str, ...] | None:
    return None if ids is None else tuple(ids)


def _place(batch: ReportBatch) -> str:
    return f"/v1/report-batches/{batch.id}"


def _shown(batch: ReportBatch) -> ReportBatchOut:
    return ReportBatchOut(
        id=batch.id,
        state=batch.state,
        asked=batch.asked,
        total=batch.total,
        done=batch.done,
        failed=batch.failed,
        created_at=batch.created_at,
        finished_at=batch.finished_at,
        expires_at=batch.expires_at,
        size=batch.size,
        download=f"{_place(batch)}/download" if batch.state == "done" else None,
    )


def _followed(followed: FollowedBatch) -> FollowedBatchOut:
    return FollowedBatchOut(
        **_shown(followed.batch).model_dump(),
        failures=[_failure(report) for report in followed.failures],
    )


def _failure(report: BatchReport) -> BatchFailure:
    return BatchFailure(
        assessment_id=report.assessment_id, language=report.language, **report.problem
    )
