"""A calculated worksheet as a page in the terminal."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from babel import Locale
from babel.numbers import format_decimal
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from readiness.scoring.worksheets.model import CalculationWorksheet
from readiness.scoring.worksheets.result import CheckResult, FigureResult, WorksheetResult
from readiness.scoring.worksheets.texts import CalculationText
from readiness.scoring.worksheets.wording import worded

NOTHING: Final = "–"


def worksheet_page(
    worksheet: CalculationWorksheet, texts: CalculationText, result: WorksheetResult, language: str
) -> RenderableType:
    """Return figures, checks and what they say, in a language of the questionnaire."""
    return Group(*_Page(worksheet, texts, result, language).parts())


class _Page:
    def __init__(
        self,
        worksheet: CalculationWorksheet,
        texts: CalculationText,
        result: WorksheetResult,
        language: str,
    ) -> None:
        self._texts = texts
        self._result = result
        self._locale = Locale.parse(language)
        self._decimals: Mapping[str, int] = {each.id: each.decimals for each in worksheet.figures}

    def parts(self) -> Iterator[RenderableType]:
        result, texts = self._result, self._texts
        sheet = "" if result.sheet is None else f": {texts.sheets[result.sheet]}"
        yield Text(f"{texts.name}{sheet} ({result.currency})", style="bold")
        yield self._figures()
        yield self._horizons()
        yield from (Text(line) for line in self._checks())
        yield Text("")
        if result.reading is not None:
            yield Text(self._worded(texts.readings[result.reading]), style="bold")
        elif texts.readings:
            yield Text("What the figures say cannot be told yet.", style="bold")
        for note in result.reading_notes:
            yield Text(self._worded(texts.reading_notes[note]))
        for label, names in (("Missing", result.missing), ("Assumed", result.assumed)):
            if names:
                titles = "; ".join(f"{texts.inputs[name].title} ({name})" for name in names)
                yield Text(f"\n{label}: {titles}")

    def _figures(self) -> Table:
        table = Table(box=None, show_header=False)
        table.add_column()
        table.add_column(justify="right", no_wrap=True)
        for figure in self._result.figures:
            table.add_row(self._texts.figures[figure.id], self._shown(figure))
        return table

    def _horizons(self) -> Table:
        table = Table(box=None)
        table.add_column("")
        for horizon in self._result.horizons:
            table.add_column(_years(horizon.years), justify="right", no_wrap=True)
        rows = zip(*(horizon.figures for horizon in self._result.horizons), strict=True)
        for row in rows:
            table.add_row(self._texts.figures[row[0].id], *map(self._shown, row))
        return table

    def _checks(self) -> Iterator[str]:
        for line in self._result.checks:
            if line.outcome != "clear":
                yield f"{_mark(line)} {self._said(line)}"

    def _said(self, line: CheckResult) -> str:
        text = self._texts.checks[line.id]
        if line.outcome == "open":
            return f"{line.id} cannot be told yet"
        return (text.red if line.outcome == "red" else text.amber) or line.id

    def _worded(self, text: str) -> str:
        return worded(text, self._result, self._shown)

    def _shown(self, figure: FigureResult) -> str:
        """The figure with the decimals it is printed with, grouped as the language does."""
        if figure.value is None:
            return NOTHING
        decimals = self._decimals[figure.id]
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(Decimal(repr(figure.value)), format=pattern, locale=self._locale)


def _years(years: int) -> str:
    return "1 year" if years == 1 else f"{years} years"


def _mark(line: CheckResult) -> str:
    years = "" if line.years is None else f", {_years(line.years)}"
    return f"[{line.outcome}{years}]"
