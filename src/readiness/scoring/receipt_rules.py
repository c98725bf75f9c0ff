"""What decided a rule: the comparisons, and what they read."""

from collections.abc import Iterator, Sequence

from readiness.scoring.evaluation import Evaluation
from readiness.scoring.expressions import State
from readiness.scoring.plans import GatePlan, LeafPlan, NamedSlots, Rule
from readiness.scoring.questions import BEST_VALUE
from readiness.scoring.receipt_parts import (
    DecidingPart,
    GateForm,
    GateReceipt,
    Read,
    RuleReceipt,
)
from readiness.scoring.rounding import rounded

_NO_VALUE = State.NO_VALUE
_SCALE = (None, *range(BEST_VALUE + 1))


def decide(state: Evaluation, rule: Rule) -> tuple[DecidingPart, ...]:
    """Return the comparisons that decided a rule, with what they read."""
    _, decisive = rule.decide(state.values, state.states)
    leaves = rule.leaves
    return tuple([_line(state, leaves[id(leaf)]) for leaf in decisive])


def _line(state: Evaluation, leaf: LeafPlan) -> DecidingPart:
    """A leaf that reads one answer on the scale, or none, has few lines: results share them."""
    if len(leaf.named) == 1:
        value = state.values[leaf.named[0][1]]
        if value in _SCALE and not isinstance(value, float):
            line = leaf.lines.get(value)
            if line is None:
                line = DecidingPart(text=leaf.text, read=read(state, leaf.named))
                leaf.lines[value] = line
            return line
    made = object.__new__(DecidingPart)
    DecidingPart.__init__(made, text=leaf.text, read=read(state, leaf.named))
    return made


def read(state: Evaluation, named: NamedSlots) -> Read:
    """Return answers as given; scores and other computed numbers as they are printed."""
    values, states = state.values, state.states
    found: dict[str, int | float | bool | str | tuple[str, ...] | None] = {}
    for name, slot in named:
        value = values[slot]
        if isinstance(value, float) and states[slot] is _NO_VALUE:
            value = rounded(value)
        found[name] = value
    return found


def fired(state: Evaluation, name: str, rule: Rule, sources: tuple[str, ...] = ()) -> RuleReceipt:
    """Say why a rule fired."""
    made = object.__new__(RuleReceipt)
    RuleReceipt.__init__(
        made, rule=name, condition=rule.text, decided_by=decide(state, rule), sources=sources
    )
    return made


def gate_receipts(
    state: Evaluation, gates: Sequence[GatePlan]
) -> tuple[tuple[GateReceipt, ...], tuple[GateReceipt, ...]]:
    """Return the forms in which gates are met or open, and all their other forms.

    An open gate is shown in the form that cannot be told yet.
    """
    in_force: list[GateReceipt] = []
    not_met: list[GateReceipt] = []
    for plan in gates:
        shown = _form_in_force(plan, state.outcomes[plan.gate.code])
        for form, rule in _forms(plan):
            receipt = object.__new__(GateReceipt)
            GateReceipt.__init__(
                receipt,
                rule=plan.gate.code,
                form=form,
                condition=rule.text,
                decided_by=decide(state, rule),
                sources=plan.gate.sources,
            )
            (in_force if form == shown else not_met).append(receipt)
    return tuple(in_force), tuple(not_met)


def _forms(plan: GatePlan) -> Iterator[tuple[GateForm, Rule]]:
    if plan.block is not None:
        yield "block", plan.block
    if plan.condition is not None:
        yield "condition", plan.condition


def _form_in_force(plan: GatePlan, outcome: str) -> str | None:
    if outcome == "open":
        return "block" if plan.block is not None else "condition"
    return outcome
