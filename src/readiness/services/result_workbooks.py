"""A result as a workbook, from the same view as the report, with its worksheets live."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from readiness.catalog.catalog import Catalog
from readiness.reports.cost_sheets import LineChart, LiveSheet, SheetCell, build_cost_sheets
from readiness.reports.result_tables import AnswerTrail, result_tables
from readiness.reports.view.facts import gather_facts
from readiness.reports.words import load_words
from readiness.services.answer_trails import answer_trails
from readiness.services.assessments import pinned
from readiness.services.documents import ReportSource, report_context, report_view
from readiness.services.reports import current_source
from readiness.services.shown_results import offered_language
from readiness.storage.assessments import get_assessment
from readiness.storage.database import Session
from readiness.storage.links import GrantedVisit
from readiness.tabular.grid_writing import GridCell, GridChart, WrittenGrid, WrittenLimits
from readiness.tabular.workbook_looks import INK
from readiness.tabular.workbook_writing import WrittenSheet, write_workbook

Trails = Mapping[str, AnswerTrail]
_NO_TRAILS: Final[Trails] = MappingProxyType({})
_BEFORE_ANSWERS: Final = -2
"""Worksheets stand before the last two tables, answers and sources."""


def visited_workbook(
    session: Session, catalog: Catalog, visit: GrantedVisit, now: datetime
) -> Callable[[str], bytes]:
    """Return what writes the visited assessment's result in a language as an XLSX file.

    Only those who answer get names and notes beside the answers, and only who leads gets the
    evidence. Calling it needs the database no more. Raises `NotFound`, and `Conflict` when the
    pinned questionnaire's files were changed.
    """
    owner = (visit.account_id, visit.assessment_id)
    questionnaire = pinned(catalog, get_assessment(session, *owner))
    source = current_source(session, catalog, *owner, now)
    trails = _NO_TRAILS
    if visit.purpose == "answer":
        trails = answer_trails(session, questionnaire, *owner, with_evidence=visit.leads)

    def written(language: str) -> bytes:
        return write_result(source(), offered_language(questionnaire, language), trails)

    return written


def account_trails(
    session: Session, catalog: Catalog, account_id: str, assessment_id: str
) -> Trails:
    """Return what stands behind the answers, as the account may see all of it."""
    questionnaire = pinned(catalog, get_assessment(session, account_id, assessment_id))
    return answer_trails(session, questionnaire, account_id, assessment_id, with_evidence=True)


def write_result(source: ReportSource, language: str, trails: Trails = _NO_TRAILS) -> bytes:
    """Return a result as an XLSX file; the same source gives the same bytes.

    Raises `NotFound` for a language that questionnaire or reports lack, and `WorkbookRefused` for
    texts that no cell holds.
    """
    context = report_context(source, language)
    facts = gather_facts(source.questionnaire, source.result, context)
    worded = {
        code: replace(trail, role=facts.role_name(trail.role)) if trail.role else trail
        for code, trail in trails.items()
    }
    tables = result_tables(report_view(source, language), load_words(language), worded)
    sheets: list[WrittenSheet | WrittenGrid] = [
        WrittenSheet(
            table.name,
            tuple(table.columns),
            table.rows,
            table.columns,
            shares=table.shares,
            fitted=True,
        )
        for table in tables
    ]
    taken = {sheet.name.lower() for sheet in sheets}
    sheets[_BEFORE_ANSWERS:_BEFORE_ANSWERS] = _grids(build_cost_sheets(facts), taken)
    return write_workbook(sheets, "results.xlsx", tone=source.brand.primary or INK)


def _grids(sheets: tuple[LiveSheet, ...], taken: set[str]) -> Iterator[WrittenGrid]:
    """The live sheets, none with a name that there is already."""
    for sheet in sheets:
        name, number = sheet.name, 1
        while name.lower() in taken:
            number += 1
            name = f"{sheet.name[:27]} {number}"
        taken.add(name.lower())
        yield WrittenGrid(
            name=name,
            widths=sheet.widths,
            cells={place: _cell(cell) for place, cell in sheet.cells.items()},
            outcomes=sheet.outcomes,
            charts=tuple(map(_chart, sheet.charts)),
        )


def _cell(cell: SheetCell) -> GridCell:
    limits = WrittenLimits(**asdict(cell.bounds)) if cell.bounds else None
    return GridCell(cell.value, cell.style, cell.formula, cell.decimals, cell.across, limits)


def _chart(chart: LineChart) -> GridChart:
    return GridChart(**asdict(chart))
