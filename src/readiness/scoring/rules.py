"""Rules as data: weights that shift, gates, findings, routes and recommendations."""

from typing import Annotated, Literal

from pydantic import Field

from readiness.scoring.parts import Part
from readiness.scoring.questions import Code, Condition, Identifier
from readiness.scoring.sources import Basis

Score = Annotated[float, Field(ge=0, le=100)]
Weight = Annotated[int, Field(ge=1, le=1000)]
Severity = Literal["critical", "high", "medium", "low", "info"]
Effort = Literal["S", "M", "L"]


class Variable(Part):
    """A named figure that several rules read as `variable.<id>`."""

    id: Identifier
    formula: str


class WeightRule(Part):
    """Multiplies a dimension's weight in the overall score while its condition is true."""

    id: Identifier
    when: Condition
    dimension: str
    factor: Annotated[float, Field(gt=0, le=10)]
    sources: tuple[str, ...] = ()


class Caps(Part):
    """Upper limits a gate in block form puts on scores (`min(score, cap)`)."""

    overall: Score | None = None
    dimensions: dict[str, Score] = {}


class Note(Part):
    """An extra sentence (text `gates.<code>.notes.<id>`) printed while its condition is true."""

    id: Identifier
    when: Condition
    severity: Severity | None = None
    sources: tuple[str, ...] = ()


class Gate(Part):
    """A rule that stops (`block`) or conditions (`condition`) routes whatever the score.

    `duty` marks duties in force: their repairs are never filtered out as irrelevant.
    `repairs` names recommendations in the order in which they mend the gate.
    """

    code: Code
    block: Condition | None = None
    condition: Condition | None = None
    caps: Caps = Caps()
    duty: bool = False
    severity: Severity = "high"
    notes: tuple[Note, ...] = ()
    repairs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    basis: Basis | None = None


class Finding(Part):
    """An observation a rule makes: a contradiction or a combined finding."""

    code: Code
    when: Condition
    severity: Severity
    sources: tuple[str, ...] = ()


class FitTerm(Part):
    """One weighted term of a route's fit; `value` is a formula giving 0-100."""

    value: str
    weight: Weight


class FitLimit(Part):
    """Holds the fit at `at_most` while its condition is true; applied after the sum."""

    at_most: Score
    when: Condition


class Fit(Part):
    """How well a route suits the products: weighted terms, or one formula; then the limits."""

    terms: tuple[FitTerm, ...] = ()
    formula: str | None = None
    limits: tuple[FitLimit, ...] = ()


GateUse = Literal["blocks", "conditions", "conditions_on_block"]
"""`blocks`: block form blocks, condition form conditions. `conditions`: either form conditions.
`conditions_on_block`: only the block form conditions."""


class Route(Part):
    """A way to reach the user: fit from the profile, readiness from capped dimension scores."""

    code: Code
    fit: Fit
    readiness: dict[str, Weight]
    gates: dict[str, GateUse] = {}
    sources: tuple[str, ...] = ()


class VerdictRule(Part):
    """A row of the verdict table; the first whose condition is true (or absent) gives the verdict.

    Conditions read `fit`, `readiness`, `blocked` and `conditioned` of the route at hand.
    """

    verdict: Literal["go", "pilot", "prepare", "blocked", "not_a_fit"]
    when: Condition | None = None


class RouteChoice(Part):
    """Which routes can be primary or next: candidates, verdicts and the least fit."""

    verdicts: tuple[str, ...]
    fit_at_least: Score


class RouteRules(Part):
    """How routes are judged and ordered.

    The index is the weighted mean of fit and readiness; `base` is always offered and primary when
    no candidate qualifies; a route within `close_within` of the primary index is an alternative.
    While `base_until` is not true the base route stands as base programme beside the primary one.
    """

    base: str
    base_until: Condition | None = None
    candidates: tuple[str, ...]
    verdicts: Annotated[tuple[VerdictRule, ...], Field(min_length=1)]
    index: dict[Literal["fit", "readiness"], Weight]
    primary: RouteChoice
    next: RouteChoice
    close_within: Annotated[float, Field(ge=0, le=100)]


class Variant(Part):
    """A route under another arrangement: printed, never primary or next.

    `assume` replaces answers, `ignore_gates` neither block nor condition nor cap, `leave_out`
    drops dimensions from the readiness. Without `verdict` only its text is printed.
    """

    code: Code
    route: str
    when: Condition
    assume: dict[str, str | bool | float] = {}
    ignore_gates: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    verdict: bool = True


class Recommendation(Part):
    """An action with its trigger; `owner` is a role, `prerequisites` are codes.

    `routes` are those it serves; a questionnaire without routes leaves them out.
    """

    code: Code
    when: Condition
    effort: Effort
    impact: Annotated[int, Field(ge=1, le=5)]
    owner: str
    routes: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    parallel: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    basis: Basis | None = None


class RouteWeights(Part):
    """Weight of a recommendation by the best standing among its routes."""

    primary: float
    base: float
    next: float
    other: float


class RecommendationRules(Part):
    """How recommendations are filtered, ordered and placed in the plan.

    Priority = impact x route weight / effort divisor. `light_when` switches to the light wording
    and one effort class less. `windows` names the plan's windows in months, by effort class.
    """

    main_list: Annotated[int, Field(ge=1)]
    first: tuple[str, ...] = ()
    relevant_fit: Score | None = None
    light_when: Condition | None = None
    effort: dict[Effort, Annotated[int, Field(ge=1)]]
    route_weights: RouteWeights | None = None
    windows: dict[Effort, str]
