"""A compiled questionnaire: its rules ready to run, in the order in which they are evaluated."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from readiness.scoring.expressions import Node, State, Value
from readiness.scoring.model import Questionnaire
from readiness.scoring.questions import Question
from readiness.scoring.rules import (
    Finding,
    Gate,
    Note,
    Recommendation,
    Route,
    Variant,
    VerdictRule,
    WeightRule,
)

VERDICT_INPUTS = ("fit", "readiness", "blocked", "conditioned")
"""What a row of the verdict table reads of the route at hand, in the order of its slots."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled condition or formula; `run(values, states)` gives its value or `None`.

    `reads` are the slots it reads, `text` is it as printed. `leaf_texts` has the text of each of
    its leaves by the leaf's identity, because printing them anew for every receipt is slow.
    """

    node: Node
    reads: tuple[int, ...]
    run: Callable[[Sequence[Value], Sequence[State]], Value]
    text: str
    leaf_texts: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """A question, its slot, and when it is asked and "not applicable" is offered."""

    question: Question
    slot: int
    asked_if: Rule | None
    offered: Rule | bool


@dataclass(frozen=True, slots=True)
class DimensionPlan:
    """A dimension with (slot, weight, don't know counts as zero) for each of its questions."""

    id: str
    code: str
    weight: int
    members: tuple[tuple[int, int, bool], ...]
    score_slot: int
    level_slot: int


@dataclass(frozen=True, slots=True)
class GatePlan:
    """A gate with its compiled forms and notes."""

    gate: Gate
    slot: int
    block: Rule | None
    condition: Rule | None
    notes: tuple[tuple[Note, Rule], ...]


@dataclass(frozen=True, slots=True)
class FitPlan:
    """A compiled fit: (value, weight) of each term or one formula, then (at most, condition)."""

    terms: tuple[tuple[Rule, int], ...]
    formula: Rule | None
    limits: tuple[tuple[float, Rule], ...]


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """A route with compiled fit; slots receive fit, readiness and verdict for later rules."""

    route: Route
    fit: FitPlan
    fit_slot: int
    readiness_slot: int
    verdict_slot: int


@dataclass(frozen=True, slots=True)
class Program:
    """Everything `score` needs, in the order in which it is evaluated."""

    questionnaire: Questionnaire
    slots: Mapping[str, int]
    questions: tuple[QuestionPlan, ...]
    visibility_order: tuple[int, ...]
    variables: tuple[tuple[int, Rule], ...]
    dimensions: tuple[DimensionPlan, ...]
    level_bounds: tuple[float, ...]
    weight_rules: tuple[tuple[WeightRule, Rule], ...]
    gates: tuple[GatePlan, ...]
    findings: tuple[tuple[Finding, int, Rule], ...]
    routes: tuple[RoutePlan, ...]
    verdict_rules: tuple[tuple[VerdictRule, Rule | None], ...]
    variants: tuple[tuple[Variant, Rule], ...]
    recommendations: tuple[tuple[Recommendation, Rule], ...]
    base_until: Rule | None
    light_when: Rule | None
