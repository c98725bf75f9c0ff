"""What a node can become, as far as it is known before anything is answered."""

import math
from dataclasses import dataclass

from readiness.scoring.expressions.declarations import Declaration, Type
from readiness.scoring.expressions.intervals import UNBOUNDED, Interval, hull


@dataclass(frozen=True, slots=True)
class Meaning:
    """A type; the only possible strings (None: any); the range of a number."""

    type: Type
    options: frozenset[str] | None = None
    interval: Interval = UNBOUNDED


BOOL = Meaning(Type.BOOL)


def constant_meaning(value: float | bool | str) -> Meaning:
    """A constant is its only option."""
    if isinstance(value, bool):
        return BOOL
    if isinstance(value, str):
        return Meaning(Type.STRING, options=frozenset({value}))
    return Meaning(Type.NUMBER, interval=Interval(value, value))


def declared_meaning(declaration: Declaration) -> Meaning:
    """What the declaration of an identifier allows."""
    low = -math.inf if declaration.low is None else float(declaration.low)
    high = math.inf if declaration.high is None else float(declaration.high)
    return Meaning(declaration.type, declaration.options, Interval(low, high))


def united(first: Meaning, second: Meaning) -> Meaning:
    """What a node of one type can become if it becomes one of two."""
    options = None
    if first.options is not None and second.options is not None:
        options = first.options | second.options
    return Meaning(first.type, options, hull(first.interval, second.interval))
