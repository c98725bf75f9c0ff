"""Parts about worksheets; `parts` says how to read them."""

from typing import Literal

from readiness.reports.view.parts import BenchmarkView, Fact
from readiness.scoring.parts import Part


class FigureRow(Part):
    """A figure by its print code, with one value, or one for each horizon."""

    code: str
    name: str
    values: tuple[str, ...]


class CheckView(Part):
    """A check that is red, amber or cannot be told; `years` says of which horizon."""

    outcome: Literal["red", "amber", "open"]
    outcome_label: str
    years: str
    text: str


class InputRow(Part):
    """One input as it counts: typed, assumed, or missing."""

    code: str
    name: str
    value: str
    state: Literal["given", "assumed", "missing", "refused"]
    state_label: str


class InputGroupView(Part):
    """Inputs that were asked for together."""

    name: str
    rows: tuple[InputRow, ...]


class CurveYear(Part):
    """What both ways have cost up to the end of a year."""

    year: int
    figure: float
    against: float
    figure_label: str
    against_label: str


class CurveView(Part):
    """Two running totals; `break_even` is in years, `None` if they do not meet."""

    title: str
    figure_name: str
    against_name: str
    years_name: str
    years: tuple[CurveYear, ...]
    break_even: float | None
    break_even_label: str


class WorksheetView(Part):
    """A filled sheet of a calculation worksheet."""

    code: str
    sheet: str
    name: str
    sheet_name: str
    title: str
    definition: str
    currency_note: str
    notes: tuple[str, ...]
    horizons: tuple[str, ...]
    by_horizon: tuple[FigureRow, ...]
    figures: tuple[FigureRow, ...]
    excluded: tuple[FigureRow, ...]
    checks: tuple[CheckView, ...]
    clear_note: str
    missing: tuple[str, ...]
    assumed: tuple[Fact, ...]
    refused: tuple[str, ...]
    curve: CurveView | None
    benchmarks: tuple[BenchmarkView, ...]
    inputs: tuple[InputGroupView, ...]
