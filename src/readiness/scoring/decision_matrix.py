"""A decision table that reads two levels, laid out by them: which outcome each pair gives."""

from dataclasses import dataclass
from itertools import chain
from typing import Final

from readiness.scoring.engine import compiled
from readiness.scoring.expressions import State
from readiness.scoring.model import Questionnaire
from readiness.scoring.plans import DecisionPlan, Program
from readiness.scoring.questions import Code

OVERALL: Final = "overall"
_LEVEL: Final = "level."


@dataclass(frozen=True, slots=True)
class DecisionMatrix:
    """Outcomes by two levels, numbered from 1: `cells[row level - 1][column level - 1]`.

    `rows` and `columns` are the ids of indices or dimensions, or `overall`.
    """

    rows: str
    columns: str
    cells: tuple[tuple[str | None, ...], ...]


def decision_matrix(questionnaire: Questionnaire, code: Code) -> DecisionMatrix | None:
    """Return the matrix of a decision, or `None` where it reads anything else than two levels.

    An index stands in the rows, the overall level in the columns.
    """
    program = compiled(questionnaire)
    plan = next(plan for plan in program.decisions if plan.decision.code == code)
    named = dict(chain.from_iterable(rule.named for rule in plan.rows if rule is not None))
    sizes = _levels(questionnaire)
    if len(named) != 2 or not named.keys() <= sizes.keys():
        return None
    row, column = sorted(named, key=list(sizes).index)
    return DecisionMatrix(
        rows=row.removeprefix(_LEVEL),
        columns=column.removeprefix(_LEVEL),
        cells=tuple(
            tuple(
                _outcome(program, plan, {named[row]: high, named[column]: wide})
                for wide in range(1, sizes[column] + 1)
            )
            for high in range(1, sizes[row] + 1)
        ),
    )


def _levels(questionnaire: Questionnaire) -> dict[str, int]:
    """How many levels each name has: indices first, the overall one last."""
    count = len(questionnaire.levels)
    return (
        {f"{_LEVEL}{index.id}": len(index.levels) for index in questionnaire.indices}
        | {f"{_LEVEL}{dimension.id}": count for dimension in questionnaire.dimensions}
        | {f"{_LEVEL}{OVERALL}": count}
    )


def _outcome(program: Program, plan: DecisionPlan, levels: dict[int, int]) -> str | None:
    """The outcome of the first row that is true at these levels, by their slots."""
    values = [levels.get(slot) for slot in range(len(program.slots))]
    states = [State.NO_VALUE] * len(values)
    for row, rule in zip(plan.decision.rows, plan.rows, strict=True):
        if rule is None or rule.run(values, states) is True:
            return row.outcome
    return None
