"""A compiled questionnaire: its rules ready to run, in the order in which they are evaluated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from readiness.scoring.answers import Answer
from readiness.scoring.expressions import Decider, Evaluator, Node
from readiness.scoring.model import Questionnaire
from readiness.scoring.questions import Question
from readiness.scoring.receipt_parts import AnswerReceipt, DecidingPart
from readiness.scoring.rules import (
    Finding,
    Gate,
    GateUse,
    Note,
    Recommendation,
    Route,
    Variant,
    VerdictRule,
    WeightRule,
)

VERDICT_INPUTS = ("fit", "readiness", "blocked", "conditioned")
"""What a row of the verdict table reads of the route at hand, in the order of its slots."""


NamedSlots: TypeAlias = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class LeafPlan:
    """A leaf's printed text and the slots it reads.

    `lines` are receipts of it that results share, by the value read.
    """

    text: str
    named: NamedSlots
    lines: dict[object, DecidingPart] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled condition or formula; `run(values, states)` gives its value or `None`.

    `decide` gives the value and the leaves that decided it. `reads` are the slots it reads,
    `named` the same with their names, `text` is it as printed. `leaves` are its leaves as receipts
    print them, by the leaf's identity.
    """

    node: Node
    reads: tuple[int, ...]
    named: NamedSlots
    run: Evaluator
    decide: Decider
    text: str
    leaves: Mapping[int, LeafPlan]


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """A question, its slot, and when it is asked and "not applicable" is offered.

    `lines` are receipts of its answers that results share, by what they depend on.
    """

    question: Question
    slot: int
    asked_if: Rule | None
    offered: Rule | bool
    lines: dict[tuple[object, int], AnswerReceipt] = field(default_factory=dict)


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
    """A gate with its compiled forms and notes, and the questions that its forms read.

    `question_slots` are their slots, in the same order.
    """

    gate: Gate
    slot: int
    questions: tuple[str, ...]
    question_slots: tuple[int, ...]
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
    """A route with compiled fit; slots receive fit, readiness and verdict for later rules.

    `gates` are those it uses, in the questionnaire's order.
    """

    route: Route
    gates: tuple[tuple[str, GateUse], ...]
    fit: FitPlan
    fit_slot: int
    readiness_slot: int
    verdict_slot: int


@dataclass(frozen=True, slots=True)
class Program:
    """Everything `score` needs, in the order in which it is evaluated.

    `asking` has position, id and `asked_if` of every question in the order of `visibility_order`.
    """

    questionnaire: Questionnaire
    slots: Mapping[str, int]
    questions: tuple[QuestionPlan, ...]
    visibility_order: tuple[int, ...]
    asking: tuple[tuple[int, str, Evaluator | None], ...]
    variables: tuple[tuple[int, Rule], ...]
    dimensions: tuple[DimensionPlan, ...]
    level_bounds: tuple[float, ...]
    weight_rules: tuple[tuple[WeightRule, Rule], ...]
    gates: tuple[GatePlan, ...]
    findings: tuple[tuple[Finding, int, Rule], ...]
    routes: tuple[RoutePlan, ...]
    verdict_rules: tuple[tuple[VerdictRule, Rule | None], ...]
    variants: tuple[tuple[Variant, Rule], ...]
    assumed: tuple[Mapping[str, Answer], ...]
    recommendations: tuple[tuple[Recommendation, Rule], ...]
    base_until: Rule | None
    light_when: Rule | None
