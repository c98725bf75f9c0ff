"""Both back ends against each other and against an independent reading of the rules."""

from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from readiness.scoring.expressions import (
    Node,
    Parsed,
    compile_expression,
    compile_tests,
    identifiers,
    parse_condition,
    parse_formula,
    source_text,
)
from tests.scoring.expressions.explaining import evaluate
from tests.scoring.expressions.random_expressions import (
    DECLARATIONS,
    Sample,
    World,
    numbers,
    truths,
    worlds,
)

DECIDED = {"always_true", "never_true", "empty_range"}
many_examples = settings(
    max_examples=2_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def accepted(parsed: Parsed) -> Node:
    """The node; examples refused for a comparison that is decided, or for size, are passed over."""
    node, errors = parsed
    codes = {error.code.value for error in errors}
    assert codes <= {*DECIDED, "too_deep", "too_many_nodes", "too_long"}, errors
    assume(node is not None)
    assert node is not None
    return node


def compiled_value(node: Node, world: World) -> Any:
    names = identifiers(node)
    evaluator = compile_expression(node, {name: slot for slot, name in enumerate(names)})
    return evaluator(
        [world[name].value for name in names],
        [world[name].state for name in names],
    )


def compiled_outcomes(node: Node, world: World) -> list[bool]:
    """Whether the compiled test finds the condition true, and whether it finds it false."""
    names = identifiers(node)
    whole = [name for name in names if isinstance(world[name].value, int)]
    slots = {name: slot for slot, name in enumerate(names)}
    read = [world[name].value for name in names], [world[name].state for name in names]
    return [compile_tests([node], slots, whole, wanted)(*read)[0] for wanted in (True, False)]


def check_all_agree(node: Node, sample: Sample, several: list[World]) -> None:
    for world in several:
        expected = sample.meaning(world)
        compiled = compiled_value(node, world)
        walked = evaluate(node, world.__getitem__).value
        assert (compiled, walked) == (expected, expected)
        assert type(compiled) is type(walked) is type(expected)
        if type(expected) is bool:
            assert compiled_outcomes(node, world) == [expected, not expected]


@many_examples
@given(truths(3), st.lists(worlds, min_size=3, max_size=3))
def test_conditions_mean_the_same_everywhere(sample: Sample, several: list[World]) -> None:
    node = accepted(parse_condition(sample.text, DECLARATIONS))

    check_all_agree(node, sample, several)


@many_examples
@given(numbers(3), st.lists(worlds, min_size=3, max_size=3))
def test_formulas_mean_the_same_everywhere(sample: Sample, several: list[World]) -> None:
    node = accepted(parse_formula(sample.text, DECLARATIONS))

    check_all_agree(node, sample, several)


@many_examples
@given(truths(3))
def test_canonical_text_reads_as_the_same_expression(sample: Sample) -> None:
    node = accepted(parse_condition(sample.text, DECLARATIONS))
    text = source_text(node)

    assert parse_condition(text, DECLARATIONS) == (node, ())
    assert source_text(accepted(parse_condition(text, DECLARATIONS))) == text


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(truths(3), worlds)
def test_values_outside_the_deciding_leaves_make_no_difference(
    sample: Sample, world: World
) -> None:
    node = accepted(parse_condition(sample.text, DECLARATIONS))
    evaluation = evaluate(node, world.__getitem__)
    read = {name for leaf in evaluation.leaves for name, _ in leaf.readings}

    forgotten = {
        name: reading if name in read else reading._replace(value=None)
        for name, reading in world.items()
    }
    assert evaluate(node, forgotten.__getitem__).value == evaluation.value
