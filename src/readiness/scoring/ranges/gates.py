"""The outcomes still possible for a gate."""

from collections.abc import Sequence

from readiness.scoring.plans import GatePlan
from readiness.scoring.ranges.knowledge import Knowledge, Truths
from readiness.scoring.ranges.prospects import Prospect
from readiness.scoring.ranges.study import Watched

_NEVER: Truths = frozenset({False})


def gate_outcomes(
    known: Knowledge, plan: GatePlan, forms: Watched, prospects: Sequence[Prospect]
) -> frozenset[str]:
    """Return the possible outcomes of a gate, its two forms agreeing with each other."""
    may_wait = any(
        prospects[slot].may_stay_unanswered for slot in forms.reads if slot < len(prospects)
    )
    found: set[str] = set()
    for case in known.cases(forms):
        block = known.truths(plan.block, case) if plan.block else _NEVER
        condition = known.truths(plan.condition, case) if plan.condition else _NEVER
        found |= _outcomes(block, condition, may_wait=may_wait)
    return frozenset(found)


def _outcomes(block: Truths, condition: Truths, *, may_wait: bool) -> set[str]:
    """The first form that is true; otherwise open while an answer that it reads may be awaited."""
    found: set[str] = {"block"} if True in block else set()
    if block == {True}:
        return found
    if True in condition:
        found |= {"condition"}
    if condition != {True}:
        found |= {"clear"}
        if may_wait and (None in block or None in condition):
            found |= {"open"}
    return found
