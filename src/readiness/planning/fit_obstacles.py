"""What holds a route's fit down. The profile is a fact, so no plan can change it."""

from collections.abc import Iterator

from readiness.planning.result import Obstacle
from readiness.planning.target import VerdictTarget
from readiness.scoring.evaluation import Evaluation
from readiness.scoring.expressions import State
from readiness.scoring.plans import VERDICT_INPUTS, Program, RoutePlan, Rule
from readiness.scoring.receipt_rules import decide
from readiness.scoring.rounding import rounded
from readiness.scoring.routes import judge_route

BEST = 100.0  # fit and readiness
_NO_STATES = (State.NO_VALUE,) * len(VERDICT_INPUTS)


def fit_obstacles(state: Evaluation, target: VerdictTarget) -> tuple[Obstacle, ...]:
    """Return what keeps the route from the verdict even without gates and with full readiness."""
    plan = next(p for p in state.program.routes if p.route.code == target.route)
    fit = judge_route(state, plan).fit
    if fit is None:
        return tuple(_without_answer(state, plan))
    if _possible(state.program, fit, target) or not _possible(state.program, BEST, target):
        return (_no_row(target),)
    unlimited = _without_limits(state, plan)
    if not _possible(state.program, unlimited, target):
        return (_low(state, plan, fit, target),)
    return tuple(
        _limit(state, plan, at_most, rule)
        for at_most, rule in plan.fit.limits
        if state.run(rule) is True and not _possible(state.program, at_most, target)
    )


def _possible(program: Program, fit: float, target: VerdictTarget) -> bool:
    """Whether the best readiness without any gate gives the verdict at this fit."""
    for row, rule in program.verdict_rules:
        if rule is None or rule.run((fit, BEST, False, False), _NO_STATES) is True:
            return row.verdict in target.verdicts
    return False


def _without_limits(state: Evaluation, plan: RoutePlan) -> float:
    if plan.fit.formula is not None:
        return state.number(plan.fit.formula) or 0.0
    weights = sum(weight for _, weight in plan.fit.terms)
    return sum(weight * (state.number(rule) or 0.0) for rule, weight in plan.fit.terms) / weights


def _rules(plan: RoutePlan) -> tuple[Rule, ...]:
    formula = () if plan.fit.formula is None else (plan.fit.formula,)
    return (*(rule for rule, _ in plan.fit.terms), *formula)


def _without_answer(state: Evaluation, plan: RoutePlan) -> Iterator[Obstacle]:
    missing = {
        name: None
        for rule in _rules(plan)
        if state.run(rule) is None
        for part in decide(state, rule)
        for name, value in part.read.items()
        if value is None
    }
    for name in missing:
        yield Obstacle(
            kind="unanswered",
            name=name,
            message=f"fit.{plan.route.code} cannot be told: {name} has no value",
        )


def _limit(state: Evaluation, plan: RoutePlan, at_most: float, rule: Rule) -> Obstacle:
    return Obstacle(
        kind="fit_limit",
        name=plan.route.code,
        message=f"fit.{plan.route.code} is held at {at_most:g} because {rule.text}",
        condition=rule.text,
        read={n: v for part in decide(state, rule) for n, v in part.read.items()},
    )


def _low(state: Evaluation, plan: RoutePlan, fit: float, target: VerdictTarget) -> Obstacle:
    return Obstacle(
        kind="fit",
        name=plan.route.code,
        message=f"fit.{plan.route.code} is {rounded(fit):g}, too little for {target.verdicts[0]}",
        condition=plan.fit.formula.text if plan.fit.formula else None,
        read={
            name: value
            for rule in _rules(plan)
            for part in decide(state, rule)
            for name, value in part.read.items()
        },
    )


def _no_row(target: VerdictTarget) -> Obstacle:
    return Obstacle(
        kind="verdict",
        name=target.route,
        message=f"no row of the verdict table gives {target.verdicts[0]} to {target.route}",
    )
