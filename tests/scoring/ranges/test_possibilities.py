"""Expressions over sets of possible values: nothing possible is left out, little is added."""

from collections.abc import Mapping
from itertools import product
from math import inf, prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from readiness.scoring.expressions import (
    Node,
    Reading,
    State,
    Value,
    compile_expression,
    identifiers,
    parse_condition,
    parse_formula,
)
from readiness.scoring.expressions.cases import MOST_CASES, CaseSplit
from readiness.scoring.expressions.intervals import Interval
from readiness.scoring.expressions.possibilities import possible_outcome
from readiness.scoring.expressions.possible_values import (
    MISSING,
    Anything,
    Outcome,
    Possible,
    Span,
    among,
    possible,
    span,
    union,
)
from tests.scoring.expressions.random_expressions import (
    DECLARATIONS,
    LISTS,
    NAMES,
    NUMBERS,
    OPTIONS,
    STRINGS,
    Sample,
    numbers,
    truths,
)

GIVEN = frozenset({State.GIVEN})
TRUE = frozenset({True})
TYPED = frozenset({State.MEASURED, State.DONT_KNOW})


def readings_of(name: str) -> st.SearchStrategy[Reading]:
    """Generate what a question may be answered with, missing included."""
    if name in NUMBERS:
        values: st.SearchStrategy[Value] = st.sampled_from([0.0, 1.0, 2.0, 2.5, 3.0, -1.0])
    elif name in STRINGS:
        values = st.sampled_from(OPTIONS)
    elif name in LISTS:
        values = st.sampled_from([(), OPTIONS[:1], OPTIONS])
    else:
        values = st.booleans()
    given_value = st.builds(Reading, values, st.sampled_from([State.GIVEN, State.MEASURED]))
    missing = st.sampled_from([Reading(None), Reading(None, State.DONT_KNOW)])
    return given_value | missing


worlds = st.fixed_dictionaries(
    {name: st.lists(readings_of(name), min_size=1, max_size=3).map(among) for name in NAMES}
)


def parsed(sample: Sample, *, condition: bool) -> Node:
    """Return the node, if the checker lets the text pass."""
    node, _ = (parse_condition if condition else parse_formula)(sample.text, DECLARATIONS)
    assume(node is not None)
    assert node is not None
    return node


def values_of(node: Node, world: Mapping[str, Possible]) -> frozenset[Value]:
    """Return what the expression comes to in every combination of readings."""
    slots = {name: i for i, name in enumerate(world)}
    run = compile_expression(node, slots)
    readings = [known.readings or () for known in world.values()]
    assume(prod(map(len, readings)) <= 1000)
    return frozenset(run(*zip(*combination, strict=True)) for combination in product(*readings))


def holds(outcome: Outcome, value: Value) -> bool:
    """Tell whether the outcome holds the value."""
    if isinstance(outcome, frozenset):
        return value in outcome
    if value is None:
        return outcome.missing
    if isinstance(outcome, Span):
        return isinstance(value, float) and outcome.interval.low <= value <= outcome.interval.high
    return True


def outcome_of(node: Node, world: Mapping[str, Possible]) -> Outcome:
    cases = CaseSplit([node]).cases(world.__getitem__)
    return union(possible_outcome(node, case) for case in cases)


@settings(deadline=None)
@given(truths(2), worlds)
def test_conditions_come_to_exactly_what_is_possible(
    sample: Sample, world: dict[str, Possible]
) -> None:
    """Names that occur twice included, as long as there are few cases."""
    node = parsed(sample, condition=True)
    few = {name: world[name] for name in identifiers(node) or NAMES[:1]}
    assume(prod(len(known.readings or ()) for known in few.values()) <= MOST_CASES)
    assert outcome_of(node, few) == values_of(node, few)


@settings(deadline=None)
@given(numbers(2), worlds)
def test_formulas_come_to_nothing_that_is_left_out(
    sample: Sample, world: dict[str, Possible]
) -> None:
    node = parsed(sample, condition=False)
    found = outcome_of(node, world)
    assert all(holds(found, value) for value in values_of(node, world))


@settings(deadline=None)
@given(numbers(2), worlds, st.data())
def test_formulas_over_spans_leave_nothing_out(
    sample: Sample, world: dict[str, Possible], data: st.DataObject
) -> None:
    """A number is in some of the names only known to lie between two ends."""
    node = parsed(sample, condition=False)
    spans = {
        name: possible(span(0.0, 3.0, missing=missing), TYPED if missing else GIVEN)
        for name in NUMBERS
        for missing in [data.draw(st.booleans())]
    }
    inside = {
        name: among([data.draw(_inside(known))]) for name, known in {**world, **spans}.items()
    }
    found = outcome_of(node, {**world, **spans})
    assert all(holds(found, value) for value in values_of(node, inside))


@settings(deadline=None)
@given(truths(2), worlds, st.data())
def test_conditions_over_spans_leave_nothing_out(
    sample: Sample, world: dict[str, Possible], data: st.DataObject
) -> None:
    node = parsed(sample, condition=True)
    wide = {
        **{name: possible(span(-1.0, 3.0, missing=True), TYPED) for name in NUMBERS},
        **{name: possible(Anything(missing=True), TYPED) for name in (*STRINGS, *LISTS)},
    }
    inside = {name: among([data.draw(measured_or_unknown(name))]) for name in wide}
    found = outcome_of(node, {**world, **wide})
    assert all(holds(found, value) for value in values_of(node, {**world, **inside}))


def measured_or_unknown(name: str) -> st.SearchStrategy[Reading]:
    """Generate what a question may be answered with, in the two states of `TYPED`."""
    return readings_of(name).map(
        lambda reading: Reading(
            reading.value, State.DONT_KNOW if reading.value is None else State.MEASURED
        )
    )


def _inside(known: Possible) -> st.SearchStrategy[Reading]:
    if known.readings is not None:
        return st.sampled_from(known.readings)
    figures = st.sampled_from([0.0, 0.1, 1.0, 2.0, 2.5, 3.0])
    values = st.builds(Reading, figures, st.sampled_from(sorted(known.states - {State.DONT_KNOW})))
    if State.DONT_KNOW in known.states:
        return values | st.just(Reading(None, State.DONT_KNOW))
    return values


SCALE = among(Reading(float(value), State.GIVEN) for value in range(5))
UNKNOWN_SCALE = among([*(SCALE.readings or ()), Reading(None, State.DONT_KNOW)])
SHARE = possible(span(0.0, 100.0, missing=False), frozenset({State.MEASURED}))
FLAG = among([Reading(False, State.GIVEN), Reading(True, State.GIVEN)])
TEXT = possible(Anything(missing=True), frozenset({State.GIVEN, State.NO_VALUE}))
EVERYTHING = {
    **dict.fromkeys(NUMBERS, SCALE),
    "n.c": SHARE,
    **dict.fromkeys(("t.a", "t.b"), FLAG),
    **dict.fromkeys((*STRINGS, *LISTS), TEXT),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("n.a <= 1 || n.a >= 2", {True}),
        ("n.a <= 1 && n.a >= 3", {False}),
        ("n.a == 2 || n.b == 2", {True, False}),
        ("n.c < 40 || n.c >= 40", {True}),
        ("n.c < 40 && n.c > 60", {False}),
        ("n.c == 40 && n.c + 1 < 41", {False}),
        ("n.c in [40, 60] && n.c == 50", {False}),
        ("n.c in [140, 160]", {False}),
        ("n.c in [50]", {True, False}),
        ("n.c + n.a > 200", {False}),
        ("t.a && !t.a", {False}),
        ("t.a || !t.a", {True}),
        ("t.a == t.b", {True, False}),
        ("s.a == 'open'", {True, False, None}),
        ("s.a in ['open', 'clear']", {True, False, None}),
        ("'open' in l.a", {True, False, None}),
        ("s.a == 'open' && answered(s.a)", {True, False}),
        ("s.a != 'open' && !answered(s.a)", {False, None}),
        ("unknown(n.a) || answered(n.a)", {True}),
        ("coalesce(s.a, 'open') == 'open'", {True, False}),
        ("(t.a ? s.a : 'open') == 'open'", {True, False, None}),
        ("count(n.a >= 2, t.a, n.b <= 1) >= 0.5", {True, False}),
        ("n.c / n.c >= 0", {True, False, None}),
    ],
)
def test_conditions_are_judged_over_all_that_is_possible(
    text: str, expected: set[bool | None]
) -> None:
    node, errors = parse_condition(text, DECLARATIONS)
    assert node is not None, errors
    assert outcome_of(node, EVERYTHING) == frozenset(expected)


@pytest.mark.parametrize(
    ("text", "low", "high", "missing"),
    [
        ("n.c * 25", 0, 2500, False),
        ("-n.c", -100, 0, False),
        ("4 - n.a", 0, 4, False),
        ("n.c / (n.a + 1)", 0, 100, False),
        ("100 / n.c", -inf, inf, True),
        ("mean(n.a, n.b, n.c)", 0, 36, False),
        ("clamp(n.c, 10, 20)", 10, 20, False),
        ("count(n.a >= 2, true, n.b <= 1)", 1, 3, False),
        ("t.a ? n.c : 200", 0, 200, False),
        ("coalesce(100 / n.a, n.c)", 0, 100, False),
        ("coalesce(100 / n.c, -5)", -inf, inf, False),
        ("n.c * 1e308 * 1e308", -inf, inf, True),
    ],
)
def test_formulas_give_the_ends_of_what_is_possible(
    text: str, low: float, high: float, missing: bool
) -> None:
    node, errors = parse_formula(text, DECLARATIONS)
    assert node is not None, errors
    found = outcome_of(node, EVERYTHING)
    if isinstance(found, frozenset):
        present = [value for value in found if isinstance(value, float)]
        assert (min(present), max(present), None in found) == (low, high, missing)
    else:
        assert found == Span(Interval(low, high), missing)


@pytest.mark.parametrize("text", ["n.a + n.c", "n.c - n.a", "min(n.a, n.c)", "-n.a", "n.a / n.c"])
def test_what_is_always_missing_makes_formulas_missing(text: str) -> None:
    node, _ = parse_formula(text, DECLARATIONS)
    assert node is not None
    assert outcome_of(node, EVERYTHING | {"n.a": among([Reading(None)])}) == MISSING


@pytest.mark.parametrize("text", ["n.a < n.c", "n.a in [1, 2]", "s.a == s.b", "s.a in l.a"])
def test_what_is_always_missing_makes_comparisons_missing(text: str) -> None:
    node, _ = parse_condition(text, DECLARATIONS)
    assert node is not None
    missing = among([Reading(None)])
    assert outcome_of(node, EVERYTHING | {"n.a": missing, "s.a": missing}) == MISSING


def test_names_beyond_the_bound_of_cases_are_taken_by_themselves() -> None:
    """Three names of 7 values make 343 cases; the last is not narrowed, which costs tightness."""
    text = " && ".join(f"(n.{x} + n.{x} != 2 || n.{x} + n.{x} > 1)" for x in "abc")
    node, _ = parse_condition(text, DECLARATIONS)
    assert node is not None
    wide = among(Reading(float(value), State.GIVEN) for value in range(7))
    narrow = among(Reading(float(value), State.GIVEN) for value in range(3))
    assert outcome_of(node, dict.fromkeys(NUMBERS, narrow)) == TRUE
    assert outcome_of(node, dict.fromkeys(NUMBERS, wide)) == TRUE | {False}


def test_many_numbers_become_a_span() -> None:
    many = [frozenset[Value]({float(n)}) for n in range(300)]
    assert union(many) == Span(Interval(0.0, 299.0), missing=False)
    assert union([*many, frozenset({None})]) == Span(Interval(0.0, 299.0), missing=True)
    assert union([Span(Interval(1.0, 2.0), missing=False), frozenset({None})]) == Span(
        Interval(1.0, 2.0), missing=True
    )
    assert union([Anything(missing=False), frozenset({"x", None})]) == Anything(missing=True)


def test_the_constants_a_name_is_compared_with_are_known() -> None:
    node, _ = parse_condition("n.a < 2 || 3 > n.a || n.b + 1 > 2", DECLARATIONS)
    assert node is not None
    split = CaseSplit([node])
    assert split.constants("n.a") == (2.0, 3.0)
    assert split.constants("n.b") is None
    assert split.constants("n.c") == ()
    parts = [sorted(known.outcome) for known in split.pieces("n.a", SCALE)]  # type: ignore[type-var,arg-type]
    assert parts == [[0.0, 1.0], [2.0], [3.0], [4.0]]


def test_many_texts_stay_a_set() -> None:
    """There is no span that could hold them."""
    texts = frozenset(f"text {i}" for i in range(300))
    assert union([texts, frozenset({None})]) == texts | {None}
