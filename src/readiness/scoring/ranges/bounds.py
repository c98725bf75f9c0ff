"""The lowest and the highest a number can be, and weighted means whose members may be left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from readiness.scoring.expressions.intervals import Interval
from readiness.scoring.expressions.possible_values import (
    MISSING,
    Outcome,
    interval_of,
    may_be_missing,
    span,
)
from readiness.scoring.rounding import settle


@dataclass(frozen=True, slots=True)
class Bounds:
    """Lowest and highest value, unrounded, both included; no interval: there is never a value."""

    interval: Interval | None
    may_be_missing: bool

    @property
    def low(self) -> float | None:
        """The lowest value."""
        return self.interval.low if self.interval else None

    @property
    def high(self) -> float | None:
        """The highest value."""
        return self.interval.high if self.interval else None

    @property
    def width(self) -> float:
        """How far apart the ends are; 0 without values."""
        return self.interval.high - self.interval.low if self.interval else 0.0


NEVER = Bounds(None, may_be_missing=True)


def exactly(value: float | None) -> Bounds:
    """Return the bounds of one value, or of none."""
    return NEVER if value is None else Bounds(Interval(value, value), may_be_missing=False)


def joined(parts: Iterable[Bounds]) -> Bounds:
    """Return the smallest bounds that hold all of at least one part."""
    listed = list(parts)
    intervals = [part.interval for part in listed if part.interval]
    missing = any(part.may_be_missing for part in listed)
    if not intervals:
        return NEVER
    low, high = min(i.low for i in intervals), max(i.high for i in intervals)
    return Bounds(Interval(low, high), missing)


def bounds_of(outcome: Outcome) -> Bounds:
    """Return the bounds of a formula's outcome."""
    return Bounds(interval_of(outcome), may_be_missing(outcome))


def outcome_of(bounds: Bounds) -> Outcome:
    """Return the bounds as rules read them."""
    if bounds.interval is None:
        return MISSING
    return span(*bounds.interval, missing=bounds.may_be_missing)


def held_below(bounds: Bounds, possible: Sequence[float], certain: Sequence[float]) -> Bounds:
    """Return the bounds under upper limits; `possible` limits apply perhaps, `certain` ones do."""
    if bounds.interval is None:
        return bounds
    low, high = bounds.interval
    return Bounds(
        Interval(min([low, *possible, *certain]), min([high, *certain])), bounds.may_be_missing
    )


def levels_between(steps: Sequence[float], bounds: Bounds) -> tuple[int | None, ...]:
    """Return the numbers of the levels on a scale that a score may lie in; `None`: perhaps none."""
    found: list[int | None] = []
    if bounds.interval is not None:
        low, high = (sum(score >= step for step in steps) for score in bounds.interval)
        found.extend(range(low, high + 1))
    return (*found, None) if bounds.may_be_missing else tuple(found)


class Member(NamedTuple):
    """One term of a weighted mean: its value and its weight each lie between two ends.

    A `least_weight` of 0 means that it may be left out.
    """

    least_weight: float
    most_weight: float
    low: float
    high: float


def mean_bounds(members: Sequence[Member], factor: float = 1, parts: int = 1) -> Bounds:
    """Return the exact bounds of `factor` times the weighted mean over every choice of members.

    Values are given in `parts` of one, so that their sums are whole numbers as those of scoring.
    The highest mean gives the most weight to the members above it and the least to those below:
    added in falling order of value, a member raises the mean as long as its value is above it.
    """
    if not members:
        return NEVER
    low = _lowest([(least, most, low) for least, most, low, _ in members], factor, parts)
    high = 0.0 - _lowest([(least, most, -high) for least, most, _, high in members], factor, parts)
    may_be_missing = all(member.least_weight == 0 for member in members)
    return Bounds(Interval(settle(low), settle(high)), may_be_missing)


def _lowest(terms: Sequence[tuple[float, float, float]], factor: float, parts: int) -> float:
    """The lowest mean of terms (least weight, most weight, value), times the factor."""
    optional = sorted((value, i) for i, (least, most, value) in enumerate(terms) if most > least)
    chosen = [least for least, _, _ in terms]
    if optional:
        weight = sum(chosen)
        points = sum([least * value for least, _, value in terms])
        for value, i in optional:
            if weight and value * weight >= points:
                break
            least, most, _ = terms[i]
            points += (most - least) * value
            weight += most - least
            chosen[i] = most
    # Summed in the order given, as scoring does, so that both give the same number.
    points = sum([weight * term[2] for weight, term in zip(chosen, terms, strict=True)])
    return factor * points / (parts * sum(chosen))
