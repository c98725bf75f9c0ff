"""What is known about a number before anything is computed: its bounds, and whether it is whole."""

import math
from collections.abc import Mapping
from functools import reduce

from readiness.bulk.names import Name, Number
from readiness.scoring.expressions import (
    Arithmetic,
    Call,
    Conditional,
    Constant,
    Identifier,
    Negative,
    Node,
)
from readiness.scoring.expressions.intervals import (
    UNBOUNDED,
    Interval,
    combined,
    hull,
    negative,
    reduced,
)

_EXACT = 2.0**53


def interval_of(node: Node, names: Mapping[str, Name]) -> Interval:
    """Return the lowest and highest number the node can become; infinite where nothing bounds."""
    match node:
        case Constant() if isinstance(node.value, int | float):
            return Interval(float(node.value), float(node.value))
        case Identifier():
            known = names[node.name]
            return known.interval if isinstance(known, Number) else UNBOUNDED
        case Negative():
            return negative(interval_of(node.operand, names))
        case Arithmetic():
            left, right = interval_of(node.left, names), interval_of(node.right, names)
            return combined(node.operator, left, right) if _all_finite(left, right) else UNBOUNDED
        case Conditional():
            return hull(interval_of(node.then, names), interval_of(node.otherwise, names))
        case Call():
            return _called(node.function, [interval_of(a, names) for a in node.arguments])
        case _:
            return UNBOUNDED


def _called(function: str, arguments: list[Interval]) -> Interval:
    if function == "count":
        return Interval(0.0, float(len(arguments)))
    if not _all_finite(*arguments):
        return UNBOUNDED
    return reduce(hull, arguments) if function == "coalesce" else reduced(function, arguments)


def is_bounded(node: Node, names: Mapping[str, Name], limit: float = math.inf) -> bool:
    """Tell whether the number is finite, and within plus and minus the limit, in any case."""
    low, high = interval_of(node, names)
    return math.isfinite(low) and math.isfinite(high) and max(-low, high) <= limit


def adds_up_exactly(node: Call, names: Mapping[str, Name]) -> bool:
    """Tell whether the arguments can be added in any order without rounding."""
    found = [interval_of(argument, names) for argument in node.arguments]
    if not _all_finite(*found) or not all(_is_whole(a, names) for a in node.arguments):
        return False
    return sum(max(-low, high) for low, high in found) <= _EXACT


def _is_whole(node: Node, names: Mapping[str, Name]) -> bool:
    """Whether the number is whole in any case; conservative."""
    match node:
        case Constant():
            return isinstance(node.value, int | float) and float(node.value).is_integer()
        case Identifier():
            known = names[node.name]
            return isinstance(known, Number) and known.is_byte
        case Negative():
            return _is_whole(node.operand, names)
        case Arithmetic():
            parts = (node.left, node.right)
            return node.operator != "/" and all(_is_whole(part, names) for part in parts)
        case Conditional():
            return _is_whole(node.then, names) and _is_whole(node.otherwise, names)
        case Call(function="count"):
            return True
        case Call():
            return node.function != "mean" and all(_is_whole(a, names) for a in node.arguments)
        case _:
            return False


def _all_finite(*intervals: Interval) -> bool:
    return all(math.isfinite(end) for interval in intervals for end in interval)
