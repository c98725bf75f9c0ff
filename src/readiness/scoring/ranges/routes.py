"""Bounds of routes: fit, readiness, index, the verdicts still possible, and who may be primary."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from readiness.scoring.expressions.intervals import Interval
from readiness.scoring.expressions.possibilities import LookUp, possible_outcome
from readiness.scoring.expressions.possible_values import Possible, computed
from readiness.scoring.plans import VERDICT_INPUTS
from readiness.scoring.ranges.bounds import (
    NEVER,
    Bounds,
    Member,
    bounds_of,
    held_below,
    joined,
    mean_bounds,
    outcome_of,
)
from readiness.scoring.ranges.knowledge import Knowledge, Truths, truths
from readiness.scoring.ranges.study import RouteStudy, Study
from readiness.scoring.rounding import settle
from readiness.scoring.rules import GateUse, RouteRules

Flags = frozenset[tuple[bool, bool]]
"""Possible pairs of: a gate blocks the route, a gate conditions it."""

_ONLY_TRUE: Truths = frozenset({True})


@dataclass(frozen=True, slots=True)
class RouteBounds:
    """A route; `None` among the verdicts: it may stay without one.

    `may_qualify`, `will_qualify`: as a candidate, it may or will have an accepted verdict and
    enough fit to be primary.
    """

    code: str
    fit: Bounds
    readiness: Bounds
    index: Bounds
    verdicts: frozenset[str | None]
    may_qualify: bool
    will_qualify: bool


def fit_bounds(known: Knowledge, route: RouteStudy) -> Bounds:
    """Return the bounds of a route's fit, its limits agreeing with its terms."""
    return joined(_fit_in(known, route, case) for case in known.cases(route.fit))


def _fit_in(known: Knowledge, route: RouteStudy, case: LookUp) -> Bounds:
    plan = route.plan.fit
    if plan.formula:
        fit = bounds_of(known.outcome(plan.formula, case))
    else:
        terms = [(bounds_of(known.outcome(rule, case)), weight) for rule, weight in plan.terms]
        fit = _sum_of_terms(terms)
    possible, certain = [], []
    for at_most, rule in plan.limits:
        applies = known.truths(rule, case)
        if applies == _ONLY_TRUE:
            certain.append(at_most)
        elif True in applies:
            possible.append(at_most)
    limited = held_below(fit, possible, certain)
    if limited.interval is None:
        return limited
    low, high = limited.interval
    return Bounds(Interval(settle(low), settle(high)), limited.may_be_missing)


def _sum_of_terms(terms: Iterable[tuple[Bounds, int]]) -> Bounds:
    """The weighted mean of terms that are all needed, summed in the order scoring sums in."""
    lowest = highest = 0.0
    weights = 0
    missing = False
    for bounds, weight in terms:
        if bounds.interval is None:
            return NEVER
        lowest += weight * bounds.interval.low
        highest += weight * bounds.interval.high
        weights += weight
        missing = missing or bounds.may_be_missing
    return Bounds(Interval(lowest / weights, highest / weights), missing)


def judged(
    study: Study,
    route: RouteStudy,
    fit: Bounds,
    capped: Mapping[str, Bounds],
    flags: Flags,
) -> RouteBounds:
    """Judge a route whose fit, dimensions and gates are known."""
    rules = study.program.questionnaire.route_rules
    plan = route.plan.route
    readiness = _readiness(plan.readiness, capped)
    index = _index(rules, fit, readiness) if rules else NEVER
    verdicts = possible_verdicts(study, fit, readiness, flags)
    may = will = False
    if rules and fit.high is not None and fit.high >= rules.primary.fit_at_least and index.interval:
        accepted = frozenset(rules.primary.verdicts)
        enough = _at_least(fit, rules.primary.fit_at_least)
        present = Bounds(readiness.interval, may_be_missing=False)
        may = not accepted.isdisjoint(possible_verdicts(study, enough, present, flags))
        will = enough == fit and present == readiness and verdicts <= accepted
    return RouteBounds(plan.code, fit, readiness, index, verdicts, may, will)


def _at_least(bounds: Bounds, least: float) -> Bounds:
    """The part of the bounds, which reach that far, from `least` on."""
    assert bounds.interval is not None, "bounds that reach a number have an interval"
    low, high = bounds.interval
    return Bounds(Interval(max(low, least), high), may_be_missing=False)


def _readiness(weights: Mapping[str, int], capped: Mapping[str, Bounds]) -> Bounds:
    """Return the bounds of the mean of dimensions by the route's weights."""
    return mean_bounds(
        [
            Member(0 if bounds.may_be_missing else weight, weight, *bounds.interval)
            for weight, bounds in ((weight, capped[name]) for name, weight in weights.items())
            if bounds.interval is not None
        ]
    )


def _index(rules: RouteRules, fit: Bounds, readiness: Bounds) -> Bounds:
    """Return the bounds of the weighted mean of fit and readiness."""
    if fit.interval is None or readiness.interval is None:
        return NEVER
    parts = rules.index
    low, high = (
        settle((parts["fit"] * f + parts["readiness"] * r) / (parts["fit"] + parts["readiness"]))
        for f, r in zip(fit.interval, readiness.interval, strict=True)
    )
    return Bounds(Interval(low, high), fit.may_be_missing or readiness.may_be_missing)


def flags_of(uses: Mapping[str, GateUse], outcomes: Mapping[str, frozenset[str]]) -> Flags:
    """Return the possible pairs of blocked and conditioned, the gates taken one by one."""
    found = {(False, False)}
    for code, use in uses.items():
        effects = {_effect(use, outcome) for outcome in outcomes[code]}
        found = {(b or blocks, c or holds) for b, c in found for blocks, holds in effects}
    return frozenset(found)


def _effect(use: GateUse, outcome: str) -> tuple[bool, bool]:
    if outcome == "block":
        return use == "blocks", use != "blocks"
    return False, outcome == "condition" and use != "conditions_on_block"


def possible_verdicts(
    study: Study, fit: Bounds, readiness: Bounds, flags: Flags
) -> frozenset[str | None]:
    """Return the verdicts the table may give; `None` stands for no verdict.

    Where the table only compares fit and readiness with bounds, what lies between the same bounds
    has the same verdicts, and they are kept.
    """
    fit_borders, readiness_borders = study.borders
    if fit_borders is None or readiness_borders is None:
        return _verdicts(study, fit, readiness, flags)
    key = (_place(fit_borders, fit), _place(readiness_borders, readiness), flags)
    found = study.verdicts_known.get(key)
    if found is None:
        found = study.verdicts_known[key] = _verdicts(study, fit, readiness, flags)
    return found


def _place(borders: Sequence[float], bounds: Bounds) -> object:
    """Where bounds lie among the numbers they are compared with."""
    if bounds.interval is None:
        return None
    low, high = bounds.interval
    return (
        bisect_left(borders, low),
        bisect_right(borders, low),
        bisect_left(borders, high),
        bisect_right(borders, high),
        bounds.may_be_missing,
    )


def _verdicts(study: Study, fit: Bounds, readiness: Bounds, flags: Flags) -> frozenset[str | None]:
    found: set[str | None] = set()
    for blocked, conditioned in flags:
        inputs = (
            computed(outcome_of(fit)),
            computed(outcome_of(readiness)),
            computed(frozenset({blocked})),
            computed(frozenset({conditioned})),
        )
        names: dict[str, Possible] = dict(zip(VERDICT_INPUTS, inputs, strict=True))
        for case in study.verdicts.cases(names.__getitem__):
            found |= _first_rows(study, case)
    return frozenset(found)


def _first_rows(study: Study, case: LookUp) -> set[str | None]:
    """The verdicts of the rows that may be the first that holds."""
    found: set[str | None] = set()
    for row, rule in study.program.verdict_rules:
        holds = truths(possible_outcome(rule.node, case)) if rule else _ONLY_TRUE
        if True in holds:
            found.add(row.verdict)
        if None in holds:
            found.add(None)
        if False not in holds:
            return found
    return found | {None}


def possible_primaries(rules: RouteRules, routes: Mapping[str, RouteBounds]) -> frozenset[str]:
    """Return the codes of the routes that may be primary."""
    candidates = [routes[code] for code in rules.candidates]
    found = {
        route.code
        for place, route in enumerate(candidates)
        if route.may_qualify
        and not any(
            _always_first(other, route, earlier=rank < place)
            for rank, other in enumerate(candidates)
            if other.will_qualify and other is not route
        )
    }
    certain = any(route.will_qualify for route in candidates)
    return frozenset(found if certain else found | {rules.base})


def _always_first(one: RouteBounds, other: RouteBounds, *, earlier: bool) -> bool:
    """Tell whether `one` stands before `other` whatever the answers: by index, fit, readiness."""
    for mine, others in (
        (one.index, other.index),
        (one.fit, other.fit),
        (one.readiness, other.readiness),
    ):
        assert mine.interval is not None, "a route that qualifies has numbers"
        assert others.interval is not None, "a route that qualifies has numbers"
        if mine.interval.low != others.interval.high:
            return mine.interval.low > others.interval.high
    return earlier
