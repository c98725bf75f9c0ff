"""A file with a redirect sheet: read, checked and written again, as CSV and as workbook."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Final, Literal

from readiness.errors import NotFound
from readiness.redirects.checking import Checked, check_sheet
from readiness.redirects.csv_reading import Encoding, read_csv
from readiness.redirects.csv_writing import csv_bytes
from readiness.redirects.sheet import GivenRow, Progress, Sheet, Understood, read_sheet
from readiness.redirects.summary import SheetSummary, summary_of
from readiness.redirects.wording import Wording
from readiness.redirects.written import written_frame, written_rows, written_titles
from readiness.scoring import Questionnaire
from readiness.scoring.worksheets.table import TableWorksheet
from readiness.scoring.worksheets.texts import TableText
from readiness.tabular.workbook_limits import DEFAULT_LIMITS
from readiness.tabular.workbook_reading import Cell, open_workbook
from readiness.tabular.workbook_writing import WrittenSheet, write_workbook

SheetKind = Literal["csv", "xlsx"]

MOST_ROWS_IN_WORKBOOK: Final = DEFAULT_LIMITS.rows - 1
"""Rows of a sheet as workbook; longer ones are given and taken as CSV."""
_WIDTH: Final = 40
_WIDTHS: Final = {"problems": 60, "severity": 10, "suggestions": 60}


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file with a sheet: its bytes, what they are, and its name in problems."""

    content: bytes
    kind: SheetKind
    name: str
    encoding: Encoding = "utf-8"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What was found, and the checked sheet in the forms wished; a long one is no workbook."""

    summary: SheetSummary
    forms: Mapping[SheetKind, bytes]


def table_of(questionnaire: Questionnaire, code: str) -> TableWorksheet:
    """Return a questionnaire's table worksheet; raises `NotFound` when it has no such one."""
    for table in questionnaire.tables:
        if table.code == code:
            return table
    codes = ", ".join(table.code for table in questionnaire.tables) or "none"
    raise NotFound(
        "worksheet_not_found",
        f"{questionnaire.reference} has no worksheet {code!r} that takes sheets.",
        f"Name one it has: {codes}.",
    )


def check_file(
    questionnaire: Questionnaire,
    table: TableWorksheet,
    file: GivenFile,
    language: str,
    forms: Collection[SheetKind],
    progress: Progress,
) -> CheckedFile:
    """Check a file whole; raises `ProblemsFound` when its rows cannot be read."""
    checked = checked_sheet(questionnaire, table, file, progress)
    rows = checked.sheet.height
    progress("writing", 0, rows)
    wording = _wording(questionnaire, table, language)
    frame = written_frame(checked, wording)
    written: dict[SheetKind, bytes] = {}
    if "csv" in forms:
        written["csv"] = csv_bytes(checked, frame)
    if "xlsx" in forms and rows <= MOST_ROWS_IN_WORKBOOK:
        sheet = WrittenSheet(
            name=table.code[:31],
            heading=written_titles(checked),
            rows=_told(written_rows(checked, frame), rows, progress),
            widths={title: _WIDTHS.get(title, _WIDTH) for title in written_titles(checked)},
        )
        written["xlsx"] = write_workbook([sheet], file.name)
    progress("writing", rows, rows)
    return CheckedFile(summary_of(checked), written)


def checked_sheet(
    questionnaire: Questionnaire, table: TableWorksheet, file: GivenFile, progress: Progress
) -> Checked:
    """Read and check a file; raises `ProblemsFound` when its rows cannot be read."""
    languages = sorted(questionnaire.texts)
    understood = Understood(table, [_wording(questionnaire, table, each) for each in languages])
    return check_sheet(_read(file, understood, progress), understood, progress)


def _read(file: GivenFile, understood: Understood, progress: Progress) -> Sheet:
    if file.kind == "csv":
        return read_csv(file.content, understood, file.name, progress, file.encoding)
    workbook = open_workbook(file.content, file.name)
    first = workbook.sheets[0]
    progress("reading", 0, 0)
    return read_sheet(_as_texts(workbook.rows(first)), understood, f"{file.name}[{first}]")


def _as_texts(rows: Iterator[tuple[int, tuple[Cell, ...]]]) -> Iterator[GivenRow]:
    for number, cells in rows:
        yield number, [_text(cell) for cell in cells]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _wording(questionnaire: Questionnaire, table: TableWorksheet, language: str) -> Wording:
    """Return the worksheet's words in a language, or in the questionnaire's own."""
    for name in (language, questionnaire.default_language):
        texts = questionnaire.texts.get(name)
        text = texts.worksheets.get(table.code) if texts else None
        if isinstance(text, TableText):
            return Wording(text.columns, text.checks, text.items, text.cells)
    return Wording({}, {})


def _told(
    rows: Iterator[tuple[str | int | float, ...]], total: int, progress: Progress
) -> Iterator[tuple[str | int | float, ...]]:
    for number, row in enumerate(rows):
        if number % 5_000 == 0:
            progress("writing", number, total)
        yield row
