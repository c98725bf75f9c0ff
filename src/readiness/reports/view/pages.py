"""The pages of a report, put together from parts."""

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


class Cover(Part):
    """The first page."""

    organization: str
    kicker: str
    message: str
    overall_label: str
    level_number: int | None
    level_label: str
    facts: tuple[Fact, ...]
    participants: tuple[Fact, ...]
    no_participants: str
    roles_covered: str
    indices: tuple[Fact, ...]
    prepared_by: str | None


class Summary(Part):
    """The page a board member reads; `capped` tells that a gate lowered the overall score.

    `so_far` says that answers are missing or that it is a quick scan. `range_label` is what the
    score can still become, `levels_possible_label` which levels; None where that is settled.
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
    range_label: str | None
    levels_possible_label: str | None
    incomplete: str | None
    evidence: str


class DimensionView(Part):
    """One dimension's half page; `confidence_value` is 0-1, ranges as in `Summary`."""

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
    """Where the organization stands: all dimensions side by side and the ladder of levels."""

    title: str
    lead: str
    dimensions_title: str
    axes: tuple[Axis, ...]
    ladder: tuple[LevelStep, ...]
    dimensions: tuple[DimensionView, ...]


class NoteView(Part):
    """A sentence that goes with a gate, such as a duty with its date."""

    text: str
    severity_label: str | None
    checked: str | None


class GateView(Part):
    """One gate that stops, conditions or cannot be excluded; `outcome` as in the result."""

    code: str
    name: str
    outcome: str
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


class FitReason(Part):
    """One reason for a route's fit: what was asked and answered, points won (`share` of 0-1)."""

    answers: tuple[AnswerView, ...]
    points_label: str
    share: float | None


class ReadinessPart(Part):
    """What one dimension brings to a route's readiness; `weight` in per cent."""

    code: str
    name: str
    score_label: str
    weight_label: str


class VariantView(Part):
    """A route under another arrangement, with its own verdict where one is computed."""

    text: str
    verdict: str | None
    verdict_label: str
    figures: str
    notes: tuple[str, ...]


class RouteView(Part):
    """One route's half page."""

    line: RouteLine
    title: str
    essence: str
    suits: str
    next_step: str
    fit_reasons: tuple[FitReason, ...]
    fit_limits: tuple[str, ...]
    readiness_parts: tuple[ReadinessPart, ...]
    variants: tuple[VariantView, ...]
    benchmarks: tuple[BenchmarkView, ...]


class VerdictBounds(Part):
    """Where verdicts change, 0-100: least fit, least fit of a first choice, least readiness."""

    fit: float
    first_choice: float
    pilot: float
    go: float


class Routes(Part):
    """All routes in the order in which they matter.

    `bounds` are given when the verdict table consists of plain bounds on fit and readiness.
    """

    title: str
    lead: str
    bounds: VerdictBounds | None
    verdicts: dict[str, str]
    routes: tuple[RouteView, ...]


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


class SettledView(Part):
    """How a disagreement was settled: the answer that counts, by whom and when, and why."""

    label: str
    note: str
    reason: str


class Disagreement(Part):
    """One question that two roles answered differently, and what a moderator decided, if so.

    `first_by` and `second_by` are names, where they are known.
    """

    code: str
    title: str
    first_role: str
    first_label: str
    second_role: str
    second_label: str
    gap_label: str
    first_by: str | None = None
    second_by: str | None = None
    settled: SettledView | None = None


class Findings(Part):
    """All findings, gravest first, and the disagreements between roles where they are asked."""

    title: str
    lead: str
    findings: tuple[FindingView, ...]
    disagreements: tuple[Disagreement, ...]
    no_disagreements: str | None
