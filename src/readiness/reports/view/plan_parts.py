"""Parts about the plan; `parts` says how to read them."""

from readiness.reports.view.parts import ActionView
from readiness.scoring.parts import Part


class PlanWindow(Part):
    """One stretch of months; `first_month` and `last_month` bound it for charts."""

    window: str
    title: str
    first_month: float
    last_month: float
    actions: tuple[ActionView, ...]
    empty: str


class PlanBar(Part):
    """An action on the timeline, from month `start` to `end`.

    It begins when everything in `after` has ended, and ends when the first action that waits for
    it begins, or with its window.
    """

    code: str
    text: str
    owner_label: str
    effort: str
    impact: int
    start: float
    end: float
    months_label: str
    after: tuple[str, ...]


class Plan(Part):
    """The recommendations of the report, by window and as bars; `ticks` bound the windows."""

    title: str
    lead: str
    windows: tuple[PlanWindow, ...]
    bars: tuple[PlanBar, ...]
    ticks: tuple[float, ...]
    legend: str
    bars_note: str
