"""Settling, rounding and division on columns give Python's numbers.

S-50 Binary noise beyond ten decimals is removed; results have one decimal, halves up.
"""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random
from typing import Any, Literal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.bulk.division import quotient, with_zeros
from readiness.bulk.rounding import SMALL, rounded, rounded_share, settle
from readiness.bulk.sheet import Sheet
from readiness.scoring import rounding
from tests.bulk.random_answers import seeded

ENGINES: tuple[Literal["in-memory", "streaming"], ...] = ("in-memory", "streaming")
VALUE = pl.col("value")


def on_columns(
    values: Sequence[float | None], compute: Callable[[Sheet, pl.Expr], pl.Expr]
) -> list[float | None]:
    """Compute with both engines of Polars, which have to agree."""
    frame = with_zeros(pl.DataFrame({"value": pl.Series(values, dtype=pl.Float64)}))
    sheet = Sheet(frame.columns)
    sheet.put("result", compute(sheet, VALUE))
    plan = sheet.fill(frame.lazy())
    first, second = (plan.collect(engine=engine)["result"].to_list() for engine in ENGINES)
    assert first == second
    return first


def settle_any(sheet: Sheet, value: pl.Expr) -> pl.Expr:
    return settle(sheet, value, small=False)


def printed(_: Sheet, value: pl.Expr) -> pl.Expr:
    return rounded(value)


def printed_any(_: Sheet, value: pl.Expr) -> pl.Expr:
    return rounded(value, small=False)


def share(_: Sheet, value: pl.Expr) -> pl.Expr:
    return rounded_share(value)


def beside_ties(random: Random, count: int, largest: float) -> list[float]:
    """Give the floats next to a half of the tenth decimal, where the product must be exact."""
    found = []
    for _ in range(count):
        steps = random.randrange(int(largest * 10**10))
        tie = float(Fraction(2 * steps + 1, 2 * 10**10))
        found += [math.nextafter(tie, -1), tie, math.nextafter(tie, math.inf)]
    return found


def test_settling_agrees_on_random_scores() -> None:
    random = seeded(1)
    values = [random.uniform(0, 100) for _ in range(100_000)]
    assert on_columns(values, settle) == [rounding.settle(value) for value in values]


@pytest.mark.parametrize("largest", [0.001, 1.0, 100.0, SMALL])
def test_settling_agrees_where_rounding_is_close(largest: float) -> None:
    values = beside_ties(seeded(2), 20_000, largest)
    assert on_columns(values, settle) == [rounding.settle(value) for value in values]


def test_settling_takes_exact_halves_to_the_even_neighbour() -> None:
    """Multiples of 1 / 2048 are the only floats that lie on a half."""
    values = [odd / 2048 for odd in range(1, 2048 * 101, 2)]
    assert on_columns(values, settle) == [rounding.settle(value) for value in values]


def test_settling_agrees_on_weighted_means_and_differences() -> None:
    random = seeded(3)
    scores = [rounding.settle(random.randrange(1, 80) * 25 / 19) for _ in range(300)]
    means = [
        (a * 16 + b * 12 + c * 0.1) / 28.1 for a, b, c in zip(*[iter(scores)] * 3, strict=True)
    ]
    values = means + [a - b for a in scores for b in scores[:60]]
    assert on_columns(values, settle) == [rounding.settle(value) for value in values]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=50))
def test_settling_agrees_on_any_figure_where_formulas_are_unbounded(values: list[float]) -> None:
    assert on_columns(values, settle_any) == [rounding.settle(value) for value in values]


def test_settling_agrees_around_the_largest_values_it_changes() -> None:
    values = [sign * v for v in beside_ties(seeded(4), 3_000, 600_000.0) for sign in (1, -1)]
    assert on_columns(values, settle_any) == [rounding.settle(value) for value in values]


def test_rounding_agrees_on_every_tenth_and_its_neighbours() -> None:
    random = seeded(5)
    on_halves = [n / 20 for n in range(2_001)]
    nearby = [rounding.settle(h + d / 10**10) for h in on_halves for d in (-2, -1, 1, 2)]
    others = [rounding.settle(random.uniform(0, 100)) for _ in range(50_000)]
    values = on_halves + nearby + others
    assert on_columns(values, printed) == [rounding.rounded(value) for value in values]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=50))
def test_rounding_agrees_on_any_figure(values: list[float]) -> None:
    settled = [rounding.settle(value) for value in values]
    found = on_columns(settled, printed_any)
    assert found == [rounding.rounded(value) for value in settled]


def test_shares_of_weights_round_the_same() -> None:
    shares = [part / whole for whole in range(1, 400) for part in range(whole + 1)]
    found = on_columns(shares, share)
    assert found == [rounding.rounded(share, 4) for share in shares]


@pytest.mark.parametrize("compute", [settle, settle_any, printed, printed_any, share])
def test_nothing_stays_nothing(compute: Callable[[Sheet, pl.Expr], pl.Expr]) -> None:
    assert on_columns([None, 60.0, None], compute) == [None, 60.0, None]


@pytest.mark.parametrize("rows", [1, 2, 1_000])
@pytest.mark.parametrize("divisor", [3.0, 10.0, 100.0, 1e10])
def test_division_is_rounded_once(rows: int, divisor: float) -> None:
    """Polars itself multiplies with the reciprocal: 696 / 10 would be 69.60000000000001."""
    values = [float(696 + n) for n in range(rows)]
    ways: list[Any] = [
        divisor,
        pl.lit(divisor),
        pl.when(VALUE.is_not_null()).then(divisor),
    ]
    for way in ways:

        def divided(_: Sheet, value: pl.Expr, by: Any = way) -> pl.Expr:
            return quotient(value, by)

        assert on_columns(values, divided) == [value / divisor for value in values]
