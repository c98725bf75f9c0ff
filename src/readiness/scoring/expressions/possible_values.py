"""What a name or an expression may become while answers are missing.

An outcome is a finite set of values (`None` in it: may be missing), a `Span` of numbers, or
`Anything`: texts and lists that are not enumerated.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from readiness.scoring.expressions.intervals import Interval
from readiness.scoring.expressions.values import Reading, State, Value

MOST_VALUES = 256
"""Sets of numbers larger than this are widened to the span that holds them."""

GIVEN_STATES = frozenset({State.GIVEN, State.MEASURED})


@dataclass(frozen=True, slots=True)
class Span:
    """Any number of the interval, or missing as well."""

    interval: Interval
    missing: bool


@dataclass(frozen=True, slots=True)
class Anything:
    """Any text or any list, or missing as well."""

    missing: bool


Outcome: TypeAlias = frozenset[Value] | Span | Anything

MISSING: Outcome = frozenset({None})


@dataclass(frozen=True, slots=True)
class Possible:
    """What a name may stand for; `readings` are its value and state pairs when it is finite."""

    outcome: Outcome
    states: frozenset[State]
    readings: tuple[Reading, ...] | None = None

    @property
    def settled(self) -> Reading | None:
        """The only reading there is, if there is only one."""
        return self.readings[0] if self.readings and len(self.readings) == 1 else None


def among(readings: Iterable[Reading]) -> Possible:
    """Return what stands for exactly these readings, of which there is at least one."""
    listed = tuple(dict.fromkeys(readings))
    values = frozenset(reading.value for reading in listed)
    return Possible(values, frozenset(reading.state for reading in listed), listed)


def possible(outcome: Outcome, states: frozenset[State]) -> Possible:
    """Return what has any of these values in any of these states."""
    if isinstance(outcome, frozenset):
        return among(
            Reading(value, state)
            for value in sorted(outcome, key=_in_order)
            for state in sorted(states)
        )
    return Possible(outcome, states)


def computed(outcome: Outcome) -> Possible:
    """Return what stands for a name that is no question: a variable, a score, a gate."""
    return possible(outcome, frozenset({State.NO_VALUE}))


def span(low: float, high: float, *, missing: bool) -> Outcome:
    """Return the numbers from `low` to `high`; a single number is a finite set."""
    if low == high:
        return frozenset({low, None}) if missing else frozenset({low})
    return Span(Interval(low, high), missing)


def may_be_missing(outcome: Outcome) -> bool:
    """Tell whether there may be no value."""
    return None in outcome if isinstance(outcome, frozenset) else outcome.missing


def interval_of(outcome: Outcome) -> Interval | None:
    """Return the smallest interval that holds every number of the outcome; `None` without any."""
    if isinstance(outcome, Span):
        return outcome.interval
    if isinstance(outcome, Anything):
        return None
    numbers = [value for value in outcome if isinstance(value, int | float)]
    return Interval(min(numbers), max(numbers)) if numbers else None


def union(outcomes: Iterable[Outcome]) -> Outcome:
    """Return what holds every value of every outcome."""
    listed = list(outcomes)
    finite = frozenset[Value]().union(*(o for o in listed if isinstance(o, frozenset)))
    missing = any(may_be_missing(outcome) for outcome in listed)
    if any(isinstance(outcome, Anything) for outcome in listed):
        return Anything(missing)
    spans = [outcome.interval for outcome in listed if isinstance(outcome, Span)]
    inside = interval_of(finite)
    if not spans and (inside is None or len(finite) <= MOST_VALUES):
        return finite
    if inside is not None:
        spans.append(inside)
    return Span(Interval(min(s.low for s in spans), max(s.high for s in spans)), missing)


def _in_order(value: Value) -> tuple[int, str, float]:
    """Sets have no order of their own that is the same in every process."""
    if value is None:
        return 2, "", 0.0
    if isinstance(value, int | float):
        return 0, "", value
    return 1, str(value), 0.0
