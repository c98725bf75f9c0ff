"""The charts of filled worksheets, each with a sentence that says its values."""

from collections.abc import Iterable

from markupsafe import Markup

from readiness.reports.charts import PALETTE, CostTexts, CostYear, Palette, cost_curve
from readiness.reports.html_drawing import Draw
from readiness.reports.numbers import Numbers
from readiness.reports.view.worksheet_parts import CurveView, CurveYear, WorksheetView
from readiness.reports.words import Words


def cost_curves(
    worksheets: Iterable[WorksheetView],
    words: Words,
    numbers: Numbers,
    draw: Draw,
    palette: Palette = PALETTE,
) -> dict[str, Markup]:
    """The curve of each worksheet's sheet that has one, by sheet."""
    return {
        sheet.sheet: _curve(sheet.curve, words, numbers, draw, palette)
        for sheet in worksheets
        if sheet.curve is not None
    }


def _curve(
    curve: CurveView, words: Words, numbers: Numbers, draw: Draw, palette: Palette
) -> Markup:
    said = "; ".join(_year_said(year, words) for year in curve.years)
    sentence = words.say(
        "%(first)s against %(second)s, year by year: %(years)s. %(meeting)s.",
        first=curve.figure_name,
        second=curve.against_name,
        years=said,
        meeting=curve.break_even_label,
    )
    texts = CostTexts(
        curve.figure_name, curve.against_name, curve.years_name, curve.break_even_label
    )
    return draw(
        sentence,
        lambda title: cost_curve(
            [CostYear(each.year, each.figure, each.against) for each in curve.years],
            texts,
            meet_at=curve.break_even,
            fmt=lambda amount: numbers.amount(amount, 0),
            title=title,
            palette=palette,
        ),
    )


def _year_said(year: CurveYear, words: Words) -> str:
    return words.say(
        "year %(year)s: %(first)s against %(second)s",
        year=year.year,
        first=year.figure_label,
        second=year.against_label,
    )
