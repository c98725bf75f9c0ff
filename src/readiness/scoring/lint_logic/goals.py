"""Goals of searches: what some answers have to bring about."""

from collections.abc import Sequence

from readiness.scoring.expressions import Node, Value
from readiness.scoring.lint_logic.search import Goal
from readiness.scoring.lint_logic.view import FALSE, TRUE, View


def is_true(node: Node) -> Goal:
    """The condition is true."""

    def goal(view: View) -> bool | None:
        truths = view.truths(node)
        return True if truths == TRUE else (None if True in truths else False)

    return goal


def is_false(node: Node) -> Goal:
    """The condition is false."""

    def goal(view: View) -> bool | None:
        truths = view.truths(node)
        return True if truths == FALSE else (None if False in truths else False)

    return goal


def is_not_true(node: Node) -> Goal:
    """The condition is false or cannot be told."""

    def goal(view: View) -> bool | None:
        truths = view.truths(node)
        return False if truths == TRUE else (None if True in truths else True)

    return goal


def becomes(name: str, *values: Value) -> Goal:
    """A name with few values, such as a gate, takes one of these."""
    wanted = frozenset(values)

    def goal(view: View) -> bool | None:
        found = view.values(name)
        return True if found <= wanted else (False if found.isdisjoint(wanted) else None)

    return goal


def together(goals: Sequence[Goal]) -> Goal:
    """All goals are reached at once."""

    def goal(view: View) -> bool | None:
        reached = [each(view) for each in goals]
        if False in reached:
            return False
        return None if None in reached else True

    return goal
