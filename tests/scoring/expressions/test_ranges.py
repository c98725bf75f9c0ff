"""The range computed for a formula holds whatever the answers are."""

import math

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from readiness.scoring.expressions import (
    Declaration,
    Reading,
    State,
    Type,
    parse_formula,
)
from readiness.scoring.expressions.checker import Checker
from readiness.scoring.expressions.errors import ErrorLog
from readiness.scoring.expressions.functions import ARITIES
from readiness.scoring.expressions.intervals import UNBOUNDED, Interval, combined, decided
from tests.scoring.expressions.explaining import evaluate
from tests.scoring.expressions.random_expressions import (
    COMPARISONS,
    DECLARATIONS,
    Sample,
    World,
    numbers,
    worlds,
)

BOUNDS = {"n.a": (0.0, 4.0), "n.b": (-2.5, 100.0), "n.c": (1.0, 5.0)}
BOUNDED = {
    **DECLARATIONS,
    **{
        name: Declaration(Type.NUMBER, low=low, high=high, is_question=True)
        for name, (low, high) in BOUNDS.items()
    },
}
figures_in_bounds = st.fixed_dictionaries(
    {
        name: st.builds(Reading, st.floats(low, high), st.just(State.GIVEN))
        for name, (low, high) in BOUNDS.items()
    }
)
intervals = st.tuples(st.floats(-5, 5), st.floats(0, 5)).map(
    lambda pair: Interval(pair[0], pair[0] + pair[1])
)


@settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(numbers(3), worlds, figures_in_bounds)
def test_no_value_lies_outside_the_range(sample: Sample, world: World, figures: World) -> None:
    node, _ = parse_formula(sample.text, BOUNDED)
    assume(node is not None)
    assert node is not None
    meaning = Checker(BOUNDED, ARITIES, ErrorLog()).expect(node, Type.NUMBER, "a formula")
    assert meaning is not None

    value = evaluate(node, {**world, **figures}.__getitem__).value
    if value is not None:
        assert isinstance(value, float)
        assert meaning.interval.low <= value <= meaning.interval.high


@given(st.sampled_from(sorted(COMPARISONS)), intervals, intervals)
def test_a_decided_comparison_holds_at_every_corner(
    operator: str, left: Interval, right: Interval
) -> None:
    outcomes = {COMPARISONS[operator](one, other) for one in left for other in right}
    found = decided(operator, left, right)

    assert outcomes == {found} if found is not None else True


def test_ranges_of_arithmetic() -> None:
    scale, percentage = Interval(0.0, 4.0), Interval(0.0, 100.0)

    assert combined("+", scale, percentage) == (0, 104)
    assert combined("-", scale, percentage) == (-100, 4)
    assert combined("*", scale, Interval(-2.0, 3.0)) == (-8, 12)
    assert combined("/", scale, Interval(2.0, 4.0)) == (0, 2)
    assert combined("/", scale, Interval(0.0, 4.0)) == UNBOUNDED
    assert combined("*", scale, UNBOUNDED) == UNBOUNDED
    assert combined("+", scale, Interval(0.0, math.inf)) == (0, math.inf)
