"""The receipt: how each number came about, down to answers, rule text and sources."""

from collections.abc import Mapping

from readiness.scoring.answers import Answer, AnswerState
from readiness.scoring.decision_receipts import (
    decision_receipts,
    index_receipts,
    reduced_answers,
    risk_receipts,
    value_receipts,
)
from readiness.scoring.evaluation import Evaluation
from readiness.scoring.plans import QuestionPlan
from readiness.scoring.questions import BEST_VALUE, POINTS_PER_VALUE, Question
from readiness.scoring.ranking import Ranking
from readiness.scoring.receipt_parts import (
    AnswerReceipt,
    Cap,
    DimensionReceipt,
    Receipt,
    VariableReceipt,
    WeightReceipt,
)
from readiness.scoring.receipt_routes import (
    priority_receipts,
    route_receipt,
    standing_receipt,
    term,
)
from readiness.scoring.receipt_rules import decide, fired, gate_receipts, read
from readiness.scoring.rounding import rounded, settle
from readiness.scoring.routes import RouteScore
from readiness.scoring.rules import Gate

_ANSWERED, _DONT_KNOW = AnswerState.ANSWERED, AnswerState.DONT_KNOW


def build_receipt(state: Evaluation, routes: Mapping[str, RouteScore], ranking: Ranking) -> Receipt:
    """Build the receipt of an evaluation."""
    program = state.program
    gates, gates_not_met = gate_receipts(state, program.gates)
    return Receipt(
        answers=_answers(state),
        variables=_variables(state),
        value_rules=value_receipts(state),
        indices=index_receipts(state),
        dimensions=_dimensions(state),
        overall_terms=tuple(
            [
                term(plan.code, score.weight, score.capped)
                for plan in program.dimensions
                if (score := state.dimensions[plan.id]).capped is not None
            ]
        ),
        overall_calculated=state.calculated,
        overall=state.overall,
        overall_capped_by=state.overall_capped_by,
        overall_caps=_overall_caps(state),
        level_bounds=program.level_bounds,
        weight_rules=_weight_rules(state),
        gates=gates,
        gates_not_met=gates_not_met,
        findings=tuple(
            [
                fired(state, finding.code, rule, finding.sources)
                for finding, _, rule in (program.findings[i] for i in state.findings)
            ]
        ),
        risks=risk_receipts(state),
        decisions=decision_receipts(state),
        routes=tuple([route_receipt(state, p, routes[p.route.code]) for p in program.routes]),
        standing=standing_receipt(program.questionnaire.route_rules),
        recommendations=priority_receipts(state, (*ranking.ordered, *ranking.not_relevant)),
    )


def _answers(state: Evaluation) -> tuple[AnswerReceipt, ...]:
    parts = (*state.dimensions.items(), *state.indices.items())
    scored = {name: score.scored for name, score in parts}
    pairs = zip(state.program.questions, state.answers, strict=True)
    return reduced_answers(state, [_answer(plan, answer, scored) for plan, answer in pairs])


def _answer(plan: QuestionPlan, answer: Answer, scored: Mapping[str, int]) -> AnswerReceipt:
    """Answers that are nothing but a value of the scale have few receipts: results share them."""
    dimension = plan.question.dimension
    if dimension is None:
        return _line(plan.question, answer, 0)
    total, value = scored[dimension], answer.value
    if answer.figure is not None or answer.items is not None or answer.reason or answer.estimated:
        return _line(plan.question, answer, total)
    key = (answer.state if value is None else value, total)
    line = plan.lines.get(key)
    if line is None:
        line = plan.lines[key] = _line(plan.question, answer, total)
    return line


def _line(question: Question, answer: Answer, scored: int) -> AnswerReceipt:
    kind, value = answer.state, answer.value
    dimension, weight = question.dimension, question.weight
    points = lost = None
    if dimension is not None and weight is not None:
        if kind is _ANSWERED and isinstance(value, int):
            points = rounded(POINTS_PER_VALUE * weight * value / scored)
            lost = rounded(POINTS_PER_VALUE * weight * (BEST_VALUE - value) / scored)
        elif kind is _DONT_KNOW and question.dont_know == "zero":
            points, lost = 0.0, rounded(POINTS_PER_VALUE * weight * BEST_VALUE / scored)
    made = object.__new__(AnswerReceipt)
    AnswerReceipt.__init__(
        made,
        code=question.code,
        id=question.id,
        dimension=dimension,
        state=kind,
        value=value,
        figure=answer.figure,
        items=answer.items,
        estimated=answer.estimated,
        reason=answer.reason,
        weight=weight,
        points=points,
        lost=lost,
    )
    return made


def _variables(state: Evaluation) -> tuple[VariableReceipt, ...]:
    receipts = []
    declared = state.program.questionnaire.variables
    for variable, (slot, rule) in zip(declared, state.program.variables, strict=True):
        value = state.values[slot]
        receipts.append(
            VariableReceipt(
                id=variable.id,
                formula=rule.text,
                value=settle(float(value)) if isinstance(value, (int, float)) else None,
                read=read(state, rule.named),
            )
        )
    return tuple(receipts)


def _dimensions(state: Evaluation) -> tuple[DimensionReceipt, ...]:
    blocking = _blocking(state)
    total = sum(s.weight for s in state.dimensions.values() if s.calculated is not None)
    receipts = []
    for plan in state.program.dimensions:
        score = state.dimensions[plan.id]
        receipts.append(
            DimensionReceipt(
                id=plan.id,
                scored_weight=score.scored,
                applicable_weight=score.applicable,
                answered_weight=score.answered,
                won=score.won,
                calculated=score.calculated,
                capped=score.capped,
                capped_by=score.capped_by,
                caps=tuple(
                    [
                        Cap(gate=gate.code, at_most=gate.caps.dimensions[plan.id])
                        for gate in blocking
                        if plan.id in gate.caps.dimensions
                    ]
                ),
                weight=float(score.weight),
                share=settle(100 * score.weight / total) if score.calculated is not None else 0.0,
            )
        )
    return tuple(receipts)


def _blocking(state: Evaluation) -> list[Gate]:
    return [p.gate for p in state.program.gates if state.outcomes[p.gate.code] == "block"]


def _overall_caps(state: Evaluation) -> tuple[Cap, ...]:
    return tuple(
        [
            Cap(gate=gate.code, at_most=gate.caps.overall)
            for gate in _blocking(state)
            if gate.caps.overall is not None
        ]
    )


def _weight_rules(state: Evaluation) -> tuple[WeightReceipt, ...]:
    applied = (state.program.weight_rules[i] for i in state.weight_rules)
    return tuple(
        [
            WeightReceipt(
                rule=weight_rule.id,
                condition=rule.text,
                decided_by=decide(state, rule),
                sources=weight_rule.sources,
                dimension=weight_rule.dimension,
                factor=weight_rule.factor,
            )
            for weight_rule, rule in applied
        ]
    )
