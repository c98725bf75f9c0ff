"""Routes in a graph: fit, readiness, and the verdict table."""

from collections.abc import Iterable

from readiness.scoring.plans import VERDICT_INPUTS, RoutePlan
from tests.oracles.guarded import Guarded
from tests.oracles.zen_dialect import ZenDialect
from tests.oracles.zen_drawing import Drawing, decisive_rows, settled, total

_FORMS_THAT_CONDITION = {
    "blocks": ["condition"],
    "conditions": ["block", "condition"],
    "conditions_on_block": ["block"],
}


def draw_routes(drawing: Drawing) -> None:
    """Add fit, readiness and verdict of every route."""
    plans, graph = drawing.program.routes, drawing.graph
    unlimited = {f"unlimited__{_code(drawing, p)}": _unlimited(drawing, p) for p in plans}
    graph.expressions("fit", unlimited)
    judged: dict[str, str] = {}
    for plan in plans:
        judged |= _judged(drawing, plan)
    graph.expressions("routes", judged)
    table = [(row.verdict, rule) for row, rule in drawing.program.verdict_rules]
    verdicts = {
        drawing.name(plan.verdict_slot): decisive_rows(_rules_of(_code(drawing, plan)), table)
        for plan in plans
    }
    drawing.first_hits("verdicts", verdicts, "null")


def _code(drawing: Drawing, plan: RoutePlan) -> str:
    return drawing.name(plan.fit_slot).removeprefix("fit__")


def _rules_of(code: str) -> Guarded[str]:
    """Rules of the verdict table, which read the route at hand."""
    return Guarded(
        ZenDialect({name: f"{name}.{code}" for name in VERDICT_INPUTS}),
        lambda name: name in ("blocked", "conditioned"),
    )


def _unlimited(drawing: Drawing, plan: RoutePlan) -> str:
    write = drawing.rules.number_or_null
    if plan.fit.formula is not None:
        return write(plan.fit.formula.node)
    values = [(write(rule.node), weight) for rule, weight in plan.fit.terms]
    missing = " or ".join(f"({value}) == null" for value, _ in values)
    weights = sum(weight for _, weight in values)
    return f"({missing} ? null : {total(f'{w} * ({v})' for v, w in values)} / {weights})"


def _judged(drawing: Drawing, plan: RoutePlan) -> dict[str, str]:
    code = _code(drawing, plan)
    fit = f"unlimited__{code}"
    limits = [f"({drawing.true(rule)} ? {most} : {fit})" for most, rule in plan.fit.limits]
    limited = f"min([{', '.join([fit, *limits])}])" if limits else fit
    weights = plan.route.readiness.items()
    known = total(f"(score__{d} != null ? {w} : 0)" for d, w in weights)
    points = total(f"(score__{d} != null ? {w} * score__{d} : 0)" for d, w in weights)
    readiness = f"({known} > 0 ? {settled(f'{points} / {known}')} : null)"
    uses = list(plan.route.gates.items())
    blocking = [(gate, ["block"]) for gate, use in uses if use == "blocks"]
    conditioning = [(gate, _FORMS_THAT_CONDITION[use]) for gate, use in uses]
    return {
        drawing.name(plan.fit_slot): f"({fit} != null ? {settled(limited)} : null)",
        drawing.name(plan.readiness_slot): readiness,
        f"blocked__{code}": _any_gate(drawing, blocking),
        f"conditioned__{code}": _any_gate(drawing, conditioning),
    }


def _any_gate(drawing: Drawing, uses: Iterable[tuple[str, list[str]]]) -> str:
    slots = {plan.gate.code: drawing.name(plan.slot) for plan in drawing.program.gates}
    met = [f"{slots[gate]} == '{form}'" for gate, forms in uses for form in forms]
    return f"({' or '.join(met)})" if met else "false"
