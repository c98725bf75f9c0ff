"""Ranges: what a result can still become while answers are missing or unknown.

Sound: however the answers are completed, the result of `score()` lies within. A few completions
are tried one by one, and the ranges are exact; many are bounded together.
"""

from readiness.scoring.program import OUTCOMES
from readiness.scoring.ranges.bounds import Bounds
from readiness.scoring.ranges.completions import few_completions
from readiness.scoring.ranges.outcome import (
    LEVELS,
    VERDICTS,
    DecisionRange,
    DimensionRange,
    FindingRange,
    GateRange,
    IndexRange,
    Ranges,
    RouteRange,
    join_ranges,
    listed,
)
from readiness.scoring.ranges.routes import possible_primaries
from readiness.scoring.ranges.state import RangeState

__all__ = [
    "Bounds",
    "DecisionRange",
    "DimensionRange",
    "FindingRange",
    "GateRange",
    "IndexRange",
    "RangeState",
    "Ranges",
    "RouteRange",
    "build_ranges",
    "ranges_of",
]


def build_ranges(state: RangeState) -> Ranges:
    """Return the ranges over every way to complete a set of answers.

    Complete: every question that applies and is scored or required has a value, "don't know" or
    "not applicable". A question answered "don't know" may turn out as any value or stay unknown;
    second opinions stay as they are.
    """
    completions = few_completions(state)
    return join_ranges(completions) if completions else ranges_of(state)


def ranges_of(state: RangeState) -> Ranges:
    """Return the ranges as they are bounded together."""
    program = state.study.program
    rules = program.questionnaire.route_rules
    codes = [plan.route.code for plan in program.routes]
    primary = possible_primaries(rules, state.routes) if rules else frozenset()
    return Ranges(
        score=state.overall,
        calculated=state.overall_calculated,
        levels=listed(LEVELS, state.levels(state.overall)),
        dimensions=tuple(
            DimensionRange(
                code=plan.code,
                id=plan.id,
                score=state.capped[plan.id],
                calculated=state.calculated[plan.id],
                levels=listed(LEVELS, state.levels(state.capped[plan.id])),
            )
            for plan in program.dimensions
        ),
        indices=tuple(
            IndexRange(
                code=plan.index.code,
                score=state.index_scores[plan.score.id],
                levels=listed(LEVELS, state.index_levels[plan.score.id]),
            )
            for plan in program.indices
        ),
        gates=tuple(
            GateRange(code, listed(OUTCOMES, outcomes)) for code, outcomes in state.outcomes.items()
        ),
        findings=tuple(
            FindingRange(finding.code, _made(truths))
            for (finding, _, _), truths in zip(program.findings, state.findings(), strict=True)
        ),
        risks=tuple(
            FindingRange(risk.code, _made(truths))
            for (risk, _, _), truths in zip(program.risks, state.risks(), strict=True)
        ),
        decisions=tuple(
            DecisionRange(
                plan.decision.code,
                listed(plan.outcomes, state.decisions[plan.decision.code]),
                plan.outcomes,
            )
            for plan in program.decisions
        ),
        routes=tuple(
            RouteRange(
                code=route.code,
                fit=route.fit,
                readiness=route.readiness,
                index=route.index,
                verdicts=listed(VERDICTS, route.verdicts),
            )
            for route in (state.routes[code] for code in codes)
        ),
        primary=listed(codes, primary),
    )


def _made(truths: frozenset[bool | None]) -> bool | None:
    if True not in truths:
        return False
    return True if len(truths) == 1 else None
