"""Indices, risks and decisions of an evaluation as results show them."""

from collections.abc import Collection

from readiness.scoring.evaluation import Evaluation
from readiness.scoring.plans import DecisionPlan, IndexPlan, Rule
from readiness.scoring.result import DecisionResult, IndexResult, RiskResult
from readiness.scoring.rounding import rounded, whole


def deciding_questions(state: Evaluation, rule: Rule) -> tuple[str, ...]:
    """Return the questions read by what decided a rule; the first slots are the questions'."""
    _, decisive = rule.decide(state.values, state.states)
    questions = state.program.questions
    slots = dict.fromkeys(slot for leaf in decisive for _, slot in rule.leaves[id(leaf)].named)
    return tuple(questions[s].question.id for s in slots if s < len(questions))


def index_results(state: Evaluation) -> tuple[IndexResult, ...]:
    """Return every index, in the questionnaire's order."""
    return tuple([_index(state, plan) for plan in state.program.indices])


def _index(state: Evaluation, plan: IndexPlan) -> IndexResult:
    program, score = state.program, state.indices[plan.score.id]
    raised = state.raised[plan.score.id]
    confidence = score.answered / score.applicable if score.applicable else None
    least = program.questionnaire.sufficient_confidence
    return IndexResult(
        code=plan.index.code,
        id=plan.index.id,
        direction=plan.index.direction,
        score=rounded(score.calculated),
        whole_score=whole(score.calculated),
        calculated_level=raised.calculated,
        level=raised.level,
        raised_by=tuple(program.findings[position][0].code for position in raised.by),
        confidence=rounded(confidence, 4),
        insufficient_evidence=score.calculated is None or confidence is None or confidence < least,
        unknown=tuple(
            program.questions[slot].question.id
            for slot, _, _ in plan.score.members
            if slot in state.unknown
        ),
    )


def risk_results(state: Evaluation, advised: Collection[str]) -> tuple[RiskResult, ...]:
    """Return the risks raised or open, by falling product; `advised` are recommendations made."""
    rules = state.program.questionnaire.risk_rules
    found = []
    for position, risk_state in state.risks.items():
        risk, _, rule = state.program.risks[position]
        found.append(
            RiskResult(
                code=risk.code,
                likelihood=risk.likelihood,
                impact=risk.impact,
                product=risk.product,
                high=rules is not None and risk.product >= rules.high_from,
                state=risk_state,
                questions=deciding_questions(state, rule),
                repairs=tuple(code for code in risk.repairs if code in advised),
            )
        )
    return tuple(sorted(found, key=lambda risk: (-risk.product, risk.code)))


def decision_results(state: Evaluation) -> tuple[DecisionResult, ...]:
    """Return every decision, in the questionnaire's order."""
    pairs = zip(state.program.decisions, state.decided, strict=True)
    return tuple(
        [
            DecisionResult(
                code=plan.decision.code,
                outcome=decided.outcome,
                row=None if decided.outcome is None or decided.row is None else decided.row + 1,
                notes=() if decided.outcome is None else _notes(state, plan),
            )
            for plan, decided in pairs
        ]
    )


def _notes(state: Evaluation, plan: DecisionPlan) -> tuple[str, ...]:
    return tuple(note.id for note, rule in plan.notes if state.run(rule) is True)
