"""Routes: fit, readiness, verdict, and which one is primary or next."""

from collections.abc import Mapping
from dataclasses import dataclass

from readiness.scoring.evaluation import Evaluation
from readiness.scoring.expressions import State, Sums
from readiness.scoring.plans import VERDICT_INPUTS, FitPlan, RoutePlan
from readiness.scoring.result import Verdict
from readiness.scoring.rounding import settle
from readiness.scoring.rules import RouteRules

_NO_STATES = (State.NO_VALUE,) * len(VERDICT_INPUTS)


@dataclass(slots=True)
class RouteScore:
    """One route judged, unrounded; `limits` and `verdict_rule` are positions in their tables."""

    code: str
    fit: float | None
    limits: tuple[int, ...]
    readiness: float | None
    index: float | None
    verdict: Verdict | None
    verdict_rule: int | None
    blocked_by: tuple[str, ...]
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Which routes come first: codes."""

    primary: str | None
    next: tuple[str, ...] = ()
    close: tuple[str, ...] = ()


def judge_routes(state: Evaluation) -> dict[str, RouteScore]:
    """Judge every route and make fit, readiness and verdict readable to later rules."""
    scores: dict[str, RouteScore] = {}
    for plan in state.program.routes:
        score = judge_route(state, plan)
        scores[score.code] = score
        state.values[plan.fit_slot] = score.fit
        state.values[plan.readiness_slot] = score.readiness
        state.values[plan.verdict_slot] = score.verdict
    return scores


def judge_route(state: Evaluation, plan: RoutePlan, sums: Sums | None = None) -> RouteScore:
    """Judge one route; `sums` sum up its readiness otherwise than the route has it.

    The first row of the verdict table that holds gives the verdict; a row that cannot be told yet
    leaves it open.
    """
    program = state.program
    fit, limits = _fit(state, plan.fit)
    total, weights = (sums or plan.sums)(state.values, state.states)
    readiness = settle(total / weights) if weights else None
    blocked_by, conditions = _gates(state.outcomes, plan)
    inputs = fit, readiness, blocked_by != (), conditions != ()
    row = program.verdict_row(inputs, _NO_STATES)
    return RouteScore(
        plan.route.code,
        fit,
        limits,
        readiness,
        _index(program.index_weights, fit, readiness),
        None if row is None else program.verdict_rules[row][0].verdict,
        row,
        blocked_by,
        conditions,
    )


def place_routes(rules: RouteRules, scores: Mapping[str, RouteScore]) -> Standing:
    """Choose primary, next and close routes.

    Primary: highest index among candidates with an accepted verdict and enough fit; ties go to
    higher fit, then higher readiness, then the earlier candidate. Without one, the base route.
    """
    candidates = [scores[code] for code in rules.candidates]
    able = [
        score
        for score in candidates
        if score.verdict in rules.primary.verdicts
        and score.index is not None
        and _known(score.fit) >= rules.primary.fit_at_least
    ]
    waiting = [
        score
        for score in candidates
        if score.verdict in rules.next.verdicts and _known(score.fit) >= rules.next.fit_at_least
    ]
    waiting.sort(key=lambda s: (-_known(s.fit), -_known(s.readiness)))
    following = tuple(score.code for score in waiting)
    if not able:
        return Standing(primary=rules.base, next=following)
    able.sort(key=lambda s: (-_known(s.index), -_known(s.fit), -_known(s.readiness)))
    first, *others = able
    close = tuple(
        score.code
        for score in others
        if settle(_known(first.index) - _known(score.index)) < rules.close_within
    )
    return Standing(primary=first.code, next=following, close=close)


def _fit(state: Evaluation, plan: FitPlan) -> tuple[float | None, tuple[int, ...]]:
    value = plan.run(state.values, state.states)
    if not isinstance(value, (int, float)):
        return None, ()
    fit = float(value)
    if not plan.limits:
        return settle(fit), ()
    applied: list[int] = []
    for position, holds in enumerate(plan.limited(state.values, state.states)):
        if holds:
            applied.append(position)
            fit = min(fit, plan.limits[position][0])
    return settle(fit), tuple(applied)


def _gates(outcomes: Mapping[str, str], plan: RoutePlan) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Gates that stop the route and that condition it, in the questionnaire's order."""
    blocked: list[str] = []
    conditions: list[str] = []
    for code, use in plan.gates:
        outcome = outcomes[code]
        if outcome == "block":
            (blocked if use == "blocks" else conditions).append(code)
        elif outcome == "condition" and use != "conditions_on_block":
            conditions.append(code)
    return tuple(blocked), tuple(conditions)


def _index(
    weights: tuple[int, int] | None, fit: float | None, readiness: float | None
) -> float | None:
    if weights is None or fit is None or readiness is None:
        return None
    of_fit, of_readiness = weights
    return settle((of_fit * fit + of_readiness * readiness) / (of_fit + of_readiness))


def _known(value: float | None) -> float:
    return -1.0 if value is None else value
