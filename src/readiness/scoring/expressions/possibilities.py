"""The back end over sets of possible values: what an expression may come to.

Sound: whatever the names turn out to be, the value the closures give is in the outcome. Exact when
no name occurs twice, as far as sets stay finite; names that occur twice are narrowed first, see
`cases`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from math import isinf, prod
from typing import Any, TypeAlias

from readiness.scoring.expressions.functions import (
    ANSWER_TESTS,
    ARITHMETIC,
    COMPARISONS,
    REDUCERS,
)
from readiness.scoring.expressions.intervals import Interval, combined, decided, negative, reduced
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
from readiness.scoring.expressions.possible_values import (
    MISSING,
    MOST_VALUES,
    Anything,
    Outcome,
    Possible,
    Span,
    interval_of,
    may_be_missing,
    span,
    union,
)

LookUp: TypeAlias = Callable[[str], Possible]

_OPEN: Outcome = frozenset({True, False})


def possible_outcome(node: Node, look_up: LookUp) -> Outcome:
    """Return what the expression may come to, each occurrence of a name taken by itself."""
    return _WALKERS[type(node)](node, look_up)


def _constant(node: Constant, _look_up: LookUp) -> Outcome:
    return frozenset({node.value})


def _identifier(node: Identifier, look_up: LookUp) -> Outcome:
    return look_up(node.name).outcome


def _answer_test(node: AnswerTest, look_up: LookUp) -> Outcome:
    true_states = ANSWER_TESTS[node.function]
    return frozenset(state in true_states for state in look_up(node.question.name).states)


def _not(node: Not, look_up: LookUp) -> Outcome:
    return _each(lambda value: not value, [possible_outcome(node.operand, look_up)])


def _logic(node: And | Or, look_up: LookUp) -> Outcome:
    """`&&` (False decides) or `||` (True decides); missing unless decided or all are present."""
    decisive = isinstance(node, Or)
    may_decide = any_missing = False
    all_present = all_undecided = True
    for operand in node.operands:
        truths = _truths(possible_outcome(operand, look_up))
        is_present, is_missing = (not decisive) in truths, None in truths
        may_decide = may_decide or decisive in truths
        any_missing = any_missing or is_missing
        all_present = all_present and is_present
        all_undecided = all_undecided and (is_present or is_missing)
        if not all_undecided:
            return frozenset({decisive})
    found: set[bool | None] = {decisive} if may_decide else set()
    if all_present:
        found.add(not decisive)
    if any_missing:
        found.add(None)
    return frozenset(found)


def _truths(outcome: Outcome) -> frozenset[Any]:
    assert isinstance(outcome, frozenset), "a condition is true, false or missing"
    return outcome


def _negative(node: Negative, look_up: LookUp) -> Outcome:
    outcome = possible_outcome(node.operand, look_up)
    if isinstance(outcome, Span):
        return Span(negative(outcome.interval), outcome.missing)
    return _each(lambda value: -value, [outcome])


def _arithmetic(node: Arithmetic, look_up: LookUp) -> Outcome:
    operands = [possible_outcome(node.left, look_up), possible_outcome(node.right, look_up)]
    if _enumerable(operands):
        return _each(ARITHMETIC[node.operator], operands)
    if MISSING in operands:
        return MISSING
    left, right = _intervals(operands)
    undefined = node.operator == "/" and right.low <= 0 <= right.high
    return _spanned(combined(node.operator, left, right), operands, undefined=undefined)


def _comparison(node: Comparison, look_up: LookUp) -> Outcome:
    if isinstance(node.right, Constant):
        compared = possible_outcome(node.left, look_up)
        if isinstance(compared, frozenset):
            return _compared(node.operator, compared, node.right.value)
    operands = [possible_outcome(node.left, look_up), possible_outcome(node.right, look_up)]
    if _enumerable(operands):
        return _each(COMPARISONS[node.operator], operands)
    if MISSING in operands:
        return MISSING
    left, right = interval_of(operands[0]), interval_of(operands[1])
    verdict = left and right and decided(node.operator, left, right)
    return _with_missing(_OPEN if verdict is None else frozenset({verdict}), operands)


@lru_cache(maxsize=4096)
def _compared(operator: str, values: frozenset[Any], constant: Any) -> Outcome:
    """Most leaves of real rules: the same few values are compared with the same few constants."""
    compare = COMPARISONS[operator]
    return frozenset(None if value is None else compare(value, constant) for value in values)


def _membership(node: Membership, look_up: LookUp) -> Outcome:
    element = possible_outcome(node.element, look_up)
    if isinstance(node.members, Identifier):
        operands = [element, possible_outcome(node.members, look_up)]
        if _enumerable(operands):
            return _each(lambda value, values: value in values, operands)
        return MISSING if MISSING in operands else _with_missing(_OPEN, operands)
    constants = [constant.value for constant in node.members.constants]
    if isinstance(element, frozenset):
        return _each(lambda value: value in constants, [element])
    interval = interval_of(element)
    outside = interval is not None and not any(
        interval.low <= constant <= interval.high
        for constant in constants
        if isinstance(constant, int | float)
    )
    return _with_missing(frozenset({False}) if outside else _OPEN, [element])


def _conditional(node: Conditional, look_up: LookUp) -> Outcome:
    chosen = _truths(possible_outcome(node.condition, look_up))
    results: list[Outcome] = []
    if True in chosen:
        results.append(possible_outcome(node.then, look_up))
    if False in chosen:
        results.append(possible_outcome(node.otherwise, look_up))
    if None in chosen:
        results.append(MISSING)
    return union(results)


def _call(node: Call, look_up: LookUp) -> Outcome:
    arguments = [possible_outcome(argument, look_up) for argument in node.arguments]
    if node.function == "coalesce":
        return _coalesce(arguments[0], arguments[1])
    if node.function == "count":
        least = sum(argument == frozenset({True}) for argument in arguments)
        most = sum(True in _truths(argument) for argument in arguments)
        return frozenset(float(count) for count in range(least, most + 1))
    if _enumerable(arguments):
        reduce = REDUCERS[node.function]
        return _each(lambda *numbers: reduce(numbers), arguments)
    if MISSING in arguments:
        return MISSING
    return _spanned(reduced(node.function, _intervals(arguments)), arguments)


def _coalesce(preferred: Outcome, default: Outcome) -> Outcome:
    if not may_be_missing(preferred):
        return preferred
    match preferred:
        case Span():
            present: Outcome = Span(preferred.interval, missing=False)
        case Anything():
            present = Anything(missing=False)
        case _:
            present = preferred - {None}
    return union([present, default])


def _enumerable(operands: Sequence[Outcome]) -> bool:
    sizes = [len(operand) for operand in operands if isinstance(operand, frozenset)]
    return len(sizes) == len(operands) and prod(sizes) <= MOST_VALUES


def _each(operation: Callable[..., Any], operands: Sequence[Outcome]) -> Outcome:
    """The operation on every combination of values; missing as soon as one of them is."""
    sets = [operand for operand in operands if isinstance(operand, frozenset)]
    return frozenset(None if None in values else operation(*values) for values in product(*sets))


def _intervals(operands: Sequence[Outcome]) -> list[Interval]:
    """The intervals of numbers, none of which is always missing."""
    found = [interval_of(operand) for operand in operands]
    return [interval for interval in found if interval is not None]


def _spanned(result: Interval, operands: Sequence[Outcome], *, undefined: bool = False) -> Outcome:
    """The numbers of an interval; a result that may overflow may be missing."""
    overflow = isinf(result.low) or isinf(result.high)
    missing = undefined or overflow or any(map(may_be_missing, operands))
    return span(result.low, result.high, missing=missing)


def _with_missing(truths: Outcome, operands: Sequence[Outcome]) -> Outcome:
    return union([truths, MISSING]) if any(map(may_be_missing, operands)) else truths


_WALKERS: Mapping[type, Callable[[Any, LookUp], Outcome]] = {
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
