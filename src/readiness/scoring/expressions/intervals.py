"""The smallest and largest number an expression can become, to find impossible comparisons."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from readiness.scoring.expressions.functions import ARITHMETIC, MIRRORED, REDUCERS


class Interval(NamedTuple):
    """Both ends included; infinite where nothing bounds that side."""

    low: float
    high: float

    def described(self) -> str:
        """The interval in words, for messages."""
        if self.low == self.high:
            return number_text(self.low)
        if math.isinf(self.low):
            return f"at most {number_text(self.high)}"
        if math.isinf(self.high):
            return f"at least {number_text(self.low)}"
        return f"from {number_text(self.low)} to {number_text(self.high)}"


UNBOUNDED = Interval(-math.inf, math.inf)


def number_text(number: float) -> str:
    """The shortest text that reads back as the same number: whole numbers without a point."""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def hull(left: Interval, right: Interval) -> Interval:
    """The smallest interval that holds both."""
    return Interval(min(left.low, right.low), max(left.high, right.high))


def negative(interval: Interval) -> Interval:
    """Minus the interval."""
    return Interval(-interval.high, -interval.low)


def reduced(function: str, arguments: Sequence[Interval]) -> Interval:
    """What min, max, sum, mean or clamp can give: all of them rise with every argument."""
    reduce = REDUCERS[function]
    low = reduce([argument.low for argument in arguments])
    high = reduce([argument.high for argument in arguments])
    return Interval(-math.inf if low is None else low, math.inf if high is None else high)


def combined(operator: str, left: Interval, right: Interval) -> Interval:
    """What `left operator right` can give."""
    if operator == "+":
        return reduced("sum", (left, right))
    if operator == "-":
        return reduced("sum", (left, negative(right)))
    if operator == "/" and right.low <= 0 <= right.high:
        return UNBOUNDED
    corners: list[float] = []
    for first in left:
        for second in right:
            corner = ARITHMETIC[operator](first, second)
            if corner is None:
                return UNBOUNDED
            corners.append(corner)
    return Interval(min(corners), max(corners))


def decided(operator: str, left: Interval, right: Interval) -> bool | None:
    """True or False if every pair of numbers compares that way, None if it depends."""
    if operator in (">", ">="):
        return decided(MIRRORED[operator], right, left)
    return _DECISIONS[operator](left, right)


def _decided_equal(left: Interval, right: Interval) -> bool | None:
    if left.high < right.low or right.high < left.low:
        return False
    if left.low == left.high == right.low == right.high:
        return True
    return None


def _decided_different(left: Interval, right: Interval) -> bool | None:
    equal = _decided_equal(left, right)
    return None if equal is None else not equal


def _decided_less(left: Interval, right: Interval) -> bool | None:
    if left.high < right.low:
        return True
    return False if left.low >= right.high else None


def _decided_at_most(left: Interval, right: Interval) -> bool | None:
    if left.high <= right.low:
        return True
    return False if left.low > right.high else None


_DECISIONS: dict[str, Callable[[Interval, Interval], bool | None]] = {
    "==": _decided_equal,
    "!=": _decided_different,
    "<": _decided_less,
    "<=": _decided_at_most,
}
