"""A sheet checked whole: what is wrong with each row, where it leads, what could replace it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from readiness.redirects.cells import understood_cells
from readiness.redirects.checks import (
    AT,
    BASE,
    NEW,
    OLD,
    Redirects,
    flags_of,
    in_base,
    not_checked,
    redirects_of,
)
from readiness.redirects.coverage import Coverage, coverage_of
from readiness.redirects.hops import NONE
from readiness.redirects.sheet import Progress, Sheet, Understood
from readiness.redirects.suggestions import Suggestion, Targets
from readiness.scoring.worksheets.table import CELL_CODES, GONE, Severity, TableWorksheet

SEVERITY: Final = "severity"
FINAL_TARGET: Final = "final_target"
_TOLD_EVERY: Final = 500


@dataclass(frozen=True, slots=True)
class Checked:
    """A sheet and what was found, row by row in the given order.

    `cells` are the cells as they are meant, `flags` a column of true and false for each code and
    check, `outcome` the columns `severity` (of the worst problem, null for none) and
    `final_target` (where a visitor ends, null where there is no end); `suggestions` are by place
    among the rows, from 0.
    """

    sheet: Sheet
    worksheet: TableWorksheet
    cells: pl.DataFrame
    flags: pl.DataFrame
    outcome: pl.DataFrame
    redirects: Redirects
    suggestions: Mapping[int, tuple[Suggestion, ...]]
    coverage: Coverage
    not_checked: tuple[str, ...]

    @property
    def severities(self) -> dict[str, Severity]:
        """The severity of each code and check, in the order in which they are listed."""
        return severities(self.worksheet)


def check_sheet(sheet: Sheet, understood: Understood, progress: Progress) -> Checked:
    """Check a sheet that was read; every row is kept, whatever is wrong with it."""
    worksheet = understood.worksheet
    progress("checking", 0, sheet.height)
    cells = understood_cells(sheet, worksheet, understood.wordings).with_row_index(AT)
    cells = cells.with_columns(in_base(cells, worksheet))
    redirects = redirects_of(cells)
    skipped = not_checked(worksheet, sheet.columns)
    flags = flags_of(cells, worksheet, redirects, skipped)
    outcome = pl.DataFrame(
        {
            SEVERITY: _worst(flags, severities(worksheet)),
            FINAL_TARGET: _final_targets(cells, redirects),
        }
    )
    progress("checking", sheet.height, sheet.height)
    return Checked(
        sheet=sheet,
        worksheet=worksheet,
        cells=cells,
        flags=flags,
        outcome=outcome,
        redirects=redirects,
        suggestions=_suggestions(cells, worksheet, progress),
        coverage=_coverage(cells, outcome, worksheet),
        not_checked=skipped,
    )


def severities(worksheet: TableWorksheet) -> dict[str, Severity]:
    """Return the severity of everything that can be wrong with a row."""
    of_cells: dict[str, Severity] = dict.fromkeys(CELL_CODES, "error")
    return of_cells | {check.id: check.severity for check in worksheet.checks}


def _worst(flags: pl.DataFrame, by_code: Mapping[str, Severity]) -> pl.Series:
    def any_of(severity: Severity) -> pl.Expr:
        return pl.any_horizontal(
            pl.lit(value=False), *(code for code, given in by_code.items() if given == severity)
        )

    worst = (
        pl.when(any_of("error"))
        .then(pl.lit("error"))
        .when(any_of("warning"))
        .then(pl.lit("warning"))
        .when(any_of("info"))
        .then(pl.lit("info"))
    )
    return flags.select(worst.alias(SEVERITY))[SEVERITY]


def _final_targets(cells: pl.DataFrame, redirects: Redirects) -> pl.Series:
    """Return where visitors end: the given target unless it is itself redirected."""
    at, following, ends = redirects.at, redirects.following, redirects.ends
    led_on = [number for number, next_one in enumerate(following) if next_one != NONE]
    last = [None if ends.last[number] == NONE else at[ends.last[number]] for number in led_on]
    moved = pl.DataFrame(
        {AT: [at[number] for number in led_on], "end": last, "moved": True},
        schema={AT: pl.UInt32, "end": pl.UInt32, "moved": pl.Boolean},
    )
    targets = cells.select(pl.col(AT).alias("end"), target="new_url")
    gone = (pl.col("match_type") == GONE).fill_null(value=False)
    own = pl.when(pl.col(NEW).is_not_null() & ~gone).then("new_url")
    joined = (
        cells.join(moved, on=AT, how="left", maintain_order="left")
        .join(targets, on="end", how="left", maintain_order="left")
        .select(pl.when("moved").then("target").otherwise(own).alias(FINAL_TARGET))
    )
    return joined[FINAL_TARGET]


def _coverage(cells: pl.DataFrame, outcome: pl.DataFrame, worksheet: TableWorksheet) -> Coverage:
    gone = (pl.col("match_type") == GONE).fill_null(value=False)
    sound = (pl.col(SEVERITY) != "error").fill_null(value=True)
    counted = cells.hstack(outcome).filter(BASE)
    covered = counted.filter(sound & pl.col(NEW).is_not_null() & ~gone)
    return coverage_of(counted.height, covered.height, worksheet.feeds.decimals)


def _suggestions(
    cells: pl.DataFrame, worksheet: TableWorksheet, progress: Progress
) -> dict[int, tuple[Suggestion, ...]]:
    """Offer targets where there is none, but not for pages that are gone and were not in use."""
    gone = (pl.col("match_type") == GONE).fill_null(value=False)
    wanted = cells.filter(
        pl.col(OLD).is_not_null() & (pl.col("new_url") == "") & (pl.col(BASE) | ~gone)
    )
    wished = worksheet.suggestions
    if not (wanted.height and wished.at_most):
        return {}
    targets = Targets(cells.filter(pl.col(NEW).is_not_null()).select(NEW, "new_url").iter_rows())
    found: dict[int, tuple[Suggestion, ...]] = {}
    for done, (at, old) in enumerate(wanted.select(AT, OLD).iter_rows()):
        if done % _TOLD_EVERY == 0:
            progress("suggesting", done, wanted.height)
        like = targets.like(old, wished.similarity_at_least, wished.at_most)
        if like:
            found[at] = like
    progress("suggesting", wanted.height, wanted.height)
    return found
