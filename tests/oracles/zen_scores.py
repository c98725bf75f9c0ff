"""Scores, weights and levels in a graph: of dimensions, of indices, and the overall ones."""

from collections.abc import Iterable, Mapping, Sequence

from readiness.scoring.plans import DimensionPlan, IndexPlan
from tests.oracles.zen_drawing import Drawing, first_hit, settled, total


def draw_factors(drawing: Drawing) -> None:
    """Add `factor__<question>`, the lowest of its value rules that are true."""
    factors: dict[int, list[str]] = {}
    for rule, slot, condition in drawing.program.value_rules:
        factors.setdefault(slot, []).append(f"({drawing.true(condition)} ? {rule.factor} : 1)")
    made = {_factor(drawing, slot): f"min([{', '.join(each)}])" for slot, each in factors.items()}
    drawing.graph.expressions("factors", made)


def draw_index_scores(drawing: Drawing) -> None:
    """Add the scores of indices, which have no caps."""
    plans = [index.score for index in drawing.program.indices]
    made = {drawing.name(plan.score_slot): _calculated(drawing, plan) for plan in plans}
    drawing.graph.expressions("indices", made)


def draw_scores(drawing: Drawing) -> None:
    """Add the scores of dimensions, the overall score, and the levels of them."""
    dimensions, graph = drawing.program.dimensions, drawing.graph
    made = {f"calculated__{plan.id}": _calculated(drawing, plan) for plan in dimensions}
    graph.expressions("calculated", made)
    graph.expressions("scores", _capped(drawing) | _weights(drawing))
    graph.expressions("overall", _overall(drawing))
    parts = (*(plan.id for plan in dimensions), "overall")
    bounds = drawing.program.level_bounds
    _draw_levels(drawing, {f"level__{part}": (f"score__{part}", bounds) for part in parts})


def draw_index_levels(drawing: Drawing) -> None:
    """Add `calculated_level__<index>`, and the level after raises."""
    plans = drawing.program.indices
    levels = {
        _calculated_level(plan): (drawing.name(plan.score.score_slot), plan.level_bounds)
        for plan in plans
    }
    _draw_levels(drawing, levels)
    made = {drawing.name(plan.score.level_slot): _raised(drawing, plan) for plan in plans}
    drawing.graph.expressions("raised", made)


def _factor(drawing: Drawing, slot: int) -> str:
    return f"factor__{drawing.name(slot)}"


def _calculated_level(plan: IndexPlan) -> str:
    return f"calculated_level__{plan.score.id}"


def _calculated(drawing: Drawing, plan: DimensionPlan) -> str:
    """Points x 25 over the weights that count; null where nothing counts."""
    with_factor = {slot for _, slot, _ in drawing.program.value_rules}
    points, counting = [], []
    for slot, weight, unknown_is_zero in plan.members:
        name = drawing.name(slot)
        counts = f"{name} != null or dk__{name}" if unknown_is_zero else f"{name} != null"
        factor = f" * {_factor(drawing, slot)}" if slot in with_factor else ""
        points.append(f"({name} != null ? {weight} * {name}{factor} : 0)")
        counting.append(f"({counts} ? {weight} : 0)")
    score = settled(f"25 * {total(points)} / {total(counting)}")
    return f"({total(counting)} > 0 ? {score} : null)"


def _capped(drawing: Drawing) -> dict[str, str]:
    made = {}
    for plan in drawing.program.dimensions:
        caps = [
            (drawing.name(gate.slot), gate.gate.caps.dimensions[plan.id])
            for gate in drawing.program.gates
            if plan.id in gate.gate.caps.dimensions
        ]
        calculated = f"calculated__{plan.id}"
        capped = _lowest(calculated, caps)
        made[f"score__{plan.id}"] = f"({calculated} != null ? {capped} : null)"
    return made


def _lowest(score: str, caps: Iterable[tuple[str, float]]) -> str:
    listed = [f"({gate} == 'block' ? {cap} : 100)" for gate, cap in caps]
    return f"min([{', '.join([score, *listed])}])" if listed else score


def _weights(drawing: Drawing) -> dict[str, str]:
    """Weights in the overall score, 0 where there is no score, and which rules changed them."""
    rules = drawing.program.weight_rules
    made = {f"fires__{rule.id}": drawing.true(how) for rule, how in rules}
    for plan in drawing.program.dimensions:
        factors = [
            f"({drawing.true(how)} ? {rule.factor} : 1)"
            for rule, how in rules
            if rule.dimension == plan.id
        ]
        weight = " * ".join([str(plan.weight), *factors])
        made[f"weight__{plan.id}"] = f"(calculated__{plan.id} != null ? {weight} : 0)"
    return made


def _overall(drawing: Drawing) -> dict[str, str]:
    dimensions = drawing.program.dimensions
    weights = total(f"weight__{plan.id}" for plan in dimensions)
    points = total(
        f"(score__{plan.id} != null ? weight__{plan.id} * score__{plan.id} : 0)"
        for plan in dimensions
    )
    caps = [
        (drawing.name(plan.slot), plan.gate.caps.overall)
        for plan in drawing.program.gates
        if plan.gate.caps.overall is not None
    ]
    capped = _lowest(settled(f"{points} / {weights}"), caps)
    return {"score__overall": f"({weights} > 0 ? {capped} : null)"}


def _draw_levels(drawing: Drawing, levels: Mapping[str, tuple[str, Sequence[float]]]) -> None:
    """Add levels, each from the name of its score and the bounds it rises at."""
    made: dict[str, str] = {}
    for level, (score, bounds) in levels.items():
        falling = list(enumerate(bounds, start=1))[::-1]
        if drawing.tables:
            rows = [("null", "null"), *((f">= {bound}", str(n)) for n, bound in falling)]
            drawing.graph.table(level, rows, reads=score)
        else:
            rows = [(f"{score} == null", "null")]
            rows += [(f"{score} >= {bound}", str(number)) for number, bound in falling]
            made[level] = first_hit(rows, "null")
    drawing.graph.expressions("levels", made)


def _raised(drawing: Drawing, plan: IndexPlan) -> str:
    """The highest of the level calculated and those of the raises with enough findings."""
    calculated = _calculated_level(plan)
    levels = [f"({calculated} != null ? {calculated} : 0)"]
    for each in plan.raises:
        slots = [drawing.program.findings[position][1] for position in sorted(each.findings)]
        fired = total(f"({drawing.name(slot)} ? 1 : 0)" for slot in slots)
        levels.append(f"({fired} >= {each.at_least} ? {each.level} : 0)")
    highest = f"max([{', '.join(levels)}])"
    return f"({highest} > 0 ? {highest} : null)"
