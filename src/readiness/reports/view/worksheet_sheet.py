"""One filled sheet with its worksheet, texts and results, and how its figures are written."""

from dataclasses import dataclass
from typing import Final

from readiness.reports.numbers import NOTHING, Numbers
from readiness.reports.view.facts import Facts, FilledWorksheet
from readiness.scoring.worksheet_plans import plan_of
from readiness.scoring.worksheets.calculation import calculate, facts_of
from readiness.scoring.worksheets.curve import CurveResult, calculate_curve
from readiness.scoring.worksheets.model import CalculationWorksheet, WorksheetInput
from readiness.scoring.worksheets.result import FigureResult, WorksheetResult
from readiness.scoring.worksheets.texts import CalculationText
from readiness.scoring.worksheets.wording import worded

NOT_GIVEN: Final = "input_missing"
"""The problem of an input without a value, which is no mistake."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was typed, and all that comes out of it."""

    worksheet: CalculationWorksheet
    texts: CalculationText
    filled: FilledWorksheet
    result: WorksheetResult
    curve: CurveResult | None
    numbers: Numbers

    @property
    def refused(self) -> tuple[str, ...]:
        """Ids of the inputs whose value makes no sense."""
        typed = (problem.input for problem in self.result.problems if problem.code != NOT_GIVEN)
        return tuple(name for name in typed if name in self.texts.inputs)

    def shown(self, figure: FigureResult) -> str:
        """A figure with the decimals it is printed with."""
        if figure.value is None:
            return NOTHING
        decimals = {each.id: each.decimals for each in self.worksheet.figures}
        return self.numbers.amount(figure.value, decimals[figure.id])

    def said(self, text: str) -> str:
        """A sentence of the worksheet with its figures put in."""
        return worded(text, self.result, self.shown)

    def counts(self, figure: str) -> bool:
        """Tell whether a figure per horizon is more than nothing at the longest one."""
        found = self.result.figure(figure, self.result.horizons[-1].years)
        return found is not None and bool(found.value)

    def typed(self, facts: Facts, entry: WorksheetInput, value: object) -> str:
        """What was typed, with its unit; what is no figure stands as it was typed."""
        if isinstance(value, bool):
            return facts.words.say("Yes") if value else facts.words.say("No")
        if not isinstance(value, int | float):
            return str(value)
        unit = self.texts.units.get(entry.unit, "")
        return self.numbers.with_unit(value, unit) if unit else self.numbers.figure(value)


def open_sheet(facts: Facts, worksheet: CalculationWorksheet, filled: FilledWorksheet) -> Sheet:
    """Calculate a sheet; its conditions read the findings of the report's result."""
    texts = facts.texts.worksheets[worksheet.code]
    assert isinstance(texts, CalculationText)  # lint has compared their kinds
    plan = plan_of(facts.questionnaire, worksheet)
    made = facts_of(facts.result, plan.findings)
    return Sheet(
        worksheet=worksheet,
        texts=texts,
        filled=filled,
        result=calculate(plan, filled.inputs, made, filled.sheet),
        curve=calculate_curve(plan, filled.inputs, made),
        numbers=facts.numbers,
    )
