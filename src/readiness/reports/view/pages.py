"""The pages of a report, put together from parts."""

import re
from typing import Final

from readiness.reports.view.parts import (
    ActionView,
    AnswerView,
    Axis,
    BenchmarkView,
    Fact,
    LevelStep,
    Named,
    RouteLine,
)
from readiness.scoring.parts import Part

_SENTENCE_END: Final = re.compile(r"(?<=\w{2}[.!?]) (?=[^\W\d_a-zäöü])")
"""Between two sentences; not behind the single letters of an abbreviation."""


class Cover(Part):
    """The first page; `level_number` is None where no level is firm, `range_label` where one is."""

    organization: str
    confidentiality: str
    kicker: str
    message: str
    overall_label: str
    level_number: int | None
    level_label: str
    range_label: str | None
    facts: tuple[Fact, ...]
    participants: tuple[Fact, ...]
    no_participants: str
    further_participants: str | None
    roles_covered: str
    indices: tuple[Fact, ...]
    prepared_by: str | None


class Summary(Part):
    """The page a board member reads; `capped` tells that a gate lowered the overall score.

    `so_far` says that answers are missing or that it is a quick scan. `range_label` is what the
    score can still become, `levels_possible_label` which levels; None where that is settled.
    `low` and `high` bound the range on 0-100; `certainty_note` says in a sentence how firm it is.
    """

    title: str
    sentence: str
    score: float | None
    score_label: str
    calculated: float | None
    calculated_label: str
    capped: bool
    score_note: str
    level_number: int | None
    level_name: str
    level_definition: str
    primary: RouteLine | None
    primary_note: str
    primary_step: str
    routes: tuple[RouteLine, ...]
    decisions_title: str
    decisions: tuple[ActionView, ...]
    no_decisions: str
    so_far: bool
    low: float | None
    high: float | None
    certainty_note: str | None
    range_label: str | None
    levels_possible_label: str | None
    incomplete: str | None
    evidence: str


class DimensionView(Part):
    """One dimension's half page; `confidence_value` is 0-1, ranges as in `Summary`.

    `target` is where the next level begins, 0-100; `target_note` says how far that is,
    `target_points` in figures.
    """

    code: str
    id: str
    name: str
    title: str
    definition: str
    score: float | None
    score_label: str
    calculated: float | None
    calculated_label: str
    capped_note: str | None
    level_number: int | None
    level_name: str
    level_line: str
    low: float | None
    high: float | None
    range_label: str | None
    levels_possible_label: str | None
    next_level: str | None
    next_level_line: str | None
    target: float | None
    target_note: str | None
    target_points: str | None
    confidence_value: float | None
    confidence_label: str
    confidence_note: str | None
    insufficient: bool
    missing: tuple[AnswerView, ...]
    strongest: tuple[AnswerView, ...]
    no_strongest: str
    weakest: tuple[AnswerView, ...]
    no_weakest: str
    benchmarks: tuple[BenchmarkView, ...]
    weight_label: str


class Profile(Part):
    """Where the organization stands: all dimensions side by side and the ladder of levels.

    `target` is where the next level of the overall score begins, 0-100. `dimensions_title` names
    the parts, `dimensions_message` is what they say together. `open` tells that a dimension has a
    range, `capped` that a gate lowers one.
    """

    title: str
    lead: str
    dimensions_title: str
    dimensions_message: str
    open: bool
    capped: bool
    target: float | None
    axes: tuple[Axis, ...]
    ladder: tuple[LevelStep, ...]
    dimensions: tuple[DimensionView, ...]


class NoteView(Part):
    """A sentence that goes with a gate, such as a duty with its date."""

    text: str
    severity_label: str | None
    checked: str | None


class GateView(Part):
    """One gate that stops, conditions or cannot be excluded; `outcome` as in the result.

    `mark` is the verdict whose mark it is printed with, or `open`.
    """

    code: str
    name: str
    outcome: str
    mark: str
    outcome_label: str
    severity_label: str
    text: str
    effects: tuple[str, ...]
    answers: tuple[AnswerView, ...]
    unknown: tuple[AnswerView, ...]
    notes: tuple[NoteView, ...]
    repairs: tuple[ActionView, ...]
    no_repairs: str
    checked: str | None


class Gates(Part):
    """All gates; those that are clear are named only."""

    title: str
    lead: str
    gates: tuple[GateView, ...]
    clear: tuple[Named, ...]
    clear_note: str


class FindingView(Part):
    """A contradiction or combined finding with the answers behind it.

    `remark` is what somebody who answered says about it, with the name.
    """

    code: str
    text: str
    severity: str
    severity_label: str
    answers: tuple[AnswerView, ...]
    remark: str | None = None

    @property
    def statement(self) -> str:
        """The first sentence: what was found."""
        return _SENTENCE_END.split(self.text, maxsplit=1)[0]

    @property
    def advice(self) -> str:
        """What follows the first sentence; may be empty."""
        return self.text[len(self.statement) :].strip()


class SettledView(Part):
    """How a disagreement was settled: the answer that counts, by whom and when, and why."""

    value: int
    label: str
    note: str
    reason: str


class Disagreement(Part):
    """One question that two roles answered differently, and what a moderator decided, if so.

    `first_by` and `second_by` are names, where they are known; the values are 0-4.
    """

    code: str
    title: str
    first_role: str
    first_value: int
    first_label: str
    second_role: str
    second_value: int
    second_label: str
    gap_label: str
    first_by: str | None = None
    second_by: str | None = None
    settled: SettledView | None = None


class Findings(Part):
    """All findings, gravest first, and the disagreements between roles where they are asked.

    `disagreements_title` says how many of them are settled; it is empty where there are none.
    """

    title: str
    lead: str
    findings: tuple[FindingView, ...]
    disagreements_title: str
    disagreements: tuple[Disagreement, ...]
    no_disagreements: str | None


class GateStep(Part):
    """A gate in one line: what mends it, who leads the first step and by when."""

    code: str
    name: str
    mark: str
    outcome_label: str
    step: str
    owner_label: str
    due_label: str


class Steps(Part):
    """Gates and plan together, as a board decides on them."""

    title: str
    gates_title: str
    gates_lead: str
    gates: tuple[GateStep, ...]
    actions_title: str
    actions: tuple[ActionView, ...]
    legend: str
