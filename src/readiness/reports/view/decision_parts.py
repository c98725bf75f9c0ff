"""Parts about indices, decisions, risks and who does what; `parts` says how to read them."""

from typing import Literal

from readiness.reports.view.pages import NoteView
from readiness.reports.view.parts import (
    ActionView,
    AnswerView,
    BenchmarkView,
    Fact,
    LevelStep,
    Named,
)
from readiness.scoring.parts import Part


class IndexView(Part):
    """A score beside the overall one, with levels of its own.

    `answers` are those that count, the ones that bring most points first; `raised_note` says what
    lifted the level above the score's own, `open_note` what is not known.
    """

    code: str
    id: str
    name: str
    title: str
    definition: str
    score: float | None
    score_label: str
    sentence: str
    level_number: int | None
    level_name: str
    level_definition: str
    calculated_level_name: str
    raised_note: str | None
    triggers: tuple[Named, ...]
    confidence_label: str
    confidence_note: str | None
    value_notes: tuple[str, ...]
    open_note: str | None
    unknown: tuple[AnswerView, ...]
    ladder: tuple[LevelStep, ...]
    levels_from: tuple[float, ...]
    answers: tuple[AnswerView, ...]
    benchmarks: tuple[BenchmarkView, ...]


class MatrixHead(Part):
    """A level as a row or column: its name, the scores it reaches over, whether it holds."""

    name: str
    bounds: str
    held: bool


class MatrixCell(Part):
    """An outcome at two levels; `mark` says whether it holds or may still come out."""

    outcome: str
    name: str
    text: str
    mark: Literal["held", "possible", "none"]


class MatrixView(Part):
    """A decision by two levels; `cells` by row, each row by column."""

    rows_name: str
    columns_name: str
    rows: tuple[MatrixHead, ...]
    columns: tuple[MatrixHead, ...]
    cells: tuple[tuple[MatrixCell, ...], ...]


class DecisionView(Part):
    """What a decision table came to; `possible` are the outcomes while more than one is."""

    code: str
    name: str
    definition: str
    title: str
    outcome: str | None
    outcome_name: str
    text: str
    because: str
    firmness: str
    possible: tuple[str, ...]
    notes: tuple[NoteView, ...]
    matrix: MatrixView | None


class RiskView(Part):
    """A risk that is raised or cannot be excluded; likelihood and impact are 1-5."""

    code: str
    name: str
    likelihood: int
    impact: int
    product: int
    high: bool
    class_label: str
    state: Literal["raised", "open"]
    mitigation: str
    answers: tuple[AnswerView, ...]
    repairs: tuple[ActionView, ...]


class Risks(Part):
    """The risk register, by falling product; `high_from` is the least product of a high one."""

    title: str
    lead: str
    high_from: int | None
    risks: tuple[RiskView, ...]
    not_raised: tuple[Named, ...]


class TaskView(Part):
    """A task with the letter of each role, in the order of the roles; some may have none."""

    name: str
    letters: tuple[str, ...]


class ResponsibilitiesView(Part):
    """A role template as a table."""

    code: str
    name: str
    definition: str
    roles: tuple[Named, ...]
    letters: tuple[Fact, ...]
    tasks: tuple[TaskView, ...]


class Responsibilities(Part):
    """All role templates that are shown."""

    title: str
    templates: tuple[ResponsibilitiesView, ...]
