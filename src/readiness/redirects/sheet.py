"""A sheet as it was given: every cell a text, every column in its place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, NamedTuple

import polars as pl

from readiness.redirects.headers import added_positions, columns_of, no_rows
from readiness.redirects.refusal import MOST_LISTED, SheetRefused, refused
from readiness.redirects.wording import Wording
from readiness.scoring.problems import Problem
from readiness.scoring.worksheets.table import TableWorksheet

GivenRow = tuple[int, Sequence[str]]
"""The row's number, the header being 1, and its cells."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done and how much there is."""

ROW: Final = "row"
_PART: Final = 1_000
"""Rows turned into columns at a time; many lists at once keep the garbage collector busy."""


class Understood(NamedTuple):
    """What a sheet is read with: the worksheet, and its wording in every language."""

    worksheet: TableWorksheet
    wordings: Sequence[Wording]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`cells` has the column `row` (its number) and a text column `c0`, `c1` … for each title.

    `columns` says which title is which column of the worksheet. `delimiter` is that of the file.
    """

    file: str
    titles: tuple[str, ...]
    columns: Mapping[str, int]
    cells: pl.DataFrame
    delimiter: str = ","

    @property
    def height(self) -> int:
        """How many rows there are below the header."""
        return self.cells.height

    def texts(self, column: str) -> pl.Series:
        """Return the cells of a column of the worksheet, without spaces around them."""
        position = self.columns.get(column)
        text = pl.lit("") if position is None else pl.col(f"c{position}").str.strip_chars()
        return self.cells.select(ROW, text.alias(column))[column]


def read_sheet(
    rows: Iterator[GivenRow], understood: Understood, file: str, delimiter: str = ","
) -> Sheet:
    """Read the header and all rows; rows without any text are passed over.

    Raises `SheetRefused` for an empty sheet, a header without a needed column, rows with more
    cells than the header, and more rows than the worksheet takes.
    """
    _, header = next(rows, (1, ()))
    if not any(title.strip() for title in header):
        raise no_rows(file, "is empty")
    columns = columns_of(header, understood.worksheet, understood.wordings, file)
    cells = _cells(rows, len(header), understood.worksheet.rows_at_most, file)
    if not cells.height:
        raise no_rows(file, "has a header and no row below it")
    return _without_added(Sheet(file, tuple(header), columns, cells, delimiter))


def _cells(rows: Iterator[GivenRow], width: int, most: int, file: str) -> pl.DataFrame:
    schema = {ROW: pl.UInt32(), **{f"c{i}": pl.String() for i in range(width)}}
    parts = [pl.DataFrame(schema=schema)]
    uneven: list[Problem] = []
    height = 0
    while part := list(islice(rows, _PART)):
        given = [(number, cells) for number, cells in part if any(cells)]
        height += len(given)
        if height > most:
            height += sum(1 for _, cells in rows if any(cells))
            raise _too_many(height, most, file)
        even = [(number, _even(cells, width)) for number, cells in given]
        uneven += [
            _uneven(row, len(cells), width, file) for row, cells in even if len(cells) > width
        ]
        if len(uneven) >= MOST_LISTED:
            break
        if not uneven and even:
            numbers, texts = zip(*even, strict=True)
            columns = (numbers, *zip(*texts, strict=True))
            parts.append(pl.DataFrame(dict(zip(schema, columns, strict=True)), schema=schema))
    if uneven:
        raise SheetRefused(uneven[:MOST_LISTED])
    return pl.concat(parts, rechunk=True)


def _even(cells: Sequence[str], width: int) -> Sequence[str]:
    """Fill a row up with empty cells, and leave out empty ones beyond the header."""
    if len(cells) == width:
        return cells
    if len(cells) < width:
        return (*cells, *[""] * (width - len(cells)))
    return cells if any(cells[width:]) else cells[:width]


def _without_added(sheet: Sheet) -> Sheet:
    """Leave out what an earlier check added."""
    added = set(added_positions(sheet.titles))
    kept = [i for i in range(len(sheet.titles)) if i not in added]
    places = {old: new for new, old in enumerate(kept)}
    names = {f"c{old}": f"c{new}" for old, new in places.items()}
    return replace(
        sheet,
        titles=tuple(sheet.titles[i] for i in kept),
        columns={name: places[i] for name, i in sheet.columns.items() if i in places},
        cells=sheet.cells.select(ROW, *names).rename(names),
    )


def _uneven(row: int, cells: int, width: int, file: str) -> Problem:
    return Problem(
        code="uneven_row",
        message=f"the row has {cells} cells and the header {width}",
        remedy="put cells that hold the delimiter in quotes, or give the column a title",
        file=file,
        line=row,
        column=width + 1,
    )


def _too_many(height: int, most: int, file: str) -> SheetRefused:
    return refused(
        "too_many_rows",
        f"the sheet has {height:,} rows; at most {most:,} are checked",
        "split it, for example by folder of the old addresses",
        file=file,
    )
