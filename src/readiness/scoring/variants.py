"""Routes under another arrangement: recomputed verdicts that are printed, never chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from typing import TypeAlias

from readiness.scoring.answers import Answer, Answers
from readiness.scoring.evaluation import Evaluation, evaluate, without_gates
from readiness.scoring.routes import RouteScore, judge_route
from readiness.scoring.rules import Variant

_Arrangement: TypeAlias = tuple[Mapping[str, Answer], tuple[str, ...]]
"""Answers that are assumed, and gates that count as clear."""


@dataclass(frozen=True, slots=True)
class VariantScore:
    """A variant with its recomputed route; `findings` are codes that fire only there."""

    variant: Variant
    route: RouteScore | None
    findings: tuple[str, ...]


def judge_variants(state: Evaluation, answers: Answers) -> tuple[VariantScore, ...]:
    """Recompute the route of every variant whose condition holds."""
    program = state.program
    arrangements: list[tuple[_Arrangement, Evaluation]] = []
    judged = []
    holds = program.varied(state.values, state.states)
    for position in compress(range(len(holds)), holds):
        variant, _ = program.variants[position]
        if not variant.verdict:
            judged.append(VariantScore(variant, None, ()))
            continue
        arrangement = program.assumed[position], variant.ignore_gates
        other = next((made for each, made in arrangements if each == arrangement), None)
        if other is None:
            other = _rearranged(state, answers, arrangement)
            arrangements.append((arrangement, other))
        judged.append(_judge(state, other, position))
    return tuple(judged)


def _rearranged(state: Evaluation, answers: Answers, arrangement: _Arrangement) -> Evaluation:
    assumed, ignored_gates = arrangement
    if not assumed:
        return without_gates(state, ignored_gates)
    changed = Answers({**answers.given, **assumed}, answers.second_opinions)
    return evaluate(state.program, changed, ignored_gates)


def _judge(state: Evaluation, other: Evaluation, position: int) -> VariantScore:
    program = state.program
    variant, _ = program.variants[position]
    plan = next(plan for plan in program.routes if plan.route.code == variant.route)
    findings = tuple(
        [program.findings[i][0].code for i in other.findings if i not in state.findings]
    )
    return VariantScore(variant, judge_route(other, plan, program.variant_sums[position]), findings)
