"""The checked sheet: all given columns in the given order, and four more.

`problems` has code and words of each problem in a language, `severity` that of the worst,
`final_target` where a visitor ends, and `suggestions` likely targets with their likeness.
"""

from collections.abc import Iterator
from typing import Final

import polars as pl

from readiness.redirects.checking import FINAL_TARGET, SEVERITY, Checked
from readiness.redirects.details import Details
from readiness.redirects.headers import ADDED
from readiness.redirects.wording import Wording
from readiness.scoring.worksheets.table import TableColumn

_DETAILED: Final = ("duplicate_old_url", "chain", "loop")
_BETWEEN: Final = " | "
PROBLEMS, _, _, SUGGESTIONS = ADDED

WrittenCell = str | int | float
"""A figure in a column of figures, a text everywhere else."""


def written_titles(checked: Checked) -> tuple[str, ...]:
    """Return the header of the checked sheet."""
    return (*checked.sheet.titles, *ADDED)


def written_frame(checked: Checked, wording: Wording) -> pl.DataFrame:
    """Return the rows of the checked sheet as texts: `c0`, `c1` … and the added columns."""
    given = [f"c{i}" for i in range(len(checked.sheet.titles))]
    suggestions = pl.Series(SUGGESTIONS, _suggested(checked), dtype=pl.String)
    added = [
        _problems(checked, wording),
        checked.outcome[SEVERITY].fill_null(""),
        checked.outcome[FINAL_TARGET].fill_null(""),
        suggestions,
    ]
    return checked.sheet.cells.select(given).hstack(added)


def written_rows(checked: Checked, frame: pl.DataFrame) -> Iterator[tuple[WrittenCell, ...]]:
    """Yield the rows of the checked sheet; figures that were understood are figures again."""
    figures = {
        f"c{position}": _figures(checked, column)
        for name, position in checked.sheet.columns.items()
        if (column := checked.worksheet.column(name)) is not None and column.type == "number"
    }
    columns = [figures.get(name, frame[name].to_list()) for name in frame.columns]
    yield from zip(*columns, strict=True)


def _figures(checked: Checked, column: TableColumn) -> list[WrittenCell]:
    texts = checked.sheet.texts(column.id).to_list()
    values = checked.cells[column.id].to_list()
    whole = column.decimals == 0
    return [
        text if value is None else int(value) if whole else value
        for text, value in zip(texts, values, strict=True)
    ]


def _problems(checked: Checked, wording: Wording) -> pl.Series:
    words = {**wording.cells, **wording.checks}
    details = _detail_columns(checked)
    texts = []
    for code in checked.severities:
        sentence = pl.lit(f"{code}: {words.get(code, code)}")
        if code in details:
            sentence = pl.concat_str(sentence, pl.lit(" ("), pl.lit(details[code]), pl.lit(")"))
        texts.append(pl.when(pl.col(code)).then(sentence))
    joined = pl.concat_str(*texts, separator=_BETWEEN, ignore_nulls=True)
    return checked.flags.select(joined.alias(PROBLEMS))[PROBLEMS]


def _detail_columns(checked: Checked) -> dict[str, pl.Series]:
    details = Details(checked)
    return {
        code: pl.Series(
            code,
            [details.of(code, at) if flag else "" for at, flag in enumerate(checked.flags[code])],
            dtype=pl.String,
        )
        for code in _DETAILED
        if code in checked.flags.columns
    }


def _suggested(checked: Checked) -> Iterator[str]:
    for at in range(checked.sheet.height):
        offered = checked.suggestions.get(at, ())
        yield _BETWEEN.join(f"{each.address} ({each.likeness:.2f})" for each in offered)
