"""Outcomes of gates on a sheet, and what they cap."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Final

import polars as pl

from readiness.bulk.layout import UNANSWERED
from readiness.bulk.workings import Workings
from readiness.scoring.plans import GatePlan, Rule
from readiness.scoring.program import OUTCOMES
from readiness.scoring.rules import Caps

BLOCK, CONDITION, OPEN, CLEAR = (
    pl.lit(position, dtype=pl.UInt8) for position in range(len(OUTCOMES))
)
_NEVER: Final = pl.lit(value=False)


def put_gate(work: Workings, plan: GatePlan) -> None:
    """Put a gate's outcome on the sheet, the first that holds, see S-27 in docs/scoring.md."""
    forms = [rule for rule in (plan.block, plan.condition) if rule is not None]
    met = {id(rule): work.sheet.share(work.compiler.condition(rule.node)) for rule in forms}
    undecided = (met[id(rule)].is_null() & awaits_answer(rule, work.codes) for rule in forms)
    outcome = pl.when(reduce(or_, undecided, _NEVER)).then(OPEN).otherwise(CLEAR)
    if plan.condition is not None:
        outcome = pl.when(met[id(plan.condition)]).then(CONDITION).otherwise(outcome)
    if plan.block is not None:
        outcome = pl.when(met[id(plan.block)]).then(BLOCK).otherwise(outcome)
    work.outcomes[plan.gate.code] = work.sheet.put(f"outcome of {plan.gate.code}", outcome)


def awaits_answer(rule: Rule, codes: Sequence[pl.Expr]) -> pl.Expr:
    """Tell whether a question the rule itself reads is not answered yet."""
    read = (codes[slot] == UNANSWERED for slot in rule.reads if slot < len(codes))
    return reduce(or_, read, _NEVER)


def capped(work: Workings, score: pl.Expr, dimension: str | None = None) -> pl.Expr:
    """Hold the score of a dimension, or overall, at the lowest cap of the gates that block."""
    for plan in work.program.gates:
        cap = _cap(plan.gate.caps, dimension)
        if cap is not None:
            holds = (work.outcomes[plan.gate.code] == BLOCK) & (score > cap)
            score = pl.when(holds).then(cap).otherwise(score)
    return score


def _cap(caps: Caps, dimension: str | None) -> float | None:
    return caps.overall if dimension is None else caps.dimensions.get(dimension)
