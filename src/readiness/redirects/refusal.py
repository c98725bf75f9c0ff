"""A sheet that cannot be read at all."""

from typing import Final

from readiness.scoring.problems import Problem, ProblemsFound

MOST_LISTED: Final = 20
"""Places listed of one kind of problem that refuses a sheet."""


class SheetRefused(ProblemsFound):
    """A sheet has problems that keep its rows from being read; nothing of it is checked."""


def refused(code: str, message: str, remedy: str, *, file: str, line: int = 1) -> SheetRefused:
    """Return the refusal for one problem."""
    return SheetRefused([Problem(code=code, message=message, remedy=remedy, file=file, line=line)])
