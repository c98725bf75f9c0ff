"""Worksheets of an assessment: which are offered, what was typed, and what comes out of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from readiness.catalog.catalog import Catalog
from readiness.errors import NotFound
from readiness.scoring import Questionnaire, Result
from readiness.scoring.spelling import did_you_mean
from readiness.scoring.worksheet_plans import plan_of
from readiness.scoring.worksheets.calculation import asked_sheets, calculate, facts_of
from readiness.scoring.worksheets.compiling import WorksheetPlan
from readiness.scoring.worksheets.model import CalculationWorksheet
from readiness.scoring.worksheets.result import WorksheetResult
from readiness.services.assessments import current_result, pinned
from readiness.storage.assessments import get_assessment
from readiness.storage.database import Session
from readiness.storage.tables import WorksheetSheet
from readiness.storage.worksheets import NOT_FILLED, find_sheet, list_sheets, put_sheet


@dataclass(frozen=True, slots=True)
class OfferedSheet:
    """A sheet that can be filled; `asked` says whether the findings ask for it, None if open."""

    id: str
    asked: bool | None
    revision: int
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class OfferedWorksheet:
    """A worksheet of the assessment's questionnaire with its sheets."""

    code: str
    kind: str
    sheets: tuple[OfferedSheet, ...]


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """What was typed into a sheet, as typed, and its result; revision 0 while nothing was."""

    worksheet: str
    sheet: str
    revision: int
    updated_at: datetime | None
    inputs: Mapping[str, Any]
    result: WorksheetResult


def offered_worksheets(
    session: Session, catalog: Catalog, account_id: str, assessment_id: str
) -> Callable[[], tuple[OfferedWorksheet, ...]]:
    """Return what lists the worksheets; calling it needs the database no more.

    Raises `NotFound`, and `Conflict` when the pinned questionnaire's files were changed.
    """
    questionnaire = _questionnaire(session, catalog, account_id, assessment_id)
    filled = {(s.worksheet, s.sheet): s for s in list_sheets(session, account_id, assessment_id)}
    result = current_result(session, catalog, account_id, assessment_id)

    def offered() -> tuple[OfferedWorksheet, ...]:
        judged = result() if questionnaire.calculations else None
        return tuple(
            _offered(plan_of(questionnaire, worksheet), judged, filled)
            for worksheet in questionnaire.calculations
        )

    return offered


def get_sheet(
    session: Session,
    catalog: Catalog,
    account_id: str,
    assessment_id: str,
    worksheet: str,
    sheet: str,
) -> Callable[[], FilledSheet]:
    """Return what calculates a sheet from what was typed so far.

    Raises as `offered_worksheets` does, and `NotFound` for an unknown worksheet or sheet.
    """
    plan = _plan(session, catalog, account_id, assessment_id, worksheet, sheet)
    result = current_result(session, catalog, account_id, assessment_id)
    row = find_sheet(session, account_id, assessment_id, worksheet, sheet)
    inputs = {} if row is None else row.inputs

    def filled() -> FilledSheet:
        return FilledSheet(
            worksheet=worksheet,
            sheet=sheet,
            revision=NOT_FILLED if row is None else row.revision,
            updated_at=None if row is None else row.updated_at,
            inputs=inputs,
            result=calculate(plan, inputs, facts_of(result(), plan.findings), sheet),
        )

    return filled


def save_sheet(
    session: Session,
    catalog: Catalog,
    account_id: str,
    row: WorksheetSheet,
    expected_revision: int | None,
) -> Callable[[], FilledSheet]:
    """Keep whatever was typed, over what was there, and return what calculates it.

    The inputs are kept whole, also those that are refused; the result says what is wrong with
    them. Raises as `get_sheet` does, and `PreconditionFailed` when a revision is expected and the
    stored one is another.
    """
    where = (row.assessment_id, row.worksheet, row.sheet)
    _plan(session, catalog, account_id, *where)
    put_sheet(session, row, expected_revision=expected_revision)
    return get_sheet(session, catalog, account_id, *where)


def calculation_of(questionnaire: Questionnaire, code: str) -> CalculationWorksheet:
    """Return a questionnaire's calculation worksheet; raises `NotFound` for no such one."""
    worksheets = {worksheet.code: worksheet for worksheet in questionnaire.calculations}
    if code not in worksheets:
        known = list(worksheets)
        raise _not_found("worksheet_not_found", "worksheet", code, known, questionnaire.reference)
    return worksheets[code]


def calculation_with(questionnaire: Questionnaire, code: str, sheet: str) -> CalculationWorksheet:
    """Return the calculation worksheet that has a sheet; raises `NotFound` for no such one."""
    worksheet = calculation_of(questionnaire, code)
    sheets = [each.id for each in worksheet.sheets]
    if sheet not in sheets:
        raise _not_found("sheet_not_found", "sheet", sheet, sheets, f"the worksheet {code}")
    return worksheet


def _questionnaire(
    session: Session, catalog: Catalog, account_id: str, assessment_id: str
) -> Questionnaire:
    return pinned(catalog, get_assessment(session, account_id, assessment_id))


def _plan(
    session: Session,
    catalog: Catalog,
    account_id: str,
    assessment_id: str,
    code: str,
    sheet: str,
) -> WorksheetPlan:
    questionnaire = _questionnaire(session, catalog, account_id, assessment_id)
    return plan_of(questionnaire, calculation_with(questionnaire, code, sheet))


def _not_found(code: str, kind: str, name: str, known: list[str], of: str) -> NotFound:
    some = f"Use one of {', '.join(known)}." if known else f"Take a questionnaire with a {kind}."
    remedy = did_you_mean(name, known, some)
    return NotFound(
        code,
        f"There is no {kind} {name[:80]!r} in {of}.",
        remedy[0].upper() + remedy[1:],
    )


def _offered(
    plan: WorksheetPlan,
    result: Result | None,
    filled: Mapping[tuple[str, str], WorksheetSheet],
) -> OfferedWorksheet:
    code = plan.worksheet.code
    facts = {} if result is None else facts_of(result, plan.findings)
    sheets = []
    for name, asked in asked_sheets(plan, facts).items():
        row = filled.get((code, name))
        sheets.append(
            OfferedSheet(
                id=name,
                asked=asked,
                revision=NOT_FILLED if row is None else row.revision,
                updated_at=None if row is None else row.updated_at,
            )
        )
    return OfferedWorksheet(code, plan.worksheet.kind, tuple(sheets))
