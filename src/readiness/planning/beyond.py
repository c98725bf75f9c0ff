"""Rules that plans do not reckon with: what counts less, and what hangs on indices or lists."""

from collections.abc import Iterator

from readiness.planning.refusal import refuse
from readiness.scoring.plans import Program, Rule


def refuse_rules_beyond_plans(program: Program) -> None:
    """Raise `PlanRefused` where raising an answer moves more than the model of plans knows.

    Value rules on questions of dimensions, and rules about gates, weights and routes that read
    ticked items, indices, risks or decisions.
    """
    counted = {slot for plan in program.dimensions for slot, _, _ in plan.members}
    for value_rule, slot, _ in program.value_rules:
        if slot in counted:
            raise refuse(
                "rule_not_plannable",
                f"value rule {value_rule.id} changes what {value_rule.question} counts",
                "take the value rule away, or let the question count in an index",
                "target",
            )
    slots = _beyond(program)
    beyond = {slot: name for name, slot in program.slots.items() if slot in slots}
    for rule in _deciding(program):
        for name in (beyond[slot] for slot in rule.reads if slot in beyond):
            raise refuse(
                "rule_not_plannable",
                f"the rule {rule.text} reads {name}, which plans do not follow",
                "choose a questionnaire whose gates, weights and routes read answers",
                "target",
            )


def _beyond(program: Program) -> frozenset[int]:
    scores = [plan.score for plan in program.indices]
    return frozenset(
        (
            *(slot for slot, _ in program.items),
            *(score.score_slot for score in scores),
            *(score.level_slot for score in scores),
            *(slot for _, slot, _ in program.risks),
            *(plan.slot for plan in program.decisions),
        )
    )


def _deciding(program: Program) -> Iterator[Rule]:
    for _, rule in (*program.variables, *program.weight_rules):
        yield rule
    for gate in program.gates:
        yield from (rule for rule in (gate.block, gate.condition) if rule is not None)
    for route in program.routes:
        yield from (rule for rule, _ in route.fit.terms)
        yield from (rule for _, rule in route.fit.limits)
        yield from (rule for rule in (route.fit.formula,) if rule is not None)
