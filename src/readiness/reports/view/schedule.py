"""When the actions of a plan can be done: a stretch of months for each, none before its needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readiness.reports.view.facts import Facts
from readiness.reports.view.parts import ActionView
from readiness.reports.view.plan_parts import PlanBar, PlanWindow


@dataclass(frozen=True, slots=True)
class _Scheduled:
    """An action with the months its window leaves it; `needs` are those in the plan."""

    action: ActionView
    first: float
    last: float
    needs: tuple[str, ...]


def build_bars(facts: Facts, windows: Sequence[PlanWindow]) -> tuple[PlanBar, ...]:
    """A bar for each action, in the order of the windows."""
    printed = frozenset(action.code for window in windows for action in window.actions)
    scheduled = {
        action.code: _Scheduled(
            action,
            window.first_month,
            window.last_month,
            tuple(code for code in _needs(action) if code in printed),
        )
        for window in windows
        if window.first_month < window.last_month
        for action in window.actions
    }
    starts = _Starts(scheduled).found()
    return tuple(
        _bar(facts, each, starts[code], _end(code, scheduled, starts))
        for code, each in scheduled.items()
    )


def _bar(facts: Facts, each: _Scheduled, start: float, end: float) -> PlanBar:
    figure, action = facts.numbers.figure, each.action
    return PlanBar(
        code=action.code,
        text=action.text,
        owner_label=action.owner_label,
        effort=action.effort,
        impact=action.impact,
        start=start,
        end=end,
        months_label=f"{figure(round(start, 1))}–{figure(round(end, 1))}",
        after=each.needs,
    )


def _needs(action: ActionView) -> tuple[str, ...]:
    """What must have ended before the action begins; what may run beside it need not."""
    return tuple(code for code in action.prerequisites if code not in action.parallel)


def _end(code: str, scheduled: Mapping[str, _Scheduled], starts: Mapping[str, float]) -> float:
    """The end of its window, or when the first action that waits for it begins."""
    waiting = [starts[other] for other, each in scheduled.items() if code in each.needs]
    later = [start for start in waiting if start > starts[code]]
    return min((scheduled[code].last, *later))


class _Starts:
    """Finds when actions begin: those that share the end of a window share its months equally."""

    def __init__(self, scheduled: Mapping[str, _Scheduled]) -> None:
        self._scheduled = scheduled
        self._starts: dict[str, float] = {}
        self._following: dict[str, int] = {}

    def found(self) -> dict[str, float]:
        for code in self._scheduled:
            self._start(code)
        return self._starts

    def _start(self, code: str) -> float:
        if code not in self._starts:
            each = self._scheduled[code]
            start = max((each.first, *(self._earliest_end(needed) for needed in each.needs)))
            # A window that closes before what comes first has ended holds all the same.
            self._starts[code] = start if start < each.last else each.first
        return self._starts[code]

    def _earliest_end(self, code: str) -> float:
        start = self._start(code)
        return start + (self._scheduled[code].last - start) / (1 + self._steps_after(code))

    def _steps_after(self, code: str) -> int:
        """How many actions have to follow one another before the end of its window."""
        if code not in self._following:
            last = self._scheduled[code].last
            waiting = [
                self._steps_after(other)
                for other, each in self._scheduled.items()
                if code in each.needs and each.last == last
            ]
            self._following[code] = 1 + max(waiting, default=-1)
        return self._following[code]
