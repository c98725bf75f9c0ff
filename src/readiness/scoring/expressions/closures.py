"""Nodes into nested closures: the back end of the receipt. Nothing is generated here."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from readiness.scoring.expressions.functions import (
    ANSWER_TESTS,
    ARITHMETIC,
    COMPARISONS,
    MIRRORED,
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
    Identifier,
    Membership,
    Negative,
    Node,
    Not,
    Or,
)
from readiness.scoring.expressions.values import Evaluator, State

_Closure: TypeAlias = Callable[[Sequence[Any], Sequence[State]], Any]


def compile_closures(node: Node, slots: Mapping[str, int]) -> Evaluator:
    """The same function as `compile_expression` gives, made of one closure a node.

    Slower to run and quicker to make: for what receipts evaluate once.
    """
    return _compiled(node, slots)


def _compiled(node: Node, slots: Mapping[str, int]) -> _Closure:
    return _COMPILERS[type(node)](node, slots)


def _constant(node: Constant, _slots: Mapping[str, int]) -> _Closure:
    value = node.value
    return lambda _values, _states: value


def _identifier(node: Identifier, slots: Mapping[str, int]) -> _Closure:
    slot = slots[node.name]
    return lambda values, _states: values[slot]


def _answer_test(node: AnswerTest, slots: Mapping[str, int]) -> _Closure:
    slot = slots[node.question.name]
    true_states = tuple(ANSWER_TESTS[node.function])  # a set would hash the state, which is slow
    return lambda _values, states: states[slot] in true_states


def _not(node: Not, slots: Mapping[str, int]) -> _Closure:
    operand = _compiled(node.operand, slots)

    def negated(values: Sequence[Any], states: Sequence[State]) -> bool | None:
        value = operand(values, states)
        return None if value is None else not value

    return negated


def _negative(node: Negative, slots: Mapping[str, int]) -> _Closure:
    operand = _compiled(node.operand, slots)

    def negative(values: Sequence[Any], states: Sequence[State]) -> Any:
        value = operand(values, states)
        return None if value is None else -value

    return negative


def _logic(node: And | Or, slots: Mapping[str, int]) -> _Closure:
    """`&&` (False decides) or `||` (True decides); missing unless decided or all are present."""
    decisive = isinstance(node, Or)
    operands = [_compiled(operand, slots) for operand in node.operands]
    if len(operands) == 2:
        return _pair(operands[0], operands[1], decisive)

    def chain(values: Sequence[Any], states: Sequence[State]) -> Any:
        outcome: bool | None = not decisive
        for operand in operands:
            value = operand(values, states)
            if value is decisive:
                return decisive
            if value is None:
                outcome = None
        return outcome

    return chain


def _pair(first: _Closure, second: _Closure, decisive: bool) -> _Closure:
    def pair(values: Sequence[Any], states: Sequence[State]) -> Any:
        left = first(values, states)
        if left is decisive:
            return decisive
        right = second(values, states)
        return right if left is not None or right is decisive else None

    return pair


_WITH_CONSTANT: Mapping[str, Callable[[int, Any], _Closure]] = {
    "==": lambda slot, constant: (
        lambda values, _states: None if (value := values[slot]) is None else value == constant
    ),
    "!=": lambda slot, constant: (
        lambda values, _states: None if (value := values[slot]) is None else value != constant
    ),
    "<": lambda slot, constant: (
        lambda values, _states: None if (value := values[slot]) is None else value < constant
    ),
    "<=": lambda slot, constant: (
        lambda values, _states: None if (value := values[slot]) is None else value <= constant
    ),
    ">": lambda slot, constant: (
        lambda values, _states: None if (value := values[slot]) is None else value > constant
    ),
    ">=": lambda slot, constant: (
        lambda values, _states: None if (value := values[slot]) is None else value >= constant
    ),
}
"""Most leaves of real rules are `identifier operator constant`: one call, no inner closures."""


def _comparison(node: Comparison, slots: Mapping[str, int]) -> _Closure:
    left, right = node.left, node.right
    if isinstance(left, Identifier) and isinstance(right, Constant):
        return _WITH_CONSTANT[node.operator](slots[left.name], right.value)
    if isinstance(left, Constant) and isinstance(right, Identifier):
        return _WITH_CONSTANT[MIRRORED[node.operator]](slots[right.name], left.value)
    return _binary(_compiled(left, slots), _compiled(right, slots), COMPARISONS[node.operator])


def _arithmetic(node: Arithmetic, slots: Mapping[str, int]) -> _Closure:
    left, right = _compiled(node.left, slots), _compiled(node.right, slots)
    return _binary(left, right, ARITHMETIC[node.operator])


def _binary(left: _Closure, right: _Closure, operation: Callable[[Any, Any], Any]) -> _Closure:
    def binary(values: Sequence[Any], states: Sequence[State]) -> Any:
        first = left(values, states)
        if first is None:
            return None
        second = right(values, states)
        return None if second is None else operation(first, second)

    return binary


def _membership(node: Membership, slots: Mapping[str, int]) -> _Closure:
    element = _compiled(node.element, slots)
    if isinstance(node.members, Identifier):
        listed = _compiled(node.members, slots)
        return _binary(element, listed, lambda value, values: value in values)
    constants = frozenset(constant.value for constant in node.members.constants)

    def among(values: Sequence[Any], states: Sequence[State]) -> bool | None:
        value = element(values, states)
        return None if value is None else value in constants

    return among


def _conditional(node: Conditional, slots: Mapping[str, int]) -> _Closure:
    condition = _compiled(node.condition, slots)
    then, otherwise = _compiled(node.then, slots), _compiled(node.otherwise, slots)

    def conditional(values: Sequence[Any], states: Sequence[State]) -> Any:
        chosen = condition(values, states)
        if chosen is None:
            return None
        return then(values, states) if chosen else otherwise(values, states)

    return conditional


def _call(node: Call, slots: Mapping[str, int]) -> _Closure:
    arguments = [_compiled(argument, slots) for argument in node.arguments]
    if node.function == "coalesce":
        return _coalesce(arguments[0], arguments[1])
    if node.function == "count":
        return lambda values, states: float(
            sum(argument(values, states) is True for argument in arguments)
        )
    return _reduction(arguments, REDUCERS[node.function])


def _coalesce(preferred: _Closure, default: _Closure) -> _Closure:
    def coalesce(values: Sequence[Any], states: Sequence[State]) -> Any:
        value = preferred(values, states)
        return default(values, states) if value is None else value

    return coalesce


def _reduction(arguments: Sequence[_Closure], reduce: Reducer) -> _Closure:
    def reduction(values: Sequence[Any], states: Sequence[State]) -> Any:
        numbers: list[float] = []
        for argument in arguments:
            number = argument(values, states)
            if number is None:
                return None
            numbers.append(number)
        return reduce(numbers)

    return reduction


_COMPILERS: Mapping[type, Callable[[Any, Mapping[str, int]], _Closure]] = {
    Constant: _constant,
    Identifier: _identifier,
    AnswerTest: _answer_test,
    Not: _not,
    Negative: _negative,
    And: _logic,
    Or: _logic,
    Comparison: _comparison,
    Membership: _membership,
    Arithmetic: _arithmetic,
    Conditional: _conditional,
    Call: _call,
}
