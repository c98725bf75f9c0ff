"""Sheets uploaded to a table worksheet: checked in the background, given back, turned into answers.

The file is the request's body; the OpenAPI document says so here, because the framework would read
it as JSON.
"""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Body, Depends, Path, Query, Request, Response, status
from pydantic import BaseModel, Field, JsonValue

from readiness.api import cursors
from readiness.api.dependencies import CallerDep, ContextDep
from readiness.api.negotiation import preferred
from readiness.api.parameters import AssessmentId, Cursor, Limit
from readiness.api.responses import problems, problems_of_body
from readiness.api.schemas import Body as ClosedBody
from readiness.api.schemas import Id, Name, Page, RoleName
from readiness.api.worksheets import WorksheetCode
from readiness.errors import UnsupportedMedia
from readiness.redirects.csv_reading import Encoding
from readiness.redirects.summary import SheetSummary
from readiness.services import sheet_uploads as use_cases
from readiness.services.redirect_sheets import SheetKind
from readiness.services.sheet_answers import Feeding, feed_answer
from readiness.services.sheet_uploads import SentFile, WorksheetOf
from readiness.storage.tables import SheetUpload

router = APIRouter(prefix="/assessments/{assessment_id}/worksheets", tags=["worksheets"])

CSV: Final = "text/csv"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UPLOAD_ID: Final = "upl_01M80T66PBRGGJKK7C9KJ9DBE5"
_KINDS: Final[dict[str, SheetKind]] = {CSV: "csv", XLSX: "xlsx"}
_ENCODINGS: Final[dict[str, Encoding]] = {
    "utf-8": "utf-8",
    "windows-1252": "windows-1252",
    "cp1252": "windows-1252",
}
_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}
_FILE_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "The sheet. CSV is UTF-8 unless `charset=windows-1252` is named.",
        "content": {CSV: _BINARY, XLSX: _BINARY},
    }
}
_LOCATION: Final = {
    "Location": {"description": "Where the check is followed.", "schema": {"type": "string"}}
}

UploadId = Annotated[Id, Path(description="Id of the upload.", examples=[UPLOAD_ID])]
Language = Annotated[
    str, Query(pattern=r"^[a-z]{2}$", description="Language of the checked sheet.")
]


def worksheet_of(
    assessment_id: AssessmentId, worksheet: WorksheetCode, caller: CallerDep
) -> WorksheetOf:
    """Return which worksheet of the caller's is meant."""
    return WorksheetOf(caller.account_id, assessment_id, worksheet)


WhereDep = Annotated[WorksheetOf, Depends(worksheet_of)]


class UploadProblem(BaseModel):
    """Why a sheet could not be read; `line` and `column` count from 1."""

    code: str = Field(examples=["column_missing"])
    message: str
    remedy: str
    line: int | None
    column: int | None


class UploadOut(BaseModel):
    """An uploaded sheet and how its check goes.

    While the state is `checking`, `step` says what is being done and `rows_done` of `rows` how much
    of it. Then there is a `summary`, or `problems` say why the sheet was refused.
    """

    id: str = Field(examples=[UPLOAD_ID])
    assessment_id: str
    worksheet: str = Field(examples=["REDIRECTS"])
    state: Literal["checking", "done", "refused"]
    step: str = Field(examples=["checking"])
    rows_done: int
    rows: int
    size: int = Field(description="Bytes of the file.")
    created_at: datetime
    finished_at: datetime | None
    summary: SheetSummary | None
    problems: list[UploadProblem]


class FeedAnswer(ClosedBody):
    """Take the measured figure over; one given by hand is replaced only if `replace` says so."""

    replace: bool = False
    answered_by: Name | None = Field(None, description="Who takes it over.")
    role: RoleName | None = Field(None, description="As what that person does.")


class FedAnswerOut(BaseModel):
    """The figure that is the answer now, and the one it took the place of, if any."""

    question: str = Field(examples=["cutover.redirect_plan"])
    value: float = Field(examples=[94.9])
    note: str
    replaced: JsonValue
    replaced_by_hand: bool


@router.post(
    "/{worksheet}/uploads",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Upload a sheet",
    openapi_extra=_FILE_BODY,
    responses={202: {"headers": _LOCATION}, **problems(401, 404, 409, 413, 415, 422)},
)
async def upload_sheet(
    where: WhereDep,
    request: Request,
    response: Response,
    context: ContextDep,
    language: Language = "en",
) -> UploadOut:
    """Keep a sheet and check it in the background; `Location` says where to follow it.

    A file that cannot be read as a sheet is kept, too, and its upload says why.
    """
    kind, encoding = _form(request.headers.get("content-type", ""))
    content = await request.body()
    file = SentFile(content, len(content), kind, encoding)
    upload = await use_cases.take_upload(context, where, file, language)
    response.headers["Location"] = (
        f"/v1/assessments/{upload.assessment_id}/worksheets/{upload.worksheet}/uploads/{upload.id}"
    )
    return _shown(upload)


@router.get("/{worksheet}", summary="Get the newest upload", responses=problems(401, 404, 409, 422))
async def get_newest_upload(where: WhereDep, context: ContextDep) -> UploadOut:
    """Return the newest upload to a worksheet that takes sheets of rows."""
    return _shown(await use_cases.latest_upload(context, where))


@router.get("/{worksheet}/uploads", summary="List uploads", responses=problems(401, 404, 409, 422))
async def list_uploads(
    where: WhereDep,
    context: ContextDep,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[UploadOut]:
    """List the uploads to a worksheet, newest first."""
    page = await context.database.read_long(
        use_cases.page_of_uploads,
        context.catalog,
        where,
        limit=limit,
        after=cursors.decode(cursor),
    )
    shown = [_shown(row) for row in page.rows]
    return Page(items=shown, next_cursor=cursors.encode(page.last_key))


@router.get(
    "/{worksheet}/uploads/{upload_id}",
    summary="Follow an upload",
    responses=problems(401, 404, 422),
)
async def get_upload(
    where: WhereDep,
    upload_id: UploadId,
    context: ContextDep,
) -> UploadOut:
    """Return how the check of a sheet goes, and then what was found."""
    return _shown(await use_cases.followed_upload(context, where, upload_id))


@router.get(
    "/{worksheet}/uploads/{upload_id}/sheet",
    summary="Get the checked sheet",
    response_class=Response,
    response_model=None,
    responses={
        200: {
            "description": "The checked sheet in the media type asked for.",
            "content": {CSV: _BINARY, XLSX: _BINARY},
        },
        **problems(401, 404, 406, 409, 422),
    },
)
async def get_checked_sheet(
    where: WhereDep,
    upload_id: UploadId,
    request: Request,
    context: ContextDep,
) -> Response:
    """Return the given sheet with what was found beside each row; CSV unless XLSX is preferred."""
    media_type = preferred(request.headers.get("accept", "*/*"), (CSV, XLSX), "The sheet")
    kind = _KINDS[media_type]
    upload = await use_cases.followed_upload(context, where, upload_id)
    content = await use_cases.checked_content(context, upload, kind)
    return Response(
        content,
        media_type=f"{CSV}; charset=utf-8" if kind == "csv" else XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{upload.id}.{kind}"',
            "Vary": "Accept",
        },
    )


@router.post(
    "/{worksheet}/uploads/{upload_id}/answer",
    summary="Answer with the measured figure",
    responses=problems_of_body(401, 404, 409),
)
async def answer_from_upload(
    where: WhereDep,
    upload_id: UploadId,
    context: ContextDep,
    body: Annotated[FeedAnswer, Body()],
) -> FedAnswerOut:
    """Put the measured coverage as the answer of the question that the worksheet feeds.

    Only while the assessment is in progress. A figure given by hand is never replaced unasked: the
    request is answered with 409, which names it.
    """
    feeding = Feeding(body.replace, body.answered_by, body.role)
    fed = await context.database.write(
        feed_answer, context.catalog, where, upload_id, feeding, context.now()
    )
    return FedAnswerOut(
        question=fed.question,
        value=fed.value,
        note=fed.note,
        replaced=fed.replaced,
        replaced_by_hand=fed.by_hand,
    )


def _form(content_type: str) -> tuple[SheetKind, Encoding]:
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    kind = _KINDS.get(media_type)
    named = [part.partition("=")[2].strip('"') for part in parameters if part.startswith("charset")]
    encoding = _ENCODINGS.get(named[0]) if named else "utf-8"
    if kind is None or encoding is None:
        raise UnsupportedMedia(
            "unsupported_media_type",
            "The body is neither CSV in UTF-8 or Windows-1252 nor a workbook by its media type.",
            f"Send Content-Type: {CSV}, {CSV}; charset=windows-1252 or {XLSX}.",
        )
    return kind, encoding


def _shown(row: SheetUpload) -> UploadOut:
    return UploadOut(
        id=row.id,
        assessment_id=row.assessment_id,
        worksheet=row.worksheet,
        state=row.state,
        step=row.step,
        rows_done=row.rows_done,
        rows=row.rows_total,
        size=row.size,
        created_at=row.created_at,
        finished_at=row.finished_at,
        summary=None if row.summary is None else SheetSummary.model_validate(row.summary),
        problems=[UploadProblem.model_validate(problem) for problem in row.problems or ()],
    )
