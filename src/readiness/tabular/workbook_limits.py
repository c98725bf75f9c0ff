"""How large a workbook may be, and the problems a workbook is refused with."""

from dataclasses import dataclass
from typing import Final, NamedTuple, NoReturn

from readiness.scoring.problems import Problem, ProblemsFound

MAX_PROBLEMS: Final = 100


@dataclass(frozen=True, slots=True)
class WorkbookLimits:
    """The most that is read of a workbook.

    `file_bytes` bounds the file, `unpacked_bytes` all that is packed in it. Of one sheet, `rows`
    and `columns` bound the last row and column, and `cells` their product: what a reader has to
    hold of it, however few cells are filled.
    """

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 500_000_000
    rows: int = 250_000
    columns: int = 256
    cells: int = 5_000_000


DEFAULT_LIMITS: Final = WorkbookLimits()


class WorkbookRefused(ProblemsFound):
    """A workbook has problems; nothing of it is taken."""


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1: A, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class CellPlace(NamedTuple):
    """A cell of a sheet of a workbook; row and column are counted from 1."""

    file: str
    sheet: str
    row: int
    column: int


def cell_problem(place: CellPlace, code: str, message: str, remedy: str) -> Problem:
    """Return a problem at a cell, printed as `file[sheet]:row:column: code: cell C5 …`."""
    return Problem(
        code=code,
        message=f"cell {column_letters(place.column)}{place.row} {message}",
        remedy=remedy,
        file=f"{place.file}[{place.sheet}]",
        line=place.row,
        column=place.column,
    )


def refuse(file: str, code: str, message: str, remedy: str) -> NoReturn:
    """Refuse a workbook as a whole; raises `WorkbookRefused`."""
    raise WorkbookRefused([Problem(code=code, message=message, remedy=remedy, file=file)])
