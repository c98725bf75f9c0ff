"""The published worked example of total cost of ownership, to the euro, and once more by hand."""

from fractions import Fraction
from typing import Any

import pytest

from readiness.catalog.cases import Case, load_cases, run_case
from readiness.catalog.catalog import Catalog
from readiness.catalog.loader import Loaded
from readiness.scoring.worksheet_plans import plan_of
from readiness.scoring.worksheets.calculation import calculate
from readiness.scoring.worksheets.compiling import WorksheetPlan
from readiness.scoring.worksheets.model import CalculationWorksheet
from readiness.scoring.worksheets.result import WorksheetResult, printed
from readiness.scoring.worksheets.texts import CalculationText
from readiness.settings import Settings

PRINTED: dict[int, dict[str, float]] = {
    3: {
        "run_last": 215_363,
        "run_present": 558_421,
        "tco": 1_124_841,
        "status_quo": 839_774,
        "net": -285_067,
        "break_even": 223_646,
        "infrastructure_share": 2.9,
    },
    5: {
        "run_last": 228_478,
        "run_present": 904_859,
        "tco": 1_471_279,
        "status_quo": 1_422_829,
        "net": -48_450,
        "break_even": 128_502,
    },
}


@pytest.fixture(scope="module")
def shipped() -> Loaded:
    return Catalog(Settings().questionnaires).get("platform-migration@2026.1.0")


@pytest.fixture(scope="module")
def cases(shipped: Loaded) -> dict[str, Case]:
    return {case.case: case for case in load_cases(shipped) if case.worksheet is not None}


@pytest.fixture(scope="module")
def plan(shipped: Loaded) -> WorksheetPlan:
    worksheets = {each.code: each for each in shipped.questionnaire.worksheets}
    worksheet = worksheets["TCO"]
    assert isinstance(worksheet, CalculationWorksheet)
    return plan_of(shipped.questionnaire, worksheet)


@pytest.fixture(scope="module")
def typed(cases: dict[str, Case]) -> dict[str, Any]:
    filling = cases["tco-worked-example"].worksheet
    assert filling is not None
    return dict(filling.inputs)


@pytest.fixture(scope="module")
def result(plan: WorksheetPlan, typed: dict[str, Any]) -> WorksheetResult:
    return calculate(plan, typed, {}, "new_platform")


def exact(result: WorksheetResult, figure: str, years: int | None = None) -> Fraction:
    found = result.figure(figure, years)
    assert found is not None
    assert found.exact is not None
    return Fraction(found.exact)


def test_the_worked_example_prints_as_published(result: WorksheetResult) -> None:
    """S-70, S-71: every figure of the table, to the euro."""
    for years, figures in PRINTED.items():
        for name, value in figures.items():
            found = result.figure(name, years)
            assert found is not None
            assert (name, years, found.value) == (name, years, value)
    plain = {figure.id: figure.value for figure in result.figures}
    assert (plain["one_off"], plain["init"], plain["run"]) == (460_800, 529_920, 203_000)
    assert (plain["opportunity"], plain["status_quo_year_1"]) == (117_000, 293_064)
    assert plain["delay"] == 7_505


def test_it_says_that_money_alone_does_not_pay(shipped: Loaded, result: WorksheetResult) -> None:
    """S-85, S-86: not within three years, nearly within five; it rests on believing more."""
    assert result.complete
    assert result.reading == "nearly_in_five"
    assert result.reading_notes == ("believed_less", "payment_fees_excluded")
    assert {line.outcome for line in result.checks} == {"clear"}
    text = shipped.questionnaire.texts["en"].worksheets["TCO"]
    assert isinstance(text, CalculationText)
    said = text.readings["nearly_in_five"]
    assert "does not pay within three years and only nearly within five" in said


@pytest.mark.parametrize("years", [3, 5])
def test_an_independent_calculation_gives_the_same_fractions(
    result: WorksheetResult, years: int
) -> None:
    """S-72, S-73: written out year by year, without the rule language."""
    c10 = 210 * Fraction(480)
    one_off = 20_000 + 0 + 160_000 + 60_000 + 45_000 + 30_000 + 15_000 + 12_000 + 18_000 + c10
    init = one_off * Fraction(115, 100)
    r4 = Fraction(2, 1000) * 4_000_000
    run = 36_000 + 12_000 + 30_000 + r4 + 9_000 + 40_000 + 8_000 + 60_000
    rate, change, growth = Fraction(6, 100), Fraction(3, 100), Fraction(12, 100)
    transition = 3 * Fraction(114_000, 12) + 8_000
    opportunity = 180_000 * Fraction(2, 1000) * 1_300 * Fraction(25, 100)
    today = 114_000 + 90 * Fraction(480)
    running = staying = hosting = annuity = Fraction(0)
    for year in range(1, years + 1):
        discount = (1 + rate) ** year
        running += run * (1 + change) ** (year - 1) / discount
        hosting += 12_000 * (1 + change) ** (year - 1) / discount
        staying += today * (1 + growth) ** year / discount
        annuity += 1 / discount
    tco = init + transition + running
    status_quo = staying + opportunity * annuity

    assert exact(result, "init") == init
    assert exact(result, "run") == run
    assert exact(result, "delay") == (today * (1 + growth) + opportunity - run) / 12
    assert exact(result, "run_last", years) == run * (1 + change) ** (years - 1)
    assert exact(result, "run_present", years) == running
    assert exact(result, "tco", years) == tco
    assert exact(result, "status_quo", years) == status_quo
    assert exact(result, "net", years) == status_quo - tco
    assert exact(result, "break_even", years) == (tco - staying) / annuity
    assert exact(result, "infrastructure_share", years) == 100 * hosting / tco
    assert printed(exact(result, "infrastructure_share", 3), 1) == 2.9


def test_break_even_is_where_the_net_is_zero(
    plan: WorksheetPlan, typed: dict[str, Any], result: WorksheetResult
) -> None:
    """S-70: one cent of opportunity a year on either side of it turns the reading."""
    believed = exact(result, "opportunity")
    lacking = exact(result, "break_even", 3) - believed
    above = float(lacking * 100 // 1 + 1) / 100
    below = float(lacking * 100 // 1) / 100
    for more, reading in ((above, "pays_in_three"), (below, "pays_in_five")):
        assert calculate(plan, typed | {"missed_channels": more}, {}).reading == reading


@pytest.mark.parametrize("name", ["opportunity", "delay", "status_quo"])
def test_more_visits_make_staying_dearer(
    plan: WorksheetPlan, typed: dict[str, Any], result: WorksheetResult, name: str
) -> None:
    """S-70: and so a month's delay, too."""
    more = calculate(plan, typed | {"visits": 180_001}, {})
    years = 3 if name == "status_quo" else None
    assert exact(more, name, years) > exact(result, name, years)


def test_every_case_of_the_worksheet_comes_out(shipped: Loaded, cases: dict[str, Case]) -> None:
    """S-75, S-84: missing lines, refused figures, each colour of each check."""
    assert len(cases) > 5
    for case in cases.values():
        run = run_case(shipped, case)
        assert run.problems == ()
        assert run.worksheet is not None
