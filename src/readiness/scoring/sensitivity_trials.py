"""One figure of a questionnaire changed at a time: a weight by a quarter, a threshold by five."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from readiness.scoring.expressions import (
    And,
    Comparison,
    Constant,
    Identifier,
    Node,
    Not,
    Or,
    compile_expression,
    leaves,
)
from readiness.scoring.lookups import sums_of, weighing
from readiness.scoring.phases import verdict_row
from readiness.scoring.plans import VERDICT_INPUTS, DimensionPlan, Program, Rule
from readiness.scoring.rules import RouteRules

WEIGHTS_BY: Final = 0.25
THRESHOLDS_BY: Final = 5.0
BEST_SCORE: Final = 100
_UNIT, _LIGHTER, _HEAVIER = 4, 3, 5
"""Only proportions of weights count: 3 and 5 to 4 are a quarter less and more, in whole numbers."""

_VERDICT_SLOTS = {name: slot for slot, name in enumerate(VERDICT_INPUTS)}
_COMPARED = ("fit", "readiness")

ChangeKind = Literal[
    "dimension_weight",
    "question_weight",
    "level_bound",
    "verdict_threshold",
    "primary_fit",
]


@dataclass(frozen=True, slots=True)
class Trial:
    """One change: the program and the route rules that have it."""

    kind: ChangeKind
    name: str
    value: float
    to: float
    program: Program
    rules: RouteRules | None


def trials_of(program: Program) -> Iterator[Trial]:
    """Yield every change, each as a program and route rules of its own."""
    yield from _dimension_weights(program)
    yield from _question_weights(program)
    yield from _level_bounds(program)
    rules = program.questionnaire.route_rules
    if rules is not None:
        yield from _verdict_thresholds(program, rules)
        yield from _route_choices(program, rules)


def _dimension_weights(program: Program) -> Iterator[Trial]:
    for plan in program.dimensions:
        for factor in (_LIGHTER, _HEAVIER):
            changed = tuple(
                replace(other, weight=other.weight * (factor if other is plan else _UNIT))
                for other in program.dimensions
            )
            yield Trial(
                "dimension_weight",
                plan.id,
                plan.weight,
                plan.weight * factor / _UNIT,
                replace(program, dimensions=changed),
                program.questionnaire.route_rules,
            )


def _question_weights(program: Program) -> Iterator[Trial]:
    """Every weight of a question, in its dimension or index."""
    for plan in _scores(program):
        for slot, weight, _ in plan.members:
            for factor in (_LIGHTER, _HEAVIER):
                yield Trial(
                    "question_weight",
                    program.questions[slot].question.id,
                    weight,
                    weight * factor / _UNIT,
                    _with_score(program, plan, _reweighted(plan, slot, factor)),
                    program.questionnaire.route_rules,
                )


def _scores(program: Program) -> tuple[DimensionPlan, ...]:
    return (*program.dimensions, *(index.score for index in program.indices))


def _with_score(program: Program, plan: DimensionPlan, changed: DimensionPlan) -> Program:
    """The program with one dimension or index scored by another plan."""
    other = replace(
        program,
        dimensions=tuple(changed if each is plan else each for each in program.dimensions),
        indices=tuple(
            replace(index, score=changed) if index.score is plan else index
            for index in program.indices
        ),
    )
    return replace(other, weighing=weighing(_scores(other)))


def _reweighted(plan: DimensionPlan, changed: int, factor: int) -> DimensionPlan:
    members = tuple(
        (slot, weight * (factor if slot == changed else _UNIT), unknown_is_zero)
        for slot, weight, unknown_is_zero in plan.members
    )
    return replace(plan, members=members, sums=sums_of(members))


def _level_bounds(program: Program) -> Iterator[Trial]:
    """Every bound but the lowest level's; a bound never passes its neighbours."""
    rules = program.questionnaire.route_rules
    for position, to, moved in _moved_bounds(program.level_bounds):
        level = program.questionnaire.levels[position].id
        changed = replace(program, level_bounds=moved)
        yield Trial("level_bound", level, program.level_bounds[position], to, changed, rules)
    for index in program.indices:
        for position, to, moved in _moved_bounds(index.level_bounds):
            name = f"{index.index.id}.{index.index.levels[position].id}"
            indices = tuple(
                replace(each, level_bounds=moved) if each is index else each
                for each in program.indices
            )
            changed = replace(program, indices=indices)
            yield Trial("level_bound", name, index.level_bounds[position], to, changed, rules)


def _moved_bounds(
    bounds: tuple[float, ...],
) -> Iterator[tuple[int, float, tuple[float, ...]]]:
    """Yield position, new bound, and all bounds with it."""
    for position in range(1, len(bounds)):
        next_bound = bounds[position + 1] if position + 1 < len(bounds) else float(BEST_SCORE)
        for step in (-THRESHOLDS_BY, THRESHOLDS_BY):
            to = min(max(bounds[position] + step, bounds[position - 1]), next_bound)
            yield position, to, (*bounds[:position], to, *bounds[position + 1 :])


def _verdict_thresholds(program: Program, rules: RouteRules) -> Iterator[Trial]:
    """Every figure that fit or readiness is compared with, in all rows that have it."""
    nodes = [rule.node for _, rule in program.verdict_rules if rule is not None]
    thresholds = dict.fromkeys(found for node in nodes for found in _thresholds(node))
    for name, value in thresholds:
        for to in _moved(value):
            rows = tuple(
                (row, rule and _with_threshold(rule, (name, value), to))
                for row, rule in program.verdict_rules
            )
            found = verdict_row(rule for _, rule in rows)
            changed = replace(program, verdict_rules=rows, verdict_row=found)
            yield Trial("verdict_threshold", name, value, to, changed, rules)


def _thresholds(node: Node) -> Iterator[tuple[str, float]]:
    for leaf in leaves(node):
        if isinstance(leaf, Comparison):
            pair = _compared(leaf)
            if pair is not None:
                yield pair


def _compared(node: Comparison) -> tuple[str, float] | None:
    """Name and figure, where fit or readiness is compared with a figure."""
    for name, figure in ((node.left, node.right), (node.right, node.left)):
        if isinstance(name, Identifier) and isinstance(figure, Constant) and name.name in _COMPARED:
            return name.name, float(figure.value)
    return None


def _with_threshold(rule: Rule, threshold: tuple[str, float], to: float) -> Rule:
    node = _changed(rule.node, threshold, to)
    return replace(rule, node=node, run=compile_expression(node, _VERDICT_SLOTS))


def _changed(node: Node, threshold: tuple[str, float], to: float) -> Node:
    match node:
        case Comparison() if _compared(node) == threshold:
            sides = (
                replace(side, value=to) if isinstance(side, Constant) else side
                for side in (node.left, node.right)
            )
            left, right = sides
            return replace(node, left=left, right=right)
        case And() | Or():
            return replace(
                node, operands=tuple(_changed(part, threshold, to) for part in node.operands)
            )
        case Not():
            return replace(node, operand=_changed(node.operand, threshold, to))
        case _:
            return node


def _route_choices(program: Program, rules: RouteRules) -> Iterator[Trial]:
    """The least fit of a primary and of a next route."""
    for to in _moved(rules.primary.fit_at_least):
        choice = rules.primary.model_copy(update={"fit_at_least": to})
        changed = rules.model_copy(update={"primary": choice})
        yield Trial("primary_fit", "fit", rules.primary.fit_at_least, to, program, changed)


def _moved(value: float) -> tuple[float, float]:
    return max(value - THRESHOLDS_BY, 0.0), min(value + THRESHOLDS_BY, float(BEST_SCORE))
