"""Sheets for the tests, from rows given as dictionaries."""

from collections.abc import Iterable, Mapping

from readiness.redirects.checking import Checked, check_sheet
from readiness.redirects.csv_reading import read_csv
from readiness.redirects.sheet import Sheet, Understood, read_sheet
from tests.redirect_worksheet import COLUMNS, UNDERSTOOD

HOST = "https://alt.example"


def silent(_what: str, _done: int, _total: int) -> None:
    """Nobody is told."""


def sheet(rows: Iterable[Mapping[str, str]], columns: Iterable[str] = COLUMNS) -> Sheet:
    """A sheet with these rows; what a row leaves out is empty."""
    titles = list(columns)
    table = [titles, *([row.get(title, "") for title in titles] for row in rows)]
    return read_sheet(iter(enumerate(table, start=1)), UNDERSTOOD, "sheet.csv")


def check(
    rows: Iterable[Mapping[str, str]],
    columns: Iterable[str] = COLUMNS,
    understood: Understood = UNDERSTOOD,
) -> Checked:
    """The sheet with these rows, checked."""
    return check_sheet(sheet(rows, columns), understood, silent)


def read(content: bytes | str) -> Sheet:
    """A sheet from the bytes or the text of a CSV file."""
    data = content.encode() if isinstance(content, str) else content
    return read_csv(data, UNDERSTOOD, "sheet.csv", silent)


def at(path: str) -> str:
    """An address of the old site."""
    return f"{HOST}/{path}"


def flagged(checked: Checked, code: str) -> list[int]:
    """The places of rows that have this problem, from 0."""
    return checked.flags[code].arg_true().to_list()
