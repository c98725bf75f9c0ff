"""Figures, horizons, checks, reading and receipt of a filled worksheet."""

from fractions import Fraction
from typing import Any

import pytest

from readiness.scoring.worksheets.calculation import asked_sheets, calculate, facts_of
from readiness.scoring.worksheets.result import printed, put_in
from tests.scoring.small_questionnaire import choice, questionnaire, scored
from tests.scoring.worksheets.filling import PLAN, SOURCE, filled, outcomes, plan_from, value


def test_figures_are_calculated_from_what_is_typed() -> None:
    """S-70, S-82: exactly, and for each horizon."""
    result = filled()
    assert (result.code, result.sheet, result.currency) == ("COST", "first", "EUR")
    assert result.complete
    assert value(result, "yearly") == 2000
    total = 1000 + Fraction(2000) / Fraction("1.25") + Fraction(2200) / Fraction("1.5625")
    total += Fraction(2420) / Fraction("1.953125")
    found = result.figure("total", 3)
    assert found is not None
    assert found.exact == f"{total.numerator}/{total.denominator}"
    assert found.value == 5247
    assert value(result, "last", 3) == 2420
    assert result.figure("total", 4) is None
    assert result.figure("nothing") is None


@pytest.mark.parametrize(
    ("exact", "decimals", "expected"),
    [
        (Fraction(1, 2), 0, 1),
        (Fraction(-1, 2), 0, 0),
        (Fraction(-3, 2), 0, -1),
        (Fraction(-51, 100), 0, -1),
        (Fraction(69_46, 100), 0, 69),
        (Fraction(25, 1000), 2, 0.03),
        (Fraction(-25, 1000), 2, -0.02),
        (Fraction(2, 3), 6, 0.666667),
        (Fraction(10) ** 22, 0, 10**22),
    ],
)
def test_a_figure_is_rounded_once_halves_up(
    exact: Fraction, decimals: int, expected: float
) -> None:
    """S-71: towards plus infinity, below zero too."""
    assert printed(exact, decimals) == expected
    assert isinstance(printed(exact, decimals), float if decimals else int)


def test_what_reads_a_missing_input_is_none_and_names_it() -> None:
    """S-80: everything else is calculated."""
    result = filled(rate=None, setup=None)
    lines = {(f.id, h.years): f for h in result.horizons for f in h.figures}
    assert lines["total", 3].missing == ("setup", "rate")
    assert (lines["total", 3].value, lines["total", 3].exact) == (None, None)
    assert lines["last", 3].value == 2420
    difference = result.figure("difference")
    assert difference is not None
    assert difference.missing == ("setup", "rate")
    assert value(result, "yearly") == 2000


def test_a_division_by_zero_has_no_value_and_nothing_is_missing() -> None:
    """S-74: there is no figure to ask for."""
    share = filled(rent=0).figure("share")
    assert share is not None
    assert (share.value, share.exact, share.missing) == (None, None, ())


@pytest.mark.parametrize(
    ("own", "horizons"), [(None, [3, 5]), (1, [1, 3, 5]), (5, [3, 5]), (15, [3, 5, 15])]
)
def test_the_own_horizon_joins_those_declared(own: int | None, horizons: list[int]) -> None:
    """S-82: rising, each once."""
    result = filled(horizon=own)
    assert [horizon.years for horizon in result.horizons] == horizons
    assert list(outcomes(result, "dear")) == horizons


def test_excluded_figures_are_shown_and_change_nothing_else() -> None:
    """S-83: whatever is typed there."""
    with_fees, without = filled(fees=500), filled()
    assert value(with_fees, "fees_twice") == 1000
    assert [figure.id for figure in with_fees.figures if figure.excluded] == ["fees_twice"]
    assert with_fees.horizons == without.horizons
    assert [f for f in with_fees.figures if not f.excluded] == [
        f for f in without.figures if not f.excluded
    ]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"setup": 1000}, "clear"),
        ({"setup": 50_000}, "amber"),
        ({"setup": 100_000}, "red"),
        ({"setup": None}, "open"),
    ],
)
def test_a_check_is_the_first_colour_that_is_true(
    changed: dict[str, object], expected: str
) -> None:
    """S-84: open while a missing input could still decide it; one line for each horizon."""
    assert outcomes(filled(**changed), "dear") == {3: expected, 5: expected}


def test_a_check_may_have_one_colour_only() -> None:
    """S-84: what is false already is not open."""
    assert outcomes(filled(saving=11, sure=False), "unsure") == {None: "amber"}
    assert outcomes(filled(saving=11, sure="?"), "unsure") == {None: "open"}
    assert outcomes(filled(saving=1, sure="?"), "unsure") == {None: "clear"}
    assert outcomes(filled(horizon=2), "short") == {2: "amber", 3: "clear", 5: "clear"}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [({}, "cheap"), ({"setup": 90_000}, "costly"), ({"setup": None}, None)],
)
def test_the_reading_is_the_first_row_that_is_true(
    changed: dict[str, object], expected: str | None
) -> None:
    """S-85: none while a row before it cannot be told."""
    assert filled(**changed).reading == expected


def test_without_a_row_that_is_true_there_is_no_reading() -> None:
    """S-85: the last row needs no condition, but may have one."""
    source: dict[str, Any] = SOURCE | {"readings": [{"id": "never", "when": "input.rent < 0.5"}]}
    assert calculate(plan_from(source), {"rent": 1}, {}).reading is None


@pytest.mark.parametrize(
    ("facts", "notes"),
    [
        ({"X-01": True}, ("by_finding", "fees")),
        ({"X-01": False}, ("fees",)),
        ({"X-01": None}, ("fees",)),
        ({}, ("fees",)),
    ],
)
def test_notes_are_those_that_are_true(
    facts: dict[str, bool | None], notes: tuple[str, ...]
) -> None:
    """S-86, S-87: a finding that cannot be told leaves its note silent."""
    assert filled(facts, fees=1, setup=1001).reading_notes == notes


def test_findings_are_those_of_the_result() -> None:
    """S-87: made or not; `None` while a result says that one may still be made."""
    asked = questionnaire(
        choice("care.parcels"),
        findings=[
            {"code": "X-01", "when": "care.parcels == 0", "severity": "high"},
            {"code": "X-02", "when": "care.parcels == 4", "severity": "high"},
        ],
    )
    result = scored(asked, care__parcels=0)
    assert facts_of(result, ["X-01", "X-02"]) == {"X-01": True, "X-02": False}
    still_open = result.model_copy(update={"open_findings": ("X-01", "X-02")})
    assert facts_of(still_open, ["X-01", "X-02"]) == {"X-01": True, "X-02": None}


@pytest.mark.parametrize("made", [True, False, None])
def test_a_sheet_is_asked_for_while_its_condition_is_true(made: bool | None) -> None:
    """S-88: without a condition always; what cannot be told is said."""
    assert asked_sheets(PLAN, {"X-01": made}) == {"first": True, "second": made}
    assert asked_sheets(PLAN, {}) == {"first": True, "second": None}


def test_the_receipt_puts_the_figures_in() -> None:
    """S-89: formula by formula, in the order calculated."""
    lines = {(line.figure, line.years): line for line in filled(change=-10).receipt}
    assert lines["yearly", None].formula == "input.rent - input.saving"
    assert lines["yearly", None].with_figures == "2000.1 - 0.1"
    assert lines["last", 3].with_figures == "grown(2000.1, (-10) / 100, 3)"
    assert lines["fees_twice", None].with_figures == "? * 2"
    assert lines["share", None].with_figures == "100 * 1000 / 2000.1"


@pytest.mark.parametrize(
    ("exact", "expected"),
    [
        (Fraction(0), "0"),
        (Fraction(100), "100"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(-5, 2), "(-2.5)"),
        (Fraction(-1, 10**9), "0"),
        (True, "true"),
        (None, "?"),
    ],
)
def test_a_value_stands_in_a_formula_as_a_decimal(
    exact: Fraction | bool | None, expected: str
) -> None:
    """S-89: with up to six decimals, in brackets below zero."""
    assert put_in(exact) == expected


def test_a_text_in_a_formula_is_no_name() -> None:
    """S-89: what stands in quotes stays as it is written."""
    source: dict[str, Any] = SOURCE | {
        "figures": [
            *SOURCE["figures"][:5],
            {"id": "difference", "code": "D", "formula": '"years" in ["a", "b"] ? 1 : 2'},
        ]
    }
    assert calculate(plan_from(source), {}, {}).receipt[-1].with_figures.startswith('"years" in')


def test_figures_are_calculated_in_the_order_written() -> None:
    """S-81: each from those above it."""
    result = filled()
    assert [figure.id for figure in result.figures] == [
        figure["id"] for figure in SOURCE["figures"] if not figure.get("per_horizon")
    ]
    five, three = result.figure("total", 5), result.figure("total", 3)
    difference = result.figure("difference")
    exact = [Fraction(each.exact or 0) if each else None for each in (difference, five, three)]
    assert exact[0] == (exact[1] or 0) - (exact[2] or 0)
