"""Decision tables: combinations that no row covers, rows that hold at once, rows never first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from math import prod

from readiness.scoring.expressions import Node, identifiers
from readiness.scoring.expressions.cases import CaseSplit
from readiness.scoring.expressions.intervals import number_text
from readiness.scoring.expressions.possibilities import possible_outcome
from readiness.scoring.expressions.possible_values import Possible, Span
from readiness.scoring.lint_logic.effort import Exhausted, steps_of
from readiness.scoring.lint_logic.goals import is_false, is_true, together
from readiness.scoring.lint_logic.search import Searcher, Verdict
from readiness.scoring.lint_logic.view import FALSE, TRUE, Truths, truths_of
from readiness.scoring.plans import DecisionPlan
from readiness.scoring.problems import Problem

Cell = Mapping[str, Possible]
"""Part of what each name that the table reads can become."""


@dataclass(slots=True)
class _Walked:
    """Rows that may be the first to hold, the first gap, and pairs of rows that hold at once."""

    first: set[int] = field(default_factory=set)
    gap: Cell | None = None
    overlaps: dict[tuple[int, int], Cell] = field(default_factory=dict)


def lint_decision_tables(every: Searcher) -> Iterator[Problem]:
    """Yield gaps, overlaps and rows without effect of each decision table.

    All combinations are tried of what the names can become, cut where rows tell them apart. A gap
    or overlap that no answers lead to, because the names hang together, is proved and passed over.
    """
    for i, plan in enumerate(every.model.program.decisions):
        every.effort.start()
        try:
            walked = _walked(every, plan)
        except Exhausted:
            about = f"whether decision {plan.decision.code} has gaps or unreachable rows"
            every.effort.undecided[about] = None
            continue
        yield from _gap(every, plan, walked, i)
        yield from _overlaps(every, plan, walked, i)
        for n, row in enumerate(plan.decision.rows):
            if n not in walked.first:
                yield Problem(
                    code="unreachable_row",
                    message=f"the row for {row.outcome} is never the first that is true",
                    remedy="move it up, correct its condition, or remove it",
                    path=("decisions", i, "rows", n),
                )


def _nodes(plan: DecisionPlan) -> list[Node]:
    return [rule.node for rule in plan.rows if rule is not None]


def _walked(every: Searcher, plan: DecisionPlan) -> _Walked:
    nodes = _nodes(plan)
    names = list(dict.fromkeys(name for node in nodes for name in identifiers(node)))
    split, view = CaseSplit(nodes, names), every.model.view()
    parts = [split.pieces(name, view.look_up(name)) for name in names]
    every.effort.take(prod(map(len, parts)) * (1 + sum(map(steps_of, nodes))))
    found = _Walked()
    for combination in product(*parts):
        _walk(plan, dict(zip(names, combination, strict=True)), found)
    return found


def _walk(plan: DecisionPlan, cell: Cell, found: _Walked) -> None:
    """Judge one cell; a row that may hold covers it, so that nothing is reported on a guess."""
    rows = [_truths(rule.node if rule else None, cell) for rule in plan.rows]
    for position, truths in enumerate(rows):
        if True in truths:
            found.first.add(position)
        if False not in truths:
            break
    if found.gap is None and all(truths == FALSE for truths in rows):
        found.gap = cell
    if plan.decision.hit == "unique":
        certain = [position for position, truths in enumerate(rows) if truths == TRUE]
        for pair in combinations(certain, 2):
            found.overlaps.setdefault(pair, cell)


def _truths(node: Node | None, cell: Cell) -> Truths:
    return TRUE if node is None else truths_of(possible_outcome(node, cell.__getitem__))


def _gap(every: Searcher, plan: DecisionPlan, walked: _Walked, index: int) -> Iterator[Problem]:
    nodes = _nodes(plan)
    goal = together([is_false(node) for node in nodes])
    if walked.gap is None or every.search(goal, (), nodes, about=None).verdict is Verdict.NEVER:
        return
    yield Problem(
        code="decision_gap",
        message=f"no row of decision {plan.decision.code} covers {_words(walked.gap)}",
        remedy="widen a row, or add one; with hit: first a last row may go without when:",
        path=("decisions", index, "rows"),
    )


def _overlaps(
    every: Searcher, plan: DecisionPlan, walked: _Walked, index: int
) -> Iterator[Problem]:
    for (one, other), cell in walked.overlaps.items():
        nodes = [rule.node for rule in (plan.rows[one], plan.rows[other]) if rule is not None]
        goal = together([is_true(node) for node in nodes])
        if every.search(goal, (), nodes, about=None).verdict is Verdict.NEVER:
            continue
        first, second = plan.decision.rows[one].outcome, plan.decision.rows[other].outcome
        yield Problem(
            code="decision_overlap",
            message=f"the rows for {first} and {second} both hold at {_words(cell)}",
            remedy="narrow one of them, or say hit: first",
            path=("decisions", index, "rows", other),
        )


def _words(cell: Cell) -> str:
    return ", ".join(_part(name, possible) for name, possible in cell.items())


def _part(name: str, possible: Possible) -> str:
    if isinstance(possible.outcome, Span):
        low, high = map(number_text, possible.outcome.interval)
        return f"{name} from {low} to {high}"
    values: Sequence[object] = [reading.value for reading in possible.readings or ()]
    shown = " or ".join("nothing" if value is None else _value(value) for value in values)
    return f"{name} {shown or 'of any kind'}"


def _value(value: object) -> str:
    return number_text(value) if isinstance(value, float) else str(value)
