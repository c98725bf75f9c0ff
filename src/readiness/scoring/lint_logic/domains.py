"""What rules may read of each question, as finite cases or as figures between two ends."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from readiness.scoring.expressions import (
    AnswerTest,
    Constant,
    Identifier,
    Membership,
    Node,
    Reading,
    State,
    Value,
    leaves,
)
from readiness.scoring.expressions.possible_values import (
    Anything,
    Outcome,
    Possible,
    Span,
    among,
    computed,
    span,
)
from readiness.scoring.lint_bands import typed_figures
from readiness.scoring.questions import (
    BooleanQuestion,
    MultipleQuestion,
    NumberQuestion,
    Question,
    SingleQuestion,
)

MOST_ITEMS = 7
"""Lists are enumerated over the items that rules name; seven of them make 128 lists."""

_LARGEST_STEP = 10**15
"""Up to here a figure as typed, in steps of its last decimal, is one number and no other."""

NOTHING = Reading(None, State.NO_VALUE)
UNKNOWN = Reading(None, State.DONT_KNOW)


@dataclass(frozen=True, slots=True)
class Mentions:
    """What the rules of a questionnaire ask of a question beside its value."""

    measured: frozenset[str]
    items: dict[str, frozenset[str]]
    whole_lists: frozenset[str]


def mentions(nodes: Iterable[Node]) -> Mentions:
    """Gather tests for typed figures and the items that are looked for in lists."""
    measured: set[str] = set()
    items: dict[str, set[str]] = {}
    whole: set[str] = set()
    for leaf in (leaf for node in nodes for leaf in leaves(node)):
        match leaf:
            case AnswerTest(function="measured"):
                measured.add(leaf.question.name)
            case Membership(element=Constant(value=str() as item), members=Identifier() as listed):
                items.setdefault(listed.name, set()).add(item)
            case Membership(members=Identifier() as listed):
                whole.add(listed.name)
    named = {name: frozenset(found) for name, found in items.items()}
    return Mentions(frozenset(measured), named, frozenset(whole))


def domain(question: Question, said: Mentions, *, complete: bool) -> Possible:
    """Return everything rules may read of a question that is asked.

    In a `complete` set it is left without an answer only if it is neither scored nor required, or
    may be said not to apply. Where that is offered under a condition, it counts as offered.
    """
    others = [] if question.dont_know == "refused" else [UNKNOWN]
    optional = not (question.scored or question.required)
    if not complete or optional or question.not_applicable is not None:
        others.append(NOTHING)
    match question:
        case NumberQuestion() if not question.bands:
            figures = span(question.low, question.high, missing=bool(others))
            states = frozenset({State.MEASURED, *(reading.state for reading in others)})
            return Possible(figures, states)
        case _:
            values = _values(question, said)
    if values is None:
        states = frozenset({State.GIVEN, *(reading.state for reading in others)})
        return Possible(Anything(missing=bool(others)), states)
    given = [State.GIVEN]
    if isinstance(question, NumberQuestion) and question.id in said.measured:
        given.append(State.MEASURED)
    return among([*(Reading(v, state) for v in values for state in given), *others])


def ticked(name: str, question: MultipleQuestion, said: Mentions) -> Possible:
    """Return the lists of items that rules may read as `name`; none where only a band is known."""
    lists = _lists(name, question, said)
    if lists is None:
        return computed(Anything(missing=True))
    return computed(frozenset[Value]({None, *lists}))


def _values(question: Question, said: Mentions) -> Sequence[Value] | None:
    """The values in rising order, or `None` where they are not enumerated."""
    match question:
        case SingleQuestion():
            return [option.value for option in question.options]
        case BooleanQuestion():
            return [False, True]
        case NumberQuestion() | MultipleQuestion() if question.bands:
            return sorted({band.value for band in question.bands})
        case MultipleQuestion():
            return _lists(question.id, question, said)
        case _:
            return None


def _lists(
    name: str, question: MultipleQuestion, said: Mentions
) -> Sequence[tuple[str, ...]] | None:
    """The lists of items that rules name, or `None` where they are not enumerated."""
    named = said.items.get(name, frozenset())
    items = [item.id for item in question.items if item.id in named]
    if name in said.whole_lists or len(items) > MOST_ITEMS:
        return None
    return list(_subsets(items))


def _subsets(items: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(len(items) + 1):
        yield from combinations(items, size)


def halves(question: Question, figures: Possible, cuts: Collection[float]) -> list[Possible]:
    """Cut figures in parts: at a constant they are compared with, or in the middle.

    Only figures that can be typed count, so that cutting ends. Where they are too many to be told
    apart as numbers, they stay together.
    """
    assert isinstance(question, NumberQuestion)
    assert isinstance(figures.outcome, Span)
    grid = typed_figures(question, *figures.outcome.interval)
    low, high, steps = grid.first, grid.last, 10**question.decimals
    if max(-low, high) > _LARGEST_STEP:
        return [figures]
    if figures.outcome.missing:
        missing = [
            among([Reading(None, state)]) for state in sorted(figures.states - {State.MEASURED})
        ]
        return [*_stretches([(low, high)], steps), *missing]
    inside = sorted(round(cut * steps) for cut in cuts if low <= cut * steps <= high)
    if not inside:
        middle = (low + high) // 2
        return _stretches([(low, middle), (middle + 1, high)], steps)
    cut = inside[len(inside) // 2]
    return _stretches([(low, cut - 1), (cut, cut), (cut + 1, high)], steps)


def _stretches(ends: Iterable[tuple[int, int]], steps: int) -> list[Possible]:
    return [_figures(first, last, steps) for first, last in ends if first <= last]


def _figures(first: int, last: int, steps: int) -> Possible:
    outcome: Outcome = span(first / steps, last / steps, missing=False)
    if isinstance(outcome, frozenset):
        return among([Reading(first / steps, State.MEASURED)])
    return Possible(outcome, frozenset({State.MEASURED}))
