"""The scale from 0 to 100 that every score is drawn on."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

LOWEST, HIGHEST = 0.0, 100.0
LEVEL_BOUNDS = (20.0, 40.0, 60.0, 80.0)
MISSING = "\u2013"
_TOLERANCE = 1e-6

Format = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class ScoreLabels:
    """What the final score, the calculated one before gates, and the target are called."""

    score: str = ""
    calculated: str = ""
    target: str = ""


UNNAMED = ScoreLabels()


def score_on_scale(value: float) -> float:
    """`value`, or `ValueError` when it is not a number from 0 to 100 (rounding dust is cut)."""
    if not math.isfinite(value) or not LOWEST - _TOLERANCE <= value <= HIGHEST + _TOLERANCE:
        raise ValueError(f"a score in a chart must lie between 0 and 100, got {value!r}")
    return min(max(value, LOWEST), HIGHEST)


def optional_score(value: float | None) -> float | None:
    """Like `score_on_scale`, with None for a score there is none of."""
    return None if value is None else score_on_scale(value)


def checked_bounds(bounds: Sequence[float]) -> tuple[float, ...]:
    """Inner bounds of the levels: strictly rising, between 0 and 100."""
    edges = (LOWEST, *bounds, HIGHEST)
    if any(not low < high for low, high in pairwise(edges)):
        raise ValueError(f"level bounds must rise between 0 and 100, got {tuple(bounds)!r}")
    return tuple(bounds)


def level_index(value: float, bounds: Sequence[float]) -> int:
    """The level `value` lies in, from 0; a bound belongs to the level above it."""
    return sum(value >= bound for bound in bounds)


def print_score(value: float | None, fmt: Format) -> str:
    """The formatted score, or a dash when there is none."""
    return MISSING if value is None else fmt(value)


def differs(calculated: float | None, value: float | None) -> bool:
    """Whether a calculated score is worth drawing beside the final one."""
    return calculated is not None and (value is None or abs(calculated - value) >= 0.05)
