"""The rule language on exact fractions."""

from fractions import Fraction

import pytest

from readiness.scoring.expressions import Declaration, Type, parse_condition, parse_formula
from readiness.scoring.worksheets.exact import (
    FUNCTIONS,
    MOST_BITS,
    Exact,
    bounded,
    evaluate,
    exactly,
    grown,
    present_value,
)

NAMES = {
    "a": Declaration(Type.NUMBER),
    "b": Declaration(Type.NUMBER),
    "gone": Declaration(Type.NUMBER),
    "yes": Declaration(Type.BOOL),
    "unsure": Declaration(Type.BOOL),
}
VALUES: dict[str, Exact] = {"a": Fraction(1, 3), "b": Fraction(3), "yes": True}


def of(text: str) -> Exact:
    node, _ = parse_formula(text, NAMES, FUNCTIONS)
    if node is None:
        node, errors = parse_condition(text, NAMES, FUNCTIONS)
        assert node is not None, errors
    return evaluate(node, VALUES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.1 + 0.2", Fraction(3, 10)),
        ("a * b", Fraction(1)),
        ("1 / 3 - a", Fraction(0)),
        ("-a", Fraction(-1, 3)),
        ("min(a, b, 2)", Fraction(1, 3)),
        ("max(a, b, 2)", Fraction(3)),
        ("sum(a, a, a)", Fraction(1)),
        ("mean(a, b)", Fraction(5, 3)),
        ("clamp(b, 0, 2)", Fraction(2)),
        ("clamp(-b, 0, 2)", Fraction(0)),
        ("count(yes, unsure, a > 1)", Fraction(1)),
        ("coalesce(gone, b)", Fraction(3)),
        ("coalesce(a, b)", Fraction(1, 3)),
        ("yes ? a : b", Fraction(1, 3)),
        ("a > 1 ? a : b", Fraction(3)),
        ("b in [1, 3]", True),
        ("a in [1, 3]", False),
        ("!yes", False),
        ("yes && a < 1", True),
        ("a > 1 && unsure", False),
        ("a > 1 || yes", True),
        ("unsure || yes", True),
        ("a == 1 / b", True),
        ("present_value(1, 0, 0, 3)", Fraction(3)),
        ("present_value(100, 0.1, 0.25, 2)", Fraction(100) * (Fraction(4, 5) + Fraction(88, 125))),
        ("grown(1000, 0.1, 3)", Fraction(1210)),
        ("grown(1000, -1, 1)", Fraction(1000)),
    ],
)
def test_the_language_is_calculated_exactly(text: str, expected: Exact) -> None:
    """S-70: no binary float takes part."""
    assert of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a / 0",
        "a / (b - 3)",
        "gone + 1",
        "-gone",
        "!unsure",
        "gone > 1",
        "gone in [1, 2]",
        "sum(a, gone)",
        "unsure ? a : b",
        "unsure && yes",
        "unsure || a > 1",
        "coalesce(gone, gone)",
        "mean(1e300, 1 / 0)",
        "present_value(1, 0, -1, 3)",
        "present_value(1, 0, 0.06, gone)",
        "present_value(1, 0, 0.06, 0)",
        "present_value(1, 0, 0.06, 16)",
        "present_value(1, 0, 0.06, 2.5)",
        "grown(1, 0.1, 0)",
        "grown(1, 0.1, 16)",
        "grown(1, 1e308, 3)",
        "present_value(1, 1e308, 0.06, 5)",
        "mean(1e308 * 1, 1e308 * 1)",
    ],
)
def test_what_has_no_value_is_missing(text: str) -> None:
    """S-74: x/0, a rate of -100 %, years that are none, and figures beyond all meaning."""
    assert of(text) is None


@pytest.mark.parametrize("years", range(1, 16))
def test_present_value_is_the_sum_of_its_terms(years: int) -> None:
    """S-72: over t = 1..years of first x (1 + change)^(t-1) / (1 + rate)^t."""
    first, change, rate = Fraction(203_000), Fraction(3, 100), Fraction(6, 100)
    terms = [first * (1 + change) ** (t - 1) / (1 + rate) ** t for t in range(1, years + 1)]
    assert present_value(first, change, rate, Fraction(years)) == sum(terms)


@pytest.mark.parametrize("year", range(1, 16))
def test_grown_compounds_from_the_first_year(year: int) -> None:
    """S-73: first x (1 + change)^(year-1)."""
    first, change = Fraction(203_000), Fraction(-7, 100)
    assert grown(first, change, Fraction(year)) == first * (1 + change) ** (year - 1)


def test_a_figure_of_too_many_digits_is_missing() -> None:
    """S-74: numerator and denominator have a limit, so each step is quick."""
    assert bounded(Fraction(2**900)) == 2**900
    assert bounded(Fraction(2**1000)) is None
    assert bounded(Fraction(1, 2**MOST_BITS)) is None
    assert bounded(Fraction(1, 2**MOST_BITS - 1)) is not None


def test_a_float_stands_for_the_decimal_that_was_written() -> None:
    """S-70: 0.1 is a tenth."""
    assert exactly(0.1) == Fraction(1, 10)
    assert exactly(1e300) == 10**300
    assert exactly(-0.0) == 0
