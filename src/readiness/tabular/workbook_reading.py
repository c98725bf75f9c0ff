"""XLSX in: the cells of a workbook as plain values, row by row.

    workbook = open_workbook(data, "redirects.xlsx", limits)
    for number, cells in workbook.rows("Redirects"):
        ...

`number` counts from 1, as the spreadsheet program does, empty rows included. `cells` reaches from
column A to the last filled column of the sheet. An empty cell and an empty text are `None`; whole
numbers are `int`; texts are as typed, spaces included. `cell_problem` of `workbook_limits` says
what is wrong with a cell.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Final, NoReturn, TypeAlias

from python_calamine import CalamineError, CalamineWorkbook

from readiness.scoring.spelling import did_you_mean
from readiness.tabular.workbook_archive import packed, unpacked
from readiness.tabular.workbook_guard import refuse_unsafe
from readiness.tabular.workbook_limits import DEFAULT_LIMITS, WorkbookLimits, refuse

Cell: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | None

_MOST_EXACT: Final = 2**53
"""Up to here a spreadsheet's numbers are exact, so that 12.0 can only mean 12."""


class Workbook:
    """A workbook that was checked; `file` is its name in problems."""

    def __init__(self, file: str, opened: CalamineWorkbook) -> None:
        self.file = file
        self._opened = opened

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets, in order."""
        return tuple(self._opened.sheet_names)

    def rows(self, sheet: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Yield number and cells of each row up to the last filled one.

        Raises `WorkbookRefused` (`missing_sheet`) when there is no such sheet.
        """
        if sheet not in self.sheets:
            refuse(
                self.file,
                "missing_sheet",
                f"there is no sheet {sheet!r}",
                did_you_mean(sheet, self.sheets, f"add it; there are {', '.join(self.sheets)}"),
            )
        try:
            found = self._opened.get_sheet_by_name(sheet)
        except CalamineError as error:
            _unreadable(self.file, error)
        if found.start is None:
            return
        before = (None,) * found.start[1]
        for number, row in enumerate(found.iter_rows(), start=1):
            yield number, (*before, *map(_plain, row))


def open_workbook(data: bytes, file: str, limits: WorkbookLimits = DEFAULT_LIMITS) -> Workbook:
    """Read a workbook (.xlsx, .xlsm) from its bytes; `file` is its name in problems.

    Raises `WorkbookRefused` before any cell is read: `workbook_unreadable`, `workbook_too_large`,
    and with sheet, row and column `formula_cell` and `error_cell`. Formulas are never evaluated,
    and what they last gave is never read.
    """
    parts = unpacked(data, file, limits)
    refuse_unsafe(parts, file, limits)
    try:
        opened = CalamineWorkbook.from_filelike(BytesIO(packed(parts)))
    except (CalamineError, OSError) as error:
        _unreadable(file, error)
    return Workbook(file, opened)


def _unreadable(file: str, error: Exception) -> NoReturn:
    refuse(
        file,
        "workbook_unreadable",
        f"the file is no readable workbook ({error})",
        "save it again with a spreadsheet program",
    )


def _plain(value: Cell) -> Cell:
    if value == "":
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) <= _MOST_EXACT:
        return int(value)
    return value
