"""A result as a workbook, from the same view as the report, with its worksheets live."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from readiness.reports.cost_sheets import LineChart, LiveSheet, SheetCell, build_cost_sheets
from readiness.reports.result_tables import AnswerTrail, result_tables
from readiness.reports.view import build_view
from readiness.reports.view.facts import Facts, gather_facts
from readiness.services.documents import ReportSource, report_context
from readiness.tabular.grid_writing import GridCell, GridChart, WrittenGrid, WrittenLimits
from readiness.tabular.workbook_looks import INK
from readiness.tabular.workbook_writing import WrittenSheet, write_workbook

_BEFORE_ANSWERS: Final = -2
"""Worksheets stand before the last two tables, answers and sources."""

_LONGEST_PIECE: Final = 350
"""Characters of a piece of evidence: as many as a question takes fit into one cell."""


def write_result(source: ReportSource, language: str) -> bytes:
    """Return a result as an XLSX file; the same source gives the same bytes.

    Raises `NotFound` for a language that questionnaire or reports lack, and `WorkbookRefused` for
    texts that no cell holds.
    """
    context = report_context(source, language)
    facts = gather_facts(source.questionnaire, source.result, context)
    view = build_view(source.questionnaire, source.result, context)
    sheets: list[WrittenSheet | WrittenGrid] = [
        WrittenSheet(
            table.name,
            tuple(table.columns),
            table.rows,
            table.columns,
            shares=table.shares,
            fitted=True,
        )
        for table in result_tables(view, facts.words, _trails(facts))
    ]
    taken = {sheet.name.lower() for sheet in sheets}
    sheets[_BEFORE_ANSWERS:_BEFORE_ANSWERS] = _grids(build_cost_sheets(facts), taken)
    return write_workbook(sheets, "results.xlsx", tone=source.brand.primary or INK)


def _trails(facts: Facts) -> dict[str, AnswerTrail]:
    """What stands behind the answers, by question code."""
    pieces: dict[str, list[str]] = defaultdict(list)
    for piece in facts.context.evidence:
        pieces[piece.question].append(_shortened(piece.content))
    given = {each.question: each for each in facts.context.given}
    trails = {}
    for question in facts.questionnaire.questions:
        by = given.get(question.id)
        trails[question.code] = AnswerTrail(
            by=(by.name if by else None) or "",
            role=facts.role_name(by.role) if by and by.role else "",
            note=facts.notes.get(question.id, ""),
            evidence=tuple(pieces[question.id]),
        )
    return trails


def _shortened(content: str) -> str:
    if len(content) <= _LONGEST_PIECE:
        return content
    return f"{content[:_LONGEST_PIECE].rstrip()}…"


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
