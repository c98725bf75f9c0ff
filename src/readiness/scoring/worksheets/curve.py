"""A worksheet's running totals year by year, and when one falls below the other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from readiness.scoring.worksheets.calculation import Facts, calculate
from readiness.scoring.worksheets.compiling import WorksheetPlan
from readiness.scoring.worksheets.model import CostCurve
from readiness.scoring.worksheets.result import WorksheetResult, printed

_DECIMALS: Final = 1


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Both totals at the end of a year, from year 0 on, rounded as printed."""

    year: int
    figure: int | float
    against: int | float


@dataclass(frozen=True, slots=True)
class CurveResult:
    """The points, and after how many years the totals first are equal; `None` if they never are.

    Between two years the totals are taken to run straight; one decimal, halves up.
    """

    points: tuple[CurvePoint, ...]
    break_even: float | None


def calculate_curve(
    plan: WorksheetPlan, inputs: Mapping[str, object], facts: Facts
) -> CurveResult | None:
    """Return the curve up to the longest horizon; `None` where there is none or a total is missing.

    `inputs` are by id, as typed, as `calculate` takes them.
    """
    curve = plan.worksheet.curve
    if curve is None:
        return None
    longest = calculate(plan, inputs, facts).horizons[-1].years
    years = tuple(range(1, longest + 1))
    yearly = replace(plan, worksheet=plan.worksheet.model_copy(update={"horizons": years}))
    totals = _totals(calculate(yearly, inputs, facts), curve, years)
    if totals is None:
        return None
    points = tuple(
        CurvePoint(year, printed(one, 0), printed(other, 0))
        for year, (one, other) in enumerate(totals)
    )
    return CurveResult(points, _break_even(totals))


_Totals = list[tuple[Fraction, Fraction]]


def _totals(result: WorksheetResult, curve: CostCurve, years: Iterable[int]) -> _Totals | None:
    """Both totals by year, exact, from year 0."""
    rows = [(_sum(result, curve.begins_with, None), _sum(result, (), None))]
    rows += [(_sum(result, (curve.figure,), n), _sum(result, curve.against, n)) for n in years]
    totals = [(one, other) for one, other in rows if one is not None and other is not None]
    return totals if len(totals) == len(rows) else None


def _sum(result: WorksheetResult, names: Iterable[str], year: int | None) -> Fraction | None:
    total = Fraction(0)
    for name in names:
        figure = result.figure(name, year)
        if figure is None or figure.exact is None:
            return None
        total += Fraction(figure.exact)
    return total


def _break_even(totals: _Totals) -> float | None:
    """Where the first total, which lay above, comes down to the second."""
    gaps = [one - other for one, other in totals]
    if gaps[0] <= 0:
        return 0.0
    for year, (before, after) in enumerate(pairwise(gaps)):
        if after <= 0:
            return float(printed(year + before / (before - after), _DECIMALS))
    return None
