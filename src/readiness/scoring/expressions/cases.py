"""Names that occur more than once, narrowed case by case so that all occurrences agree."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import inf, nextafter
from typing import Any

from readiness.scoring.expressions.intervals import Interval
from readiness.scoring.expressions.nodes import (
    AnswerTest,
    Comparison,
    Constant,
    ConstantList,
    Identifier,
    Membership,
    Node,
    children,
)
from readiness.scoring.expressions.possibilities import LookUp
from readiness.scoring.expressions.possible_values import (
    GIVEN_STATES,
    MISSING,
    Anything,
    Outcome,
    Possible,
    Span,
    among,
    may_be_missing,
    possible,
    span,
)
from readiness.scoring.expressions.values import Reading

MOST_CASES = 256
"""Names are narrowed while the cases stay within this bound; the others are taken by themselves."""


@dataclass(slots=True)
class _Use:
    """How one name is used; `constants` are those it is compared with directly.

    `computed` counts the other places where its value is read, `tested` says that its state is.
    """

    times: int = 0
    computed: int = 0
    tested: bool = False
    singly: bool = False
    constants: list[Any] = field(default_factory=list)


class CaseSplit:
    """Some expressions that are judged together, and which of their names to narrow.

    `always` are names that something else depends on too: they are narrowed even if they occur
    once, to single values.
    """

    def __init__(self, nodes: Iterable[Node], always: Collection[str] = ()) -> None:
        uses: dict[str, _Use] = {}
        for node in nodes:
            _gather(node, uses)
        self._uses = uses
        for name in always:
            if name in uses:
                uses[name].singly = True
        self._narrowed = tuple(
            (name, use) for name, use in uses.items() if use.times > 1 or use.singly
        )

    def cases(self, look_up: LookUp) -> Iterator[LookUp]:
        """Yield look-ups that together hold everything the given one holds."""
        names: list[str] = []
        pieces: list[Sequence[Possible]] = []
        count = 1
        for name, use in self._narrowed:
            parts = _pieces(look_up(name), use)
            if 1 < len(parts) <= MOST_CASES // count:
                count *= len(parts)
                names.append(name)
                pieces.append(parts)
        if not names:
            yield look_up
            return
        for combination in product(*pieces):
            yield _Narrowed(look_up, dict(zip(names, combination, strict=True)))

    def pieces(self, name: str, possible: Possible) -> Sequence[Possible]:
        """Return parts of what a name may stand for that no comparison tells apart."""
        return _pieces(possible, self._uses.get(name, _Use()))

    def constants(self, name: str) -> tuple[Any, ...] | None:
        """Return what the name is compared with; `None` if it is used in another way as well."""
        use = self._uses.get(name, _Use())
        return None if use.computed else tuple(dict.fromkeys(use.constants))


class _Narrowed:
    """A look-up in which some names are narrowed."""

    def __init__(self, rest: LookUp, narrowed: dict[str, Possible]) -> None:
        self._rest, self._narrowed = rest, narrowed

    def __call__(self, name: str) -> Possible:
        return self._narrowed.get(name) or self._rest(name)


def _gather(node: Node, uses: dict[str, _Use]) -> None:
    match node:
        case Identifier():
            _used(node, uses).computed += 1
        case AnswerTest():
            _used(node.question, uses).tested = True
        case (
            Comparison(left=Identifier() as name, right=Constant() as constant)
            | Comparison(left=Constant() as constant, right=Identifier() as name)
        ):
            _used(name, uses).constants.append(constant.value)
        case Membership(element=Identifier() as name, members=ConstantList() as members):
            _used(name, uses).constants.extend(c.value for c in members.constants)
        case _:
            for child in children(node):
                _gather(child, uses)


def _used(name: Identifier, uses: dict[str, _Use]) -> _Use:
    use = uses.setdefault(name.name, _Use())
    use.times += 1
    return use


def _pieces(name: Possible, use: _Use) -> Sequence[Possible]:
    """Parts of what is possible that no direct comparison cuts in two."""
    if name.readings is not None:
        return _groups(name.readings, use)
    present = name.states & GIVEN_STATES or name.states
    absent = name.states - GIVEN_STATES
    parts: list[Possible] = []
    if isinstance(name.outcome, Span):
        parts.extend(possible(part, present) for part in _cut(name.outcome.interval, use))
    else:
        parts.append(possible(Anything(missing=False), present))
    if may_be_missing(name.outcome):
        parts.append(possible(MISSING, absent))
    return parts


def _groups(readings: Sequence[Reading], use: _Use) -> Sequence[Possible]:
    """Readings no comparison tells apart stay together, unless calculations use the name twice."""
    groups: dict[object, list[Reading]] = {}
    for reading in readings:
        single = use.singly or use.computed > 1
        place = reading.value if single else _place(reading.value, use)
        key = (place, reading.value is None, reading.state if use.tested else None)
        groups.setdefault(key, []).append(reading)
    return [among(group) for group in groups.values()]


def _place(value: Any, use: _Use) -> object:
    """Where a value stands among the constants it is compared with."""
    if value is None:
        return None
    return tuple((value > constant, value < constant) for constant in use.constants)


def _cut(interval: Interval, use: _Use) -> Iterator[Outcome]:
    """The interval cut at the constants: each constant by itself, and what lies between."""
    low = interval.low
    for constant in sorted({float(c) for c in use.constants}):
        if not low <= constant <= interval.high:
            continue
        if low < constant:
            yield span(low, nextafter(constant, -inf), missing=False)
        yield span(constant, constant, missing=False)
        low = nextafter(constant, inf)
    if low <= interval.high:
        yield span(low, interval.high, missing=False)
