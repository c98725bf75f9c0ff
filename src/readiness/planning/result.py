"""What a plan is and what comes of it, step by step. Days are person-days."""

from typing import Literal

from pydantic import JsonValue

from readiness.planning.target import Target
from readiness.scoring.parts import Part
from readiness.scoring.result import Outcome, Verdict
from readiness.scoring.rules import Effort

Status = Literal["optimal", "feasible", "over_budget", "infeasible", "unknown"]


class DimensionSummary(Part):
    """A dimension after a step."""

    id: str
    score: float | None
    level: int | None


class RouteSummary(Part):
    """A route after a step."""

    code: str
    readiness: float | None
    index: float | None
    verdict: Verdict | None


class Summary(Part):
    """The result after a step: scores, levels, verdicts, and gates that are not clear."""

    score: float | None
    level: int | None
    dimensions: tuple[DimensionSummary, ...]
    gates: dict[str, Outcome]
    routes: tuple[RouteSummary, ...]
    primary_route: str | None


class ReachedBefore(Part):
    """A prerequisite of a step, which an earlier step of the plan reaches."""

    question: str
    value: int


class PlanStep(Part):
    """One step: a question is raised from a value to the next.

    `from_value` is `None` where the step finds out what was not known; the value found is assumed
    to be the lowest. `answer` is an answer that has the new value. `window` is in months.
    """

    question: str
    code: str
    from_value: int | None
    value: int
    answer: JsonValue
    days: int
    effort: Effort
    window: str
    recommendation: str | None
    after: tuple[ReachedBefore, ...]
    result: Summary


class Plan(Part):
    """Steps in the order in which they are made; `changes` are the answers at the end."""

    days: int
    steps: tuple[PlanStep, ...]
    changes: dict[str, JsonValue]
    result: Summary


class Obstacle(Part):
    """One of the things that together stand in the way of the target.

    `name` is a question, gate, route or dimension; `condition` the rule's text, and `read` the
    answers that decide it.
    """

    kind: Literal[
        "excluded",
        "fit",
        "fit_limit",
        "fixed",
        "gate",
        "horizon",
        "no_improvement",
        "score",
        "unanswered",
        "verdict",
    ]
    name: str
    message: str
    condition: str | None = None
    read: dict[str, int | float | bool | str | tuple[str, ...] | None] = {}


class PlanResult(Part):
    """The cheapest plan to a target, or why there is none.

    `optimal`: no plan takes fewer days. `feasible`: a plan was found, but the limit on work ran out
    before the proof; none takes fewer days than `bound_days`, and `gap` is the part of the plan's
    days that this leaves open. `over_budget`: the cheapest plan takes `least_days`, and `plan` is
    the one that comes nearest to the target within the budget. `infeasible`: the `obstacles`
    together stand in the way; if `minimal`, without any one of them there would be a plan, and
    `least_horizon_months` is the shortest horizon that would do where the horizon is one of them.
    `unknown`: the work ran out before a plan was found. `proven` says of what is reported as best
    or impossible that there is a proof.

    `work` is what the solver used, in its deterministic units.
    """

    questionnaire: str
    questionnaire_digest: str
    target: Target
    status: Status
    proven: bool
    before: Summary
    plan: Plan | None = None
    least_days: int | None = None
    bound_days: int | None = None
    gap: float | None = None
    budget_days: int | None = None
    horizon_months: int
    least_horizon_months: int | None = None
    obstacles: tuple[Obstacle, ...] = ()
    minimal: bool | None = None
    work: float
