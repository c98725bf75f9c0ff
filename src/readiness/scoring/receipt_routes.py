"""The part of the receipt about routes and recommendations."""

from collections.abc import Iterable

from readiness.scoring.evaluation import Evaluation
from readiness.scoring.plans import RoutePlan
from readiness.scoring.ranking import Ranked
from readiness.scoring.receipt_parts import (
    FitTerm,
    PriorityReceipt,
    RouteReceipt,
    StandingReceipt,
    Term,
)
from readiness.scoring.receipt_rules import fired, read
from readiness.scoring.rounding import rounded, settle
from readiness.scoring.routes import RouteScore
from readiness.scoring.rules import RouteRules


def route_receipt(state: Evaluation, plan: RoutePlan, score: RouteScore) -> RouteReceipt:
    """Say how a route's fit, readiness, index and verdict came about."""
    row = score.verdict_rule
    rule = None if row is None else state.program.verdict_rules[row][1]
    formula = plan.fit.formula
    made = object.__new__(RouteReceipt)
    RouteReceipt.__init__(
        made,
        code=score.code,
        fit=score.fit,
        fit_terms=_fit_terms(state, plan),
        fit_formula=formula.text if formula else None,
        fit_read=read(state, formula.named) if formula else None,
        fit_limits=tuple(
            [
                fired(state, f"at most {plan.fit.limits[i][0]:g}", plan.fit.limits[i][1])
                for i in score.limits
            ]
        ),
        readiness=score.readiness,
        readiness_terms=_readiness_terms(state, plan),
        index=score.index,
        index_terms=_index_terms(state.program.questionnaire.route_rules, score),
        verdict_row=None if row is None else row + 1,
        verdict_rule=rule.text if rule else None,
    )
    return made


def standing_receipt(rules: RouteRules | None) -> StandingReceipt | None:
    """Say what makes a route primary or next."""
    if rules is None:
        return None
    return StandingReceipt(
        base=rules.base,
        candidates=rules.candidates,
        primary_verdicts=rules.primary.verdicts,
        primary_fit_at_least=rules.primary.fit_at_least,
        next_verdicts=rules.next.verdicts,
        next_fit_at_least=rules.next.fit_at_least,
        close_within=rules.close_within,
    )


def priority_receipts(state: Evaluation, ranked: Iterable[Ranked]) -> tuple[PriorityReceipt, ...]:
    """Say why each recommendation fired and stands where it stands."""
    rules = state.program.questionnaire.recommendation_rules
    divisors = rules.effort if rules else {}
    return tuple([_priority(state, item, divisors[item.effort]) for item in ranked])


def _priority(state: Evaluation, item: Ranked, divisor: int) -> PriorityReceipt:
    action, rule = state.program.recommendations[item.position]
    made = object.__new__(PriorityReceipt)
    PriorityReceipt.__init__(
        made,
        code=action.code,
        fired=fired(state, action.code, rule, action.sources),
        impact=action.impact,
        route=item.route,
        route_weight=item.route_weight,
        effort=item.effort,
        effort_divisor=divisor,
        priority=item.priority,
        group=item.group,
        pulled_by=item.pulled_by,
    )
    return made


def _fit_terms(state: Evaluation, plan: RoutePlan) -> tuple[FitTerm, ...]:
    terms = []
    for rule, weight in plan.fit.terms:
        value = state.number(rule)
        made = object.__new__(FitTerm)
        FitTerm.__init__(
            made,
            of=rule.text,
            weight=float(weight),
            value=rounded(value) or 0.0,
            unrounded=None if value is None else settle(value),
            read=read(state, rule.named),
        )
        terms.append(made)
    return tuple(terms)


def _readiness_terms(state: Evaluation, plan: RoutePlan) -> tuple[Term, ...]:
    terms = []
    for dimension, weight in plan.route.readiness.items():
        score = state.dimensions[dimension].capped
        if score is not None:
            terms.append(term(dimension, weight, score))
    return tuple(terms)


def _index_terms(rules: RouteRules | None, score: RouteScore) -> tuple[Term, ...]:
    if rules is None or score.fit is None or score.readiness is None:
        return ()
    return (
        term("fit", rules.index["fit"], score.fit),
        term("readiness", rules.index["readiness"], score.readiness),
    )


def term(of: str, weight: float, value: float) -> Term:
    """Return a term with its value as printed and as it is."""
    made = object.__new__(Term)
    Term.__init__(made, of=of, weight=float(weight), value=rounded(value) or 0.0, unrounded=value)
    return made
