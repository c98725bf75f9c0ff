"""Worksheets as their pages show them: filled by people, worded, drawn, compared."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from markupsafe import Markup

from readiness.catalog.catalog import Catalog
from readiness.errors import PreconditionFailed
from readiness.reports.html_drawing import inline
from readiness.reports.html_worksheet_charts import cost_curves
from readiness.reports.numbers import Numbers
from readiness.reports.view.facts import Facts, FilledWorksheet, ReportContext
from readiness.reports.view.worksheet_parts import WorksheetView
from readiness.reports.view.worksheet_sheet import Sheet, open_sheet
from readiness.reports.view.worksheets import build_worksheet, build_worksheets, clear_checks
from readiness.reports.words import load_words
from readiness.scoring import Questionnaire, Result
from readiness.scoring.texts import Texts
from readiness.scoring.worksheets.model import CalculationWorksheet
from readiness.scoring.worksheets.result import EntryProblem
from readiness.services.assessments import current_result, pinned
from readiness.services.worksheet_entries import Clash, Typed, merge_entries
from readiness.services.worksheets import calculation_of, calculation_with, save_sheet
from readiness.storage.assessments import get_assessment
from readiness.storage.database import Session
from readiness.storage.tables import WorksheetSheet
from readiness.storage.worksheets import NOT_FILLED, find_sheet, list_sheets

_MOST_TRIES: Final = 5
"""Another's change may come between reading a sheet and storing it; the next try sees it."""


@dataclass(frozen=True, slots=True)
class SheetOf:
    """A sheet of a worksheet of an account's assessment, and the language it is shown in."""

    account_id: str
    assessment_id: str
    worksheet: str
    sheet: str
    language: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A sheet with all its page shows; `clashes` are inputs that two people changed at once.

    `problems` are those of inputs that are refused, not of those that are merely missing; `clear`
    are the warnings of checks that found nothing.
    """

    worksheet: CalculationWorksheet
    revision: int
    updated_at: datetime | None
    inputs: Mapping[str, Any]
    problems: Mapping[str, EntryProblem]
    view: WorksheetView
    clear: tuple[str, ...]
    curve: Markup | None
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetsCompared:
    """All sheets of a worksheet into which something was typed, side by side."""

    worksheet: CalculationWorksheet
    views: tuple[WorksheetView, ...]


def sheet_page(session: Session, catalog: Catalog, where: SheetOf) -> Callable[[], SheetPage]:
    """Return what makes a sheet's page; calling it needs the database no more.

    Raises `NotFound` for an unknown assessment, worksheet or sheet, and `Conflict` when the pinned
    questionnaire's files were changed.
    """
    return _page(session, catalog, where, ())


def fill_sheet(
    session: Session,
    catalog: Catalog,
    where: SheetOf,
    typed: Mapping[str, Typed],
    now: datetime,
) -> Callable[[], SheetPage]:
    """Keep what was typed into a sheet's fields and return what makes its page.

    Fields that others changed meanwhile stay as they are; where both changed one, it is told as a
    clash and the stored value stays. Raises as `sheet_page` does.
    """
    return _page(session, catalog, where, _keep(session, catalog, where, typed, now))


def compared_sheets(
    session: Session,
    catalog: Catalog,
    account_id: str,
    assessment_id: str,
    code: str,
    language: str,
) -> Callable[[], SheetsCompared]:
    """Return what words every filled sheet of a worksheet; raises as `sheet_page` does."""
    assessment = get_assessment(session, account_id, assessment_id)
    questionnaire = pinned(catalog, assessment)
    worksheet = calculation_of(questionnaire, code)
    result = current_result(session, catalog, account_id, assessment_id)
    filled = tuple(
        FilledWorksheet(row.worksheet, row.sheet, row.inputs)
        for row in list_sheets(session, account_id, assessment_id)
        if row.worksheet == code
    )
    context = ReportContext("", assessment.created_at, language, worksheets=filled)

    def compared() -> SheetsCompared:
        return SheetsCompared(worksheet, build_worksheets(_facts(questionnaire, result(), context)))

    return compared


def _keep(
    session: Session,
    catalog: Catalog,
    where: SheetOf,
    typed: Mapping[str, Typed],
    now: datetime,
) -> tuple[Clash, ...]:
    for _ in range(_MOST_TRIES - 1):
        with suppress(PreconditionFailed):
            return _keep_once(session, catalog, where, typed, now)
    return _keep_once(session, catalog, where, typed, now)


def _keep_once(
    session: Session,
    catalog: Catalog,
    where: SheetOf,
    typed: Mapping[str, Typed],
    now: datetime,
) -> tuple[Clash, ...]:
    assessment = get_assessment(session, where.account_id, where.assessment_id)
    worksheet = calculation_with(pinned(catalog, assessment), where.worksheet, where.sheet)
    stored = find_sheet(session, *_key(where))
    inputs: Mapping[str, Any] = {} if stored is None else stored.inputs
    merged = merge_entries(worksheet, inputs, typed, where.language)
    if merged.inputs != inputs:
        row = _row(where, merged.inputs, now)
        revision = NOT_FILLED if stored is None else stored.revision
        save_sheet(session, catalog, where.account_id, row, revision)
    return merged.clashes


def texts_in(questionnaire: Questionnaire, language: str) -> Texts:
    """A questionnaire's words in a language, or in its own where it is not written in that."""
    own = questionnaire.texts.get(language)
    return own or questionnaire.texts[questionnaire.default_language]


def _page(
    session: Session, catalog: Catalog, where: SheetOf, clashes: tuple[Clash, ...]
) -> Callable[[], SheetPage]:
    assessment = get_assessment(session, where.account_id, where.assessment_id)
    questionnaire = pinned(catalog, assessment)
    worksheet = calculation_with(questionnaire, where.worksheet, where.sheet)
    result = current_result(session, catalog, where.account_id, where.assessment_id)
    row = find_sheet(session, *_key(where))
    inputs: Mapping[str, Any] = {} if row is None else row.inputs
    context = ReportContext("", assessment.created_at, where.language)

    def made() -> SheetPage:
        facts = _facts(questionnaire, result(), context)
        filled = FilledWorksheet(where.worksheet, where.sheet, inputs)
        sheet = open_sheet(facts, worksheet, filled)
        view = build_worksheet(facts, sheet)
        return SheetPage(
            worksheet=worksheet,
            revision=NOT_FILLED if row is None else row.revision,
            updated_at=None if row is None else row.updated_at,
            inputs=inputs,
            problems=_problems(sheet),
            view=view,
            clear=clear_checks(sheet),
            curve=cost_curves([view], facts.words, facts.numbers, inline).get(where.sheet),
            clashes=clashes,
        )

    return made


def _problems(sheet: Sheet) -> dict[str, EntryProblem]:
    return {each.input: each for each in sheet.result.problems if each.input in sheet.refused}


def _facts(questionnaire: Questionnaire, result: Result, context: ReportContext) -> Facts:
    """What the builders of reports read; worksheets name no organization."""
    texts = texts_in(questionnaire, context.language)
    words, numbers = load_words(context.language), Numbers(context.language)
    return Facts(questionnaire, result, context, texts, words, numbers)


def _key(where: SheetOf) -> tuple[str, str, str, str]:
    return where.account_id, where.assessment_id, where.worksheet, where.sheet


def _row(where: SheetOf, inputs: Mapping[str, Any], now: datetime) -> WorksheetSheet:
    return WorksheetSheet(
        account_id=where.account_id,
        assessment_id=where.assessment_id,
        worksheet=where.worksheet,
        sheet=where.sheet,
        inputs=dict(inputs),
        updated_at=now,
    )
