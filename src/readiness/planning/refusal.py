"""A plan that cannot be asked for: the target, the wishes or the rules do not allow it."""

from readiness.scoring.problems import Problem, ProblemsFound


class PlanRefused(ProblemsFound):
    """What was asked for cannot be planned; carries every problem."""


def refuse(code: str, message: str, remedy: str, *path: str | int) -> PlanRefused:
    """Return the refusal for one problem; the path leads into what was asked for."""
    return PlanRefused([Problem(code=code, message=message, remedy=remedy, path=path)])
