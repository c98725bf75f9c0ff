"""What the cells of a sheet mean: figures, yes or no, words, addresses; or what is wrong with them.

For each column of the worksheet there are two columns here: `<id>` with its value, null where the
cell is empty or wrong, and `<id>.wrong` with the code of what is wrong. Addresses have a third,
`<id>.key`. A column the sheet lacks is a column of empty cells.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import Final

import polars as pl

from readiness.redirects.addresses import keys_of
from readiness.redirects.headers import item_words
from readiness.redirects.sheet import ROW, Sheet
from readiness.redirects.wording import Wording
from readiness.scoring.worksheets.table import TableColumn, TableWorksheet

_YES: Final = ("yes", "y", "true", "1", "ja", "j", "wahr", "waar", "x")
_NO: Final = ("no", "n", "false", "0", "nein", "nee", "falsch", "onwaar")
_YES_NO: Final = dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False)
_FIGURE: Final = r"^[+-]?\d{1,15}(?:\.\d{1,10})?$"
_DECIMALS: Final = r"\.(\d*?)0*$"
_BETWEEN_WORDS: Final = re.compile(r"[,;|/\s]+")


def wrong(column: str) -> str:
    """Return the name of the column that says what is wrong with a cell."""
    return f"{column}.wrong"


def key(column: str) -> str:
    """Return the name of the column with the keys of addresses."""
    return f"{column}.key"


def understood_cells(
    sheet: Sheet, worksheet: TableWorksheet, wordings: Sequence[Wording]
) -> pl.DataFrame:
    """Return the meaning of all cells of the worksheet's columns, with the row numbers."""
    found = sheet.cells.select(ROW)
    for column in worksheet.columns:
        text = sheet.texts(column.id)
        found = found.hstack(list(_understood(column, text, wordings)))
        if column.needed:
            missing = pl.when(text == "").then(pl.lit("value_missing"))
            code = pl.coalesce(missing, wrong(column.id)).alias(wrong(column.id))
            found = found.with_columns(code)
    return found


def _understood(
    column: TableColumn, text: pl.Series, wordings: Sequence[Wording]
) -> Iterator[pl.Series]:
    match column.type:
        case "url":
            keys = keys_of(text)
            yield text.rename(column.id)
            yield keys.rename(key(column.id))
            yield _codes(column, (text != "") & keys.is_null(), "not_an_address")
        case "number":
            yield from _numbers(column, text)
        case "text":
            yield text.rename(column.id)
            yield _codes(column, text.str.len_chars() > column.max_length, "text_too_long")
        case "yes_no":
            yield from _words(column, text, _YES_NO)
        case "choice" | "choices":
            words = item_words(column, wordings)
            yield from _words(column, text, words, many=column.type == "choices")


def _numbers(column: TableColumn, text: pl.Series) -> Iterator[pl.Series]:
    cell = pl.col("text")
    figure = pl.when(cell.str.contains(_FIGURE)).then(cell).cast(pl.Float64)
    low = -inf if column.low is None else column.low
    outside = ~figure.is_between(low, inf if column.high is None else column.high)
    code = (
        pl.when(cell == "")
        .then(None)
        .when(figure.is_null())
        .then(pl.lit("wrong_type"))
        .when(outside)
        .then(pl.lit("out_of_range"))
        .when(cell.str.extract(_DECIMALS).str.len_chars() > column.decimals)
        .then(pl.lit("too_many_decimals"))
    )
    coded = text.rename("text").to_frame().with_columns(code=code, figure=figure)
    value = pl.when(pl.col("code").is_null()).then("figure")
    yield coded.select(value.alias(column.id))[column.id]
    yield coded["code"].rename(wrong(column.id))


def _words(
    column: TableColumn, text: pl.Series, words: Mapping[str, object], *, many: bool = False
) -> Iterator[pl.Series]:
    """Look words up; of many in a cell each has to be known, and only the first is kept."""
    small = text.str.to_lowercase()
    meant = {each: _meant(each, words, many=many) for each in small.unique()}
    dtype = pl.Boolean if column.type == "yes_no" else pl.String
    value = small.replace_strict(meant, return_dtype=dtype)
    yield value.rename(column.id)
    yield _codes(column, (text != "") & value.is_null(), "unknown_option")


def _meant(text: str, words: Mapping[str, object], *, many: bool) -> object:
    if not many:
        return words.get(text)
    parts = [part for part in _BETWEEN_WORDS.split(text) if part]
    return words.get(parts[0]) if parts and all(part in words for part in parts) else None


def _codes(column: TableColumn, is_wrong: pl.Series, what: str) -> pl.Series:
    codes = pl.select(pl.when(is_wrong).then(pl.lit(what)))
    return codes.to_series().rename(wrong(column.id))
