"""Which worksheets an assessment has, which of them are asked for, and how far each is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from readiness.catalog.catalog import Catalog
from readiness.scoring.texts import Texts
from readiness.scoring.worksheets.model import CalculationWorksheet
from readiness.scoring.worksheets.table import TableWorksheet
from readiness.scoring.worksheets.texts import CalculationText, TableText
from readiness.services.assessments import pinned
from readiness.services.worksheet_pages import texts_in
from readiness.services.worksheets import OfferedSheet, OfferedWorksheet, offered_worksheets
from readiness.storage.assessments import get_assessment
from readiness.storage.database import Session
from readiness.storage.rows import Page
from readiness.storage.tables import SheetUpload
from readiness.storage.uploads import list_uploads
from readiness.storage.worksheets import list_sheets


@dataclass(frozen=True, slots=True)
class SheetCard:
    """A sheet to fill: `given` of `needed` inputs have a value; `asked` is None where open."""

    id: str
    name: str
    asked: bool | None
    given: int
    needed: int
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class CalculationCard:
    """A worksheet that calculates, with its sheets."""

    code: str
    name: str
    definition: str
    sheets: tuple[SheetCard, ...]


@dataclass(frozen=True, slots=True)
class TableCard:
    """A worksheet that takes sheets of rows, and the newest of them."""

    code: str
    name: str
    definition: str
    newest: SheetUpload | None


@dataclass(frozen=True, slots=True)
class WorksheetOverview:
    """All worksheets of an assessment; there are questionnaires with none."""

    calculations: tuple[CalculationCard, ...]
    tables: tuple[TableCard, ...]


@dataclass(frozen=True, slots=True)
class NoticedWorksheet:
    """A worksheet by its name, and whether anything was typed or sent to it yet."""

    code: str
    name: str
    begun: bool


def noticed_worksheets(
    session: Session, catalog: Catalog, account_id: str, assessment_id: str, language: str
) -> tuple[NoticedWorksheet, ...]:
    """Return what `worksheets_notice.html.j2` shows; nothing for questionnaires without any.

    Scores nothing. Raises `NotFound`, and `Conflict` when the pinned questionnaire was changed.
    """
    questionnaire = pinned(catalog, get_assessment(session, account_id, assessment_id))
    if not questionnaire.worksheets:
        return ()
    texts = texts_in(questionnaire, language)
    begun = {sheet.worksheet for sheet in list_sheets(session, account_id, assessment_id)}
    for table in questionnaire.tables:
        if list_uploads(session, account_id, assessment_id, table.code, limit=1).rows:
            begun.add(table.code)
    return tuple(
        NoticedWorksheet(each.code, texts.worksheets[each.code].name, each.code in begun)
        for each in questionnaire.worksheets
    )


def worksheet_overview(
    session: Session, catalog: Catalog, account_id: str, assessment_id: str, language: str
) -> Callable[[], WorksheetOverview]:
    """Return what lists the worksheets; calling it needs the database no more.

    Raises as `noticed_worksheets` does.
    """
    questionnaire = pinned(catalog, get_assessment(session, account_id, assessment_id))
    texts = texts_in(questionnaire, language)
    offered = offered_worksheets(session, catalog, account_id, assessment_id)
    rows = list_sheets(session, account_id, assessment_id)
    inputs = {(row.worksheet, row.sheet): row.inputs for row in rows}
    tables = tuple(
        _table(table, texts, list_uploads(session, account_id, assessment_id, table.code, limit=1))
        for table in questionnaire.tables
    )

    def overview() -> WorksheetOverview:
        listed = {worksheet.code: worksheet for worksheet in questionnaire.calculations}
        cards = (_calculation(listed[each.code], texts, each, inputs) for each in offered())
        return WorksheetOverview(tuple(cards), tables)

    return overview


def _calculation(
    worksheet: CalculationWorksheet,
    texts: Texts,
    offered: OfferedWorksheet,
    inputs: Mapping[tuple[str, str], Mapping[str, object]],
) -> CalculationCard:
    text = texts.worksheets[worksheet.code]
    assert isinstance(text, CalculationText)  # lint has compared their kinds
    needed = [e.id for e in worksheet.inputs if e.default is None and not e.optional]

    def card(sheet: OfferedSheet) -> SheetCard:
        typed = inputs.get((worksheet.code, sheet.id), {})
        given = sum(typed.get(name) is not None for name in needed)
        name = text.sheets[sheet.id]
        return SheetCard(sheet.id, name, sheet.asked, given, len(needed), sheet.updated_at)

    sheets = tuple(card(sheet) for sheet in offered.sheets)
    return CalculationCard(worksheet.code, text.name, text.definition, sheets)


def _table(table: TableWorksheet, texts: Texts, newest: Page[SheetUpload]) -> TableCard:
    text = texts.worksheets[table.code]
    assert isinstance(text, TableText)  # lint has compared their kinds
    last = newest.rows[0] if newest.rows else None
    return TableCard(table.code, text.name, text.definition, last)
