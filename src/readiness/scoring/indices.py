"""Scores beside the overall score: what counts in them, their own levels, and what raises those."""

from typing import Annotated, Final, Literal

from pydantic import Field

from readiness.scoring.levels import Level
from readiness.scoring.parts import Part
from readiness.scoring.questions import Code, Condition, Identifier

PARTS_OF_ONE: Final = 1000
"""Factors have at most three decimals, so that sums of points are whole numbers of such parts."""


class ValueRule(Part):
    """While it is true, the question's value counts times `factor` in its score.

    The weight stays, and rules go on reading the value as answered. Of several that are true for
    one question, the lowest factor counts.
    """

    id: Identifier
    question: Identifier
    factor: float
    when: Condition
    sources: tuple[str, ...] = ()

    @property
    def parts(self) -> int:
        """The factor in thousandths."""
        return round(self.factor * PARTS_OF_ONE)


class Raise(Part):
    """Raises an index to a level while at least so many of the findings are made."""

    level: Identifier
    at_least: Annotated[int, Field(ge=1)]
    of: Annotated[tuple[Code, ...], Field(min_length=1)]


class ScoreIndex(Part):
    """A score of its own: questions count in it as in a dimension, but not in the overall score.

    `direction: concern` says that 0 is good. Its levels are its own; `raises` lift the level that
    the score gives, and never lower it.
    """

    id: Identifier
    code: Code
    direction: Literal["strength", "concern"] = "strength"
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    raises: tuple[Raise, ...] = ()
    sources: tuple[str, ...] = ()
