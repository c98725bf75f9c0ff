"""What a board decides on: each gate with what mends it, then the plan in order of time."""

from collections.abc import Iterator

from readiness.reports.view.facts import Facts
from readiness.reports.view.pages import Gates, GateStep, GateView, Steps
from readiness.reports.view.plan_parts import Plan


def build_steps(facts: Facts, gates: Gates, plan: Plan) -> Steps:
    """Gates and plan on one page; what mends a gate is spelt out where the plan does not."""
    actions = tuple(action for window in plan.windows for action in window.actions)
    planned = frozenset(action.code for action in actions)
    return Steps(
        title=plan.title,
        gates_title=gates.title,
        gates_lead=gates.lead,
        gates=tuple(_gate_step(gate, planned) for gate in gates.gates),
        actions_title=facts.words.say("The plan in order of time"),
        actions=actions,
        legend=facts.words.say("Effort: S up to 10 person-days, M 10 to 80, L above 80."),
    )


def _gate_step(gate: GateView, planned: frozenset[str]) -> GateStep:
    """The repairs by code, the first with its text where the plan does not print it."""
    first = gate.repairs[0] if gate.repairs else None
    return GateStep(
        code=gate.code,
        name=gate.name,
        mark=gate.mark,
        outcome_label=gate.outcome_label,
        step=" · ".join(_named(gate, planned)) or gate.no_repairs,
        owner_label=first.owner_label if first else "–",
        due_label=first.due_label if first else "–",
    )


def _named(gate: GateView, planned: frozenset[str]) -> Iterator[str]:
    for place, action in enumerate(gate.repairs):
        is_told = place > 0 or action.code in planned
        yield action.code if is_told else f"{action.code} {action.text}"
