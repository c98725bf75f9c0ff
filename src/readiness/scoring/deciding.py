"""Risks and decisions: which are raised, which row holds."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, TypeAlias

from readiness.scoring.expressions import State, Value
from readiness.scoring.plans import DecisionPlan, Program

RiskState: TypeAlias = Literal["raised", "open"]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision's outcome; `row` is the one that holds or, without outcome, cannot be told."""

    outcome: str | None
    row: int | None


def judge_risks(
    program: Program,
    values: list[Value],
    states: Sequence[State],
    waiting: AbstractSet[int],
) -> dict[int, RiskState]:
    """Return risks that are raised or open by position, and let rules read which are raised.

    A risk is open while it cannot be told and reads a question without an answer.
    """
    found: dict[int, RiskState] = {}
    for position, (_, slot, rule) in enumerate(program.risks):
        holds = rule.run(values, states)
        values[slot] = holds is True
        if holds is True:
            found[position] = "raised"
        elif holds is None and not waiting.isdisjoint(rule.reads):
            found[position] = "open"
    return found


def decide_all(
    program: Program, values: list[Value], states: Sequence[State]
) -> tuple[Decided, ...]:
    """Return what each decision comes to, and let rules read it."""
    decided = tuple([_decided(plan, values, states) for plan in program.decisions])
    for plan, each in zip(program.decisions, decided, strict=True):
        values[plan.slot] = each.outcome
    return decided


def _decided(plan: DecisionPlan, values: Sequence[Value], states: Sequence[State]) -> Decided:
    """The first row that is true, unless one before it cannot be told."""
    for position, (row, rule) in enumerate(zip(plan.decision.rows, plan.rows, strict=True)):
        holds = True if rule is None else rule.run(values, states)
        if holds is True:
            return Decided(row.outcome, position)
        if holds is None:
            return Decided(None, position)
    return Decided(None, None)
