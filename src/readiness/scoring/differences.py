"""What differs between two results: `compare(before, after) -> Difference`.

Numbers are those that the results show, so a change is the difference of what is printed. Lists
hold only what differs. What one of the results does not have, because its questionnaire is
another version, has `None` on that side.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeVar

from readiness.scoring.parts import Part
from readiness.scoring.result import (
    DimensionResult,
    FindingResult,
    IndexResult,
    Outcome,
    RecommendationResult,
    Result,
    RouteResult,
    VariantResult,
    Verdict,
)
from readiness.scoring.rounding import rounded

T = TypeVar("T")
Scored = TypeVar("Scored", DimensionResult, IndexResult)


class NumberChange(Part):
    """A number of 0 to 100 before and after; `change` is `None` where one of them is missing."""

    before: float | None
    after: float | None
    change: float | None


class LevelChange(Part):
    """A level's number before and after."""

    before: int | None
    after: int | None


class VerdictChange(Part):
    """A verdict before and after."""

    before: Verdict | None
    after: Verdict | None


class RouteChange(Part):
    """The code of a route before and after."""

    before: str | None
    after: str | None


class ScoreDifference(Part):
    """A dimension or index whose score or level differs; an index's level is the raised one."""

    code: str
    id: str
    score: NumberChange
    level: LevelChange


class DecisionDifference(Part):
    """A decision with another outcome."""

    code: str
    before: str | None
    after: str | None


class GateDifference(Part):
    """A gate with another outcome."""

    code: str
    before: Outcome | None
    after: Outcome | None


class RouteDifference(Part):
    """A route whose fit, readiness, index or verdict differs."""

    code: str
    fit: NumberChange
    readiness: NumberChange
    index: NumberChange
    verdict: VerdictChange


class VariantDifference(Part):
    """A variant with another verdict; `None` where it is not printed."""

    code: str
    route: str
    verdict: VerdictChange


class Difference(Part):
    """What differs between two results; `nothing` is true when all of this is the same.

    Questions, findings, raised risks and recommendations are by id or code: `missing_added` are
    questions that now apply and have no answer, `recommendations_removed` those that stand in the
    order no more.
    """

    nothing: bool
    score: NumberChange
    level: LevelChange
    dimensions: tuple[ScoreDifference, ...]
    indices: tuple[ScoreDifference, ...] = ()
    gates: tuple[GateDifference, ...]
    findings_added: tuple[str, ...]
    findings_removed: tuple[str, ...]
    risks_added: tuple[str, ...] = ()
    risks_removed: tuple[str, ...] = ()
    decisions: tuple[DecisionDifference, ...] = ()
    routes: tuple[RouteDifference, ...]
    primary_route: RouteChange
    variants: tuple[VariantDifference, ...]
    recommendations_added: tuple[str, ...]
    recommendations_removed: tuple[str, ...]
    missing_added: tuple[str, ...]
    missing_removed: tuple[str, ...]


def compare(before: Result, after: Result) -> Difference:
    """Return what differs, in the order of the result after; what is gone comes last."""
    findings, earlier_findings = _codes(after.findings), _codes(before.findings)
    risks, earlier_risks = _raised(after), _raised(before)
    actions, earlier_actions = _codes(after.recommendations), _codes(before.recommendations)
    parts = {
        "score": _number(before.score, after.score),
        "level": LevelChange(before=before.level, after=after.level),
        "dimensions": tuple(_scores(before.dimensions, after.dimensions)),
        "indices": tuple(_scores(before.indices, after.indices)),
        "gates": tuple(_gates(before, after)),
        "findings_added": _without(findings, earlier_findings),
        "findings_removed": _without(earlier_findings, findings),
        "risks_added": _without(risks, earlier_risks),
        "risks_removed": _without(earlier_risks, risks),
        "decisions": tuple(_decisions(before, after)),
        "routes": tuple(_routes(before, after)),
        "primary_route": RouteChange(before=before.primary_route, after=after.primary_route),
        "variants": tuple(_variants(before, after)),
        "recommendations_added": _without(actions, earlier_actions),
        "recommendations_removed": _without(earlier_actions, actions),
        "missing_added": _without(after.missing, before.missing),
        "missing_removed": _without(before.missing, after.missing),
    }
    return Difference.model_validate({"nothing": not any(map(_differs, parts.values())), **parts})


def _differs(part: object) -> bool:
    if isinstance(part, NumberChange | LevelChange | VerdictChange | RouteChange):
        return part.before != part.after
    return bool(part)


def _scores(before: Iterable[Scored], after: Iterable[Scored]) -> Iterator[ScoreDifference]:
    for old, new in _pairs(before, after, lambda part: part.id):
        found = ScoreDifference(
            code=_either(old, new).code,
            id=_either(old, new).id,
            score=_number(old.score if old else None, new.score if new else None),
            level=LevelChange(before=old.level if old else None, after=new.level if new else None),
        )
        if old is None or new is None or _differs(found.score) or _differs(found.level):
            yield found


def _decisions(before: Result, after: Result) -> Iterator[DecisionDifference]:
    for old, new in _pairs(before.decisions, after.decisions, lambda part: part.code):
        found = DecisionDifference(
            code=_either(old, new).code,
            before=old.outcome if old else None,
            after=new.outcome if new else None,
        )
        if old is None or new is None or found.before != found.after:
            yield found


def _raised(result: Result) -> tuple[str, ...]:
    return tuple(risk.code for risk in result.risks if risk.state == "raised")


def _gates(before: Result, after: Result) -> Iterator[GateDifference]:
    for old, new in _pairs(before.gates, after.gates, lambda part: part.code):
        found = GateDifference(
            code=_either(old, new).code,
            before=old.outcome if old else None,
            after=new.outcome if new else None,
        )
        if found.before != found.after:
            yield found


def _routes(before: Result, after: Result) -> Iterator[RouteDifference]:
    for old, new in _pairs(before.routes, after.routes, lambda part: part.code):
        found = RouteDifference(
            code=_either(old, new).code,
            fit=_number(old.fit if old else None, new.fit if new else None),
            readiness=_number(old.readiness if old else None, new.readiness if new else None),
            index=_number(old.index if old else None, new.index if new else None),
            verdict=_verdict(old, new),
        )
        changes = (found.fit, found.readiness, found.index, found.verdict)
        if old is None or new is None or any(map(_differs, changes)):
            yield found


def _variants(before: Result, after: Result) -> Iterator[VariantDifference]:
    for old, new in _pairs(before.variants, after.variants, lambda part: part.code):
        variant, verdict = _either(old, new), _verdict(old, new)
        if old is None or new is None or _differs(verdict):
            yield VariantDifference(code=variant.code, route=variant.route, verdict=verdict)


def _number(before: float | None, after: float | None) -> NumberChange:
    change = None if before is None or after is None else rounded(after - before)
    return NumberChange(before=before, after=after, change=change)


def _verdict(
    old: RouteResult | VariantResult | None, new: RouteResult | VariantResult | None
) -> VerdictChange:
    return VerdictChange(before=old.verdict if old else None, after=new.verdict if new else None)


def _pairs(
    before: Iterable[T], after: Iterable[T], name: Callable[[T], str]
) -> Iterator[tuple[T | None, T | None]]:
    """Yield what is called the same on both sides; one side is missing where there is no such."""
    old = {name(part): part for part in before}
    for part in after:
        yield old.pop(name(part), None), part
    for gone in old.values():
        yield gone, None


def _either(old: T | None, new: T | None) -> T:
    found = old if new is None else new
    assert found is not None  # a pair has at least one side
    return found


def _codes(parts: Iterable[FindingResult] | Iterable[RecommendationResult]) -> tuple[str, ...]:
    return tuple(part.code for part in parts)


def _without(names: Iterable[str], others: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in others)
