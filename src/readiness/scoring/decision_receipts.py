"""The part of the receipt about value rules, indices, risks and decisions."""

from collections.abc import Sequence
from dataclasses import replace

from readiness.scoring.deciding import Decided
from readiness.scoring.evaluation import Evaluation
from readiness.scoring.indices import PARTS_OF_ONE
from readiness.scoring.plans import DecisionPlan, IndexPlan
from readiness.scoring.questions import BEST_VALUE, POINTS_PER_VALUE
from readiness.scoring.receipt_parts import (
    AnswerReceipt,
    DecisionReceipt,
    IndexReceipt,
    RaiseReceipt,
    RuleReceipt,
    ValueReceipt,
)
from readiness.scoring.receipt_rules import decide, fired
from readiness.scoring.rounding import rounded


def reduced_answers(state: Evaluation, lines: Sequence[AnswerReceipt]) -> tuple[AnswerReceipt, ...]:
    """Return receipts of answers with the points that value rules leave."""
    if not state.factors:
        return tuple(lines)
    return tuple(
        [
            _reduced(state, line, state.factors[slot]) if slot in state.factors else line
            for slot, line in enumerate(lines)
        ]
    )


def _reduced(state: Evaluation, line: AnswerReceipt, factor: int) -> AnswerReceipt:
    """An answer with a value and a dimension; what has no points has none to lose."""
    if line.points is None or line.dimension is None or line.weight is None:
        return line
    value = line.value if isinstance(line.value, int) else 0
    scored = (state.dimensions.get(line.dimension) or state.indices[line.dimension]).scored
    most = POINTS_PER_VALUE * line.weight * BEST_VALUE * PARTS_OF_ONE
    points = POINTS_PER_VALUE * line.weight * value * factor
    return replace(
        line,
        points=rounded(points / (PARTS_OF_ONE * scored)),
        lost=rounded((most - points) / (PARTS_OF_ONE * scored)),
        factor=factor / PARTS_OF_ONE,
    )


def value_receipts(state: Evaluation) -> tuple[ValueReceipt, ...]:
    """Say which value rules applied: of several for one question, the lowest."""
    return tuple(
        ValueReceipt(
            rule=rule.id,
            condition=condition.text,
            decided_by=decide(state, condition),
            sources=rule.sources,
            question=rule.question,
            factor=rule.factor,
        )
        for rule, slot, condition in state.program.value_rules
        if state.factors.get(slot) == rule.parts and state.run(condition) is True
    )


def index_receipts(state: Evaluation) -> tuple[IndexReceipt, ...]:
    """Say how each index and its level came about."""
    return tuple(_index(state, plan) for plan in state.program.indices)


def _index(state: Evaluation, plan: IndexPlan) -> IndexReceipt:
    score, raised = state.indices[plan.score.id], state.raised[plan.score.id]
    reached = [(each, each.findings.intersection(state.findings)) for each in plan.raises]
    codes = [finding.code for finding, _, _ in state.program.findings]
    return IndexReceipt(
        id=plan.index.id,
        scored_weight=score.scored,
        applicable_weight=score.applicable,
        answered_weight=score.answered,
        won=score.won,
        calculated=score.calculated,
        level_bounds=plan.level_bounds,
        calculated_level=raised.calculated,
        raises=tuple(
            RaiseReceipt(
                level=each.level,
                at_least=each.at_least,
                made=tuple(codes[position] for position in sorted(made)),
            )
            for each, made in reached
            if len(made) >= each.at_least
        ),
        level=raised.level,
        sources=plan.index.sources,
    )


def risk_receipts(state: Evaluation) -> tuple[RuleReceipt, ...]:
    """Say why each risk is raised or open, in the questionnaire's order."""
    listed = (state.program.risks[position] for position in state.risks)
    return tuple(fired(state, risk.code, rule, risk.sources) for risk, _, rule in listed)


def decision_receipts(state: Evaluation) -> tuple[DecisionReceipt, ...]:
    """Say which row of each decision holds or cannot be told yet."""
    pairs = zip(state.program.decisions, state.decided, strict=True)
    return tuple(_decision(state, plan, decided) for plan, decided in pairs)


def _decision(state: Evaluation, plan: DecisionPlan, decided: Decided) -> DecisionReceipt:
    rule = None if decided.row is None else plan.rows[decided.row]
    return DecisionReceipt(
        rule=plan.decision.code,
        condition=rule.text if rule else "",
        decided_by=decide(state, rule) if rule else (),
        sources=plan.decision.sources,
        outcome=decided.outcome,
        row=None if decided.row is None else decided.row + 1,
    )
