"""The verdict table: combinations that no row covers, rows that are never the first to hold."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import inf, nextafter, prod
from typing import NamedTuple

from readiness.scoring.expressions import Comparison, Constant, Identifier, Node, leaves
from readiness.scoring.expressions.intervals import number_text
from readiness.scoring.expressions.possibilities import possible_outcome
from readiness.scoring.expressions.possible_values import MISSING, Possible, computed, span
from readiness.scoring.lint_logic.effort import Effort, Exhausted, steps_of
from readiness.scoring.lint_logic.view import FALSE, TRUE, truths_of
from readiness.scoring.plans import VERDICT_INPUTS, Program
from readiness.scoring.problems import Problem

_LOWEST, _HIGHEST = 0.0, 100.0


class Part(NamedTuple):
    """Part of what an input can be, in words and as a set."""

    words: str
    possible: Possible


def lint_verdict_table(program: Program, effort: Effort) -> Iterator[Problem]:
    """Yield a gap and rows without effect, over everything that fit, readiness and gates can be.

    Inputs are cut at the constants they are compared with, so that each row holds in all of a cell
    or nowhere in it. A row that calculates with its inputs may hold in part of a cell; it counts as
    one that may be first and that may cover, so that nothing is reported on a guess.
    """
    rows = [None if rule is None else rule.node for _, rule in program.verdict_rules]
    if not rows:
        return
    effort.start()
    try:
        first, gap = _walked(rows, effort)
    except Exhausted:
        effort.undecided["whether the verdict table has gaps or unreachable rows"] = None
        return
    if gap:
        yield Problem(
            code="verdict_gap",
            message="no row of the verdict table covers " + ", ".join(part.words for part in gap),
            remedy="widen a row, or add a last row without when:",
            path=("route_rules", "verdicts"),
        )
    for position, (row, _) in enumerate(program.verdict_rules):
        if position not in first:
            yield Problem(
                code="unreachable_row",
                message=f"the row for {row.verdict} is never the first that is true",
                remedy="move it up, correct its condition, or remove it",
                path=("route_rules", "verdicts", position),
            )


def _walked(rows: Sequence[Node | None], effort: Effort) -> tuple[set[int], Sequence[Part]]:
    """The rows that may be the first to hold somewhere, and the first gap."""
    conditions = [row for row in rows if row is not None]
    steps = 1 + sum(map(steps_of, conditions))
    inputs = _inputs(conditions)
    effort.take(prod(map(len, inputs)) * steps)
    first: set[int] = set()
    gap: Sequence[Part] = ()
    for cell in product(*inputs):
        holding, covered = _walk(rows, cell)
        first |= holding
        if not covered and not gap:
            gap = cell
    return first, gap


def _walk(rows: Sequence[Node | None], cell: Sequence[Part]) -> tuple[set[int], bool]:
    """The rows that may be the first to hold in a cell, and whether any may.

    A row that cannot be told because an input is missing ends the table, as in scoring.
    """
    inputs: Mapping[str, Possible] = dict(
        zip(VERDICT_INPUTS, (part.possible for part in cell), strict=True)
    )
    holding: set[int] = set()
    for position, row in enumerate(rows):
        truths = TRUE if row is None else truths_of(possible_outcome(row, inputs.__getitem__))
        if True in truths:
            holding.add(position)
        if False not in truths:
            return holding, True
    return holding, bool(holding)


def _inputs(rows: Sequence[Node]) -> list[list[Part]]:
    fit, readiness, blocked, conditioned = VERDICT_INPUTS
    flags = [
        [Part(f"not {name}", computed(FALSE)), Part(name, computed(TRUE))]
        for name in (blocked, conditioned)
    ]
    return [*(_score(name, rows) for name in (fit, readiness)), *flags]


def _score(name: str, rows: Sequence[Node]) -> list[Part]:
    """A score of 0 to 100: each constant by itself, what lies between them, and no score."""
    parts: list[Part] = []
    low, above = _LOWEST, ""
    for cut in _constants(name, rows):
        if low < cut:
            words = f"{name} {above}below {number_text(cut)}"
            parts.append(Part(words, _figures(low, nextafter(cut, -inf))))
        parts.append(Part(f"{name} {number_text(cut)}", _figures(cut, cut)))
        low, above = nextafter(cut, inf), f"above {number_text(cut)} and "
    if low <= _HIGHEST:
        words = f"{name} {above.removesuffix(' and ')}" if above else f"any {name}"
        parts.append(Part(words, _figures(low, _HIGHEST)))
    return [*parts, Part(f"no {name}", computed(MISSING))]


def _figures(low: float, high: float) -> Possible:
    return computed(span(low, high, missing=False))


def _constants(name: str, rows: Sequence[Node]) -> list[float]:
    found: set[float] = set()
    for leaf in (leaf for row in rows for leaf in leaves(row) if isinstance(leaf, Comparison)):
        match leaf.left, leaf.right:
            case (Identifier(name=read), Constant(value=float() as cut)) | (
                Constant(value=float() as cut),
                Identifier(name=read),
            ) if read == name and _LOWEST <= cut <= _HIGHEST:
                found.add(cut)
    return sorted(found)
