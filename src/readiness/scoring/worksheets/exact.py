"""Expressions of the rule language on exact fractions; nothing here is a binary float.

Missing is `None`, as everywhere in the language: so is x/0, and a figure beyond what a worksheet
can mean, which also keeps each step quick whatever was written and typed.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias

from readiness.scoring.expressions import (
    And,
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
from readiness.scoring.expressions.functions import ARITIES, COMPARISONS, Arity
from readiness.scoring.worksheets.model import LONGEST_HORIZON

Exact: TypeAlias = Fraction | bool | str | None
Values: TypeAlias = Mapping[str, Exact]

FUNCTIONS: Final[Mapping[str, Arity]] = {
    **ARITIES,
    "present_value": Arity(4, 4),
    "grown": Arity(3, 3),
}
"""The language's functions, and those that only worksheets have."""

MOST_BITS: Final = 8_192
"""Of numerator and denominator each; a real worksheet needs some hundred."""

MOST_MAGNITUDE: Final = 990
"""Powers of two: a figure as large prints in a few hundred digits."""


def evaluate(node: Node, values: Values) -> Exact:
    """Return the value of an expression, `None` if it is missing; names without value are."""
    return _EVALUATORS[type(node)](node, values)


def exactly(value: float) -> Fraction:
    """Return the decimal that was written; a float's shortest text is what was written."""
    return Fraction(repr(value))


def bounded(value: Fraction) -> Fraction | None:
    """Return the figure, `None` where it is too large or too long to mean anything."""
    above, below = value.numerator.bit_length(), value.denominator.bit_length()
    if max(above, below) > MOST_BITS or above - below > MOST_MAGNITUDE:
        return None
    return value


def present_value(
    first: Fraction, change: Fraction, rate: Fraction, years: Fraction
) -> Fraction | None:
    """Sum over t = 1..years of first x (1 + change)^(t-1) / (1 + rate)^t; 1 to 15 whole years."""
    if not _is_horizon(years) or rate == -1:
        return None
    factor = (1 + change) / (1 + rate)
    total: Fraction | None = Fraction(0)
    for _ in range(int(years)):
        total = None if total is None else bounded(total * factor + 1)
    return None if total is None else total * first / (1 + rate)


def grown(first: Fraction, change: Fraction, year: Fraction) -> Fraction | None:
    """Return first x (1 + change)^(year-1); the year is whole, 1 to 15."""
    if not _is_horizon(year):
        return None
    value: Fraction | None = first
    for _ in range(int(year) - 1):
        value = None if value is None else bounded(value * (1 + change))
    return value


def _is_horizon(years: Fraction) -> bool:
    return years.denominator == 1 and 1 <= years <= LONGEST_HORIZON


def _divide(dividend: Fraction, divisor: Fraction) -> Fraction | None:
    return None if divisor == 0 else dividend / divisor


def _sum(numbers: Sequence[Fraction]) -> Fraction | None:
    total: Fraction | None = Fraction(0)
    for number in numbers:
        total = None if total is None else bounded(total + number)
    return total


def _mean(numbers: Sequence[Fraction]) -> Fraction | None:
    total = _sum(numbers)
    return None if total is None else total / len(numbers)


def _clamp(numbers: Sequence[Fraction]) -> Fraction:
    number, low, high = numbers
    return max(low, min(number, high))


_ARITHMETIC: Final[Mapping[str, Callable[[Fraction, Fraction], Fraction | None]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _divide,
}
_NUMBERS: Final[Mapping[str, Callable[[Sequence[Fraction]], Fraction | None]]] = {
    "min": min,
    "max": max,
    "sum": _sum,
    "mean": _mean,
    "clamp": _clamp,
    "present_value": lambda numbers: present_value(*numbers),
    "grown": lambda numbers: grown(*numbers),
}


def _constant(node: Constant, _values: Values) -> Exact:
    return exactly(node.value) if isinstance(node.value, float) else node.value


def _identifier(node: Identifier, values: Values) -> Exact:
    return values.get(node.name)


def _not(node: Not, values: Values) -> Exact:
    value = evaluate(node.operand, values)
    return None if value is None else not value


def _negative(node: Negative, values: Values) -> Exact:
    value: Any = evaluate(node.operand, values)  # the checker has seen that it is a number
    return None if value is None else -value


def _logic(node: And | Or, values: Values) -> Exact:
    decisive = isinstance(node, Or)
    outcomes = [evaluate(operand, values) for operand in node.operands]
    if decisive in outcomes:
        return decisive
    return None if None in outcomes else not decisive


def _comparison(node: Comparison, values: Values) -> Exact:
    left, right = evaluate(node.left, values), evaluate(node.right, values)
    if left is None or right is None:
        return None
    return COMPARISONS[node.operator](left, right)


def _membership(node: Membership, values: Values) -> Exact:
    element = evaluate(node.element, values)
    members: Any = node.members  # constants: a worksheet has no lists by name
    if element is None:
        return None
    return element in [_constant(constant, values) for constant in members.constants]


def _arithmetic(node: Arithmetic, values: Values) -> Exact:
    left: Any = evaluate(node.left, values)  # the checker has seen that both are numbers
    right: Any = evaluate(node.right, values)
    if left is None or right is None:
        return None
    return _bounded(_ARITHMETIC[node.operator](left, right))


def _conditional(node: Conditional, values: Values) -> Exact:
    chosen = evaluate(node.condition, values)
    if chosen is None:
        return None
    return evaluate(node.then if chosen else node.otherwise, values)


def _call(node: Call, values: Values) -> Exact:
    found: list[Any] = [evaluate(argument, values) for argument in node.arguments]
    if node.function == "coalesce":
        preferred, default = found
        value: Exact = default if preferred is None else preferred
        return value
    if node.function == "count":
        return Fraction(found.count(True))
    return None if None in found else _bounded(_NUMBERS[node.function](found))


def _bounded(value: Fraction | None) -> Fraction | None:
    return None if value is None else bounded(value)


_EVALUATORS: Final[Mapping[type, Callable[[Any, Values], Exact]]] = {
    Constant: _constant,
    Identifier: _identifier,
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
"""There is none for `answered` and its like: no input of a worksheet is a question."""
