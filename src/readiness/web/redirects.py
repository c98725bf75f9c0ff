"""Redirect sheets: sent, checked in the background, looked at, taken over as an answer.

Anybody who answers may send a sheet; the measured figure is taken over by those who may answer the
question it feeds. Those who may only read see what was found.
"""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from readiness.redirects.csv_reading import Encoding
from readiness.redirects.summary import SheetSummary
from readiness.reports.words import Words
from readiness.scoring.questions import Question
from readiness.services import sheet_uploads as use_cases
from readiness.services.frames import Frame
from readiness.services.redirect_sheets import MOST_ROWS_IN_WORKBOOK, SheetKind, table_of
from readiness.services.sheet_answers import feed_preview, take_over
from readiness.services.sheet_uploads import SentFile, WorksheetOf
from readiness.storage.links import GrantedVisit
from readiness.storage.tables import SheetUpload
from readiness.web.failure_texts import FieldProblem
from readiness.web.framed import FrameDep, home_of, render_framed, texts_of
from readiness.web.pages import language_of, page_text, words_of
from readiness.web.redirect_wording import (
    found_in,
    refusals,
    sample_sheet,
    table_text,
    taking_over,
)
from readiness.web.visits import ContextDep, FormDep, RespondentDep, VisitorDep

router = APIRouter(prefix="/a/{link_id}/worksheets/{code}")

WorksheetCode = Annotated[str, Path(pattern=r"^[A-Z0-9-]{1,20}$")]
UploadId = Annotated[str, Path(pattern=r"^upl_[0-9A-Z]{26}$")]
_SHOWN: Final = 20
_MEGABYTE: Final = 1_000_000
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
_WORKBOOK: Final = b"PK\x03\x04"
_MEDIA_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def worksheet_of(visitor: VisitorDep, code: WorksheetCode) -> WorksheetOf:
    """Which worksheet of the visited assessment the address means."""
    return WorksheetOf(visitor.account_id, visitor.assessment_id, code)


WhereDep = Annotated[WorksheetOf, Depends(worksheet_of)]


async def uploads_page(  # what a page knows, and what may be wrong with a file just sent
    request: Request,
    visitor: GrantedVisit,
    frame: Frame,
    context: ContextDep,
    code: str,
    problems: tuple[FieldProblem, ...] = (),
) -> Response:
    """Where a sheet is sent: what it looks like, and those sent before."""
    table = table_of(frame.questionnaire, code)
    where = WorksheetOf(visitor.account_id, visitor.assessment_id, code)
    page = await context.database.read_long(
        use_cases.page_of_uploads, context.catalog, where, limit=_SHOWN
    )
    return render_framed(
        request,
        visitor,
        frame,
        "redirects.html.j2",
        status=422 if problems else 200,
        here="tasks",
        code=code,
        table=table,
        workbook_rows=MOST_ROWS_IN_WORKBOOK,
        most_megabytes=request.app.state.most_upload_bytes // _MEGABYTE,
        text=table_text(texts_of(request, frame), code),
        uploads=page.rows,
        problems=problems,
    )


@router.post("")
async def send_sheet(
    request: Request,
    respondent: RespondentDep,
    frame: FrameDep,
    context: ContextDep,
    where: WhereDep,
    form: FormDep,
) -> Response:
    """Keep a sheet, have it checked, and go to where the check is followed."""
    table_of(frame.questionnaire, where.worksheet)
    try:
        file = await _sent_file(form, words_of(request))
        if isinstance(file, str):
            problems = (FieldProblem("file", file),)
            return await uploads_page(
                request, respondent, frame, context, where.worksheet, problems
            )
        upload = await use_cases.take_upload(context, where, file, language_of(request))
    finally:
        await form.close()
    return RedirectResponse(_address(request, respondent, upload), status_code=303)


@router.get("/sample.csv")
async def sample(request: Request, frame: FrameDep, where: WhereDep) -> Response:
    """A sheet to begin with, in the words of the page's language."""
    table = table_of(frame.questionnaire, where.worksheet)
    text = table_text(texts_of(request, frame), where.worksheet)
    content = sample_sheet(table, text, language_of(request))
    return _file(content, "csv", f"{where.worksheet.lower()}-{language_of(request)}")


@router.get("/uploads/{upload_id}")
async def one_upload(
    request: Request,
    visitor: VisitorDep,
    frame: FrameDep,
    context: ContextDep,
    where: WhereDep,
    upload_id: UploadId,
) -> Response:
    """How the check goes, then what was found; for the script only the part that changes."""
    upload = await use_cases.followed_upload(context, where, upload_id)
    if request.headers.get("x-part") == "progress":
        return Response(
            page_text(request, "redirect_progress.html.j2", upload=upload), media_type="text/html"
        )
    preview = await context.database.read_long(
        feed_preview, context.catalog, where, upload, visitor
    )
    shown = None if preview is None else await context.score(preview)
    texts, words = texts_of(request, frame), words_of(request)
    text = table_text(texts, where.worksheet)
    summary = None if upload.summary is None else SheetSummary.model_validate(upload.summary)
    return render_framed(
        request,
        visitor,
        frame,
        "redirect_upload.html.j2",
        here="tasks",
        code=where.worksheet,
        table=table_of(frame.questionnaire, where.worksheet),
        text=text,
        upload=upload,
        summary=summary,
        found=None if summary is None else found_in(summary, text, words),
        refusals=refusals(upload, words),
        preview=shown,
        taken=None if shown is None else taking_over(shown, texts, words),
        question=_fed_question(frame, where.worksheet),
    )


@router.get("/uploads/{upload_id}/sheet.{kind}")
async def checked_sheet(
    context: ContextDep, where: WhereDep, upload_id: UploadId, kind: SheetKind
) -> Response:
    """The given sheet with what was found beside each row."""
    upload = await use_cases.followed_upload(context, where, upload_id)
    content = await use_cases.checked_content(context, upload, kind)
    return _file(content, kind, upload.id)


@router.post("/uploads/{upload_id}/answer")
async def take_figure_over(
    request: Request,
    respondent: RespondentDep,
    context: ContextDep,
    where: WhereDep,
    *,
    upload_id: UploadId,
    form: FormDep,
) -> Response:
    """Make the measured figure the answer; one given by hand only if the page has shown it."""
    await context.database.write(
        take_over,
        context.catalog,
        respondent,
        where.worksheet,
        upload_id,
        replace=form.get("replace") == "yes",
        now=context.now(),
    )
    target = f"{home_of(request, respondent)}/worksheets/{where.worksheet}/uploads/{upload_id}"
    return RedirectResponse(f"{target}#answer", status_code=303)


async def _sent_file(form: FormData, words: Words) -> SentFile | str:
    """The file of the form, or what is wrong with it."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.size:
        return words.say("Choose a file that is not empty.")
    begin = await file.read(len(_WORKBOOK))
    await file.seek(0)
    if begin == _OLD_WORKBOOK:
        return words.say("This is an old workbook (.xls). Save it as .xlsx or as CSV UTF-8.")
    kind: SheetKind = "xlsx" if begin == _WORKBOOK else "csv"
    encoding: Encoding = "windows-1252" if form.get("encoding") == "windows-1252" else "utf-8"
    return SentFile(file.file, file.size, kind, encoding)


def _fed_question(frame: Frame, code: str) -> Question:
    fed = table_of(frame.questionnaire, code).feeds.question
    return next(each for each in frame.questionnaire.questions if each.id == fed)


def _address(request: Request, visitor: GrantedVisit, upload: SheetUpload) -> str:
    return f"{home_of(request, visitor)}/worksheets/{upload.worksheet}/uploads/{upload.id}"


def _file(content: bytes, kind: SheetKind, name: str) -> Response:
    return Response(
        content,
        media_type=_MEDIA_TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{kind}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
