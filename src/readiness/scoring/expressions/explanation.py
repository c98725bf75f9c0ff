"""The value of an expression together with the leaves that decided it, compiled to closures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from readiness.scoring.expressions.closures import compile_closures
from readiness.scoring.expressions.nodes import (
    And,
    AnswerTest,
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Constant,
    Identifier,
    Leaf,
    Membership,
    Negative,
    Node,
    Not,
    Or,
)
from readiness.scoring.expressions.values import State, Value

Decided: TypeAlias = tuple[Any, tuple[Leaf, ...]]
"""A value (None is missing) and the leaves that decided it, in the order written."""

Decider: TypeAlias = Callable[[Sequence[Value], Sequence[State]], Decided]


def compile_decider(node: Node, slots: Mapping[str, int]) -> Decider:
    """A function of (values, states) that gives the expression's value and what decided it.

    The value is that of the compiled expression. Deciding are: for a false `&&` its false
    operands, for a true `||` its true ones, for a missing value the operands that are missing, for
    `?:` the condition and the result taken, for `coalesce` the arguments looked at; everything
    otherwise. Raises KeyError for an identifier without a slot.
    """
    return _DECIDERS[type(node)](node, slots)


def _constant(node: Constant, _slots: Mapping[str, int]) -> Decider:
    decided: Decided = (node.value, ())
    return lambda _values, _states: decided


def _leaf(node: Leaf, slots: Mapping[str, int]) -> Decider:
    run, leaves = compile_closures(node, slots), (node,)
    return lambda values, states: (run(values, states), leaves)


def _not(node: Not, slots: Mapping[str, int]) -> Decider:
    operand = compile_decider(node.operand, slots)

    def negated(values: Sequence[Value], states: Sequence[State]) -> Decided:
        value, leaves = operand(values, states)
        return None if value is None else not value, leaves

    return negated


def _logic(node: And | Or, slots: Mapping[str, int]) -> Decider:
    decisive = isinstance(node, Or)
    operands = [compile_decider(operand, slots) for operand in node.operands]

    def logic(values: Sequence[Value], states: Sequence[State]) -> Decided:
        found = [operand(values, states) for operand in operands]
        outcomes = [value for value, _ in found]
        if decisive in outcomes:
            outcome: bool | None = decisive
        else:
            outcome = None if None in outcomes else not decisive
        return outcome, tuple(
            leaf for value, leaves in found if value is outcome for leaf in leaves
        )

    return logic


def _combination(node: Negative | Arithmetic | Call, slots: Mapping[str, int]) -> Decider:
    """Missing as soon as an operand is; `count` never is."""
    run = compile_closures(node, slots)
    operands = [compile_decider(operand, slots) for operand in _operands(node)]
    counts = isinstance(node, Call) and node.function == "count"

    def combination(values: Sequence[Value], states: Sequence[State]) -> Decided:
        found = [operand(values, states) for operand in operands]
        missing = [] if counts else [part for part in found if part[0] is None]
        return run(values, states), _all_leaves(missing or found)

    return combination


def _operands(node: Negative | Arithmetic | Call) -> Sequence[Node]:
    match node:
        case Negative():
            return (node.operand,)
        case Arithmetic():
            return (node.left, node.right)
        case _:
            return node.arguments


def _conditional(node: Conditional, slots: Mapping[str, int]) -> Decider:
    condition = compile_decider(node.condition, slots)
    then, otherwise = compile_decider(node.then, slots), compile_decider(node.otherwise, slots)

    def conditional(values: Sequence[Value], states: Sequence[State]) -> Decided:
        chosen, leaves = condition(values, states)
        if chosen is None:
            return None, leaves
        value, taken = (then if chosen else otherwise)(values, states)
        return value, leaves + taken

    return conditional


def _call(node: Call, slots: Mapping[str, int]) -> Decider:
    if node.function != "coalesce":
        return _combination(node, slots)
    preferred, default = (compile_decider(argument, slots) for argument in node.arguments)

    def coalesce(values: Sequence[Value], states: Sequence[State]) -> Decided:
        value, leaves = preferred(values, states)
        if value is not None:
            return value, leaves
        value, taken = default(values, states)
        return value, leaves + taken

    return coalesce


def _all_leaves(parts: Iterable[Decided]) -> tuple[Leaf, ...]:
    return tuple([leaf for _, leaves in parts for leaf in leaves])


_DECIDERS: Mapping[type, Callable[[Any, Mapping[str, int]], Decider]] = {
    Constant: _constant,
    Identifier: _leaf,
    AnswerTest: _leaf,
    Comparison: _leaf,
    Membership: _leaf,
    Not: _not,
    Negative: _combination,
    And: _logic,
    Or: _logic,
    Arithmetic: _combination,
    Conditional: _conditional,
    Call: _call,
}
