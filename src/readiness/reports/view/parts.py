"""The parts a report is made of: worded and formatted, beside the raw numbers charts draw.

Every `str` is ready to print in the report's language; every `float` is on the scale its name
says, 0-100 unless stated. Nothing here knows HTML or paper.
"""

from readiness.scoring.parts import Part
from readiness.scoring.result import Verdict


class Named(Part):
    """Something with a code for people and a name."""

    code: str
    name: str


class AnswerView(Part):
    """One answer: the question, what was answered, and how firm that is.

    `state` is one of measured, estimated, answered, dont_know, not_applicable, unanswered,
    not_asked; `value` is 0-4 where the question is scored. `won` and `lost` are points of the
    dimension's 100. `settled_label` says that a moderator chose this answer between two; `note` is
    what was written beside it, cut where it is long.
    """

    code: str
    title: str
    label: str
    state: str
    state_label: str
    value: int | None = None
    reason: str | None = None
    estimated: bool = False
    won: str | None = None
    lost: str | None = None
    settled_label: str | None = None
    note: str | None = None


class BenchmarkView(Part):
    """A published reference value; `is_target` is false for vendor claims (grade D)."""

    name: str
    value: str
    year: str
    grade: str
    grade_label: str
    is_target: bool
    questions: tuple[str, ...]


class ActionView(Part):
    """A recommendation; `because` holds the answers that made it fire.

    `effort` is S, M or L; `impact` 1-5; `window` the plan's window as the result names it;
    `due_label` says by which month it ends, counted from the day of the report.
    """

    code: str
    rank: int | None
    text: str
    effort: str
    effort_label: str
    impact: int
    impact_label: str
    owner: str
    owner_label: str
    prerequisites: tuple[str, ...]
    parallel: tuple[str, ...]
    routes: tuple[Named, ...]
    repairs: tuple[Named, ...]
    light: bool
    in_report: bool
    window: str
    window_label: str
    due_label: str
    because: tuple[AnswerView, ...]


class Fact(Part):
    """A label with what stands beside it."""

    label: str
    value: str


class Axis(Part):
    """One dimension as charts draw it; `target` is where its next level begins, if there is one."""

    code: str
    name: str
    score: float | None
    calculated: float | None
    score_label: str
    calculated_label: str
    target: float | None


class LevelStep(Part):
    """One step of the level ladder; `low` and `high` bound it on 0-100."""

    number: int
    name: str
    definition: str
    low: float
    high: float
    current: bool


class RouteLine(Part):
    """A route in one line, for panels and tables."""

    code: str
    name: str
    verdict: Verdict | None
    verdict_label: str
    standing: str
    standing_label: str
    fit: float | None
    readiness: float | None
    index: float | None
    fit_label: str
    readiness_label: str
    index_label: str
    blocked_by: tuple[Named, ...]
    conditions: tuple[Named, ...]
