"""Running totals year by year: the published example, and what has no curve."""

from dataclasses import replace

import pytest

from readiness.catalog.cases import load_cases
from readiness.catalog.loader import load_questionnaire
from readiness.scoring.worksheet_plans import plan_of
from readiness.scoring.worksheets.compiling import WorksheetPlan
from readiness.scoring.worksheets.curve import CurveResult, calculate_curve
from tests.catalog.small_worksheet import FILLED
from tests.house.repository import ROOT
from tests.scoring.worksheets.filling import PLAN

MIGRATION = ROOT / "questionnaires" / "platform-migration" / "2026.1.0"
Example = tuple[WorksheetPlan, dict[str, object]]


@pytest.fixture(scope="module")
def example() -> Example:
    """The plan of the worksheet of total cost, and the inputs of its worked example."""
    loaded = load_questionnaire(MIGRATION)
    case = next(c for c in load_cases(loaded) if c.case == "tco-worked-example")
    assert case.worksheet is not None
    return plan_of(loaded.questionnaire, loaded.questionnaire.calculations[0]), {
        **case.worksheet.inputs
    }


def curve_of(example: Example, **changed: object) -> CurveResult:
    plan, inputs = example
    curve = calculate_curve(plan, inputs | changed, {})
    assert curve is not None
    return curve


def test_the_curve_begins_with_the_cost_of_year_0_and_has_the_totals_of_each_horizon(
    example: Example,
) -> None:
    points = curve_of(example).points
    assert [point.year for point in points] == [0, 1, 2, 3, 4, 5]
    assert (points[0].figure, points[0].against) == (529_920 + 28_500 + 8_000, 0)
    assert (points[3].figure, points[3].against) == (1_124_841, 839_774)
    assert (points[5].figure, points[5].against) == (1_471_279, 1_422_829)


def test_the_totals_meet_only_where_one_comes_down_to_the_other(example: Example) -> None:
    assert curve_of(example).break_even is None
    longer = curve_of(example, horizon=8)
    assert longer.break_even == 5.4
    assert longer.points[-1].year == 8


def test_what_costs_nothing_at_first_has_paid_from_the_start(example: Example) -> None:
    nothing = dict.fromkeys(
        ("software_setup", "implementation", "integrations", "data_service", "consultant",
         "training", "redirects_cutover", "test_security", "internal_days", "parallel_months",
         "exit_cost"),
        0,
    )  # fmt: skip
    assert curve_of(example, **nothing).break_even == 0


def test_other_benefits_stand_on_the_side_of_the_status_quo(example: Example) -> None:
    assert curve_of(example, other_benefits=50_000).break_even is not None


def test_a_missing_total_leaves_no_curve(example: Example) -> None:
    plan, inputs = example
    assert calculate_curve(plan, inputs | {"data_service": None}, {}) is None
    assert calculate_curve(plan, inputs | {"old_run": None}, {}) is None


def test_a_worksheet_without_a_curve_has_none() -> None:
    plain = PLAN.worksheet.model_copy(update={"curve": None})
    assert calculate_curve(replace(PLAN, worksheet=plain), FILLED, {}) is None
    assert calculate_curve(PLAN, FILLED, {}) is not None
