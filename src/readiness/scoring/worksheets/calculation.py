"""`calculate()`: inputs and findings in, figures, checks and reading out. Pure and exact."""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from readiness.scoring.result import Result
from readiness.scoring.worksheets.compiling import CheckPlan, Compiled, WorksheetPlan
from readiness.scoring.worksheets.exact import Exact, Values, evaluate
from readiness.scoring.worksheets.inputs import read_inputs
from readiness.scoring.worksheets.model import Figure
from readiness.scoring.worksheets.names import YEARS, figure_name, input_name
from readiness.scoring.worksheets.receipt import formula_receipt
from readiness.scoring.worksheets.result import (
    CheckOutcome,
    CheckResult,
    FigureResult,
    FormulaReceipt,
    HorizonResult,
    WorksheetResult,
    printed,
)

Facts: TypeAlias = Mapping[str, bool | None]
"""Findings by code: made or not, `None` where it cannot be told; the same of one not named."""


def facts_of(result: Result, findings: Iterable[str]) -> Facts:
    """Return by code what a result says about findings; those that may still be made are `None`."""
    made = {finding.code for finding in result.findings}
    unsure = set(result.open_findings or ())
    return {code: code in made or (None if code in unsure else False) for code in findings}


def asked_sheets(plan: WorksheetPlan, facts: Facts) -> dict[str, bool | None]:
    """Return by id which sheets are to be filled; `None` where that cannot be told yet."""
    values = _findings(plan, facts)
    asked: dict[str, bool | None] = {}
    for sheet, rule in zip(plan.worksheet.sheets, plan.sheets, strict=True):
        outcome = True if rule is None else evaluate(rule.node, values)
        asked[sheet.id] = None if outcome is None else outcome is True
    return asked


def calculate(
    plan: WorksheetPlan, inputs: Mapping[str, object], facts: Facts, sheet: str | None = None
) -> WorksheetResult:
    """Calculate a filled sheet; whatever was typed gives a result, and nothing is raised.

    `inputs` are by id, as typed. What reads an input without value is `None`, with the input
    named; everything else is calculated.
    """
    return _Calculation(plan, inputs, facts).result(sheet)


def _findings(plan: WorksheetPlan, facts: Facts) -> dict[str, Exact]:
    return {name: facts.get(code) for code, name in plan.findings.items()}


class _Calculation:
    """Fills in figure after figure; each may read those before it."""

    def __init__(self, plan: WorksheetPlan, inputs: Mapping[str, object], facts: Facts) -> None:
        self._plan = plan
        self._entries = read_inputs(plan.worksheet, inputs)
        self._values: dict[str, Exact] = _findings(plan, facts)
        self._lacking: dict[str, tuple[str, ...]] = {}
        for name, value in self._entries.values.items():
            self._values[input_name(name)] = value
            self._lacking[input_name(name)] = () if value is not None else (name,)
        self._by_horizon: dict[int, ChainMap[str, Exact]] = {
            years: ChainMap({YEARS: Fraction(years)}, self._values) for years in self._horizons()
        }
        self._figures: list[FigureResult] = []
        self._figures_by_horizon: dict[int, list[FigureResult]] = {n: [] for n in self._by_horizon}
        self._receipt: list[FormulaReceipt] = []

    def _horizons(self) -> list[int]:
        """Those declared and the own one, rising, each once."""
        worksheet = self._plan.worksheet
        own = self._values.get(worksheet.own_horizon or "")
        more = [int(own)] if isinstance(own, Fraction) else []
        return sorted({*worksheet.horizons, *more})

    def result(self, sheet: str | None) -> WorksheetResult:
        worksheet, entries = self._plan.worksheet, self._entries
        for figure, rule in zip(worksheet.figures, self._plan.figures, strict=True):
            if figure.per_horizon:
                for years in self._by_horizon:
                    self._calculate(figure, rule, years)
            else:
                self._calculate(figure, rule, None)
        return WorksheetResult(
            code=worksheet.code,
            sheet=sheet,
            currency=worksheet.currency,
            complete=not entries.problems,
            problems=entries.problems,
            missing=entries.missing,
            assumed=entries.assumed,
            figures=tuple(self._figures),
            horizons=tuple(
                HorizonResult(years=years, figures=tuple(figures))
                for years, figures in self._figures_by_horizon.items()
            ),
            checks=tuple(line for plan in self._plan.checks for line in self._checked(plan)),
            reading=self._reading(),
            reading_notes=tuple(
                note.id
                for note, rule in zip(worksheet.reading_notes, self._plan.notes, strict=True)
                if evaluate(rule.node, self._values) is True
            ),
            receipt=tuple(self._receipt),
        )

    def _calculate(self, figure: Figure, rule: Compiled, years: int | None) -> None:
        values = self._values if years is None else self._by_horizon[years]
        value = evaluate(rule.node, values)
        exact = value if isinstance(value, Fraction) else None
        lacking = () if exact is not None else self._lacking_of(rule.reads, years)
        self._receipt.append(formula_receipt(figure.id, years, rule.text, values))
        line = FigureResult(
            id=figure.id,
            code=figure.code,
            value=None if exact is None else printed(exact, figure.decimals),
            exact=None if exact is None else f"{exact.numerator}/{exact.denominator}",
            missing=lacking,
            excluded=figure.excluded,
        )
        self._values[figure_name(figure.id, years)] = exact
        self._lacking[figure_name(figure.id, years)] = lacking
        if years is None:
            self._figures.append(line)
        else:
            self._by_horizon[years][figure_name(figure.id)] = exact
            self._figures_by_horizon[years].append(line)

    def _lacking_of(self, reads: Iterable[str], years: int | None) -> tuple[str, ...]:
        """Ids of the inputs without value that stand behind the names, in the order read."""
        found: dict[str, None] = {}
        for name in reads:
            of_horizon = self._lacking.get(f"{name}.years_{years}")
            found |= dict.fromkeys(
                self._lacking.get(name, ()) if of_horizon is None else of_horizon
            )
        return tuple(found)

    def _checked(self, plan: CheckPlan) -> Iterator[CheckResult]:
        if not plan.check.per_horizon:
            yield CheckResult(id=plan.check.id, outcome=_outcome(plan, self._values))
            return
        for years, values in self._by_horizon.items():
            yield CheckResult(id=plan.check.id, outcome=_outcome(plan, values), years=years)

    def _reading(self) -> str | None:
        """The first row that is true; none while one before it cannot be told."""
        worksheet = self._plan.worksheet
        for row, rule in zip(worksheet.readings, self._plan.readings, strict=True):
            outcome = True if rule is None else evaluate(rule.node, self._values)
            if outcome is not False:
                return row.id if outcome else None
        return None


def _outcome(plan: CheckPlan, values: Values) -> CheckOutcome:
    red, amber = (
        None if rule is None else evaluate(rule.node, values) for rule in (plan.red, plan.amber)
    )
    if red is True:
        return "red"
    if amber is True:
        return "amber"
    open_ones = (plan.red is not None and red is None, plan.amber is not None and amber is None)
    return "open" if any(open_ones) else "clear"
