"""What identifiers stand for while an expression is evaluated."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import NamedTuple, TypeAlias

Value: TypeAlias = float | bool | str | tuple[str, ...] | None
"""A finite number, a truth value, a string, a list of strings, or None for missing."""


class State(IntEnum):
    """How a question was answered, as far as the rule language can ask."""

    NO_VALUE = 0
    """Not answered, not asked, not applicable, or not a question at all."""
    DONT_KNOW = 1
    """The answer is "don't know"."""
    GIVEN = 2
    """A value is given: an option was chosen, or a figure was estimated by its band."""
    MEASURED = 3
    """A value is given, and the figure itself was typed."""


class Reading(NamedTuple):
    """The value and the answer state of one identifier."""

    value: Value
    state: State = State.NO_VALUE


Evaluator: TypeAlias = Callable[[Sequence[Value], Sequence[State]], Value]
"""A compiled expression: values and states by slot in, its value out."""
