"""What every name may stand for under assumptions about answers.

Sound: the sets hold all that can be. Each name is judged by itself, so two names that hang on one
open answer may seem to disagree; once that answer is assumed, they cannot.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from readiness.scoring.expressions import Node, Value
from readiness.scoring.expressions.possibilities import possible_outcome
from readiness.scoring.expressions.possible_values import Outcome, Possible
from readiness.scoring.ranges.bounds import Bounds, bounds_of

Truths = frozenset[Value]
TRUE: Truths = frozenset({True})
FALSE: Truths = frozenset({False})

Maker = Callable[["View"], Possible]


class View:
    """Looks names up and keeps what it found.

    `domains` are what may be read of each question that is asked, and of names that hang on nothing
    else; `assumed` is the part of it that is assumed; `makers` give what each name stands for, and
    `order` lists a name after all that it is made from.
    """

    def __init__(
        self,
        makers: Mapping[str, Maker],
        domains: Mapping[str, Possible],
        order: Callable[[str], Sequence[str]],
    ) -> None:
        self._makers = makers
        self._domains = domains
        self._order = order
        self._assumed: Mapping[str, Possible] = {}
        self._known: dict[str, Possible] = {}

    def assuming(self, name: str, part: Possible, touched: Collection[str]) -> "View":
        """Return the view under one more assumption; only `touched` names are judged anew."""
        other = View(self._makers, self._domains, self._order)
        other._assumed = {**self._assumed, name: part}
        other._known = {n: known for n, known in self._known.items() if n not in touched}
        return other

    @property
    def assumed(self) -> Mapping[str, Possible]:
        """What is assumed, by name."""
        return self._assumed

    def look_up(self, name: str) -> Possible:
        """Return what a name may stand for; a long chain of names is followed without recursion."""
        if name not in self._known:
            for part in self._order(name):
                if part not in self._known:
                    self._known[part] = self._makers[part](self)
        return self._known[name]

    def given(self, name: str) -> Possible:
        """Return what may be read of a question if it is asked, or of another free name."""
        return self._assumed.get(name) or self._domains[name]

    def truths(self, node: Node) -> Truths:
        """Return what a condition may come to."""
        return truths_of(possible_outcome(node, self.look_up))

    def values(self, name: str) -> Truths:
        """Return what a name with few values, such as a gate, may stand for."""
        return truths_of(self.look_up(name).outcome)

    def bounds(self, name: str) -> Bounds:
        """Return the lowest and the highest that a number may be."""
        return bounds_of(self.look_up(name).outcome)

    def bounds_of(self, formula: Node) -> Bounds:
        """Return the lowest and the highest that a formula may give."""
        return bounds_of(possible_outcome(formula, self.look_up))


def truths_of(outcome: Outcome) -> Truths:
    """Return the outcome of what has few values: a condition, a gate, a level."""
    assert isinstance(outcome, frozenset), "conditions, gates and levels have few values"
    return outcome
