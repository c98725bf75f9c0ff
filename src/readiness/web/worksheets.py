"""Cost worksheets: which there are, filled as one types, and compared.

Anybody who answers may fill them: figures come from finance, IT and trade at once, and whoever has
one should be able to put it in. Those who may only read see what was filled, side by side.
"""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from readiness.reports.numbers import Numbers
from readiness.services.frames import Frame
from readiness.services.worksheet_entries import shown_entry, stamp_of
from readiness.services.worksheet_overview import worksheet_overview
from readiness.services.worksheet_pages import (
    SheetOf,
    SheetPage,
    compared_sheets,
    fill_sheet,
    sheet_page,
)
from readiness.storage.links import GrantedVisit
from readiness.web.framed import FrameDep, home_of, render_framed, texts_of
from readiness.web.pages import language_of, page_text, words_of
from readiness.web.redirects import uploads_page
from readiness.web.visits import (
    MOST_FIELD_BYTES,
    MOST_FIELDS,
    ContextDep,
    FormDep,
    OwnScriptDep,
    RespondentDep,
    VisitorDep,
)
from readiness.web.worksheet_comparison import compared_tables
from readiness.web.worksheet_fields import FieldWording, typed_fields

router = APIRouter(prefix="/a/{link_id}/worksheets")

WorksheetCode = Annotated[str, Path(pattern=r"^[A-Z0-9-]{1,20}$")]
SheetId = Annotated[str, Path(pattern=r"^[a-z0-9_]{1,60}$")]
_CONFLICT: Final = 409


def sheet_of(
    request: Request, respondent: RespondentDep, code: WorksheetCode, sheet: SheetId
) -> SheetOf:
    """Which sheet of the visited assessment the address means."""
    return SheetOf(
        respondent.account_id, respondent.assessment_id, code, sheet, language_of(request)
    )


SheetDep = Annotated[SheetOf, Depends(sheet_of)]


@router.get("")
async def list_of_worksheets(
    request: Request, visitor: VisitorDep, frame: FrameDep, context: ContextDep
) -> Response:
    """Which worksheets there are, which sheets are asked for, and how far each is."""
    overview = await context.database.read_long(
        worksheet_overview,
        context.catalog,
        visitor.account_id,
        visitor.assessment_id,
        language_of(request),
    )
    return render_framed(
        request,
        visitor,
        frame,
        "worksheets.html.j2",
        here="tasks",
        overview=await context.score(overview),
    )


@router.get("/{code}")
async def one_worksheet(
    request: Request,
    visitor: VisitorDep,
    frame: FrameDep,
    context: ContextDep,
    code: WorksheetCode,
) -> Response:
    """The filled sheets of a cost worksheet side by side, or the uploads to one that takes rows."""
    if code in {table.code for table in frame.questionnaire.tables}:
        return await uploads_page(request, visitor, frame, context, code)
    compared = await context.database.read_long(
        compared_sheets,
        context.catalog,
        visitor.account_id,
        visitor.assessment_id,
        code,
        language_of(request),
    )
    sheets = await context.score(compared)
    return render_framed(
        request,
        visitor,
        frame,
        "worksheet_comparison.html.j2",
        here="tasks",
        code=code,
        texts_of_worksheet=texts_of(request, frame).worksheets[code],
        sheets=sheets,
        tables=compared_tables(sheets.views),
    )


@router.get("/{code}/{sheet}")
async def one_sheet(
    request: Request,
    respondent: RespondentDep,
    frame: FrameDep,
    context: ContextDep,
    where: SheetDep,
) -> Response:
    """A sheet: its fields, and beside them what comes out."""
    page = await context.database.read_long(sheet_page, context.catalog, where)
    return _sheet(request, respondent, frame, await context.score(page))


@router.post("/{code}/{sheet}")
async def fill_by_form(
    request: Request,
    respondent: RespondentDep,
    frame: FrameDep,
    context: ContextDep,
    where: SheetDep,
    form: FormDep,
) -> Response:
    """Keep everything as it was typed and show the sheet again."""
    filling = await context.database.write(
        fill_sheet, context.catalog, where, typed_fields(form), context.now()
    )
    page = await context.score(filling)
    if page.clashes:
        return _sheet(request, respondent, frame, page, status=_CONFLICT)
    target = f"{home_of(request, respondent)}/worksheets/{where.worksheet}/{where.sheet}"
    return RedirectResponse(f"{target}{'' if page.problems else '#figures'}", status_code=303)


@router.put("/{code}/{sheet}")
async def fill_as_typed(
    request: Request,
    frame: FrameDep,
    context: ContextDep,
    where: SheetDep,
    _own: OwnScriptDep,
) -> Response:
    """The same for the script: what to show now, as data; 409 with what two people changed."""
    form = await request.form(max_fields=MOST_FIELDS, max_part_size=MOST_FIELD_BYTES)
    filling = await context.database.write(
        fill_sheet, context.catalog, where, typed_fields(form), context.now()
    )
    page = await context.score(filling)
    return JSONResponse(
        _as_data(request, frame, page), status_code=_CONFLICT if page.clashes else 200
    )


def _sheet(
    request: Request,
    respondent: GrantedVisit,
    frame: Frame,
    page: SheetPage,
    *,
    status: int = 200,
) -> Response:
    wording = FieldWording(page, texts_of(request, frame), words_of(request))
    return render_framed(
        request,
        respondent,
        frame,
        "worksheet.html.j2",
        status=status,
        here="tasks",
        page=page,
        groups=wording.groups(),
        problems=wording.problems(),
    )


def _as_data(request: Request, frame: Frame, page: SheetPage) -> dict[str, Any]:
    wording = FieldWording(page, texts_of(request, frame), words_of(request))
    numbers = Numbers(language_of(request))
    fields = [field for group in wording.groups() for field in group.fields]
    return {
        "revision": page.revision,
        "saved": not page.clashes,
        "figures": page_text(request, "worksheet_figures.html.j2", page=page),
        "reading": page.view.title,
        "fields": {
            field.id: {
                "value": shown_entry(page.inputs.get(field.id), numbers),
                "stamp": stamp_of(page.inputs.get(field.id)),
                "error": field.error,
                "clash": field.clash is not None,
            }
            for field in fields
        },
    }
