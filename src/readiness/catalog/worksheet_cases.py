"""The worksheet of a case: completed from its base, calculated and compared as printed."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from readiness.catalog.case_model import WorksheetExpectation, WorksheetFilling
from readiness.catalog.documents import Path
from readiness.scoring import Problem, Questionnaire, Result
from readiness.scoring.spelling import did_you_mean
from readiness.scoring.worksheet_plans import plan_of
from readiness.scoring.worksheets.calculation import calculate, facts_of
from readiness.scoring.worksheets.model import CalculationWorksheet
from readiness.scoring.worksheets.result import CheckResult, FigureResult, WorksheetResult

Differs = Callable[[str, object, object, Path], Problem]
"""Makes the problem of a difference: what, expected, got, where."""

_EXPECTED: Path = ("expect", "worksheet")


def completed_filling(
    line: Iterable[WorksheetFilling | None],
) -> WorksheetFilling | None:
    """Return what is typed, from the first base to the case itself; `null` removes an input."""
    filling: WorksheetFilling | None = None
    for own in line:
        if own is None:
            continue
        base = filling if filling is not None and filling.code == own.code else None
        inputs = {**(base.inputs if base else {}), **own.inputs}
        filling = WorksheetFilling(
            code=own.code,
            sheet=own.sheet or (base.sheet if base else None),
            inputs={name: value for name, value in inputs.items() if value is not None},
        )
    return filling


def calculated(
    questionnaire: Questionnaire, filling: WorksheetFilling, result: Result
) -> WorksheetResult | Problem:
    """Calculate what is typed beside the answers' result, or say what is not there."""
    worksheets = {each.code: each for each in questionnaire.calculations}
    if filling.code not in worksheets:
        return _unknown("worksheet", filling.code, list(worksheets), ("worksheet", "code"))
    worksheet = worksheets[filling.code]
    sheets = [sheet.id for sheet in worksheet.sheets]
    sheet = filling.sheet or sheets[0]
    if sheet not in sheets:
        return _unknown("sheet", sheet, sheets, ("worksheet", "sheet"))
    plan = plan_of(questionnaire, worksheet)
    return calculate(plan, filling.inputs, facts_of(result, plan.findings), sheet)


def worksheet_differences(
    differs: Differs,
    worksheet: CalculationWorksheet | None,
    expected: WorksheetExpectation | None,
    got: WorksheetResult | None,
) -> Iterator[Problem]:
    """Yield every difference; figures are compared as printed, exactly."""
    if expected is None:
        return
    if got is None or worksheet is None:
        yield differs("worksheet", "filled", "not filled", _EXPECTED)
        return
    given = expected.model_fields_set
    yield from _unknown_names(worksheet, expected)
    for name in ("complete", "reading", "reading_notes"):
        if name in given:
            wanted, found = getattr(expected, name), getattr(got, name)
            if wanted != found:
                yield differs(name, wanted, found, (*_EXPECTED, name))
    for name in ("missing", "assumed"):
        if name in given and sorted(getattr(expected, name)) != sorted(getattr(got, name)):
            yield differs(name, getattr(expected, name), getattr(got, name), (*_EXPECTED, name))
    problems = {problem.input: problem.code for problem in got.problems}
    if "problems" in given and expected.problems != problems:
        wanted, found = _listed(expected.problems), _listed(problems)
        yield differs("problems", wanted, found, (*_EXPECTED, "problems"))
    yield from _figures(differs, expected, got)
    if "checks" in given:
        yield from _checks(differs, expected.checks, got.checks)


def _listed(problems: Mapping[str, str]) -> list[str]:
    return [f"{name} {code}" for name, code in problems.items()]


def _figures(
    differs: Differs, expected: WorksheetExpectation, got: WorksheetResult
) -> Iterator[Problem]:
    by_id = {figure.id: figure for figure in got.figures}
    yield from _values(differs, "", expected.figures, by_id, (*_EXPECTED, "figures"))
    horizons = {horizon.years: horizon.figures for horizon in got.horizons}
    for years, wanted in expected.horizons.items():
        path: Path = (*_EXPECTED, "horizons", str(years))
        if years not in horizons:
            yield differs(f"horizon of {years} years", "calculated", "not calculated", path)
            continue
        by_id = {figure.id: figure for figure in horizons[years]}
        yield from _values(differs, f"{years} years: ", wanted, by_id, path)


def _values(
    differs: Differs,
    of: str,
    expected: Mapping[str, int | float | None],
    got: Mapping[str, FigureResult],
    path: Path,
) -> Iterator[Problem]:
    for name, wanted in expected.items():
        if name in got and got[name].value != wanted:
            yield differs(f"{of}{name}", wanted, got[name].value, (*path, name))


def _checks(
    differs: Differs,
    expected: Mapping[str, str | Mapping[int, str]],
    got: Iterable[CheckResult],
) -> Iterator[Problem]:
    """Every check, and horizon of a check, that is not named is expected to be clear."""
    for line in got:
        wanted = expected.get(line.id, "clear")
        path: Path = (*_EXPECTED, "checks", line.id)
        what = f"check {line.id}"
        if line.years is not None and not isinstance(wanted, str):
            wanted = wanted.get(line.years, "clear")
            path, what = (*path, str(line.years)), f"{what} over {line.years} years"
        if wanted != line.outcome:
            yield differs(what, wanted, line.outcome, path)


def _unknown_names(
    worksheet: CalculationWorksheet, expected: WorksheetExpectation
) -> Iterator[Problem]:
    plain = [figure.id for figure in worksheet.figures if not figure.per_horizon]
    per_horizon = [figure.id for figure in worksheet.figures if figure.per_horizon]
    checks = [check.id for check in worksheet.checks]
    sections: list[tuple[str, Iterable[str], list[str], Path]] = [
        ("figure", expected.figures, plain, ("figures",)),
        ("check", expected.checks, checks, ("checks",)),
        *(
            ("figure of a horizon", wanted, per_horizon, ("horizons", str(years)))
            for years, wanted in expected.horizons.items()
        ),
    ]
    for kind, names, known, path in sections:
        for name in names:
            if name not in known:
                yield _unknown(kind, name, known, (*_EXPECTED, *path, name))


def _unknown(kind: str, name: str, known: list[str], path: Path) -> Problem:
    some = ", ".join(known[:12]) or "none is defined"
    return Problem(
        code="unknown_reference",
        message=f"there is no {kind} {name!r}",
        remedy=did_you_mean(name, known, f"use one of {some}"),
        path=path,
    )
