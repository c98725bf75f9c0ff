"""Exhaustive search for answers that reach a goal: case by case, bounded, never by sampling.

The questions that a rule reads, directly or through other rules, are assumed one after the other.
After each assumption the goal is judged with sets of possible values; where they decide it, no
further cases are looked at. Answers that no rule in question tells apart are one case. Where a rule
reads too much for that, or something that is not enumerated, the search ends undecided.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from readiness.scoring.expressions import (
    AnswerTest,
    Comparison,
    Constant,
    ConstantList,
    Identifier,
    Leaf,
    Membership,
    Node,
    Reading,
    identifiers,
    leaves,
)
from readiness.scoring.expressions.possibilities import possible_outcome
from readiness.scoring.expressions.possible_values import Possible, Span, among
from readiness.scoring.lint_logic.domains import NOTHING, halves
from readiness.scoring.lint_logic.effort import Effort, Exhausted, steps_of
from readiness.scoring.lint_logic.makers import NO_VALUE
from readiness.scoring.lint_logic.model import Model
from readiness.scoring.lint_logic.view import View

Goal = Callable[[View], bool | None]
"""Whether the goal is reached: surely, surely not, or `None`, that depends."""


class Case(NamedTuple):
    """A view, and what is assumed next."""

    view: View
    name: str
    part: Possible


class Verdict(Enum):
    """What a search came to."""

    REACHED = auto()
    NEVER = auto()
    UNDECIDED = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """The verdict, and the assumptions that reach the goal, by name."""

    verdict: Verdict
    witness: Mapping[str, Possible]


class Searcher:
    """Searches one questionnaire; searchers that share an effort share its steps."""

    def __init__(self, model: Model, effort: Effort) -> None:
        self.model = model
        self.effort = effort

    def search(
        self,
        goal: Goal,
        reads: Iterable[str],
        nodes: Iterable[Node] = (),
        *,
        about: str | None,
        apart: str | None = None,
    ) -> Found:
        """Look for answers that reach the goal, which depends on these names and nodes.

        `about` says in words what is left undecided if so. The question `apart` is not assumed: the
        goal does that itself.
        """
        self.effort.start()
        try:
            found = self._search(goal, reads, tuple(nodes), apart)
        except Exhausted:
            found = Found(Verdict.UNDECIDED, {})
        if found.verdict is Verdict.UNDECIDED and about is not None:
            self.effort.undecided[about] = None
        return found

    def _search(
        self, goal: Goal, reads: Iterable[str], nodes: Sequence[Node], apart: str | None
    ) -> Found:
        self.effort.take(1)
        behind = self.model.behind([*reads, *(n for node in nodes for n in identifiers(node))])
        cases = _Cases(self.model, self.effort, behind, nodes)
        order = [name for name in behind if name in self.model.domains and name != apart]
        view = self.model.view()
        pending: list[Case] = []
        undecided = False
        while True:
            self.effort.take(cases.steps)
            reached = goal(view)
            if reached is True:
                return Found(Verdict.REACHED, view.assumed)
            if reached is None:
                split = cases.split(view, order)
                undecided = undecided or not split
                pending.extend(reversed(split))
            if not pending:
                return Found(Verdict.UNDECIDED if undecided else Verdict.NEVER, {})
            before, name, part = pending.pop()
            view = before.assuming(name, part, self.model.touched_by(name))


class _Cases:
    """Which answers to each question the rules in question tell apart."""

    def __init__(
        self, model: Model, effort: Effort, behind: Sequence[str], nodes: Sequence[Node]
    ) -> None:
        self._model = model
        self._effort = effort
        self._leaves: dict[str, list[Leaf]] = {}
        self._each_counts: set[str] = set()
        self._known: dict[tuple[str, Possible], Sequence[Possible]] = {}
        self.steps = 1 + sum(map(steps_of, nodes)) + sum(model.steps[name] for name in behind)
        effort.take(self.steps)
        every = [*nodes, *(node for name in behind for node in model.nodes[name])]
        for leaf in (leaf for node in every for leaf in leaves(node)):
            names = identifiers(leaf)
            if _is_plain(leaf):
                self._leaves.setdefault(names[0], []).append(leaf)
            else:
                self._each_counts.update(names)
        for name in behind:
            read = {part for node in model.nodes[name] for part in identifiers(node)}
            self._each_counts.update(part for part in model.parts[name] if part not in read)

    def split(self, view: View, order: Iterable[str]) -> list[Case]:
        """Return the cases of the first name that still has several."""
        for name in order:
            if view.look_up(name) == NO_VALUE:
                continue
            parts = self._parts(name, view.given(name))
            if len(parts) > 1:
                return [Case(view, name, part) for part in parts]
        return []

    def _parts(self, name: str, given: Possible) -> Sequence[Possible]:
        known = self._known.get((name, given))
        if known is None:
            known = self._known[name, given] = self._parted(name, given)
        return known

    def _parted(self, name: str, given: Possible) -> Sequence[Possible]:
        if isinstance(given.outcome, Span):
            return halves(self._model.questions[name], given, self._constants(name))
        if given.readings is None:
            return [given]
        self._effort.take(len(given.readings) * (1 + len(self._leaves.get(name, ()))))
        groups: dict[object, list[Reading]] = {}
        for reading in given.readings:
            groups.setdefault(self._told_apart(name, reading), []).append(reading)
        return [among(group) for group in groups.values()]

    def _constants(self, name: str) -> list[float]:
        """The figures that a question is compared with directly."""
        found: list[Constant] = []
        for leaf in self._leaves.get(name, ()):
            match leaf:
                case Comparison():
                    found.extend(n for n in (leaf.left, leaf.right) if isinstance(n, Constant))
                case Membership(members=ConstantList() as listed):
                    found.extend(listed.constants)
        return [each.value for each in found if not isinstance(each.value, str)]

    def _told_apart(self, name: str, reading: Reading) -> object:
        """What the rules see of a reading: it itself, or the outcome of every comparison."""
        if name in self._each_counts:
            return reading
        alone = among([reading])
        outcomes = (possible_outcome(leaf, lambda _: alone) for leaf in self._leaves.get(name, ()))
        return reading == NOTHING, *outcomes  # a gate waits for what is not answered


def _is_plain(leaf: Leaf) -> bool:
    """Whether a leaf reads one name, once, and does not calculate with it."""
    match leaf:
        case Comparison(left=Identifier(), right=Constant()):
            return True
        case Comparison(left=Constant(), right=Identifier()):
            return True
        case Membership(element=Identifier(), members=ConstantList()):
            return True
        case Membership(element=Constant(), members=Identifier()):
            return True
        case _:
            return isinstance(leaf, Identifier | AnswerTest)
