"""Conditions of the rule language as literals of the model.

A condition is true, false or missing, so it becomes two literals: that it is true, and that it is
false. `&&`, `||`, `!` and `?:` are taken apart; what is left is tried out on every combination of
the answers it reads, by the evaluator that scoring uses.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Final, NamedTuple, Protocol, TypeAlias

from readiness.planning.model import Literal, Model
from readiness.planning.refusal import PlanRefused, refuse
from readiness.scoring.expressions import (
    And,
    Comparison,
    Conditional,
    Constant,
    Identifier,
    Node,
    Not,
    Or,
    State,
    Value,
    compile_expression,
    identifiers,
    source_text,
)
from readiness.scoring.expressions.functions import MIRRORED

MOST_COMBINATIONS: Final = 20_000
"""Combinations of answers tried out for one comparison."""


class Truth(NamedTuple):
    """Literals that say that a condition is true and that it is false; missing is neither."""

    true: Literal
    false: Literal


class Atom(Protocol):
    """Something with a few possible values, of which exactly one holds."""

    @property
    def readings(self) -> Sequence[tuple[Value, State]]:
        """The values, with the answer states that go with them."""

    def among(self, chosen: Sequence[bool]) -> Literal:
        """Return a literal that is true exactly if the value is among those chosen."""


Measure: TypeAlias = Callable[[str, float], Truth]
"""A number that can only be compared: operator and constant → how that turns out."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A value computed from those in other slots."""

    reads: tuple[int, ...]
    compute: Callable[[Sequence[Value], Sequence[State]], Value]


@dataclass(slots=True)
class Lowering:
    """Turns conditions into literals; what is no atom, derived or measure has a constant value."""

    model: Model
    slots: Mapping[str, int]
    values: Sequence[Value]
    states: Sequence[State]
    atoms: dict[int, Atom] = field(default_factory=dict)
    derived: dict[int, Derived] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)

    def truth(self, node: Node) -> Truth:
        """Return when a condition is true and when it is false. Raises `PlanRefused`."""
        match node:
            case Not():
                true, false = self.truth(node.operand)
                return Truth(false, true)
            case And():
                operands = [self.truth(operand) for operand in node.operands]
                return Truth(
                    self.model.all_of(operand.true for operand in operands),
                    self.model.any_of(operand.false for operand in operands),
                )
            case Or():
                operands = [self.truth(operand) for operand in node.operands]
                return Truth(
                    self.model.any_of(operand.true for operand in operands),
                    self.model.all_of(operand.false for operand in operands),
                )
            case Conditional():
                return self._conditional(node)
            case _:
                return self._measured(node) or self._tried_out(node)

    def _conditional(self, node: Conditional) -> Truth:
        condition, then, other = map(self.truth, (node.condition, node.then, node.otherwise))
        both, either = self.model.all_of, self.model.any_of
        return Truth(
            either((both((condition.true, then.true)), both((condition.false, other.true)))),
            either((both((condition.true, then.false)), both((condition.false, other.false)))),
        )

    def _measured(self, node: Node) -> Truth | None:
        """A comparison of a measure with a constant; nothing else can be said of measures."""
        if not self.measures.keys() & {*identifiers(node)}:
            return None
        match node:
            case Comparison(operator, Identifier(name), Constant(float() | int() as bound)):
                return self.measures[name](operator, bound)
            case Comparison(operator, Constant(float() | int() as bound), Identifier(name)):
                return self.measures[name](MIRRORED[operator], bound)
        raise _cannot_be_planned(node, "it does more with a score than compare it with a number")

    def _tried_out(self, node: Node) -> Truth:
        derived: dict[int, Derived] = {}
        read = self.behind((self.slots[name] for name in identifiers(node)), derived)
        slots = [slot for slot in dict.fromkeys(read) if slot in self.atoms]
        order = sorted(slots, key=lambda slot: len(self.atoms[slot].readings))
        combinations = prod(len(self.atoms[slot].readings) for slot in order)
        if combinations > MOST_COMBINATIONS:
            raise _cannot_be_planned(node, f"it depends on {len(order)} answers at once")
        run = compile_expression(node, self.slots)
        values, states = [*self.values], [*self.states]

        def outcome() -> Value:
            for slot, part in derived.items():
                values[slot] = part.compute(values, states)
            return run(values, states)

        if not order:
            return self._constant(outcome())
        *others, last = order
        true: list[Literal] = []
        false: list[Literal] = []
        for picked in product(*(range(len(self.atoms[slot].readings)) for slot in others)):
            here = [
                self._pick(slot, n, values, states) for slot, n in zip(others, picked, strict=True)
            ]
            outcomes = []
            for reading in self.atoms[last].readings:
                values[last], states[last] = reading
                outcomes.append(outcome())
            for found, wanted in ((true, True), (false, False)):
                ends = self.atoms[last].among([o is wanted for o in outcomes])
                found.append(self.model.all_of((*here, ends)))
        return Truth(self.model.any_of(true), self.model.any_of(false))

    def behind(self, slots: Iterable[int], derived: dict[int, Derived]) -> Iterator[int]:
        """Yield the slots that others are derived from, and gather those in computing order."""
        for slot in slots:
            if slot in self.derived:
                yield from self.behind(self.derived[slot].reads, derived)
                derived[slot] = self.derived[slot]
            else:
                yield slot

    def _pick(self, slot: int, number: int, values: list[Value], states: list[State]) -> Literal:
        readings = self.atoms[slot].readings
        values[slot], states[slot] = readings[number]
        return self.atoms[slot].among([n == number for n in range(len(readings))])

    def _constant(self, value: Value) -> Truth:
        yes = self.model.all_of(())
        return Truth(yes if value is True else -yes, yes if value is False else -yes)


def _cannot_be_planned(node: Node, why: str) -> PlanRefused:
    return refuse(
        "rule_not_plannable",
        f"a plan cannot be computed through the condition {source_text(node)}: {why}",
        "choose a target that it does not decide, or write it as several comparisons",
    )
