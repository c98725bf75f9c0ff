"""Bounds of weighted means, against every choice of members."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.scoring.expressions.intervals import Interval
from readiness.scoring.expressions.possible_values import MISSING
from readiness.scoring.ranges.bounds import (
    NEVER,
    Bounds,
    Member,
    exactly,
    held_below,
    joined,
    mean_bounds,
    outcome_of,
)
from readiness.scoring.rounding import settle

members = st.builds(
    lambda weight, extra, ends, optional: Member(
        0 if optional else weight, weight + extra, min(ends), max(ends)
    ),
    weight=st.integers(1, 9),
    extra=st.integers(0, 9),
    ends=st.tuples(st.integers(0, 4), st.integers(0, 4)),
    optional=st.booleans(),
)


@settings(deadline=None)
@given(st.lists(members, min_size=1, max_size=5))
def test_means_are_bounded_exactly(chosen: list[Member]) -> None:
    """The extremes of a mean lie where each weight and each value is at one of its ends."""
    choices = [
        [(weight, value) for weight in member[:2] for value in member[2:]] for member in chosen
    ]
    means = [
        settle(25 * sum(w * v for w, v in choice) / sum(w for w, _ in choice))
        for choice in product(*choices)
        if sum(w for w, _ in choice)
    ]
    found = mean_bounds(chosen, 25)
    assert (found.low, found.high) == (min(means), max(means))
    assert found.may_be_missing == all(member.least_weight == 0 for member in chosen)


def test_a_mean_of_nothing_has_no_value() -> None:
    assert mean_bounds([]) == NEVER
    assert (NEVER.low, NEVER.high, NEVER.width) == (None, None, 0.0)
    assert outcome_of(NEVER) == MISSING


def test_a_mean_of_zeros_is_zero_without_a_sign() -> None:
    found = mean_bounds([Member(1, 1, 0, 0)], 25)
    assert str(found.high) == "0.0"


def test_bounds_of_one_value_or_of_none_are_exact() -> None:
    assert exactly(1.0) == Bounds(Interval(1.0, 1.0), may_be_missing=False)
    assert exactly(None) == NEVER


def test_joined_bounds_hold_all_parts() -> None:
    assert joined([exactly(1.0), exactly(3.0), NEVER]) == Bounds(
        Interval(1.0, 3.0), may_be_missing=True
    )
    assert joined([NEVER, NEVER]) == NEVER


def test_limits_that_are_certain_lower_both_ends() -> None:
    bounds = Bounds(Interval(30.0, 80.0), may_be_missing=False)
    assert held_below(bounds, [20.0], [60.0]).interval == (20.0, 60.0)
    assert held_below(bounds, [40.0], []).interval == (30.0, 80.0)
    assert held_below(NEVER, [40.0], [20.0]) == NEVER
