"""The parts of a receipt: how each number came about, down to answers, rule text and sources.

`value` is a number as it is printed, with one decimal; `unrounded` is the same before rounding, so
that the terms add up: the sum of weight x unrounded over all terms, divided by the sum of their
weights, is the unrounded total. Unrounded numbers are without binary noise beyond ten decimals.
Receipts that were stored by an earlier release lack what has a default here.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Literal, TypeAlias

from readiness.scoring.answers import AnswerState
from readiness.scoring.parts import made_part
from readiness.scoring.rules import Effort

Read: TypeAlias = Mapping[str, int | float | bool | str | tuple[str, ...] | None]
"""What a rule read: id of a question, or name of a computed value → its value."""

GateForm = Literal["block", "condition"]


@made_part
class AnswerReceipt:
    """One answer as the rules read it.

    `value` is 0-4 for scored questions and the profile value otherwise; `figure` is the number as
    typed; `points` are those won in the dimension's mean of 0-100, `lost` those missing to the
    best answer. Lost points x the dimension's `share` / 100 is what the best answer would add to
    the calculated overall score. `factor` is that of a value rule which applied: points won are
    those of value x factor.
    """

    code: str
    id: str
    dimension: str | None = None
    state: AnswerState
    value: int | float | bool | str | tuple[str, ...] | None
    figure: float | None = None
    items: tuple[str, ...] | None = None
    estimated: bool = False
    reason: str | None = None
    weight: int | None = None
    points: float | None = None
    lost: float | None = None
    factor: float | None = None


@made_part
class DecidingPart:
    """A comparison that decided a rule, and the answers it read."""

    text: str
    read: Read


@made_part
class RuleReceipt:
    """Why a rule fired: its id, its condition's text, and what decided it."""

    rule: str
    condition: str
    decided_by: tuple[DecidingPart, ...]
    sources: tuple[str, ...] = ()


@made_part
class GateReceipt(RuleReceipt):
    """One form of a gate, and what decided that it is met, open or not met."""

    form: GateForm | None = None


@made_part
class WeightReceipt(RuleReceipt):
    """A weight rule that applied: it multiplied the dimension's weight by the factor."""

    dimension: str | None = None
    factor: float | None = None


@made_part
class ValueReceipt(RuleReceipt):
    """A value rule that applied: it multiplied the points of the question by the factor."""

    question: str
    factor: float


@made_part
class RaiseReceipt:
    """A raise that is reached: the level it gives, how many findings it needs, those made."""

    level: int
    at_least: int
    made: tuple[str, ...]


@made_part
class IndexReceipt:
    """How an index came about; its terms are the answers that name it as their dimension.

    `calculated` is unrounded; level n begins at the n-th of `level_bounds`. `level` is the highest
    of `calculated_level` and the levels of `raises`.
    """

    id: str
    scored_weight: int
    applicable_weight: int
    answered_weight: int
    won: int | float
    calculated: float | None
    level_bounds: tuple[float, ...]
    calculated_level: int | None
    raises: tuple[RaiseReceipt, ...]
    level: int | None
    sources: tuple[str, ...] = ()


@made_part
class DecisionReceipt(RuleReceipt):
    """The row of a decision table that holds or, without outcome, cannot be told yet.

    `row` counts from 1; without row no row holds.
    """

    outcome: str | None
    row: int | None


@made_part
class VariableReceipt:
    """A named figure: its formula, its unrounded value and what the formula read."""

    id: str
    formula: str
    value: float | None
    read: Read


@made_part
class Cap:
    """A gate in block form that holds a score at `at_most`; the lowest counts."""

    gate: str
    at_most: float


@made_part
class DimensionReceipt:
    """How a dimension's score came about; weights are sums over scored questions.

    `won` is the sum of weight x value x 25; won / `scored_weight` is `calculated`, and `capped` is
    that under the caps, both unrounded. `weight` is the dimension's in the overall score after the
    weight rules, `share` the same in per cent of all.
    """

    id: str
    scored_weight: int
    applicable_weight: int
    answered_weight: int
    won: int | float | None = None
    calculated: float | None = None
    capped: float | None = None
    capped_by: tuple[str, ...]
    caps: tuple[Cap, ...] = ()
    weight: float | None = None
    share: float | None = None


@made_part
class Term:
    """One term of a weighted mean."""

    of: str
    weight: float
    value: float
    unrounded: float | None = None


@made_part
class FitTerm(Term):
    """One term of a route's fit: its formula is `of`, `read` is what the formula read."""

    read: Read | None = None


@made_part
class RouteReceipt:
    """Term by term how fit, readiness and index came about; which limits and verdict row applied.

    `fit`, `readiness` and `index` are unrounded. Fit is the weighted mean of `fit_terms` or the
    `fit_formula` (with what that read), then the lowest limit. `verdict_row` counts from 1,
    `verdict_rule` is its condition, `None` for the row that always holds.
    """

    code: str
    fit: float | None = None
    fit_terms: tuple[FitTerm, ...]
    fit_formula: str | None
    fit_read: Read | None = None
    fit_limits: tuple[RuleReceipt, ...]
    readiness: float | None = None
    readiness_terms: tuple[Term, ...]
    index: float | None = None
    index_terms: tuple[Term, ...] = ()
    verdict_row: int | None = None
    verdict_rule: str | None


@made_part
class StandingReceipt:
    """What made a route primary or next, as the questionnaire has it.

    Primary is the candidate with the highest index that has one of these verdicts and enough fit,
    else the base route; close alternatives lie less than `close_within` below its index.
    """

    base: str
    candidates: tuple[str, ...]
    primary_verdicts: tuple[str, ...]
    primary_fit_at_least: float
    next_verdicts: tuple[str, ...]
    next_fit_at_least: float
    close_within: float


@made_part
class PriorityReceipt:
    """Why a recommendation fired and stands where it stands.

    `priority` = `impact` x `route_weight` / `effort_divisor`, unrounded; `route` is the one whose
    weight counted, if there are routes. `group`: 0 the questionnaire puts it first, 1 repairs a
    blocking gate, 2 repairs a gate in condition form, 3 the rest; `pulled_by` is the recommendation
    that pulled it forward as its prerequisite.
    """

    code: str
    fired: RuleReceipt
    impact: int
    route: str | None = None
    route_weight: float
    effort: Effort | None = None
    effort_divisor: int
    priority: float | None = None
    group: int
    pulled_by: str | None


class _Recorded:
    """Knows how to write out a receipt whose parts nobody has read yet."""

    __slots__ = ("_write",)
    _write: "Callable[[], Receipt]"


@made_part
class Receipt(_Recorded):
    """How each number came about, down to answers, rule text and sources.

    `overall_calculated` is the weighted mean of the dimensions' calculated scores, `overall` that
    of `overall_terms`, the capped ones, under `overall_caps`; both unrounded. Level n begins at the
    n-th of `level_bounds`. `gates` are those that block, condition or are open, each in the form
    that says so; `gates_not_met` are the other forms of all gates. `risks` are those raised or
    open.
    """

    answers: tuple[AnswerReceipt, ...]
    variables: tuple[VariableReceipt, ...] = ()
    value_rules: tuple[ValueReceipt, ...] = ()
    indices: tuple[IndexReceipt, ...] = ()
    dimensions: tuple[DimensionReceipt, ...]
    overall_terms: tuple[Term, ...]
    overall_calculated: float | None = None
    overall: float | None = None
    overall_capped_by: tuple[str, ...]
    overall_caps: tuple[Cap, ...] = ()
    level_bounds: tuple[float, ...] = ()
    weight_rules: tuple[WeightReceipt, ...]
    gates: tuple[GateReceipt, ...]
    gates_not_met: tuple[GateReceipt, ...] = ()
    findings: tuple[RuleReceipt, ...]
    risks: tuple[RuleReceipt, ...] = ()
    decisions: tuple[DecisionReceipt, ...] = ()
    routes: tuple[RouteReceipt, ...]
    standing: StandingReceipt | None = None
    recommendations: tuple[PriorityReceipt, ...]

    if not TYPE_CHECKING:  # pragma: no branch - to the type checker it has its parts only

        def __getattr__(self, name: str) -> object:
            """Write the parts out when the first of them is read."""
            if name not in _PARTS:
                raise AttributeError(name)
            written = self._write()
            for part in _PARTS:
                setattr(self, part, getattr(written, part))
            return getattr(written, name)


_PARTS = tuple(part.name for part in fields(Receipt))


def recorded(write: Callable[[], Receipt]) -> Receipt:
    """Return a receipt that is written out when it is first read.

    Writing takes longer than scoring, and who compares many results reads few receipts.
    """
    receipt = Receipt.__new__(Receipt)
    object.__setattr__(receipt, "_write", write)
    return receipt
