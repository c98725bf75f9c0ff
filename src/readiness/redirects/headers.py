"""Which column of a sheet is which column of the worksheet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from readiness.redirects.refusal import SheetRefused, refused
from readiness.redirects.wording import Wording
from readiness.scoring.problems import Problem
from readiness.scoring.spelling import did_you_mean
from readiness.scoring.worksheets.table import TableColumn, TableWorksheet

_OTHER_NAMES: Final = {
    "existing_redirect_hops": "existing_hops",
    "migrate_yes_no": "migrate",
    "visits": "visits_16_months",
}
"""Names in use for columns whose ids or labels they do not follow."""
_BRACKETS: Final = re.compile(r"\(([^()]*)\)\s*$")
ADDED: Final = ("problems", "severity", "final_target", "suggestions")
"""Columns a checked sheet has besides; given ones are those of an earlier check, made anew."""


def known_names(worksheet: TableWorksheet, wordings: Sequence[Wording]) -> dict[str, str]:
    """Return column ids by every name under which a column is understood, as `plain_name`."""
    ids = {column.id for column in worksheet.columns}
    names = {name: column for name, column in _OTHER_NAMES.items() if column in ids}
    for wording in wordings:
        for column, label in wording.columns.items():
            if column in ids:
                names[plain_name(label)] = column
                names[plain_name(_BRACKETS.sub("", label))] = column
    return names | {column: column for column in ids}


def plain_name(text: str) -> str:
    """Return a name without case, signs and spaces: "Old URL" and `old_url` are the same."""
    return re.sub(r"\W+", "_", text.strip().casefold()).strip("_")


def columns_of(
    header: Sequence[str], worksheet: TableWorksheet, wordings: Sequence[Wording], file: str
) -> dict[str, int]:
    """Return the position of each column of the worksheet that the sheet has.

    Raises `SheetRefused` for a needed column that is missing, and one that is there twice.
    """
    names = known_names(worksheet, wordings)
    found: dict[str, int] = {}
    problems: list[Problem] = []
    for position, title in enumerate(header):
        column = names.get(plain_name(title))
        if column is not None and column in found:
            problems.append(_twice(column, title, header[found[column]], position, file))
        elif column is not None:
            found[column] = position
    problems += [
        _missing(column, header, names, file)
        for column in worksheet.columns
        if column.needed and column.id not in found
    ]
    if problems:
        raise SheetRefused(problems)
    return found


def item_words(column: TableColumn, wordings: Sequence[Wording]) -> dict[str, str]:
    """Return the items of a choice by every word for them, in small letters."""
    words = {item: item for item in column.items}
    for wording in wordings:
        said = wording.items.get(column.id, {})
        words |= {word.casefold(): item for item, word in said.items()}
    return words


def added_positions(header: Sequence[str]) -> Iterator[int]:
    """Yield the positions of columns that an earlier check added."""
    yield from (i for i, title in enumerate(header) if title.strip() in ADDED)


def _twice(column: str, title: str, before: str, position: int, file: str) -> Problem:
    return Problem(
        code="column_twice",
        message=f"columns {before!r} and {title!r} both are {column}",
        remedy="remove or rename one of them",
        file=file,
        line=1,
        column=position + 1,
    )


def _missing(
    column: TableColumn, header: Sequence[str], names: Mapping[str, str], file: str
) -> Problem:
    titles = [title for title in header if title.strip()]
    close = did_you_mean(column.id, sorted({plain_name(title) for title in titles}), "")
    found = ", ".join(repr(title[:40]) for title in titles[:20]) or "none"
    also = sorted(name for name, meant in names.items() if meant == column.id)
    return Problem(
        code="column_missing",
        message=f"there is no column {column.id}; found are {found}"
        + (f"; {close}" if close else ""),
        remedy=f"name one in the first row; understood are {', '.join(also)}",
        file=file,
        line=1,
    )


def no_rows(file: str, what: str) -> SheetRefused:
    """Return the refusal of a sheet without rows."""
    return refused(
        "sheet_empty",
        f"the sheet {what}",
        "give the columns in the first row and one old address in each row below",
        file=file,
    )
