"""Limits that keep the cost of any questionnaire small, whoever wrote it.

Those of one condition or formula are in `expressions.limits`.
"""

from typing import Final

from readiness.scoring.expressions import Path
from readiness.scoring.problems import Problem

MAX_ENTRIES: Final = 300
"""Entries of any one list or mapping: questions, options, gates, texts of one language."""

MAX_NAMES: Final = 1_000
"""Names that rules can read: of questions, variables, gates, scores, findings, routes."""

MAX_TEXT_CHARACTERS: Final = 10_000
"""Characters of one text."""

MAX_RULE_CHARACTERS: Final = 100_000
"""Characters of all conditions and formulas together."""

MAX_PROBLEMS: Final = 100
"""Problems listed for one questionnaire."""

MAX_STEPS_OF_A_PROOF: Final = 200_000
"""Steps of one search for answers, about a microsecond each; a longer one stays undecided."""

MAX_STEPS_OF_ALL_PROOFS: Final = 2_000_000
"""Steps of all searches for answers in one questionnaire."""


def too_large(message: str, path: Path) -> Problem:
    """Return the problem of a questionnaire that goes beyond a limit."""
    return Problem(
        code="questionnaire_too_large",
        message=message,
        remedy="leave out what is not needed, or make two questionnaires of it",
        path=path,
    )
