"""What scoring looks up by slot instead of searching for it."""

from collections.abc import Iterable, Sequence

from readiness.scoring.expressions import Sums, compile_sums
from readiness.scoring.plans import ActionPlan, DimensionPlan, GatePlan
from readiness.scoring.rules import Recommendation


def sums_of(members: Iterable[tuple[int, int, bool]]) -> Sums:
    """Return what sums up the members of a dimension or index."""
    return compile_sums([(slot, weight) for slot, weight, _ in members])


def in_a_row(slots: Sequence[int]) -> slice:
    """Return slots that were declared one after the other."""
    return slice(slots[0], slots[-1] + 1) if slots else slice(0, 0)


def gates_reading(gates: Sequence[GatePlan]) -> dict[int, tuple[int, ...]]:
    """Return the positions of the gates that read a question, by the question's slot."""
    reading: dict[int, tuple[int, ...]] = {}
    for position, plan in enumerate(gates):
        for slot in plan.question_slots:
            reading[slot] = (*reading.get(slot, ()), position)
    return reading


def weighing(dimensions: Sequence[DimensionPlan]) -> dict[int, tuple[str, int, bool]]:
    """Return each question's dimension, weight, and whether don't know counts as zero, by slot."""
    return {
        slot: (plan.id, weight, unknown_is_zero)
        for plan in dimensions
        for slot, weight, unknown_is_zero in plan.members
    }


def action_plans(actions: Sequence[Recommendation]) -> tuple[ActionPlan, ...]:
    """Return recommendations as ranking reads them."""
    numbers = {routes: i for i, routes in enumerate(dict.fromkeys(a.routes for a in actions))}
    return tuple(
        ActionPlan(
            code=action.code,
            effort=action.effort,
            impact=action.impact,
            owner=action.owner,
            routes=action.routes,
            prerequisites=action.prerequisites,
            routes_number=numbers[action.routes],
        )
        for action in actions
    )
