"""The order in which questions are settled when some decide whether others are asked."""

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from readiness.scoring.expressions import Path
from readiness.scoring.problems import Problem


def in_order(reads: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Names so that each comes after the names it reads; `reads` must have no circle."""
    return tuple(TopologicalSorter(_known(reads)).static_order())


def circles(reads: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Every circle found, each as the names in reading order, without the closing repetition."""
    found = []
    free = _known(reads)
    while True:
        try:
            TopologicalSorter(free).prepare()
        except CycleError as error:
            circle = tuple(reversed(error.args[1][:-1]))
            found.append(circle)
            free.pop(circle[0])
            free = {name: [r for r in read if r in free] for name, read in free.items()}
        else:
            return tuple(found)


def circle_problem(circle: Sequence[str], path: Path) -> Problem:
    """Return the problem of questions that decide about each other."""
    return Problem(
        code="visibility_cycle",
        message="these questions decide about each other: " + " -> ".join((*circle, circle[0])),
        remedy="let one of them be asked without looking at the others",
        path=path,
    )


def _known(reads: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    return {name: [r for r in read if r in reads] for name, read in reads.items()}
