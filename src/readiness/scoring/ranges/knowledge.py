"""What is known of every name while answers are missing: settled values and possible ones."""

from collections.abc import Sequence
from typing import TypeAlias, cast

from readiness.scoring.expressions import Reading, State, Value
from readiness.scoring.expressions.possibilities import LookUp, possible_outcome
from readiness.scoring.expressions.possible_values import Outcome, Possible, among, union
from readiness.scoring.plans import Program, Rule
from readiness.scoring.ranges.study import Watched

Truths: TypeAlias = frozenset[bool | None]

_UNREAD = among([Reading(None)])


def truths(outcome: Outcome) -> Truths:
    """Return the outcome of a condition as what it is."""
    assert isinstance(outcome, frozenset), "a condition is true, false or missing"
    return cast(Truths, outcome)


class Knowledge:
    """Names by slot. Rules that read settled names only are run as scoring runs them."""

    def __init__(self, program: Program) -> None:
        size = len(program.slots)
        self._slots = program.slots
        self._values: list[Value] = [None] * size
        self._states: list[State] = [State.NO_VALUE] * size
        self._possible: list[Possible] = [_UNREAD] * size
        self._open: set[int] = set()

    def copy(self) -> "Knowledge":
        """Return a copy that can be changed by itself."""
        other = object.__new__(Knowledge)
        other._slots = self._slots
        other._values = self._values.copy()
        other._states = self._states.copy()
        other._possible = self._possible.copy()
        other._open = self._open.copy()
        return other

    def put(self, slot: int, possible: Possible) -> bool:
        """Say what a slot may hold; tell whether that is news."""
        if possible == self._possible[slot]:
            return False
        self._possible[slot] = possible
        settled = possible.settled
        if settled is None:
            self._open.add(slot)
        else:
            self._open.discard(slot)
            self._values[slot], self._states[slot] = settled
        return True

    def look_up(self, name: str) -> Possible:
        """Return what a name may stand for."""
        return self._possible[self._slots[name]]

    def truths_at(self, slot: int) -> Truths:
        """Return what a slot may hold that is true or false."""
        return truths(self._possible[slot].outcome)

    def is_settled(self, slots: frozenset[int]) -> bool:
        """Tell whether each of the slots holds the only thing it can."""
        return self._open.isdisjoint(slots)

    def cases(self, rules: Watched) -> Sequence[LookUp]:
        """Return look-ups in which the names that rules share agree; together they hold all."""
        if self.is_settled(rules.reads):
            return (self.look_up,)
        return tuple(rules.split.cases(self.look_up))

    def outcome(self, rule: Rule, case: LookUp) -> Outcome:
        """Return what a rule may come to in a case."""
        if self._open.isdisjoint(rule.reads):
            return frozenset({rule.run(self._values, self._states)})
        return possible_outcome(rule.node, case)

    def truths(self, condition: Rule, case: LookUp) -> Truths:
        """Return what a condition may come to in a case."""
        return truths(self.outcome(condition, case))

    def outcome_of(self, formula: Watched) -> Outcome:
        """Return what a formula may come to."""
        (rule,) = formula.rules
        return union([self.outcome(rule, case) for case in self.cases(formula)])

    def truths_of(self, condition: Watched) -> Truths:
        """Return what a condition may come to."""
        return truths(self.outcome_of(condition))
