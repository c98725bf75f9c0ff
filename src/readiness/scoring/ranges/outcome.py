"""What ranges come out as: unrounded, in the questionnaire's order, and joined over cases."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from readiness.scoring.program import OUTCOMES
from readiness.scoring.ranges.bounds import Bounds, joined
from readiness.scoring.result import Outcome, Verdict

LEVELS: tuple[int | None, ...] = (*range(10), None)
VERDICTS: tuple[Verdict | None, ...] = ("go", "pilot", "prepare", "blocked", "not_a_fit", None)

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class DimensionRange:
    """A dimension's score before and after caps, and the numbers of its possible levels."""

    code: str
    id: str
    score: Bounds
    calculated: Bounds
    levels: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class IndexRange:
    """An index's score, and the numbers of the levels still possible after raises."""

    code: str
    score: Bounds
    levels: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class DecisionRange:
    """A decision's possible outcomes, in the order of `rows`; `None`: perhaps without one."""

    code: str
    outcomes: tuple[str | None, ...]
    rows: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class GateRange:
    """A gate's possible outcomes, in the order block, condition, open, clear."""

    code: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class FindingRange:
    """A finding or risk that is made (`True`), is not (`False`), or may be made (`None`)."""

    code: str
    made: bool | None


@dataclass(frozen=True, slots=True)
class RouteRange:
    """A route's numbers and possible verdicts, from best to worst; `None`: no verdict."""

    code: str
    fit: Bounds
    readiness: Bounds
    index: Bounds
    verdicts: tuple[Verdict | None, ...]


@dataclass(frozen=True, slots=True)
class Ranges:
    """Everything a complete set of answers can come to that agrees with the answers so far.

    Scores run from 0 to 100, unrounded. `levels` are those of the overall score; `None` in it: it
    may have none. `primary` are the codes of the routes that may be primary.
    """

    score: Bounds
    calculated: Bounds
    levels: tuple[int | None, ...]
    dimensions: tuple[DimensionRange, ...]
    indices: tuple[IndexRange, ...]
    gates: tuple[GateRange, ...]
    findings: tuple[FindingRange, ...]
    risks: tuple[FindingRange, ...]
    decisions: tuple[DecisionRange, ...]
    routes: tuple[RouteRange, ...]
    primary: tuple[str, ...]


def join_ranges(parts: Sequence[Ranges]) -> Ranges:
    """Return the smallest ranges that hold all of at least one part of one questionnaire."""
    first = parts[0]
    codes = [route.code for route in first.routes]
    return Ranges(
        score=joined(part.score for part in parts),
        calculated=joined(part.calculated for part in parts),
        levels=_merged(LEVELS, (part.levels for part in parts)),
        dimensions=tuple(map(_dimension, zip(*(p.dimensions for p in parts), strict=True))),
        indices=tuple(map(_index, zip(*(p.indices for p in parts), strict=True))),
        gates=tuple(map(_gate, zip(*(p.gates for p in parts), strict=True))),
        findings=tuple(map(_finding, zip(*(p.findings for p in parts), strict=True))),
        risks=tuple(map(_finding, zip(*(p.risks for p in parts), strict=True))),
        decisions=tuple(map(_decision, zip(*(p.decisions for p in parts), strict=True))),
        routes=tuple(map(_route, zip(*(p.routes for p in parts), strict=True))),
        primary=_merged(codes, (part.primary for part in parts)),
    )


def listed(order: Iterable[Item], found: Collection[object]) -> tuple[Item, ...]:
    """Return what was found, in the order given."""
    return tuple(item for item in order if item in found)


def _merged(order: Iterable[Item], found: Iterable[Iterable[Item]]) -> tuple[Item, ...]:
    return listed(order, set(chain.from_iterable(found)))


def _dimension(parts: Sequence[DimensionRange]) -> DimensionRange:
    return DimensionRange(
        code=parts[0].code,
        id=parts[0].id,
        score=joined(part.score for part in parts),
        calculated=joined(part.calculated for part in parts),
        levels=_merged(LEVELS, (part.levels for part in parts)),
    )


def _index(parts: Sequence[IndexRange]) -> IndexRange:
    return IndexRange(
        code=parts[0].code,
        score=joined(part.score for part in parts),
        levels=_merged(LEVELS, (part.levels for part in parts)),
    )


def _decision(parts: Sequence[DecisionRange]) -> DecisionRange:
    rows = parts[0].rows
    return DecisionRange(parts[0].code, _merged(rows, (part.outcomes for part in parts)), rows)


def _gate(parts: Sequence[GateRange]) -> GateRange:
    return GateRange(parts[0].code, _merged(OUTCOMES, (part.outcomes for part in parts)))


def _finding(parts: Sequence[FindingRange]) -> FindingRange:
    made = {part.made for part in parts}
    return FindingRange(parts[0].code, made.pop() if len(made) == 1 else None)


def _route(parts: Sequence[RouteRange]) -> RouteRange:
    return RouteRange(
        code=parts[0].code,
        fit=joined(part.fit for part in parts),
        readiness=joined(part.readiness for part in parts),
        index=joined(part.index for part in parts),
        verdicts=_merged(VERDICTS, (part.verdicts for part in parts)),
    )
