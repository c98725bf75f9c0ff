"""Filled sheets of one worksheet side by side, a table for each horizon."""

from collections.abc import Sequence
from dataclasses import dataclass

from readiness.reports.numbers import NOTHING
from readiness.reports.view.worksheet_parts import FigureRow, WorksheetView


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """Figures of one horizon, or with an empty one those of none: a value for each sheet."""

    horizon: str
    rows: tuple[FigureRow, ...]


def compared_tables(views: Sequence[WorksheetView]) -> tuple[ComparedTable, ...]:
    """One table for each horizon that any sheet has, in their order, and one for the rest."""
    horizons = dict.fromkeys(years for view in views for years in view.horizons)
    by_horizon = tuple(
        ComparedTable(years, _side_by_side([_at(view, years) for view in views]))
        for years in horizons
    )
    rest = _side_by_side([view.figures for view in views])
    return (*by_horizon, ComparedTable("", rest)) if rest else by_horizon


def _at(view: WorksheetView, years: str) -> tuple[FigureRow, ...]:
    """A sheet's figures at one horizon, none where it has another."""
    if years not in view.horizons:
        return ()
    at = view.horizons.index(years)
    return tuple(row.model_copy(update={"values": (row.values[at],)}) for row in view.by_horizon)


def _side_by_side(sheets: Sequence[tuple[FigureRow, ...]]) -> tuple[FigureRow, ...]:
    values = [{row.code: row.values[0] for row in rows} for rows in sheets]
    first: tuple[FigureRow, ...] = max(sheets, key=len, default=())
    return tuple(
        row.model_copy(update={"values": tuple(each.get(row.code, NOTHING) for each in values)})
        for row in first
    )
