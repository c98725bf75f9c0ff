"""How much work proofs may be, counted in steps, and what they left undecided."""

from readiness.scoring.expressions import Node
from readiness.scoring.expressions.nodes import Arithmetic, Call, children
from readiness.scoring.limits import MAX_STEPS_OF_A_PROOF, MAX_STEPS_OF_ALL_PROOFS

_STEPS_OF_A_CALCULATION = 8
"""Calculating with sets of values takes longer than comparing one with a constant."""


class Exhausted(Exception):
    """The steps allowed are used up."""


class Effort:
    """The steps left, of all proofs and of the one under way; `undecided` says what in words."""

    def __init__(self) -> None:
        self.undecided: dict[str, None] = {}
        self._left = MAX_STEPS_OF_ALL_PROOFS
        self._left_of_one = MAX_STEPS_OF_A_PROOF

    @property
    def spent(self) -> bool:
        """Tell whether nothing more can be proved."""
        return self._left < 0

    def start(self) -> None:
        """Start another proof."""
        self._left_of_one = MAX_STEPS_OF_A_PROOF

    def take(self, steps: int) -> None:
        """Use steps; raises `Exhausted` when there are none left."""
        self._left -= steps
        self._left_of_one -= steps
        if self._left < 0 or self._left_of_one < 0:
            raise Exhausted


def steps_of(node: Node) -> int:
    """Return how many steps it takes to judge an expression once."""
    steps = 0
    pending = [node]
    while pending:
        current = pending.pop()
        steps += _STEPS_OF_A_CALCULATION if isinstance(current, Arithmetic | Call) else 1
        pending.extend(children(current))
    return steps
