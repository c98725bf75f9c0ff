"""What comes out of scoring: numbers, verdicts and the receipt that says why.

Scores run from 0 to 100 and carry one decimal, rounded half up; levels, gates, verdicts and order
were decided on the unrounded values. `whole_…` is the same score as reports print it, rounded once
from the unrounded value. A score is `None` when nothing could be scored.
"""

from typing import Literal

from readiness.scoring.answers import AnswerState
from readiness.scoring.parts import Part
from readiness.scoring.rules import Effort, Severity

Outcome = Literal["block", "condition", "open", "clear"]
Verdict = Literal["go", "pilot", "prepare", "blocked", "not_a_fit"]


class Range(Part):
    """Lowest and highest value the unknown answers leave possible."""

    low: float
    high: float


class DimensionResult(Part):
    """One dimension; `weight` is its effective weight in the overall score, in per cent.

    `confidence` is answered weight / applicable weight, 0-1, `None` when nothing applies.
    """

    code: str
    id: str
    score: float | None
    calculated_score: float | None
    whole_score: int | None
    whole_calculated_score: int | None
    score_range: Range | None = None
    level: int | None
    confidence: float | None
    insufficient_evidence: bool
    weight: float


class GateResult(Part):
    """One gate; `questions` are those its rule reads, `unknown` those answered "don't know".

    `notes` are the ids of the notes that apply; `repairs` the recommendations that fired for it.
    """

    code: str
    outcome: Outcome
    severity: Severity
    questions: tuple[str, ...]
    unknown: tuple[str, ...]
    notes: tuple[str, ...]
    repairs: tuple[str, ...]


class FindingResult(Part):
    """A finding that was made, with the questions that show it."""

    code: str
    severity: Severity
    questions: tuple[str, ...]


class DisagreementResult(Part):
    """A question on which owner and second respondent differ; values and gap are 0-4."""

    code: str
    id: str
    owner: int
    second: int
    gap: int


class RouteResult(Part):
    """One route; `standing` says whether it is primary, next, a close alternative or the base."""

    code: str
    fit: float | None
    readiness: float | None
    index: float | None
    whole_fit: int | None
    whole_readiness: int | None
    whole_index: int | None
    verdict: Verdict | None
    blocked_by: tuple[str, ...]
    conditions: tuple[str, ...]
    standing: Literal["primary", "close_alternative", "next", "base", "other"]


class VariantResult(Part):
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


class RecommendationResult(Part):
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


class AnswerReceipt(Part):
    """One answer as the rules read it.

    `value` is 0-4 for scored questions and the profile value otherwise; `figure` is the number as
    typed; `points` are those won in the dimension's mean of 0-100, `lost` those missing to the
    best answer.
    """

    code: str
    id: str
    state: AnswerState
    value: int | float | bool | str | tuple[str, ...] | None
    figure: float | None = None
    items: tuple[str, ...] | None = None
    estimated: bool = False
    reason: str | None = None
    weight: int | None = None
    points: float | None = None
    lost: float | None = None


class DecidingPart(Part):
    """A comparison that decided a rule, and the answers it read: question id → value read."""

    text: str
    read: dict[str, int | float | bool | str | tuple[str, ...] | None]


class RuleReceipt(Part):
    """Why a rule fired: its id, its condition's text, and what decided it."""

    rule: str
    condition: str
    decided_by: tuple[DecidingPart, ...]
    sources: tuple[str, ...] = ()


class DimensionReceipt(Part):
    """How a dimension's score came about; weights are sums over scored questions."""

    id: str
    scored_weight: int
    applicable_weight: int
    answered_weight: int
    capped_by: tuple[str, ...]


class Term(Part):
    """One term of a weighted mean."""

    of: str
    weight: float
    value: float


class RouteReceipt(Part):
    """Term by term how fit and readiness came about and which limits and verdict row applied."""

    code: str
    fit_terms: tuple[Term, ...]
    fit_formula: str | None
    fit_limits: tuple[RuleReceipt, ...]
    readiness_terms: tuple[Term, ...]
    verdict_rule: str | None


class PriorityReceipt(Part):
    """Why a recommendation fired and stands where it stands.

    `group`: 1 repairs a blocking gate, 2 repairs a gate in condition form, 3 the rest; `pulled_by`
    is the recommendation that pulled it forward as its prerequisite.
    """

    code: str
    fired: RuleReceipt
    impact: int
    route_weight: float
    effort_divisor: int
    group: int
    pulled_by: str | None


class Receipt(Part):
    """How each number came about, down to answers, rule text and sources."""

    answers: tuple[AnswerReceipt, ...]
    dimensions: tuple[DimensionReceipt, ...]
    overall_terms: tuple[Term, ...]
    overall_capped_by: tuple[str, ...]
    weight_rules: tuple[RuleReceipt, ...]
    gates: tuple[RuleReceipt, ...]
    findings: tuple[RuleReceipt, ...]
    routes: tuple[RouteReceipt, ...]
    recommendations: tuple[PriorityReceipt, ...]


class Result(Part):
    """A scored set of answers. Deterministic: same questionnaire, same answers, same bytes.

    `missing` lists the applicable questions without any answer; `complete` is true when there are
    none. `ignored` lists answers to questions that were not asked. `score_range` and `plan` are
    filled by the range and plan computations.
    """

    questionnaire: str
    questionnaire_digest: str
    complete: bool
    missing: tuple[str, ...]
    ignored: tuple[str, ...]
    score: float | None
    calculated_score: float | None
    score_range: Range | None = None
    level: int | None
    coverage: float | None
    dimensions: tuple[DimensionResult, ...]
    gates: tuple[GateResult, ...]
    findings: tuple[FindingResult, ...]
    disagreements: tuple[DisagreementResult, ...]
    routes: tuple[RouteResult, ...]
    primary_route: str | None
    next_routes: tuple[str, ...]
    close_alternatives: tuple[str, ...]
    variants: tuple[VariantResult, ...]
    recommendations: tuple[RecommendationResult, ...]
    not_relevant: tuple[RecommendationResult, ...]
    plan: None = None
    receipt: Receipt
