"""The small worksheet of the tests, ready to be filled."""

from collections.abc import Mapping
from typing import Any

import yaml

from readiness.scoring.worksheets.calculation import Facts, calculate
from readiness.scoring.worksheets.compiling import WorksheetPlan, compile_worksheet
from readiness.scoring.worksheets.model import CalculationWorksheet
from readiness.scoring.worksheets.result import WorksheetResult
from tests.catalog.small_worksheet import FILLED, WORKSHEETS

SOURCE: dict[str, Any] = yaml.safe_load(WORKSHEETS)["worksheets"][0]
FINDINGS = {"X-01": "finding.X_01"}


def plan_from(source: Mapping[str, Any]) -> WorksheetPlan:
    """Compile a worksheet as it is written."""
    plan, problems = compile_worksheet(CalculationWorksheet.model_validate(source), FINDINGS)
    assert plan is not None, problems
    return plan


PLAN = plan_from(SOURCE)


def filled(facts: Facts | None = None, /, **changed: object) -> WorksheetResult:
    """Calculate the filled worksheet with some inputs changed; `None` leaves one out."""
    return calculate(PLAN, FILLED | changed, facts or {}, "first")


def value(result: WorksheetResult, figure: str, years: int | None = None) -> float | None:
    """Return a figure as printed."""
    found = result.figure(figure, years)
    assert found is not None
    return found.value


def outcomes(result: WorksheetResult, check: str) -> dict[int | None, str]:
    """Return a check's outcomes by horizon."""
    return {line.years: line.outcome for line in result.checks if line.id == check}


def codes(result: WorksheetResult) -> dict[str, str]:
    """Return the problems' codes by input."""
    return {problem.input: problem.code for problem in result.problems}
