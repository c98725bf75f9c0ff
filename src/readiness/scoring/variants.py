"""Routes under another arrangement: recomputed verdicts that are printed, never chosen."""

from dataclasses import dataclass

from readiness.scoring.answers import Answers
from readiness.scoring.evaluation import Evaluation, evaluate
from readiness.scoring.reading import read_answers
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
        _judge(state, answers, variant)
        for variant, rule in state.program.variants
        if state.run(rule) is True
    )


def _judge(state: Evaluation, answers: Answers, variant: Variant) -> VariantScore:
    if not variant.verdict:
        return VariantScore(variant, None, ())
    program = state.program
    assumed = read_answers(program.questionnaire, variant.assume).given
    changed = Answers({**answers.given, **assumed}, answers.second_opinions)
    other = evaluate(program, changed, variant.ignore_gates)
    plan = next(plan for plan in program.routes if plan.route.code == variant.route)
    findings = tuple(program.findings[i][0].code for i in other.findings if i not in state.findings)
    return VariantScore(variant, judge_route(other, plan, variant.leave_out), findings)
