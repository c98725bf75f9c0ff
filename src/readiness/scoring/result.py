"""What comes out of scoring: numbers, verdicts and the receipt that says why.

Scores run from 0 to 100 and carry one decimal, rounded half up; levels, gates, verdicts and order
were decided on the unrounded values. `whole_…` is the same score as reports print it, rounded once
from the unrounded value. A score is `None` when nothing could be scored.
"""

from typing import Literal

from readiness.scoring.parts import Part, made_part
from readiness.scoring.receipt_parts import Receipt
from readiness.scoring.rules import Effort, Severity

Outcome = Literal["block", "condition", "open", "clear"]
Verdict = Literal["go", "pilot", "prepare", "blocked", "not_a_fit"]
Mode = Literal["full", "quick"]
Certainty = Literal["firm", "provisional"]


@made_part
class Range:
    """Lowest and highest value over every way to complete the answers, one decimal as scores."""

    low: float
    high: float


@made_part
class DimensionResult:
    """One dimension; `weight` is its effective weight in the overall score, in per cent.

    `confidence` is answered weight / applicable weight, 0-1, `None` when nothing applies. The
    level is firm when it is the only possible one; a possible level `None`: it may have no score.
    """

    code: str
    id: str
    score: float | None
    calculated_score: float | None
    whole_score: int | None
    whole_calculated_score: int | None
    score_range: Range | None = None
    calculated_range: Range | None = None
    level: int | None
    certainty: Certainty | None = None
    possible_levels: tuple[int | None, ...] | None = None
    confidence: float | None
    insufficient_evidence: bool
    weight: float


@made_part
class GateResult:
    """One gate; `questions` are those its rule reads, `unknown` those answered "don't know".

    `notes` are the ids of the notes that apply; `repairs` the recommendations that fired for it.
    """

    code: str
    outcome: Outcome
    possible_outcomes: tuple[Outcome, ...] | None = None
    severity: Severity
    questions: tuple[str, ...]
    unknown: tuple[str, ...]
    notes: tuple[str, ...]
    repairs: tuple[str, ...]


@made_part
class FindingResult:
    """A finding that was made, with the questions that show it."""

    code: str
    severity: Severity
    questions: tuple[str, ...]


@made_part
class IndexResult:
    """A score beside the overall one; numbers and ranges as of a dimension.

    `calculated_level` is that of the score alone, `level` the one after raises, by the findings
    `raised_by`. `unknown` are the questions answered "don't know".
    """

    code: str
    id: str
    direction: Literal["strength", "concern"]
    score: float | None
    whole_score: int | None
    score_range: Range | None = None
    calculated_level: int | None
    level: int | None
    certainty: Certainty | None = None
    possible_levels: tuple[int | None, ...] | None = None
    raised_by: tuple[str, ...]
    confidence: float | None
    insufficient_evidence: bool
    unknown: tuple[str, ...]


@made_part
class RiskResult:
    """A risk that is raised, or cannot be excluded yet; `product` is likelihood x impact.

    `questions` are those that decided it, `repairs` the recommendations that fired to lower it.
    """

    code: str
    likelihood: int
    impact: int
    product: int
    high: bool
    state: Literal["raised", "open"]
    questions: tuple[str, ...]
    repairs: tuple[str, ...]


@made_part
class DecisionResult:
    """What a decision table came to; `row` counts from 1.

    `possible` are the outcomes it can still have (`None`: perhaps none), `firm` says that it is the
    one given. `notes` are the ids of the notes that apply under the outcome.
    """

    code: str
    outcome: str | None
    possible: tuple[str | None, ...] | None = None
    firm: bool | None = None
    row: int | None
    notes: tuple[str, ...]


@made_part
class DisagreementResult:
    """A question on which owner and second respondent differ; values and gap are 0-4."""

    code: str
    id: str
    owner: int
    second: int
    gap: int


@made_part
class RouteResult:
    """One route; `standing` says whether it is primary, next, a close alternative or the base.

    A possible verdict `None`: the answers may leave it without one.
    """

    code: str
    fit: float | None
    fit_range: Range | None = None
    readiness: float | None
    readiness_range: Range | None = None
    index: float | None
    index_range: Range | None = None
    whole_fit: int | None
    whole_readiness: int | None
    whole_index: int | None
    verdict: Verdict | None
    possible_verdicts: tuple[Verdict | None, ...] | None = None
    blocked_by: tuple[str, ...]
    conditions: tuple[str, ...]
    standing: Literal["primary", "close_alternative", "next", "base", "other"]


@made_part
class VariantResult:
    """A route under another arrangement; `findings` are those that arise only there."""

    code: str
    route: str
    fit: float | None
    readiness: float | None
    whole_fit: int | None
    whole_readiness: int | None
    verdict: Verdict | None
    blocked_by: tuple[str, ...]
    conditions: tuple[str, ...]
    findings: tuple[str, ...]


@made_part
class RecommendationResult:
    """An action that fired.

    `rank` counts from 1 over report and annex; `window` is the plan's window in months, never
    before a prerequisite's. `prerequisites` are those that fired too. `relevant` is false when
    no route it serves fits; such actions are listed apart and have no place in the order.
    """

    code: str
    rank: int | None
    in_report: bool
    relevant: bool
    priority: float
    effort: Effort
    impact: int
    light: bool
    owner: str
    routes: tuple[str, ...]
    repairs: tuple[str, ...]
    prerequisites: tuple[str, ...]
    window: str


@made_part
class NextQuestion:
    """A question that is unanswered or unknown, and what its answer is expected to settle.

    `gain` = `narrowing` + 5 x `gates` + 5 x `verdicts`: by how many points the ranges of the
    overall score and of indices narrow, how many gates, and how many verdicts of routes and
    decisions are decided. Each is the mean over the values the question can take, all taken as
    equally likely.
    """

    code: str
    id: str
    gain: float
    narrowing: float
    gates: float
    verdicts: float


@made_part
class NotAssessed:
    """What a quick scan cannot say about a gate: all of it, or what rests on these questions."""

    gate: str
    whole: bool
    questions: tuple[str, ...]


class Result(Part):
    """A scored set of answers. Deterministic: same questionnaire, same answers, same bytes.

    `missing` lists the applicable questions without any answer; `complete` is true when there are
    none. `ignored` lists answers to questions that were not asked.

    What is still open is filled by `live_result()` and `None` otherwise: every `..._range`,
    `possible_...` and `certainty`, `open_findings` (which may still be made or taken back), the
    `next_questions` that settle most, and `settled`: no further answer can change the level, a
    decision or the primary route. A range is `None` too where there is no number or no bound.
    `risks` stand by falling product, then by code; `open_risks` may still be raised or taken back.
    `responsibilities` are the codes of the role templates that are shown.

    `not_assessed` are the gates of which a quick scan knows not enough.
    """

    questionnaire: str
    questionnaire_digest: str
    mode: Mode = "full"
    complete: bool
    missing: tuple[str, ...]
    ignored: tuple[str, ...]
    score: float | None
    calculated_score: float | None
    score_range: Range | None = None
    calculated_range: Range | None = None
    level: int | None
    certainty: Certainty | None = None
    possible_levels: tuple[int | None, ...] | None = None
    settled: bool | None = None
    coverage: float | None
    dimensions: tuple[DimensionResult, ...]
    indices: tuple[IndexResult, ...] = ()
    gates: tuple[GateResult, ...]
    not_assessed: tuple[NotAssessed, ...] = ()
    findings: tuple[FindingResult, ...]
    open_findings: tuple[str, ...] | None = None
    risks: tuple[RiskResult, ...] = ()
    open_risks: tuple[str, ...] | None = None
    decisions: tuple[DecisionResult, ...] = ()
    disagreements: tuple[DisagreementResult, ...]
    routes: tuple[RouteResult, ...]
    primary_route: str | None
    possible_primary_routes: tuple[str, ...] | None = None
    next_routes: tuple[str, ...]
    close_alternatives: tuple[str, ...]
    variants: tuple[VariantResult, ...]
    recommendations: tuple[RecommendationResult, ...]
    not_relevant: tuple[RecommendationResult, ...]
    next_questions: tuple[NextQuestion, ...] | None = None
    responsibilities: tuple[str, ...] = ()
    plan: None = None
    receipt: Receipt
