"""What is wrong with the rows of a sheet: a column of true and false for each check."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import polars as pl

from readiness.redirects.addresses import is_home
from readiness.redirects.cells import key, wrong
from readiness.redirects.hops import NONE, Ends, follow
from readiness.redirects.likeness import likeness, words_of
from readiness.scoring.worksheets.table import (
    CELL_CODES,
    GONE,
    TABLE_CHECKS,
    TableCheck,
    TableWorksheet,
    counted_columns,
)

OLD: Final = key("old_url")
NEW: Final = key("new_url")
AT: Final = "at"
"""The row's place among the rows, from 0."""
BASE: Final = "in_base"
"""Whether the row counts in the coverage; also where the figure that decides it is wrong."""
_OF_PAGES_IN_USE: Final = ("missing_successor", "gone_with_visits")
_TEMPORARY: Final = (302.0, 303.0, 307.0)


@dataclass(frozen=True, slots=True)
class Redirects:
    """The redirects of a sheet as they follow one another; numbers are places among them.

    `at` is the row of each; of several with one old address the first is the one that redirects.
    `following` is the redirect that the row's new address meets, or `NONE`.
    """

    at: list[int]
    following: list[int]
    ends: Ends


Flags = Callable[[pl.DataFrame, TableCheck, Redirects], pl.Series]


def redirects_of(cells: pl.DataFrame) -> Redirects:
    """Find out which redirects follow one another.

    A row redirects when both addresses are addresses, differ, and it does not say "gone".
    """
    gone = (pl.col("match_type") == GONE).fill_null(value=False)
    rows = cells.filter((pl.col(OLD) != pl.col(NEW)) & ~gone).select(AT, OLD, NEW)
    rows = rows.with_row_index("number")
    firsts = rows.unique(OLD, keep="first", maintain_order=True)
    joined = rows.join(
        firsts.select(pl.col(OLD).alias(NEW), pl.col("number").alias("following")),
        on=NEW,
        how="left",
        maintain_order="left",
    )
    following = joined["following"].cast(pl.Int64).fill_null(NONE).to_list()
    return Redirects(rows[AT].to_list(), following, follow(following))


def flags_of(
    cells: pl.DataFrame, worksheet: TableWorksheet, redirects: Redirects, skipped: Collection[str]
) -> pl.DataFrame:
    """Return a column of true and false for each code of a cell and each check, in this order.

    Checks that are skipped find nothing.
    """
    wrongs = [pl.col(wrong(column.id)) for column in worksheet.columns]
    by_code = {code: pl.any_horizontal(*(each == code for each in wrongs)) for code in CELL_CODES}
    flags = cells.select(**by_code).fill_null(value=False)
    checks = (
        _marked(cells, []) if check.id in skipped else _CHECKS[check.id](cells, check, redirects)
        for check in worksheet.checks
    )
    names = (check.id for check in worksheet.checks)
    return flags.hstack([each.rename(name) for each, name in zip(checks, names, strict=True)])


def in_base(cells: pl.DataFrame, worksheet: TableWorksheet) -> pl.Series:
    """Tell which rows count; where a figure is not readable, there may be visits."""
    counted = counted_columns(worksheet)
    some = [pl.col(column) > 0 for column in counted]
    unread = [pl.col(wrong(column)).is_not_null() for column in counted]
    return cells.select(pl.any_horizontal(*some, *unread).fill_null(value=False).alias(BASE))[BASE]


def not_checked(worksheet: TableWorksheet, given: Mapping[str, int]) -> tuple[str, ...]:
    """Return the checks that cannot be made because the sheet has no column they read."""
    has_figures = bool(set(counted_columns(worksheet)) & given.keys())
    return tuple(
        check.id
        for check in worksheet.checks
        if not TABLE_CHECKS[check.id].columns.keys() <= given.keys()
        or (check.id in _OF_PAGES_IN_USE and not has_figures)
    )


def _by(expression: pl.Expr) -> Flags:
    def flags(cells: pl.DataFrame, _check: TableCheck, _redirects: Redirects) -> pl.Series:
        return cells.select(expression.fill_null(value=False).alias("flag"))["flag"]

    return flags


def _chain(cells: pl.DataFrame, _check: TableCheck, redirects: Redirects) -> pl.Series:
    ends = redirects.ends
    return _marked(
        cells,
        [
            at
            for at, following, circle in zip(
                redirects.at, redirects.following, ends.circle, strict=True
            )
            if following != NONE and circle == NONE
        ],
    )


def _loop(cells: pl.DataFrame, _check: TableCheck, redirects: Redirects) -> pl.Series:
    members = [member for circle in redirects.ends.circles for member in circle]
    return _marked(cells, [redirects.at[member] for member in members])


def _mass_to_home(cells: pl.DataFrame, check: TableCheck, _redirects: Redirects) -> pl.Series:
    def homes(name: str) -> pl.Expr:
        return pl.col(name).is_in([each for each in cells[name].unique() if each and is_home(each)])

    flags = cells.select(flag=(homes(NEW) & ~homes(OLD)).fill_null(value=False))["flag"]
    count = int(flags.sum())
    share = Fraction(str(check.above_percent or 0)) / 100
    if count >= (check.at_least_rows or 1) and count > share * cells.height:
        return flags
    return _marked(cells, [])


def _dropped_to_unlike(cells: pl.DataFrame, check: TableCheck, _redirects: Redirects) -> pl.Series:
    dropped = cells.filter(
        ~pl.col("migrate") & pl.col(OLD).is_not_null() & pl.col(NEW).is_not_null()
    )
    below = check.similarity_below or 0
    return _marked(
        cells,
        [
            at
            for at, old, new in dropped.select(AT, OLD, NEW).iter_rows()
            if old != new and likeness(words_of(old), words_of(new)) < below
        ],
    )


def _marked(cells: pl.DataFrame, places: list[int]) -> pl.Series:
    return cells.select(flag=pl.col(AT).is_in(places))["flag"]


_NO_TARGET = pl.col("new_url") == ""
_GONE = (pl.col("match_type") == GONE).fill_null(value=False)
_CHECKS: Final[Mapping[str, Flags]] = {
    "not_an_address": _by(
        (pl.col(wrong("old_url")) == "not_an_address").fill_null(value=False)
        | (pl.col(wrong("new_url")) == "not_an_address").fill_null(value=False)
    ),
    "duplicate_old_url": _by(pl.col(OLD).is_not_null() & pl.col(OLD).is_duplicated()),
    "missing_successor": _by(pl.col(BASE) & _NO_TARGET & ~_GONE),
    "target_is_itself": _by(pl.col(OLD) == pl.col(NEW)),
    "chain": _chain,
    "loop": _loop,
    "mass_to_home": _mass_to_home,
    "several_hops_today": _by(pl.col("existing_hops") > 1),
    "temporary_today": _by(pl.col("status_code").is_in(_TEMPORARY)),
    "gone_with_visits": _by(pl.col(BASE) & _GONE),
    "migrate_without_target": _by(pl.col("migrate") & _NO_TARGET),
    "dropped_to_unlike": _dropped_to_unlike,
    "not_checked_in_staging": _by(
        pl.col(NEW).is_not_null() & ~pl.col("checked_in_staging").fill_null(value=False)
    ),
}
