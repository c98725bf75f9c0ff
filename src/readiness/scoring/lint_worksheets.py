"""Problems of worksheets that a schema cannot say."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from readiness.scoring.expressions import Path
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import Problem
from readiness.scoring.spelling import did_you_mean
from readiness.scoring.worksheet_plans import finding_names
from readiness.scoring.worksheets.compiling import WorksheetPlan, compile_worksheet
from readiness.scoring.worksheets.exact import exactly
from readiness.scoring.worksheets.inputs import fits_decimals, lies_within
from readiness.scoring.worksheets.lint_table import lint_table
from readiness.scoring.worksheets.model import (
    EXCLUDED,
    LONGEST_HORIZON,
    CalculationWorksheet,
    WorksheetInput,
)
from readiness.scoring.worksheets.names import input_name

MOST_DIGITS: Final = 15
"""Of what can be typed, before and after the point: so many survive in every JSON number."""


def lint_worksheets(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield what is wrong with worksheets, their formulas and conditions among it."""
    findings = finding_names(questionnaire)
    for i, worksheet in enumerate(questionnaire.worksheets):
        path: Path = ("worksheets", i)
        if isinstance(worksheet, CalculationWorksheet):
            yield from _calculation(worksheet, findings, path)
        else:
            for problem in lint_table(worksheet, questionnaire.questions):
                yield problem.model_copy(update={"path": (*path, *problem.path)})


def _calculation(
    worksheet: CalculationWorksheet, findings: Mapping[str, str], path: Path
) -> Iterator[Problem]:
    yield from _inputs(worksheet, path)
    yield from _horizons(worksheet, path)
    yield from _checks(worksheet, path)
    yield from _readings(worksheet, path)
    yield from _benchmarks(worksheet, path)
    yield from _curve(worksheet, path)
    plan, problems = compile_worksheet(worksheet, findings, path)
    yield from problems
    if plan is not None:
        yield from _unused(plan, path)


def _inputs(worksheet: CalculationWorksheet, path: Path) -> Iterator[Problem]:
    for g, group in enumerate(worksheet.groups):
        for i, entry in enumerate(group.inputs):
            here: Path = (*path, "groups", g, "inputs", i)
            problem = _bounds(entry, here) or _default(entry, here)
            if problem is not None:
                yield problem


def _bounds(entry: WorksheetInput, path: Path) -> Problem | None:
    given = [name for name in ("low", "high") if getattr(entry, name) is not None]
    if entry.yes_no and given:
        return Problem(
            code="wrong_range",
            message=f"{entry.code} is answered with true or false and has bounds",
            remedy="remove low: and high:, or give it another unit",
            path=(*path, given[0]),
        )
    if entry.yes_no:
        return None
    if entry.low is None or entry.high is None:
        return Problem(
            code="incomplete_definition",
            message=f"{entry.code} takes a figure and lacks its bounds",
            remedy="add low: and high:, which bound what is accepted",
            path=path,
        )
    if entry.low >= entry.high:
        return Problem(
            code="wrong_range",
            message=f"{entry.code} takes figures from {entry.low:g} to {entry.high:g}",
            remedy="let low be less than high",
            path=(*path, "low"),
        )
    if max(abs(entry.low), abs(entry.high)) >= 10 ** (MOST_DIGITS - entry.decimals):
        return Problem(
            code="wrong_range",
            message=f"{entry.code} takes figures of more than {MOST_DIGITS} digits",
            remedy="narrow low: and high:, or take fewer decimals",
            path=(*path, "high"),
        )
    return None


def _default(entry: WorksheetInput, path: Path) -> Problem | None:
    default = entry.default
    if default is None:
        return None
    if isinstance(default, bool) is entry.yes_no:
        if isinstance(default, bool):
            return None
        figure = exactly(default)
        if lies_within(entry, figure) and fits_decimals(entry, figure):
            return None
    return Problem(
        code="default_out_of_range",
        message=f"{entry.code} would not take its own default if it were typed",
        remedy="give one inside low: and high: with no more decimals, or true or false for yes_no",
        path=(*path, "default"),
    )


def _horizons(worksheet: CalculationWorksheet, path: Path) -> Iterator[Problem]:
    for at, (earlier, later) in enumerate(pairwise(worksheet.horizons), start=1):
        if later <= earlier:
            yield Problem(
                code="wrong_horizon",
                message=f"the horizon of {later} years stands after that of {earlier}",
                remedy="let the horizons rise, each named once",
                path=(*path, "horizons", at),
            )
    if worksheet.own_horizon is None:
        return
    known = {input_name(entry.id): entry for entry in worksheet.inputs}
    entry = known.get(worksheet.own_horizon)
    if entry is None:
        yield _unknown(worksheet.own_horizon, "input", list(known), (*path, "own_horizon"))
    elif not _is_horizon(entry):
        yield Problem(
            code="wrong_horizon",
            message=f"{entry.code} is no horizon: it can be something else than whole years",
            remedy=f"give it low: 1 or more, high: {LONGEST_HORIZON} or less and decimals: 0",
            path=(*path, "own_horizon"),
        )


def _is_horizon(entry: WorksheetInput) -> bool:
    if entry.yes_no or entry.low is None or entry.high is None:
        return False
    return entry.low >= 1 and entry.high <= LONGEST_HORIZON and entry.decimals == 0


def _checks(worksheet: CalculationWorksheet, path: Path) -> Iterator[Problem]:
    for i, check in enumerate(worksheet.checks):
        if check.red is None and check.amber is None:
            yield Problem(
                code="incomplete_definition",
                message=f"the check {check.id} has neither red nor amber",
                remedy="add red: or amber: with a condition",
                path=(*path, "checks", i),
            )


def _readings(worksheet: CalculationWorksheet, path: Path) -> Iterator[Problem]:
    """A row without condition ends the list: nothing after it is ever read."""
    for i, row in enumerate(worksheet.readings[:-1]):
        if row.when is None:
            yield Problem(
                code="unreachable_row",
                message=f"the reading {row.id} is always true, so none after it is read",
                remedy="move it to the end, or add when:",
                path=(*path, "readings", i + 1),
            )


def _benchmarks(worksheet: CalculationWorksheet, path: Path) -> Iterator[Problem]:
    known = [figure.id for figure in worksheet.figures]
    for i, benchmark in enumerate(worksheet.benchmarks):
        if benchmark.figure not in known:
            yield _unknown(benchmark.figure, "figure", known, (*path, "benchmarks", i, "figure"))


def _curve(worksheet: CalculationWorksheet, path: Path) -> Iterator[Problem]:
    if worksheet.curve is None:
        return
    curve, here = worksheet.curve, (*path, "curve")
    yearly = [figure.id for figure in worksheet.figures if figure.per_horizon]
    once = [figure.id for figure in worksheet.figures if not figure.per_horizon]
    if curve.figure not in yearly:
        yield _unknown(curve.figure, "per_horizon figure", yearly, (*here, "figure"))
    for key, names, known, kind in (
        ("begins_with", curve.begins_with, once, "figure without horizon"),
        ("against", curve.against, yearly, "per_horizon figure"),
    ):
        for i, name in enumerate(names):
            if name not in known:
                yield _unknown(name, kind, known, (*here, key, i))


def _unused(plan: WorksheetPlan, path: Path) -> Iterator[Problem]:
    worksheet = plan.worksheet
    used = plan.read | {worksheet.own_horizon}
    for g, group in enumerate(worksheet.groups):
        for i, entry in enumerate(group.inputs):
            if group.id != EXCLUDED and input_name(entry.id) not in used:
                yield Problem(
                    code="unused_input",
                    message=f"nothing is calculated from {entry.code}",
                    remedy=f"use it in a figure or check, or move it to the group {EXCLUDED}",
                    path=(*path, "groups", g, "inputs", i),
                )


def _unknown(name: str, kind: str, known: list[str], path: Path) -> Problem:
    some = ", ".join(known[:8])
    return Problem(
        code="unknown_reference",
        message=f"there is no {kind} {name!r}",
        remedy=did_you_mean(name, known, f"name an existing {kind} ({some})"),
        path=path,
    )
