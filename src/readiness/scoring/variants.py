"""Routes under another arrangement: recomputed verdicts that are printed, never chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from readiness.scoring.answers import Answer, Answers
from readiness.scoring.evaluation import Evaluation, evaluate
from readiness.scoring.routes import RouteScore, judge_route
from readiness.scoring.rules import Variant


@dataclass(frozen=True, slots=True)
class VariantScore:
    """A variant with its recomputed route; `findings` are codes that fire only there."""

    variant: Variant
    route: RouteScore | None
    findings: tuple[str, ...]


def judge_variants(state: Evaluation, answers: Answers) -> tuple[VariantScore, ...]:
    """Recompute the route of every variant whose condition holds."""
    return tuple(
        _judge(state, answers, variant, assumed)
        for (variant, rule), assumed in zip(
            state.program.variants, state.program.assumed, strict=True
        )
        if state.run(rule) is True
    )


def _judge(
    state: Evaluation, answers: Answers, variant: Variant, assumed: Mapping[str, Answer]
) -> VariantScore:
    if not variant.verdict:
        return VariantScore(variant, None, ())
    program = state.program
    changed = Answers({**answers.given, **assumed}, answers.second_opinions)
    other = evaluate(program, changed, variant.ignore_gates)
    plan = next(plan for plan in program.routes if plan.route.code == variant.route)
    findings = tuple(program.findings[i][0].code for i in other.findings if i not in state.findings)
    return VariantScore(variant, judge_route(other, plan, variant.leave_out), findings)
