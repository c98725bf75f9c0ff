"""Random expressions: texts together with functions that say what the texts mean.

The meanings are written from the description of the language and share nothing with the package.
"""

import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from hypothesis import strategies as st

from readiness.scoring.expressions import (
    Declaration,
    Reading,
    State,
    Type,
)

OPTIONS = ("block", "open", "clear")
NUMBERS = ("n.a", "n.b", "n.c")
TRUTHS = ("t.a", "t.b")
STRINGS = ("s.a", "s.b")
LISTS = ("l.a",)
NAMES = (*NUMBERS, *TRUTHS, *STRINGS, *LISTS)
DECLARATIONS = {
    **{name: Declaration(Type.NUMBER, is_question=True) for name in NUMBERS},
    **{name: Declaration(Type.BOOL, is_question=True) for name in TRUTHS},
    **{name: Declaration(Type.STRING, frozenset(OPTIONS), is_question=True) for name in STRINGS},
    **{name: Declaration(Type.LIST, frozenset(OPTIONS), is_question=True) for name in LISTS},
}

World: TypeAlias = Mapping[str, Reading]


class Sample(NamedTuple):
    """A text and what it means."""

    text: str
    meaning: Callable[[World], Any]


def value_of(name: str) -> Sample:
    return Sample(name, lambda world: world[name].value)


def constant(text: str, value: Any) -> Sample:
    return Sample(text, lambda world: value)


def unless_missing(operation: Callable[..., Any]) -> Callable[..., Callable[[World], Any]]:
    """The operation lifted to missing operands and to results that are no finite number."""

    def lifted(*operands: Sample) -> Callable[[World], Any]:
        def meaning(world: World) -> Any:
            values = [operand.meaning(world) for operand in operands]
            if any(value is None for value in values):
                return None
            try:
                result = operation(*values)
            except (ZeroDivisionError, OverflowError):
                return None
            return None if isinstance(result, float) and not math.isfinite(result) else result

        return meaning

    return lifted


ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: not b < a,
    ">": lambda a, b: b < a,
    ">=": lambda a, b: not a < b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: not a == b,  # noqa: SIM201 - deliberately not written as in the package
}
REDUCTIONS: dict[str, Callable[..., float]] = {
    "min": lambda *numbers: sorted(numbers)[0],
    "max": lambda *numbers: sorted(numbers)[-1],
    "sum": lambda *numbers: math.fsum(numbers),
    "mean": lambda *numbers: math.fsum(numbers) / len(numbers),
}
RANKS = {False: 0.0, None: 0.5, True: 1.0}
OF_RANK = {rank: truth for truth, rank in RANKS.items()}


def binary(
    operations: Mapping[str, Callable[..., Any]], left: Sample, key: str, right: Sample
) -> Sample:
    meaning = unless_missing(operations[key])(left, right)
    return Sample(f"({left.text}) {key} ({right.text})", meaning)


def chained(operator: str, operands: list[Sample]) -> Sample:
    pick = min if operator == "&&" else max
    text = f" {operator} ".join(f"({operand.text})" for operand in operands)
    return Sample(
        text,
        lambda world: OF_RANK[pick(RANKS[operand.meaning(world)] for operand in operands)],
    )


def conditional(condition: Sample, then: Sample, otherwise: Sample) -> Sample:
    def meaning(world: World) -> Any:
        taken = {True: then, False: otherwise}.get(condition.meaning(world))
        return taken.meaning(world) if taken else None

    return Sample(f"({condition.text}) ? ({then.text}) : ({otherwise.text})", meaning)


def coalesced(first: Sample, second: Sample) -> Sample:
    def meaning(world: World) -> Any:
        present = [v for v in (first.meaning(world), second.meaning(world)) if v is not None]
        return present[0] if present else None

    return Sample(f"coalesce({first.text}, {second.text})", meaning)


def called(function: str, arguments: list[Sample]) -> Sample:
    text = f"{function}({', '.join(argument.text for argument in arguments)})"
    return Sample(text, unless_missing(REDUCTIONS[function])(*arguments))


def clamped(number: Sample, low: Sample, high: Sample) -> Sample:
    text = f"clamp({number.text}, {low.text}, {high.text})"
    return Sample(text, unless_missing(lambda x, a, b: max(a, min(x, b)))(number, low, high))


def counted(conditions: list[Sample]) -> Sample:
    text = f"count({', '.join(condition.text for condition in conditions)})"
    return Sample(
        text,
        lambda world: float([c.meaning(world) for c in conditions].count(True)),
    )


def member(element: Sample, members: list[Any]) -> Sample:
    text = f"({element.text}) in [{', '.join(map(repr, members))}]"
    return Sample(text, unless_missing(lambda value: value in members)(element))


def member_of_list(element: Sample, name: str) -> Sample:
    listed = value_of(name)
    meaning = unless_missing(lambda value, values: value in values)(element, listed)
    return Sample(f"({element.text}) in {name}", meaning)


def answer_test(function: str, name: str) -> Sample:
    states = {
        "answered": (State.GIVEN, State.MEASURED),
        "unknown": (State.DONT_KNOW,),
        "measured": (State.MEASURED,),
    }[function]
    return Sample(f"{function}({name})", lambda world: world[name].state in states)


figures = st.sampled_from([0.0, 0.1, 0.2, 1.0, 2.0, 2.5, 3.0, 1e-9, 1e308, 1e16])
figure_constants = figures.map(lambda figure: constant(repr(figure), figure))
number_names = st.sampled_from(NUMBERS).map(value_of)
string_constants = st.sampled_from(OPTIONS).map(lambda option: constant(f"'{option}'", option))
equalities = st.sampled_from(["==", "!="])
comparison_signs = st.sampled_from(sorted(COMPARISONS))
answer_tests = st.sampled_from(["answered", "unknown", "measured"])
number_operations, comparisons = st.just(ARITHMETIC), st.just(COMPARISONS)


@cache
def numbers(levels: int) -> st.SearchStrategy[Sample]:
    """Expressions of type NUMBER with at most so many levels above the leaves."""
    leaf = number_names | figure_constants
    if levels == 0:
        return leaf
    part, condition = numbers(levels - 1), truths(levels - 1)
    return st.one_of(
        leaf,
        st.builds(binary, number_operations, part, st.sampled_from("+-*/"), part),
        part.map(lambda n: Sample(f"-({n.text})", unless_missing(lambda x: -x)(n))),
        st.builds(called, st.sampled_from(sorted(REDUCTIONS)), few(part, 1)),
        st.builds(clamped, part, part, part),
        st.builds(coalesced, part, part),
        st.builds(conditional, condition, part, part),
        few(condition, 1).map(counted),
    )


@cache
def strings(levels: int) -> st.SearchStrategy[Sample]:
    """Expressions of type STRING."""
    leaf = st.sampled_from(STRINGS).map(value_of)
    if levels == 0:
        return leaf
    part = strings(levels - 1)
    return st.one_of(
        leaf,
        st.builds(coalesced, part, part),
        st.builds(conditional, truths(levels - 1), part, part),
    )


@cache
def truths(levels: int) -> st.SearchStrategy[Sample]:
    """Expressions of type BOOL."""
    leaf = st.one_of(
        st.sampled_from(TRUTHS).map(value_of),
        st.builds(answer_test, answer_tests, st.sampled_from(NAMES)),
        st.sampled_from([constant("true", True), constant("false", False)]),
        st.builds(binary, comparisons, number_names, comparison_signs, figure_constants),
        st.builds(binary, comparisons, figure_constants, comparison_signs, number_names),
        st.builds(member, number_names, few(figures, 1)),
    )
    if levels == 0:
        return leaf
    part, number, string = truths(levels - 1), numbers(levels - 1), strings(levels - 1)
    return st.one_of(
        leaf,
        st.builds(binary, comparisons, number, comparison_signs, number),
        st.builds(binary, comparisons, string, equalities, string | string_constants),
        st.builds(binary, comparisons, part, equalities, part),
        st.builds(member, number, few(figures, 1)),
        st.builds(member, string, few(st.sampled_from(OPTIONS), 1)),
        st.builds(member_of_list, string | string_constants, st.sampled_from(LISTS)),
        part.map(lambda t: Sample(f"!({t.text})", unless_missing(lambda x: not x)(t))),
        st.builds(chained, st.sampled_from(["&&", "||"]), few(part, 2)),
        st.builds(coalesced, part, part),
        st.builds(conditional, part, part, part),
    )


def few(items: st.SearchStrategy[Any], at_least: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(items, min_size=at_least, max_size=3)


def readings(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Reading]:
    return st.builds(Reading, st.none() | values, st.sampled_from(State))


worlds: st.SearchStrategy[dict[str, Reading]] = st.fixed_dictionaries(
    {
        **dict.fromkeys(NUMBERS, readings(figures | figures.map(lambda figure: -figure))),
        **dict.fromkeys(TRUTHS, readings(st.booleans())),
        **dict.fromkeys(STRINGS, readings(st.sampled_from(OPTIONS))),
        **dict.fromkeys(LISTS, readings(few(st.sampled_from(OPTIONS), 0).map(tuple))),
    }
)
