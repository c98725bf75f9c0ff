"""Scores of indices: what value rules take from points, and what findings make of a level."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from readiness.scoring.expressions import State, Value
from readiness.scoring.indices import PARTS_OF_ONE
from readiness.scoring.plans import DimensionPlan, IndexPlan, Program
from readiness.scoring.questions import POINTS_PER_VALUE


@dataclass(frozen=True, slots=True)
class RaisedLevel:
    """A level's number by the score alone and after raises.

    `by` are the positions of the findings that raised it, empty where it stayed.
    """

    calculated: int | None
    level: int | None
    by: tuple[int, ...]


def value_factors(
    program: Program, values: Sequence[Value], states: Sequence[State]
) -> dict[int, int]:
    """Return the lowest factor, in thousandths, of each question with a value rule that is true."""
    found: dict[int, int] = {}
    for rule, slot, condition in program.value_rules:
        if condition.run(values, states) is True:
            found[slot] = min(rule.parts, found.get(slot, PARTS_OF_ONE))
    return found


def points_taken(plan: DimensionPlan, values: Sequence[Value], factors: Mapping[int, int]) -> int:
    """Return what the factors take from the sum of weight x value x 25, in thousandths."""
    taken = 0
    for slot, weight, _ in plan.members:
        value = values[slot]
        if slot in factors and isinstance(value, int):
            taken += POINTS_PER_VALUE * weight * value * (PARTS_OF_ONE - factors[slot])
    return taken


def raised_level(plan: IndexPlan, score: float | None, made: Collection[int]) -> RaisedLevel:
    """Return the level of a score, raised by the findings made."""
    calculated = None if score is None else bisect_right(plan.level_bounds, score)
    before = level = calculated or 0
    by: set[int] = set()
    for each in plan.raises:
        fired = each.findings.intersection(made)
        if len(fired) >= each.at_least:
            level = max(level, each.level)
            by |= fired
    raising = tuple(sorted(by)) if level > before else ()
    return RaisedLevel(calculated, level or None, raising)
