"""A compiled questionnaire: its rules ready to run, in the order in which they are evaluated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from readiness.scoring.answers import Answer
from readiness.scoring.decisions import Decision, Risk
from readiness.scoring.expressions import Decider, Declaration, Evaluator, First, Node, Sums, Tests
from readiness.scoring.indices import ScoreIndex, ValueRule
from readiness.scoring.model import Questionnaire
from readiness.scoring.questions import Question
from readiness.scoring.receipt_parts import AnswerReceipt, DecidingPart
from readiness.scoring.responsibilities import Responsibilities
from readiness.scoring.result import GateResult, Outcome
from readiness.scoring.rules import (
    Effort,
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
class Asking:
    """Questions, as (slot, id), that do not decide about each other.

    `hidden` tells which of `sometimes`, those with a condition, are not asked. `measurable` are
    the slots of number questions.
    """

    always: tuple[tuple[int, str], ...]
    sometimes: tuple[tuple[int, str], ...]
    hidden: Tests
    measurable: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DimensionPlan:
    """A dimension with (slot, weight, don't know counts as zero) for each of its questions.

    `sums` sums them up: weight x value, and the weights that have a value.
    """

    id: str
    code: str
    weight: int
    members: tuple[tuple[int, int, bool], ...]
    sums: Sums
    score_slot: int
    level_slot: int


@dataclass(frozen=True, slots=True)
class RaisePlan:
    """The level that a raise gives, and the positions of findings of which it needs so many."""

    level: int
    at_least: int
    findings: frozenset[int]


@dataclass(frozen=True, slots=True)
class IndexPlan:
    """An index, scored as a dimension without weight; its level slot holds the raised level."""

    index: ScoreIndex
    score: DimensionPlan
    level_bounds: tuple[float, ...]
    raises: tuple[RaisePlan, ...]


@dataclass(frozen=True, slots=True)
class DecisionPlan:
    """A decision with the conditions of its rows and notes."""

    decision: Decision
    slot: int
    rows: tuple[Rule | None, ...]
    notes: tuple[tuple[Note, Rule], ...]

    @property
    def outcomes(self) -> tuple[str | None, ...]:
        """Every outcome once, in the order of the rows, and `None` for being without one."""
        return (*dict.fromkeys(row.outcome for row in self.decision.rows), None)


@dataclass(frozen=True, slots=True)
class GatePlan:
    """A gate with its compiled forms and notes, and the questions that its forms read.

    `question_slots` are their slots, in the same order. `lines` are its results that assessments
    share, by the outcome.
    """

    gate: Gate
    slot: int
    questions: tuple[str, ...]
    question_slots: tuple[int, ...]
    block: Rule | None
    condition: Rule | None
    notes: tuple[tuple[Note, Rule], ...]
    lines: dict[Outcome, GateResult] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FitPlan:
    """A compiled fit: (value, weight) of each term or one formula, then (at most, condition).

    `run` gives the fit before the limits, `limited` tells which of their conditions are true.
    """

    terms: tuple[tuple[Rule, int], ...]
    formula: Rule | None
    limits: tuple[tuple[float, Rule], ...]
    run: Evaluator
    limited: Tests


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """A route with compiled fit; slots receive fit, readiness and verdict for later rules.

    `readiness` has the slot of each dimension's capped score with its weight, `sums` sums them up
    as `DimensionPlan.sums` does. `gates` are those it uses, in the questionnaire's order.
    """

    route: Route
    readiness: tuple[tuple[int, int], ...]
    sums: Sums
    gates: tuple[tuple[str, GateUse], ...]
    fit: FitPlan
    fit_slot: int
    readiness_slot: int
    verdict_slot: int


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """A recommendation as ranking reads it; those for the same routes share `routes_number`."""

    code: str
    effort: Effort
    impact: int
    owner: str
    routes: tuple[str, ...]
    prerequisites: tuple[str, ...]
    routes_number: int


@dataclass(frozen=True, slots=True)
class Program:
    """Everything `score` needs, in the order in which it is evaluated.

    `asking` has the questions in the order of `visibility_order`. The functions tell in one call
    which gates block, which have their condition form, and so on: see `phases`. By the slot of a
    question, `gates_reading` has the positions of the gates that read it, `weighing` its dimension
    or index, weight and whether don't know counts as zero. `index_weights` are those of fit and
    readiness. `variant_sums` sum up a route's readiness without what its variant leaves out.
    `actions` are the recommendations, in the same order; `duties` are those that repair a duty in
    force. `items` has the slot of each list of ticked
    items that a rule reads, with its question's; `declared` has what rules know of each name, in
    the order of the slots; value rules and risks stand with the slot of their question or name.
    """

    questionnaire: Questionnaire
    slots: Mapping[str, int]
    declared: Mapping[str, Declaration]
    questions: tuple[QuestionPlan, ...]
    visibility_order: tuple[int, ...]
    asking: tuple[Asking, ...]
    gates_reading: Mapping[int, tuple[int, ...]]
    weighing: Mapping[int, tuple[str, int, bool]]
    items: tuple[tuple[int, int], ...]
    value_rules: tuple[tuple[ValueRule, int, Rule], ...]
    variables: tuple[tuple[int, Rule], ...]
    indices: tuple[IndexPlan, ...]
    dimensions: tuple[DimensionPlan, ...]
    level_bounds: tuple[float, ...]
    weight_rules: tuple[tuple[WeightRule, Rule], ...]
    gates: tuple[GatePlan, ...]
    gate_codes: tuple[str, ...]
    gate_slots: slice
    findings: tuple[tuple[Finding, int, Rule], ...]
    finding_slots: slice
    risks: tuple[tuple[Risk, int, Rule], ...]
    decisions: tuple[DecisionPlan, ...]
    routes: tuple[RoutePlan, ...]
    verdict_rules: tuple[tuple[VerdictRule, Rule | None], ...]
    index_weights: tuple[int, int] | None
    variants: tuple[tuple[Variant, Rule], ...]
    variant_sums: tuple[Sums, ...]
    assumed: tuple[Mapping[str, Answer], ...]
    recommendations: tuple[tuple[Recommendation, Rule], ...]
    actions: tuple[ActionPlan, ...]
    templates: tuple[tuple[Responsibilities, Rule], ...]
    duties: frozenset[str]
    base_until: Rule | None
    light_when: Rule | None
    shifting: Tests
    blocking: Tests
    conditioning: Tests
    found: Tests
    verdict_row: First
    varied: Tests
    advised: Tests
