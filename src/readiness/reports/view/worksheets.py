"""Filled worksheets in words: figures, checks, what they say, and the curve."""

from readiness.reports.view.answers import grade_label
from readiness.reports.view.facts import Facts
from readiness.reports.view.parts import BenchmarkView, Fact
from readiness.reports.view.worksheet_inputs import input_groups
from readiness.reports.view.worksheet_parts import (
    CheckView,
    CurveView,
    CurveYear,
    FigureRow,
    WorksheetView,
)
from readiness.reports.view.worksheet_sheet import Sheet, open_sheet
from readiness.scoring.worksheets.result import CheckResult, FigureResult

_OUTCOMES = ("red", "amber", "open")


def build_worksheets(facts: Facts) -> tuple[WorksheetView, ...]:
    """Every sheet into which something was typed, in the questionnaire's order."""
    filled = {(each.code, each.sheet): each for each in facts.context.worksheets if each.inputs}
    return tuple(
        build_worksheet(facts, open_sheet(facts, worksheet, filled[worksheet.code, sheet.id]))
        for worksheet in facts.questionnaire.calculations
        for sheet in worksheet.sheets
        if (worksheet.code, sheet.id) in filled
    )


def build_worksheet(facts: Facts, sheet: Sheet) -> WorksheetView:
    """One sheet, filled or not."""
    say, texts, result = facts.words.say, sheet.texts, sheet.result
    checks, refused = _checks(facts, sheet), sheet.refused
    clear = len({line.id for line in result.checks} - {line.id for line in _raised(sheet)})
    return WorksheetView(
        code=sheet.worksheet.code,
        sheet=sheet.filled.sheet,
        name=texts.name,
        sheet_name=texts.sheets[sheet.filled.sheet],
        title=sheet.said(texts.readings[result.reading]).removesuffix(".")
        if result.reading
        else say("What the figures say cannot be told yet"),
        definition=texts.definition,
        currency_note=say("Amounts in %(currency)s", currency=result.currency),
        notes=tuple(sheet.said(texts.reading_notes[note]) for note in result.reading_notes),
        horizons=tuple(years_label(facts, horizon.years) for horizon in result.horizons),
        by_horizon=_by_horizon(sheet),
        figures=tuple(_row(sheet, (f,)) for f in result.figures if not f.excluded),
        excluded=tuple(
            _row(sheet, (f,)) for f in result.figures if f.excluded and f.value is not None
        ),
        checks=checks,
        clear_note=facts.words.count("One check is clear.", "%(n)s checks are clear.", clear),
        missing=tuple(texts.inputs[n].title for n in result.missing if n not in refused),
        assumed=_assumed(facts, sheet),
        refused=tuple(texts.inputs[name].title for name in refused),
        curve=_curve(facts, sheet),
        benchmarks=_benchmarks(facts, sheet),
        inputs=input_groups(facts, sheet),
    )


def years_label(facts: Facts, years: int) -> str:
    """A horizon in words."""
    return facts.words.count("1 year", "%(n)s years", years)


def _row(sheet: Sheet, figures: tuple[FigureResult, ...]) -> FigureRow:
    first = figures[0]
    values = tuple(map(sheet.shown, figures))
    return FigureRow(code=first.code, name=sheet.texts.figures[first.id], values=values)


def _by_horizon(sheet: Sheet) -> tuple[FigureRow, ...]:
    lines = zip(*(horizon.figures for horizon in sheet.result.horizons), strict=True)
    return tuple(_row(sheet, line) for line in lines)


def _raised(sheet: Sheet) -> list[CheckResult]:
    return [line for line in sheet.result.checks if line.outcome in _OUTCOMES]


def clear_checks(sheet: Sheet) -> tuple[str, ...]:
    """What the checks that found nothing at any horizon would have said."""
    raised = {line.id for line in _raised(sheet)}
    clear = dict.fromkeys(line.id for line in sheet.result.checks if line.id not in raised)
    texts = [sheet.texts.checks[name] for name in clear]
    return tuple(text.amber or text.red or "" for text in texts)


def _checks(facts: Facts, sheet: Sheet) -> tuple[CheckView, ...]:
    """Red first, then amber, then what cannot be told; horizons of one outcome together."""
    lines = sorted(_raised(sheet), key=lambda line: _OUTCOMES.index(line.outcome))
    alike: dict[tuple[str, str], list[CheckResult]] = {}
    for line in lines:
        alike.setdefault((line.id, line.outcome), []).append(line)
    return tuple(_check(facts, sheet, group) for group in alike.values())


def _check(facts: Facts, sheet: Sheet, alike: list[CheckResult]) -> CheckView:
    line = alike[0]
    say, text = facts.words.say, sheet.texts.checks[line.id]
    labels = {"red": say("red"), "amber": say("amber"), "open": say("open")}
    wording = text.red if line.outcome == "red" else text.amber
    if line.outcome == "open":
        check = text.amber or text.red
        wording = say("It cannot be told yet whether this holds: “%(check)s”", check=check)
    return CheckView.model_validate(
        {
            "outcome": line.outcome,
            "outcome_label": labels[line.outcome],
            "years": ", ".join(years_label(facts, each.years) for each in alike if each.years),
            "text": wording or "",
        }
    )


def _assumed(facts: Facts, sheet: Sheet) -> tuple[Fact, ...]:
    defaults = {entry.id: entry for entry in sheet.worksheet.inputs}
    return tuple(
        Fact(
            label=sheet.texts.inputs[name].title,
            value=sheet.typed(facts, defaults[name], defaults[name].default),
        )
        for name in sheet.result.assumed
    )


def _curve(facts: Facts, sheet: Sheet) -> CurveView | None:
    drawn, curve = sheet.curve, sheet.worksheet.curve
    if drawn is None or curve is None:
        return None
    say, names = facts.words.say, sheet.texts.figures
    longest, met = drawn.points[-1].year, drawn.break_even
    counted = [name for name in curve.against if sheet.counts(name)]
    return CurveView(
        title=say("What has accrued after each year, in present values"),
        figure_name=names[curve.figure],
        against_name=" + ".join(names[name] for name in counted or curve.against[:1]),
        years_name=say("Years"),
        years=tuple(
            CurveYear(
                year=point.year,
                figure=point.figure,
                against=point.against,
                figure_label=facts.numbers.amount(point.figure, 0),
                against_label=facts.numbers.amount(point.against, 0),
            )
            for point in drawn.points
        ),
        break_even=met,
        break_even_label=facts.words.count(
            "No break-even within one year", "No break-even within %(n)s years", longest
        )
        if met is None
        else say("Break-even after %(years)s years", years=facts.numbers.figure(met)),
    )


def _benchmarks(facts: Facts, sheet: Sheet) -> tuple[BenchmarkView, ...]:
    views = []
    for benchmark in sheet.worksheet.benchmarks:
        text = sheet.texts.benchmarks[benchmark.id]
        views.append(
            BenchmarkView(
                name=text.name,
                value=text.value,
                year=text.year or benchmark.year,
                grade=benchmark.grade,
                grade_label=grade_label(facts, benchmark.grade),
                is_target=benchmark.grade != "D",
                questions=(),
            )
        )
    return tuple(views)
