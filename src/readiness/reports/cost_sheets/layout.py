"""Where the names of a worksheet's formulas stand in its sheet."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from readiness.reports.cost_sheets.cells import CellStyle, CellValue, LiveSheet, SheetCell
from readiness.scoring.worksheets.model import CalculationWorksheet
from readiness.scoring.worksheets.names import YEARS

CODE, LABEL, TYPED, UNIT, COUNTED, STATE = range(6)
"""Columns; figures stand from `TYPED` on, one column a year."""

_LETTERS: Final = 26


def column_letters(column: int) -> str:
    """The name of a column given from 0: A, B, …, Z, AA."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def cell_name(row: int, column: int, *, fixed_column: bool = True) -> str:
    """The name of a cell that stays the same wherever its formula is copied to.

    Without `fixed_column` it goes along from column to column.
    """
    return f"{'$' if fixed_column else ''}{column_letters(column)}${row + 1}"


@dataclass(slots=True)
class Layout:
    """A sheet that grows downwards, and the places of what formulas read.

    `years` are the columns of figures per horizon. `own_column` follows them where the worksheet
    has an own horizon; `own_years` is what counts of it.
    """

    worksheet: CalculationWorksheet
    sheet: LiveSheet
    years: tuple[int, ...]
    own_column: int | None
    own_years: int | None
    row: int = 0
    years_row: int = 0
    singles: dict[str, str] = field(default_factory=dict)
    by_year: dict[str, int] = field(default_factory=dict)

    @property
    def year_columns(self) -> tuple[int, ...]:
        """Every column of figures per horizon."""
        own = () if self.own_column is None else (self.own_column,)
        return (*(TYPED + at for at in range(len(self.years))), *own)

    def column_of(self, year: int) -> int:
        """The column of a year."""
        return TYPED + self.years.index(year)

    def cell_of(self, column: int | None) -> Callable[[str], str]:
        """What gives the cell of a name; figures of a horizon stand in `column`."""

        def found(name: str) -> str:
            if name in self.singles:
                return self.singles[name]
            if name == YEARS:
                assert column is not None  # checked when the worksheet was read
                return cell_name(self.years_row, column, fixed_column=False)
            figure, _, of_year = name.partition(".years_")
            at = self.column_of(int(of_year)) if of_year else column
            assert at is not None
            return cell_name(self.by_year[figure], at, fixed_column=bool(of_year))

        return found

    def put(self, column: int, cell: SheetCell) -> None:
        """Set a cell of the current row."""
        self.sheet.cells[self.row, column] = cell

    def text(self, column: int, value: CellValue, style: CellStyle, across: int = 1) -> None:
        """Set a value of the current row."""
        self.put(column, SheetCell(value, style, across=across))

    def heading(self, *titles: str) -> None:
        """Set a row of headings, and go on below."""
        for column, title in enumerate(titles):
            self.text(column, title, "heading")
        self.row += 1
