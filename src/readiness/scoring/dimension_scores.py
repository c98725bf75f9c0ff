"""Scores of dimensions and indices: weighted means of the values of questions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from readiness.scoring.expressions import State, Value
from readiness.scoring.index_scores import points_taken
from readiness.scoring.indices import PARTS_OF_ONE
from readiness.scoring.plans import DimensionPlan, Program
from readiness.scoring.questions import POINTS_PER_VALUE
from readiness.scoring.rounding import settle

Unscored: TypeAlias = tuple[Mapping[str, int], Mapping[str, int]]
"""By dimension: the weights that apply without a value, and of those the ones that count 0."""


@dataclass(slots=True)
class DimensionScore:
    """Sums of question weights and of points, and the scores 0-100 before and after caps."""

    scored: int = 0
    applicable: int = 0
    answered: int = 0
    won: float = 0
    calculated: float | None = None
    weight: float = 0.0
    capped: float | None = None
    capped_by: tuple[str, ...] = ()


def dimension_scores(
    plans: Iterable[DimensionPlan],
    values: Sequence[Value],
    states: Sequence[State],
    unscored: Unscored,
    factors: Mapping[int, int],
) -> dict[str, DimensionScore]:
    """Weighted means of question values x 25; don't know counts 0 or leaves, as declared.

    `factors`, in thousandths by slot, are those of the value rules that are true.
    """
    without_value, zeros = unscored
    found: dict[str, DimensionScore] = {}
    for plan in plans:
        name = plan.id
        points, answered = plan.sums(values, states)
        won = POINTS_PER_VALUE * points
        if factors and (taken := points_taken(plan, values, factors)):
            won = (PARTS_OF_ONE * won - taken) / PARTS_OF_ONE
        scored = answered + zeros.get(name, 0)
        found[name] = DimensionScore(
            scored,
            answered + without_value.get(name, 0),
            answered,
            won,
            settle(won / scored) if scored else None,
            plan.weight,
        )
    return found


def weights_without_value(
    program: Program, waiting: Collection[int], unknown: Collection[int]
) -> Unscored:
    """Return what the questions without answer and those answered "don't know" weigh."""
    without_value: dict[str, int] = {}
    zeros: dict[str, int] = {}
    for slot in (*waiting, *unknown):
        if slot in program.weighing:
            dimension, weight, unknown_is_zero = program.weighing[slot]
            without_value[dimension] = without_value.get(dimension, 0) + weight
            if unknown_is_zero and slot in unknown:
                zeros[dimension] = zeros.get(dimension, 0) + weight
    return without_value, zeros
