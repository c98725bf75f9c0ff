"""The tree walk: the value of an expression together with the leaves that decided it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from readiness.scoring.expressions.functions import (
    ANSWER_TESTS,
    ARITHMETIC,
    COMPARISONS,
    REDUCERS,
    Reducer,
)
from readiness.scoring.expressions.nodes import (
    And,
    AnswerTest,
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Constant,
    ConstantList,
    Identifier,
    Leaf,
    Membership,
    Negative,
    Node,
    Not,
    Or,
    identifiers,
)
from readiness.scoring.expressions.values import Lookup, Reading, Value


class DecidingLeaf(NamedTuple):
    """One line of a receipt: a leaf, what it came to, and what its identifiers stood for."""

    node: Leaf
    value: Value
    readings: tuple[tuple[str, Reading], ...]


class Evaluation(NamedTuple):
    """A value (None is missing) and the leaves that decided it, in the order written."""

    value: Value
    leaves: tuple[DecidingLeaf, ...]


def evaluate(node: Node, lookup: Lookup) -> Evaluation:
    """Evaluates by walking the tree; gives the same value as the compiled expression.

    Deciding are: for a false `&&` its false operands, for a true `||` its true ones, for a
    missing value the operands that are missing, for `?:` the condition and the result taken, for
    `coalesce` the arguments looked at; everything otherwise.
    """
    value, decisive = _walk(node, lookup)
    return Evaluation(value, tuple(_explained(leaf, outcome, lookup) for leaf, outcome in decisive))


_Walked: TypeAlias = tuple[Any, Sequence[tuple[Leaf, Value]]]


def _explained(leaf: Leaf, value: Value, lookup: Lookup) -> DecidingLeaf:
    readings = tuple([(name, lookup(name)) for name in identifiers(leaf)])
    return DecidingLeaf(leaf, value, readings)


def _walk(node: Node, lookup: Lookup) -> _Walked:
    return _WALKS[type(node)](node, lookup)


def _constant(node: Constant, _lookup: Lookup) -> _Walked:
    return node.value, ()


def _identifier(node: Identifier, lookup: Lookup) -> _Walked:
    value = lookup(node.name).value
    return value, ((node, value),)


def _answer_test(node: AnswerTest, lookup: Lookup) -> _Walked:
    value = lookup(node.question.name).state in ANSWER_TESTS[node.function]
    return value, ((node, value),)


def _comparison(node: Comparison, lookup: Lookup) -> _Walked:
    left, right = _value(node.left, lookup), _value(node.right, lookup)
    missing = left is None or right is None
    value = None if missing else COMPARISONS[node.operator](left, right)
    return value, ((node, value),)


def _membership(node: Membership, lookup: Lookup) -> _Walked:
    element, members = _value(node.element, lookup), _members(node.members, lookup)
    value = None if element is None or members is None else element in members
    return value, ((node, value),)


def _value(node: Node, lookup: Lookup) -> Any:
    value, _ = _walk(node, lookup)
    return value


def _members(members: ConstantList | Identifier, lookup: Lookup) -> Any:
    if isinstance(members, Identifier):
        return lookup(members.name).value
    return [constant.value for constant in members.constants]


def _not(node: Not, lookup: Lookup) -> _Walked:
    value, decisive = _walk(node.operand, lookup)
    return None if value is None else not value, decisive


def _negative(node: Negative, lookup: Lookup) -> _Walked:
    value, decisive = _walk(node.operand, lookup)
    return None if value is None else -value, decisive


def _logic(node: And | Or, lookup: Lookup) -> _Walked:
    decisive = isinstance(node, Or)
    operands = [_walk(operand, lookup) for operand in node.operands]
    for outcome in (decisive, None):
        deciding = [operand for operand in operands if operand[0] is outcome]
        if deciding:
            return outcome, _all_leaves(deciding)
    return not decisive, _all_leaves(operands)


def _arithmetic(node: Arithmetic, lookup: Lookup) -> _Walked:
    operands = [_walk(node.left, lookup), _walk(node.right, lookup)]
    return _combined(operands, lambda numbers: ARITHMETIC[node.operator](*numbers))


def _conditional(node: Conditional, lookup: Lookup) -> _Walked:
    chosen, condition = _walk(node.condition, lookup)
    if chosen is None:
        return None, condition
    value, decisive = _walk(node.then if chosen else node.otherwise, lookup)
    return value, (*condition, *decisive)


def _call(node: Call, lookup: Lookup) -> _Walked:
    operands = [_walk(argument, lookup) for argument in node.arguments]
    if node.function == "count":
        return float(sum(value is True for value, _ in operands)), _all_leaves(operands)
    if node.function == "coalesce":
        preferred, default = operands
        if preferred[0] is not None:
            return preferred
        return default[0], _all_leaves(operands)
    return _combined(operands, REDUCERS[node.function])


def _combined(operands: Sequence[_Walked], combine: Reducer) -> _Walked:
    missing = [operand for operand in operands if operand[0] is None]
    if missing:
        return None, _all_leaves(missing)
    return combine([value for value, _ in operands]), _all_leaves(operands)


def _all_leaves(operands: Sequence[_Walked]) -> Sequence[tuple[Leaf, Value]]:
    return [leaf for _, leaves in operands for leaf in leaves]


_WALKS: Mapping[type, Callable[[Any, Lookup], _Walked]] = {
    Constant: _constant,
    Identifier: _identifier,
    AnswerTest: _answer_test,
    Comparison: _comparison,
    Membership: _membership,
    Not: _not,
    Negative: _negative,
    And: _logic,
    Or: _logic,
    Arithmetic: _arithmetic,
    Conditional: _conditional,
    Call: _call,
}
