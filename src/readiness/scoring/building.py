"""From an evaluation to the result: rounding happens here and nowhere else."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from readiness.scoring.decision_results import (
    deciding_questions,
    decision_results,
    index_results,
    risk_results,
)
from readiness.scoring.evaluation import Evaluation
from readiness.scoring.plans import DimensionPlan, GatePlan
from readiness.scoring.ranking import Ranked, Ranking
from readiness.scoring.receipt import build_receipt
from readiness.scoring.receipt_parts import recorded
from readiness.scoring.result import (
    DimensionResult,
    DisagreementResult,
    FindingResult,
    GateResult,
    Outcome,
    RecommendationResult,
    Result,
    RouteResult,
    VariantResult,
)
from readiness.scoring.rounding import rounded, whole
from readiness.scoring.routes import RouteScore, Standing
from readiness.scoring.variants import VariantScore


def build_result(
    state: Evaluation,
    routes: Mapping[str, RouteScore],
    standing: Standing,
    variants: Sequence[VariantScore],
    ranking: Ranking,
) -> Result:
    """Put everything scored into the result, in the questionnaire's order."""
    questionnaire = state.program.questionnaire
    missing = unanswered(state)
    advised = {item.action.code for item in (*ranking.ordered, *ranking.not_relevant)}
    scores = (*state.dimensions.values(), *state.indices.values())
    applicable = sum(score.applicable for score in scores)
    answered = sum(score.answered for score in scores)
    return Result(
        questionnaire=questionnaire.reference,
        questionnaire_digest=questionnaire.digest,
        complete=not missing,
        missing=missing,
        ignored=tuple(state.ignored),
        score=rounded(state.overall),
        calculated_score=rounded(state.calculated),
        level=state.level(state.overall),
        coverage=rounded(answered / applicable, 4) if applicable else None,
        dimensions=_dimensions(state),
        indices=index_results(state),
        gates=_gates(state, advised),
        findings=tuple([_finding(state, index) for index in state.findings]),
        risks=risk_results(state, advised),
        decisions=decision_results(state),
        disagreements=_disagreements(state),
        routes=tuple([_route(state, score, standing) for score in routes.values()]),
        primary_route=standing.primary,
        next_routes=standing.next,
        close_alternatives=standing.close,
        variants=tuple([_variant(item) for item in variants]),
        recommendations=_recommendations(state, ranking.ordered),
        not_relevant=_not_relevant(ranking.not_relevant),
        responsibilities=tuple(
            [part.code for part, rule in state.program.templates if state.run(rule) is True]
        ),
        receipt=recorded(partial(build_receipt, state, routes, ranking)),
    )


def unanswered(state: Evaluation) -> tuple[str, ...]:
    """Ids of scored or required questions that apply and have no answer."""
    questions = [state.program.questions[slot].question for slot in sorted(state.waiting)]
    return tuple([each.id for each in questions if each.scored or each.required])


def _dimensions(state: Evaluation) -> tuple[DimensionResult, ...]:
    total = sum(s.weight for s in state.dimensions.values() if s.calculated is not None)
    return tuple([_dimension(state, plan, total) for plan in state.program.dimensions])


def _dimension(state: Evaluation, plan: DimensionPlan, total: float) -> DimensionResult:
    score = state.dimensions[plan.id]
    share = 0.0 if score.calculated is None else 100 * score.weight / total
    confidence = score.answered / score.applicable if score.applicable else None
    least = state.program.questionnaire.sufficient_confidence
    shown, shown_whole = rounded(score.capped), whole(score.capped)
    is_capped = score.capped != score.calculated
    made = object.__new__(DimensionResult)
    DimensionResult.__init__(
        made,
        code=plan.code,
        id=plan.id,
        score=shown,
        calculated_score=rounded(score.calculated) if is_capped else shown,
        whole_score=shown_whole,
        whole_calculated_score=whole(score.calculated) if is_capped else shown_whole,
        level=state.values[plan.level_slot],  # type: ignore[arg-type]  # a level's number or None
        confidence=rounded(confidence, 4),
        insufficient_evidence=score.calculated is None or confidence is None or confidence < least,
        weight=rounded(share) or 0.0,
    )
    return made


def _gates(state: Evaluation, advised: Collection[str]) -> tuple[GateResult, ...]:
    return tuple([_gate(state, plan, advised) for plan in state.program.gates])


def _gate(state: Evaluation, plan: GatePlan, advised: Collection[str]) -> GateResult:
    """Gates that are not in force have few results: assessments share them."""
    outcome = state.outcomes[plan.gate.code]
    unknown: tuple[str, ...] = ()
    if not state.unknown.isdisjoint(plan.question_slots):
        pairs = zip(plan.questions, plan.question_slots, strict=True)
        unknown = tuple([name for name, slot in pairs if slot in state.unknown])
    if outcome in ("block", "condition"):
        return _gate_in_force(state, plan, advised, unknown)
    if unknown:
        return _gate_result(plan, outcome, unknown)
    line = plan.lines.get(outcome)
    if line is None:
        line = plan.lines[outcome] = _gate_result(plan, outcome, unknown)
    return line


def _gate_in_force(
    state: Evaluation, plan: GatePlan, advised: Collection[str], unknown: tuple[str, ...]
) -> GateResult:
    gate = plan.gate
    told = [note for note, rule in plan.notes if state.run(rule) is True]
    made = object.__new__(GateResult)
    GateResult.__init__(
        made,
        code=gate.code,
        outcome=state.outcomes[gate.code],
        severity=next((note.severity for note in told if note.severity), gate.severity),
        questions=plan.questions,
        unknown=unknown,
        notes=tuple([note.id for note in told]),
        repairs=tuple([code for code in gate.repairs if code in advised]),
    )
    return made


def _gate_result(plan: GatePlan, outcome: Outcome, unknown: tuple[str, ...]) -> GateResult:
    made = object.__new__(GateResult)
    GateResult.__init__(
        made,
        code=plan.gate.code,
        outcome=outcome,
        severity=plan.gate.severity,
        questions=plan.questions,
        unknown=unknown,
        notes=(),
        repairs=(),
    )
    return made


def _finding(state: Evaluation, index: int) -> FindingResult:
    finding, _, rule = state.program.findings[index]
    made = object.__new__(FindingResult)
    FindingResult.__init__(
        made,
        code=finding.code,
        severity=finding.severity,
        questions=deciding_questions(state, rule),
    )
    return made


def _disagreements(state: Evaluation) -> tuple[DisagreementResult, ...]:
    if not state.gaps:
        return ()
    codes = {plan.question.id: plan.question.code for plan in state.program.questions}
    return tuple(
        DisagreementResult(
            code=codes[question],
            id=question,
            owner=owner,
            second=second,
            gap=abs(owner - second),
        )
        for question, owner, second in state.gaps
        if owner != second
    )


def _route(state: Evaluation, score: RouteScore, standing: Standing) -> RouteResult:
    if score.code == standing.primary:
        place = "primary"
    elif score.code in standing.close:
        place = "close_alternative"
    elif score.code in standing.next:
        place = "next"
    else:
        place = "base" if _is_base_programme(state, score.code) else "other"
    made = object.__new__(RouteResult)
    RouteResult.__init__(
        made,
        code=score.code,
        fit=rounded(score.fit),
        readiness=rounded(score.readiness),
        index=rounded(score.index),
        whole_fit=whole(score.fit),
        whole_readiness=whole(score.readiness),
        whole_index=whole(score.index),
        verdict=score.verdict,
        blocked_by=score.blocked_by,
        conditions=score.conditions,
        standing=place,  # type: ignore[arg-type]  # one of the five words above
    )
    return made


def _is_base_programme(state: Evaluation, code: str) -> bool:
    rules, until = state.program.questionnaire.route_rules, state.program.base_until
    if rules is None or code != rules.base:
        return False
    return until is None or state.run(until) is not True


def _variant(item: VariantScore) -> VariantResult:
    route = item.route
    made = object.__new__(VariantResult)
    VariantResult.__init__(
        made,
        code=item.variant.code,
        route=item.variant.route,
        fit=rounded(route.fit) if route else None,
        readiness=rounded(route.readiness) if route else None,
        whole_fit=whole(route.fit) if route else None,
        whole_readiness=whole(route.readiness) if route else None,
        verdict=route.verdict if route else None,
        blocked_by=route.blocked_by if route else (),
        conditions=route.conditions if route else (),
        findings=item.findings,
    )
    return made


def _recommendations(
    state: Evaluation, ordered: Sequence[Ranked]
) -> tuple[RecommendationResult, ...]:
    rules = state.program.questionnaire.recommendation_rules
    length = rules.main_list if rules else 0
    priorities = _shown_priorities(ordered)
    return tuple(
        [
            _recommendation(item, place, priorities[item.priority], in_report=place <= length)
            for place, item in enumerate(ordered, start=1)
        ]
    )


def _not_relevant(aside: Sequence[Ranked]) -> tuple[RecommendationResult, ...]:
    priorities = _shown_priorities(aside)
    return tuple(
        [_recommendation(item, None, priorities[item.priority], in_report=False) for item in aside]
    )


def _shown_priorities(items: Sequence[Ranked]) -> Mapping[float, float]:
    """Each priority as it is printed: dozens of recommendations share a few."""
    return {each: rounded(each, 3) or 0.0 for each in {item.priority for item in items}}


def _recommendation(
    item: Ranked, place: int | None, priority: float, *, in_report: bool
) -> RecommendationResult:
    action = item.action
    made = object.__new__(RecommendationResult)
    RecommendationResult.__init__(
        made,
        code=action.code,
        rank=place,
        in_report=in_report,
        relevant=place is not None,
        priority=priority,
        effort=item.effort,
        impact=action.impact,
        light=item.light,
        owner=action.owner,
        routes=action.routes,
        repairs=item.repairs,
        prerequisites=item.prerequisites,
        window=item.window,
    )
    return made
