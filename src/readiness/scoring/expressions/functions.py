"""The closed list of functions, and arithmetic on numbers that are present.

Results that are not finite (x/0, overflow) are missing: None.
"""

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from readiness.scoring.expressions.values import State

Reducer: TypeAlias = Callable[[Sequence[float]], float | None]
NumberOperation: TypeAlias = Callable[[float, float], float | None]

ANSWER_TESTS: Mapping[str, frozenset[State]] = {
    "answered": frozenset({State.GIVEN, State.MEASURED}),
    "unknown": frozenset({State.DONT_KNOW}),
    "measured": frozenset({State.MEASURED}),
}
"""Which answer states make each test true."""


@dataclass(frozen=True, slots=True)
class Arity:
    """How many arguments a function takes; `at_most` None means any number."""

    at_least: int
    at_most: int | None = None

    def accepts(self, count: int) -> bool:
        return self.at_least <= count and (self.at_most is None or count <= self.at_most)

    def described(self) -> str:
        if self.at_most is None:
            return f"at least {self.at_least}"
        return f"exactly {self.at_least}"


ARITIES: Mapping[str, Arity] = {
    **dict.fromkeys(ANSWER_TESTS, Arity(1, 1)),
    **dict.fromkeys(("min", "max", "sum", "mean", "count"), Arity(1)),
    "clamp": Arity(3, 3),
    "coalesce": Arity(2, 2),
}
"""Every function of the language."""


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _sum(numbers: Sequence[float]) -> float | None:
    # Exact before one rounding, so the order of the arguments cannot matter.
    try:
        return _finite(math.fsum(numbers))
    except OverflowError:
        return None


def _mean(numbers: Sequence[float]) -> float | None:
    total = _sum(numbers)
    return None if total is None else total / len(numbers)


def _clamp(numbers: Sequence[float]) -> float:
    number, low, high = numbers
    return max(low, min(number, high))


def _divide(dividend: float, divisor: float) -> float | None:
    return None if divisor == 0 else _finite(dividend / divisor)


REDUCERS: Mapping[str, Reducer] = {
    "min": min,
    "max": max,
    "sum": _sum,
    "mean": _mean,
    "clamp": _clamp,
}
"""Functions that turn numbers into a number and are missing as soon as one of them is."""

ARITHMETIC: Mapping[str, NumberOperation] = {
    "+": lambda left, right: _finite(left + right),
    "-": lambda left, right: _finite(left - right),
    "*": lambda left, right: _finite(left * right),
    "/": _divide,
}

COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
MIRRORED: Mapping[str, str] = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
"""The operator that says the same with the sides exchanged."""
