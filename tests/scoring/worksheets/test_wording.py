"""Figures in sentences, and plans of worksheets that are kept."""

import pytest

from readiness.scoring import Questionnaire, QuestionnaireRefused
from readiness.scoring.worksheet_plans import PLANS_KEPT, plan_of
from readiness.scoring.worksheets.compiling import WorksheetPlan
from readiness.scoring.worksheets.model import CalculationWorksheet
from readiness.scoring.worksheets.wording import named_in, placeholders, worded
from tests.scoring.small_questionnaire import choice, questionnaire
from tests.scoring.worksheets.filling import PLAN, SOURCE, filled


def test_figures_are_put_into_a_sentence() -> None:
    """S-85, S-86: a figure of a horizon by its years."""
    text = "{yearly} a year, {total_3} over three."
    assert list(named_in(text)) == ["yearly", "total_3"]
    assert (
        worded(text, filled(), lambda figure: str(figure.value))
        == "2000.0 a year, 5247 over three."
    )
    assert {"yearly", "total_3", "total_5"} <= placeholders(PLAN.worksheet)
    assert not {"total", "total_4", "yearly_3"} & placeholders(PLAN.worksheet)


def asked(**changed: object) -> Questionnaire:
    worksheets = [SOURCE | changed]
    finding = {"code": "X-01", "when": "care.parcels == 0", "severity": "high"}
    return questionnaire(choice("care.parcels"), findings=[finding], worksheets=worksheets)


def plan_in(source: Questionnaire) -> WorksheetPlan:
    (worksheet,) = source.worksheets
    assert isinstance(worksheet, CalculationWorksheet)
    return plan_of(source, worksheet)


def test_a_plan_is_made_once_and_kept_for_a_while() -> None:
    """S-81: of the very worksheet it was made from."""
    several = [asked() for _ in range(PLANS_KEPT + 1)]
    plans = [plan_in(each) for each in several]
    assert plan_in(several[-1]) is plans[-1]
    assert plan_in(several[0]) is not plans[0]


def test_a_worksheet_with_problems_has_no_plan() -> None:
    """S-81: every problem is said."""
    spoilt = asked(figures=[{"id": "f", "code": "F", "formula": "input.nothing"}])
    with pytest.raises(QuestionnaireRefused, match=r"input\.nothing"):
        plan_in(spoilt)
