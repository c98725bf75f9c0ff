"""When the actions of a plan can be done: a stretch of months for each, none before its needs."""

from collections.abc import Iterator, Sequence

from readiness.reports.view.facts import Facts
from readiness.reports.view.parts import ActionView
from readiness.reports.view.plan_parts import PlanBar, PlanWindow


def build_bars(facts: Facts, windows: Sequence[PlanWindow]) -> tuple[PlanBar, ...]:
    """A bar for each action, in the order of the windows."""
    printed = frozenset(action.code for window in windows for action in window.actions)
    return tuple(bar for window in windows for bar in _bars(facts, window, printed))


def months_label(facts: Facts, start: float, end: float) -> str:
    """A stretch of months with at most one decimal, such as `3–4.5`."""
    figure = facts.numbers.figure
    return f"{figure(round(start, 1))}–{figure(round(end, 1))}"


def _bars(facts: Facts, window: PlanWindow, printed: frozenset[str]) -> Iterator[PlanBar]:
    """Chains inside a window share its months equally among their steps."""
    steps = _steps(window.actions)
    length = (window.last_month - window.first_month) / (1 + max(steps.values(), default=0))
    waiting = {
        action.code: [steps[other.code] for other in window.actions if action.code in _needs(other)]
        for action in window.actions
    }
    for action in window.actions:
        start = window.first_month + length * steps[action.code]
        until = min(waiting[action.code], default=None)
        end = window.last_month if until is None else window.first_month + length * until
        yield PlanBar(
            code=action.code,
            text=action.text,
            owner_label=action.owner_label,
            effort=action.effort,
            impact=action.impact,
            start=start,
            end=end,
            months_label=months_label(facts, start, end),
            after=tuple(code for code in _needs(action) if code in printed),
        )


def _steps(actions: Sequence[ActionView]) -> dict[str, int]:
    """How many actions of the same window come before each, one after the other, by code."""
    by_code = {action.code: action for action in actions}
    steps: dict[str, int] = {}

    def step(code: str) -> int:
        if code not in steps:
            before = [step(needed) for needed in _needs(by_code[code]) if needed in by_code]
            steps[code] = 1 + max(before, default=-1)
        return steps[code]

    for code in by_code:
        step(code)
    return steps


def _needs(action: ActionView) -> tuple[str, ...]:
    """What must have ended before the action begins; what may run beside it need not."""
    return tuple(code for code in action.prerequisites if code not in action.parallel)
