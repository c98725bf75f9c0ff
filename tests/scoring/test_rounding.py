"""How numbers are settled inside and rounded at the edge.

S-50 Inside, scores are unrounded; binary noise beyond ten decimals is removed, so that a value that
     is 60 by arithmetic compares as 60. Results have one decimal, halves up.
"""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.scoring.rounding import rounded, settle, whole
from tests.scoring.small_questionnaire import (
    ROUTE_RULES,
    choice,
    profile_figure,
    questionnaire,
    route,
    scored,
)


@given(
    st.floats(-1e6, 1e6)
    | st.integers(-(10**12), 10**12).map(lambda n: n / 10**10 + 0.5 / 10**10)
    | st.builds(lambda n, d: n / d, st.integers(0, 10_000), st.integers(1, 400))
    | st.floats(-1e-9, 1e-9)
)
def test_settling_is_rounding_to_ten_decimals(value: float) -> None:
    settled = settle(value)
    assert (settled, str(settled)) == (round(value, 10), str(round(value, 10)))


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0.0, 0.0),
        (0.05, 0.1),
        (0.25, 0.3),
        (2.35, 2.4),
        (59.949, 59.9),
        (59.95, 60.0),
        (99.95, 100.0),
        (100.0, 100.0),
        (None, None),
    ],
)
def test_halves_go_up(value: float | None, printed: float | None) -> None:
    """S-50: 2.35 is stored as 2.35000000000000008882, 59.95 as 59.9500000000000028."""
    assert rounded(value) == printed


@pytest.mark.parametrize("value", [1.005, 2.675, 1.1625, 0.125, 0.375])
def test_halves_go_up_where_the_binary_value_is_a_hair_below(value: float) -> None:
    """S-50."""
    decimals = 3 if value == 1.1625 else 2
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert rounded(value, decimals) == float(exact)


@given(st.integers(0, 10_000_000))
def test_rounding_agrees_with_exact_arithmetic(hundred_thousandths: int) -> None:
    """S-50: over all values with five decimals from 0 to 100."""
    exact = Decimal(hundred_thousandths).scaleb(-5)
    printed = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert rounded(float(exact)) == float(printed)


@given(st.floats(0, 100))
def test_settling_moves_a_score_by_noise_only(value: float) -> None:
    """S-50."""
    assert abs(settle(value) - value) <= 1e-10
    assert settle(settle(value)) == settle(value)


def test_a_sum_that_is_forty_by_arithmetic_compares_as_forty() -> None:
    """S-50: 0.1 x 10 + 0.7 x 40 + 0.2 x 55 is 40, in binary a hair less."""
    noisy = {"terms": [{"value": "profile.a * 0.1 + profile.b * 0.7 + 20 * 0.55", "weight": 1}]}
    asked = questionnaire(
        profile_figure("profile.a"),
        profile_figure("profile.b"),
        choice("care.a"),
        routes=[route("R1", noisy, {"care": 1})],
        route_rules=ROUTE_RULES | {"candidates": ["R1"], "base": "R1"},
    )
    for a, b in ((10, 40), (80, 30), (45, 35), (3, 41)):
        (found,) = scored(asked, profile__a=a, profile__b=b, care__a=4).routes
        assert (found.fit, found.verdict) == (40.0, "go")


@pytest.mark.parametrize(
    ("value", "printed"),
    [(69.46, 69), (69.5, 70), (39.9, 40), (0.5, 1), (59.99999999999, 60), (None, None)],
)
def test_whole_scores_are_rounded_once(value: float | None, printed: int | None) -> None:
    """S-50: 69.46 with one decimal is 69.5, and rounding that again would print 70."""
    assert whole(value) == printed
