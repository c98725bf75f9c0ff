"""An expression evaluated and explained by names instead of slots."""

from collections.abc import Callable
from typing import NamedTuple

from readiness.scoring.expressions import (
    Leaf,
    Node,
    Reading,
    Value,
    compile_decider,
    compile_expression,
    identifiers,
)


class DecidingLeaf(NamedTuple):
    """A leaf, what it came to, and what its identifiers stood for."""

    node: Leaf
    value: Value
    readings: tuple[tuple[str, Reading], ...]


class Evaluation(NamedTuple):
    """A value (None is missing) and the leaves that decided it, in the order written."""

    value: Value
    leaves: tuple[DecidingLeaf, ...]


def evaluate(node: Node, lookup: Callable[[str], Reading]) -> Evaluation:
    """Evaluate by the back end of the receipt."""
    names = identifiers(node)
    slots = {name: slot for slot, name in enumerate(names)}
    values = [lookup(name).value for name in names]
    states = [lookup(name).state for name in names]
    value, decisive = compile_decider(node, slots)(values, states)
    return Evaluation(
        value,
        tuple(
            DecidingLeaf(
                leaf,
                compile_expression(leaf, slots)(values, states),
                tuple((name, lookup(name)) for name in identifiers(leaf)),
            )
            for leaf in decisive
        ),
    )
