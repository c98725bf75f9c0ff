"""A questionnaire version as one frozen value: structure, rules, texts and sources."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from readiness.scoring.decisions import Decision, Risk, RiskRules
from readiness.scoring.improvements import Improvements
from readiness.scoring.indices import ScoreIndex, ValueRule
from readiness.scoring.levels import Level
from readiness.scoring.offers import CarryOver, Offer, PrintedBeside
from readiness.scoring.parts import Part
from readiness.scoring.questions import Code, Identifier, Question
from readiness.scoring.responsibilities import Responsibilities
from readiness.scoring.rules import (
    Finding,
    Gate,
    Recommendation,
    RecommendationRules,
    Route,
    RouteRules,
    Variable,
    Variant,
    Weight,
    WeightRule,
)
from readiness.scoring.sources import Benchmark, Source
from readiness.scoring.texts import Texts
from readiness.scoring.worksheets.model import CalculationWorksheet, Worksheet
from readiness.scoring.worksheets.table import TableWorksheet


class Role(Part):
    """Who answers: a role in the organization."""

    id: Identifier
    code: Code


class Dimension(Part):
    """A scored area of capability with its weight in the overall score."""

    id: Identifier
    code: Code
    weight: Weight


class Questionnaire(Part):
    """One released or draft version of a questionnaire; `digest` is the hash over its files.

    `as_of` is the date to which dated law and facts were checked; the core never reads a clock.
    Below `sufficient_confidence` (0-1) a dimension's level is marked "insufficient evidence".
    """

    key: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    version: Annotated[str, Field(pattern=r"^\d{4}\.\d+\.\d+$")]
    status: Literal["draft", "released"]
    as_of: date
    default_language: str = "en"
    digest: str = ""
    sufficient_confidence: Annotated[float, Field(ge=0, le=1)] = 0.7
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=1)]
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    indices: tuple[ScoreIndex, ...] = ()
    value_rules: tuple[ValueRule, ...] = ()
    variables: tuple[Variable, ...] = ()
    weight_rules: tuple[WeightRule, ...] = ()
    gates: tuple[Gate, ...] = ()
    findings: tuple[Finding, ...] = ()
    risk_rules: RiskRules | None = None
    risks: tuple[Risk, ...] = ()
    decisions: tuple[Decision, ...] = ()
    route_rules: RouteRules | None = None
    routes: tuple[Route, ...] = ()
    variants: tuple[Variant, ...] = ()
    recommendation_rules: RecommendationRules | None = None
    recommendations: tuple[Recommendation, ...] = ()
    improvements: Improvements | None = None
    responsibilities: tuple[Responsibilities, ...] = ()
    offered_after: tuple[Offer, ...] = ()
    carry_over: tuple[CarryOver, ...] = ()
    printed_beside: tuple[PrintedBeside, ...] = ()
    worksheets: tuple[Worksheet, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    sources: tuple[Source, ...] = ()
    texts: dict[str, Texts] = {}

    @property
    def calculations(self) -> tuple[CalculationWorksheet, ...]:
        """The worksheets that are calculated from inputs."""
        return tuple(each for each in self.worksheets if isinstance(each, CalculationWorksheet))

    @property
    def tables(self) -> tuple[TableWorksheet, ...]:
        """The worksheets that are sheets of rows."""
        return tuple(each for each in self.worksheets if isinstance(each, TableWorksheet))

    @property
    def reference(self) -> str:
        """`key@version`, what an assessment pins."""
        return f"{self.key}@{self.version}"
