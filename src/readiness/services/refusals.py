"""From the core's problems to the error every door knows."""

from readiness.errors import InputProblem, InvalidInput
from readiness.scoring import ProblemsFound


def invalid_input(refusal: ProblemsFound) -> InvalidInput:
    """Return the error that carries every problem of a refused document."""
    return InvalidInput(
        [
            InputProblem(
                code=problem.code,
                detail=problem.message,
                remedy=problem.remedy,
                pointer=problem.pointer,
            )
            for problem in refusal.problems
        ]
    )
