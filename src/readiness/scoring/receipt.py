"""The receipt: how each number came about, down to answers, rule text and sources."""

from collections.abc import Mapping

from readiness.scoring.answers import Answer, AnswerState
from readiness.scoring.evaluation import Evaluation, question_value
from readiness.scoring.expressions import Reading, State, Value, evaluate
from readiness.scoring.plans import DimensionPlan, GatePlan, QuestionPlan, RoutePlan, Rule
from readiness.scoring.questions import POINTS_PER_VALUE
from readiness.scoring.ranking import Ranked, Ranking
from readiness.scoring.result import (
    AnswerReceipt,
    DecidingPart,
    DimensionReceipt,
    PriorityReceipt,
    Receipt,
    RouteReceipt,
    RuleReceipt,
    Term,
)
from readiness.scoring.rounding import rounded
from readiness.scoring.routes import RouteScore

BEST_POINTS = 100


def build_receipt(state: Evaluation, routes: Mapping[str, RouteScore], ranking: Ranking) -> Receipt:
    """Build the receipt of an evaluation."""
    program = state.program
    return Receipt(
        answers=tuple(
            _answer(state, plan, answer)
            for plan, answer in zip(program.questions, state.answers, strict=True)
        ),
        dimensions=tuple(_dimension(state, plan) for plan in program.dimensions),
        overall_terms=tuple(
            Term(of=plan.code, weight=score.weight, value=rounded(score.capped) or 0.0)
            for plan in program.dimensions
            if (score := state.dimensions[plan.id]).capped is not None
        ),
        overall_capped_by=state.overall_capped_by,
        weight_rules=tuple(
            _fired(state, weight_rule.id, rule, weight_rule.sources)
            for weight_rule, rule in (program.weight_rules[i] for i in state.weight_rules)
        ),
        gates=tuple(
            receipt for plan in program.gates if (receipt := _gate(state, plan)) is not None
        ),
        findings=tuple(
            _fired(state, finding.code, rule, finding.sources)
            for finding, _, rule in (program.findings[i] for i in state.findings)
        ),
        routes=tuple(_route(state, plan, routes[plan.route.code]) for plan in program.routes),
        recommendations=tuple(
            _priority(state, item) for item in (*ranking.ordered, *ranking.not_relevant)
        ),
    )


def decide(state: Evaluation, rule: Rule) -> tuple[DecidingPart, ...]:
    """Walk a rule on the evaluated values and return the comparisons that decided it."""
    slots = state.program.slots

    def look_up(name: str) -> Reading:
        slot = slots[name]
        return Reading(state.values[slot], state.states[slot])

    return tuple(
        DecidingPart(
            text=rule.leaf_texts[id(leaf.node)],
            read={name: _readable(reading) for name, reading in leaf.readings},
        )
        for leaf in evaluate(rule.node, look_up).leaves
    )


def _fired(state: Evaluation, name: str, rule: Rule, sources: tuple[str, ...] = ()) -> RuleReceipt:
    return RuleReceipt(
        rule=name,
        condition=rule.text,
        decided_by=decide(state, rule),
        sources=sources,
    )


def _answer(state: Evaluation, plan: QuestionPlan, answer: Answer) -> AnswerReceipt:
    question = plan.question
    counted = answer.state is AnswerState.ANSWERED or (
        answer.state is AnswerState.DONT_KNOW and question.dont_know == "zero"
    )
    points = lost = None
    if question.dimension is not None and question.weight is not None and counted:
        scored = state.dimensions[question.dimension].scored
        value = question_value(answer)
        points = rounded(POINTS_PER_VALUE * question.weight * value / scored)
        lost = rounded((BEST_POINTS - POINTS_PER_VALUE * value) * question.weight / scored)
    return AnswerReceipt(
        code=question.code,
        id=question.id,
        state=answer.state,
        value=answer.value,
        figure=answer.figure,
        items=answer.items,
        estimated=answer.estimated,
        reason=answer.reason,
        weight=question.weight,
        points=points,
        lost=lost,
    )


def _dimension(state: Evaluation, plan: DimensionPlan) -> DimensionReceipt:
    score = state.dimensions[plan.id]
    return DimensionReceipt(
        id=plan.id,
        scored_weight=score.scored,
        applicable_weight=score.applicable,
        answered_weight=score.answered,
        capped_by=score.capped_by,
    )


def _gate(state: Evaluation, plan: GatePlan) -> RuleReceipt | None:
    """The form that is met; for an open gate the form that cannot be told yet."""
    gate = plan.gate
    match state.outcomes[gate.code]:
        case "block":
            rule = plan.block
        case "condition":
            rule = plan.condition
        case "open":
            rule = plan.block or plan.condition
        case _:
            return None
    return _fired(state, gate.code, rule, gate.sources) if rule else None


def _route(state: Evaluation, plan: RoutePlan, score: RouteScore) -> RouteReceipt:
    verdict_rules = state.program.verdict_rules
    fit = plan.fit
    row = None if score.verdict_rule is None else verdict_rules[score.verdict_rule][1]
    return RouteReceipt(
        code=score.code,
        fit_terms=tuple(
            Term(of=rule.text, weight=weight, value=rounded(state.number(rule)) or 0.0)
            for rule, weight in fit.terms
        ),
        fit_formula=fit.formula.text if fit.formula else None,
        fit_limits=tuple(
            _fired(state, f"at most {fit.limits[i][0]:g}", fit.limits[i][1]) for i in score.limits
        ),
        readiness_terms=tuple(
            Term(of=dimension, weight=weight, value=rounded(capped) or 0.0)
            for dimension, weight in plan.route.readiness.items()
            if (capped := state.dimensions[dimension].capped) is not None
        ),
        verdict_rule=row.text if row else None,
    )


def _priority(state: Evaluation, item: Ranked) -> PriorityReceipt:
    action, rule = state.program.recommendations[item.position]
    rules = state.program.questionnaire.recommendation_rules
    return PriorityReceipt(
        code=action.code,
        fired=_fired(state, action.code, rule, action.sources),
        impact=action.impact,
        route_weight=item.route_weight,
        effort_divisor=rules.effort[item.effort] if rules else 1,
        group=item.group,
        pulled_by=item.pulled_by,
    )


def _readable(reading: Reading) -> Value:
    """Answers as given; scores and other computed numbers as they are printed."""
    if reading.state is State.NO_VALUE and isinstance(reading.value, float):
        return rounded(reading.value)
    return reading.value
