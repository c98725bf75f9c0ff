"""Parts about routes; `parts` says how to read them."""

from readiness.reports.view.parts import AnswerView, BenchmarkView, RouteLine
from readiness.scoring.parts import Part


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
