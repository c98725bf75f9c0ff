"""What a case file holds: answers in, expected outcome out."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from readiness.catalog.answers_file import OrganizationInfo
from readiness.scoring.parts import Part

Codes = tuple[str, ...]
VerdictWord = Literal["go", "pilot", "prepare", "blocked", "not_a_fit"]
CheckWord = Literal["red", "amber", "open"]
StandingWord = Literal["primary", "close_alternative", "next", "base", "other"]


class DimensionExpectation(Part):
    """Expected outcome of a dimension; what is left out is not compared."""

    score: float | None = None
    level: int | None = None
    confidence: float | None = None


class IndexExpectation(Part):
    """Expected outcome of an index; levels are named by their ids, `raised_by` is exact."""

    score: float | None = None
    calculated_level: str | None = None
    level: str | None = None
    raised_by: Codes = ()
    confidence: float | None = None


class RouteExpectation(Part):
    """Expected outcome of a route; gate lists are exact."""

    fit: float | None = None
    readiness: float | None = None
    verdict: VerdictWord | None = None
    blocked_by: Codes = ()
    conditions: Codes = ()
    standing: StandingWord | None = None


class VariantExpectation(Part):
    """Expected outcome of a variant, which has to be printed."""

    fit: float | None = None
    readiness: float | None = None
    verdict: VerdictWord | None = None
    blocked_by: Codes = ()
    conditions: Codes = ()
    findings: Codes = ()


class RecommendationExpectation(Part):
    """Expected recommendations.

    `present` fired, wherever they are printed; `absent` did not fire; `first` lead the order;
    `absent_from_report` may stand in the annex only; `order` come in this relative order; `light`
    have their light wording.
    """

    present: Codes = ()
    absent: Codes = ()
    first: Codes = ()
    absent_from_report: Codes = ()
    order: Codes = ()
    light: Codes = ()


class WorksheetExpectation(Part):
    """Expected outcome of the worksheet; figures are compared as printed, exactly.

    `problems` names every input with a problem and its code; `checks` every one that is not clear,
    those about horizons by years. A figure of `null` is expected not to be known.
    """

    complete: bool | None = None
    missing: Codes = ()
    assumed: Codes = ()
    problems: dict[str, str] = {}
    figures: dict[str, int | float | None] = {}
    horizons: dict[int, dict[str, int | float | None]] = {}
    checks: dict[str, CheckWord | dict[int, CheckWord]] = {}
    reading: str | None = None
    reading_notes: Codes = ()


class Expectation(Part):
    """Expected result; what is left out is not compared, `null` expects that there is none.

    `gates` names every gate that is not clear, `findings` every finding. `risks` names every risk
    that is raised with its product, in the printed order; `decision_notes` every note.
    """

    score: float | None = None
    level: int | None = None
    dimensions: dict[str, DimensionExpectation] = {}
    indices: dict[str, IndexExpectation] = {}
    gates: dict[str, Literal["block", "condition", "open"]] = {}
    findings: Codes = ()
    risks: dict[str, int] = {}
    decisions: dict[str, str | None] = {}
    decision_notes: dict[str, Codes] = {}
    routes: dict[str, RouteExpectation] = {}
    primary_route: str | None = None
    next_routes: Codes = ()
    close_alternatives: Codes = ()
    variants: dict[str, VariantExpectation] = {}
    recommendations: RecommendationExpectation = RecommendationExpectation()
    worksheet: WorksheetExpectation | None = None


class WorksheetFilling(Part):
    """What is typed into a worksheet; the first sheet is meant where none is named."""

    code: str
    sheet: str | None = None
    inputs: dict[str, JsonValue] = {}


class CaseSheet(Part):
    """One case as it is written; `base` names the case whose answers it changes."""

    case: Annotated[str, Field(min_length=1, max_length=80)]
    title: str | None = None
    story: str | None = None
    organization: OrganizationInfo | None = None
    answers: dict[str, JsonValue] = {}
    second_opinions: dict[str, JsonValue] = {}
    worksheet: WorksheetFilling | None = None
    base: str | None = None
    expect: Expectation = Expectation()


class CaseSheets(Part):
    """Several cases in one file."""

    cases: Annotated[tuple[CaseSheet, ...], Field(min_length=1)]
