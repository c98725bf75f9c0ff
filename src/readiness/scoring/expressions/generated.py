"""The scalar back end: expressions as Python functions of (values, states).

The one place where source becomes code; `python_source` says what that source is made of.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from readiness.scoring.expressions.nodes import Node
from readiness.scoring.expressions.python_source import SourceWriter
from readiness.scoring.expressions.values import Evaluator, State, Value

CHARACTERS_A_FUNCTION = 30_000
"""Of source, after which the next rules get a function of their own; a rule is never parted."""

Tests: TypeAlias = Callable[[Sequence[Value], Sequence[State]], list[bool]]
"""Many compiled conditions: values and states by slot in, which of them are so out."""


First: TypeAlias = Callable[[Sequence[Value], Sequence[State]], int | None]
"""Conditions in order: the position of the first that is true.

`None` if none is, or if one before it cannot be told.
"""

Sums: TypeAlias = Callable[[Sequence[Value], Sequence[State]], tuple[Any, int]]
"""Of numbers with whole weights: the sum of weight x value, and of the weights with a value.

The first is a whole number where the values are.
"""


def compile_expression(node: Node, slots: Mapping[str, int]) -> Evaluator:
    """A function of (values, states) that gives the value of the expression, None if missing.

    `slots` maps every identifier of the node to its index in both sequences. Values are of the
    declared type (truth values real bools, numbers finite) or None. Raises KeyError for an
    identifier without a slot.
    """
    writer = SourceWriter(slots)
    evaluator: Evaluator = _made(writer.value(node), writer)
    return evaluator


def compile_mean(terms: Sequence[tuple[Node, int]], slots: Mapping[str, int]) -> Evaluator:
    """A function that gives the mean of formulas by their weights, None if one is missing."""
    writer = SourceWriter(slots)
    evaluator: Evaluator = _made(writer.mean(terms), writer)
    return evaluator


def compile_first(nodes: Sequence[Node], slots: Mapping[str, int]) -> First:
    """A function that gives the position of the first node that is true, see `First`."""
    writer = SourceWriter(slots)
    first: First = _made(writer.first(nodes), writer)
    return first


def compile_sums(members: Sequence[tuple[int, int]]) -> Sums:
    """A function that sums over (slot, weight), see `Sums`."""
    writer = SourceWriter({})
    sums: Sums = _made(writer.sums(members), writer)
    return sums


def compile_tests(
    nodes: Iterable[Node], slots: Mapping[str, int], whole: Collection[str], wanted: bool = True
) -> Tests:
    """One function that tells for each condition whether its value is the wanted one.

    Names in `whole` have whole numbers as values, or none.
    """
    writer = SourceWriter(slots, whole)
    return _joined([writer.test(node, wanted) for node in nodes], writer)


def _joined(sources: Sequence[str], writer: SourceWriter) -> Callable[..., list[Any]]:
    """Lists of sources as one function, or as some where that would grow large."""
    parts: list[list[str]] = [[]]
    for source in sources:
        if sum(map(len, parts[-1])) > CHARACTERS_A_FUNCTION:
            parts.append([])
        parts[-1].append(source)
    functions = [_made(f"[{', '.join(part)}]", writer) for part in parts]
    if len(functions) == 1:
        return functions[0]
    return lambda values, states: [
        value for function in functions for value in function(values, states)
    ]


def _made(source: str, writer: SourceWriter) -> Callable[..., Any]:
    made: Callable[..., Any] = eval(f"lambda v, s: {source}", writer.given)  # noqa: S307 - see above
    return made
