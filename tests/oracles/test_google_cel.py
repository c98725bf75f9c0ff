"""Conditions mean what Google's evaluator of CEL says, with all answers and with some missing.

A short run belongs to the suite. A long one, of a million evaluations or more:
`python -m pytest tests/oracles --oracle-evaluations=2000000 --oracle-answer-sets=20000`.
"""

from collections import Counter
from dataclasses import dataclass
from random import Random

import pytest
from cel_expr_python import cel  # type: ignore[import-untyped]  # ships no types

from readiness.scoring.expressions import (
    Node,
    Reading,
    State,
    Value,
    compile_expression,
    parse_condition,
)
from tests.oracles.random_conditions import (
    ABSENT,
    DECLARATIONS,
    LISTS,
    NAMES,
    NUMBERS,
    STRINGS,
    TESTS_OF_ANSWERS,
    TRUTHS,
    ConditionWriter,
    Spelt,
    World,
    random_world,
)
from tests.scoring.expressions.explaining import evaluate

WORLDS = 96
WORLDS_A_CONDITION = 48
REFUSED_ON_PURPOSE = {"always_true", "never_true", "empty_range"}
"""Ours takes no comparison that the constants decide alone; CEL does."""
SLOTS = {name: slot for slot, name in enumerate(NAMES)}


@dataclass(frozen=True)
class Prepared:
    """A world as both evaluators read it."""

    world: World
    values: list[Value]
    states: list[State]
    activation: cel.Activation


def declared_to_cel() -> cel.Env:
    """Declare the names to CEL; an answer test is a true/false name there."""
    return cel.NewEnv(
        variables={
            **dict.fromkeys((*NUMBERS, ABSENT), cel.Type.DOUBLE),
            **dict.fromkeys((*TRUTHS, *TESTS_OF_ANSWERS), cel.Type.BOOL),
            **dict.fromkeys(STRINGS, cel.Type.STRING),
            **dict.fromkeys(LISTS, cel.Type.List(cel.Type.STRING)),
        }
    )


def prepared(environment: cel.Env, world: World) -> Prepared:
    values = [world.values[name] for name in NAMES]
    states = [world.states[name] for name in NAMES]
    return Prepared(world, values, states, environment.Activation(world.for_cel()))


def read(spelt: Spelt, google: cel.Env) -> Node | None:
    """Our node; none where it is refused by both, or where the constants of a comparison decide."""
    node, errors = parse_condition(spelt.ours, DECLARATIONS)
    codes = {error.code.value for error in errors} - REFUSED_ON_PURPOSE
    if codes:
        assert codes == {"type_mismatch"}, errors
        with pytest.raises(RuntimeError, match="no matching overload"):
            google.compile(spelt.cel)
    return node


def google_says(condition: cel.Expression, on: Prepared) -> bool | None:
    """CEL's outcome; an error there is what is missing here."""
    found = condition.eval(on.activation).value()
    return found if isinstance(found, bool) else None


def walked(node: Node, world: World) -> object:
    """The outcome by the back end of the receipt."""
    return evaluate(node, lambda name: Reading(world.values[name], world.states[name])).value


def test_conditions_mean_what_google_says(evaluations: int) -> None:
    chance = Random(20261122)  # noqa: S311 - conditions are no secret
    google = declared_to_cel()
    worlds = [prepared(google, random_world(chance, complete=i % 3 == 0)) for i in range(WORLDS)]
    writer = ConditionWriter(chance)
    outcomes: Counter[bool | None] = Counter()
    differences: list[str] = []
    while outcomes.total() < evaluations:
        spelt = writer.condition()
        node = read(spelt, google)
        if node is None:
            continue
        ours, theirs = compile_expression(node, SLOTS), google.compile(spelt.cel)
        first, *others = chance.sample(worlds, WORLDS_A_CONDITION)
        assert walked(node, first.world) is google_says(theirs, first), spelt
        for on in (first, *others):
            mine, expected = ours(on.values, on.states), google_says(theirs, on)
            outcomes[expected] += 1
            if mine is not expected:
                differences.append(f"{spelt.ours} on {on.world}: {mine}, Google {expected}")
    assert differences == []
    assert all(outcomes[outcome] > evaluations / 10 for outcome in (True, False, None)), outcomes
