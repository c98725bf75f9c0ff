"""Decision tables, and risks with their likelihood and impact."""

from typing import Annotated, Literal

from pydantic import Field

from readiness.scoring.parts import Part
from readiness.scoring.questions import Code, Condition, Identifier
from readiness.scoring.rules import Note

OneToFive = Annotated[int, Field(ge=1, le=5)]


class DecisionRow(Part):
    """An outcome and when it holds; without condition it holds always (the last row)."""

    outcome: Identifier
    when: Condition | None = None


class Decision(Part):
    """A table whose first true row gives the outcome.

    `hit: unique` promises that no two rows can be true at once. A row that cannot be told ends the
    table without outcome. `notes` are printed under an outcome while their condition is true.
    """

    code: Code
    hit: Literal["unique", "first"] = "unique"
    rows: Annotated[tuple[DecisionRow, ...], Field(min_length=1)]
    notes: tuple[Note, ...] = ()
    sources: tuple[str, ...] = ()


class RiskRules(Part):
    """From which product of likelihood and impact on a risk is high."""

    high_from: Annotated[int, Field(ge=1, le=25)]


class Risk(Part):
    """Something that may go wrong, raised while its condition is true.

    `repairs` names the recommendations that lower it.
    """

    code: Code
    when: Condition
    likelihood: OneToFive
    impact: OneToFive
    repairs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def product(self) -> int:
        """Likelihood times impact, 1 to 25."""
        return self.likelihood * self.impact
