"""What it takes to raise an answer: person-days step by step, and what has to be there before."""

from typing import Annotated

from pydantic import Field

from readiness.scoring.parts import Part
from readiness.scoring.questions import BEST_VALUE, Identifier
from readiness.scoring.rules import Effort
from readiness.scoring.sources import Basis

Days = Annotated[int, Field(ge=1, le=10_000)]
RaisedValue = Annotated[int, Field(ge=1, le=BEST_VALUE)]


class Prerequisite(Part):
    """A question whose value has to be at least `value` before."""

    question: Identifier
    value: RaisedValue


class Step(Part):
    """Raising a question to `value` from the next value below it.

    `days` are person-days. `recommendation` is the one whose text describes the step; `after` has
    to be reached before. A prerequisite that does not apply or is not answered holds nothing up.
    """

    value: RaisedValue
    days: Days
    effort: Effort
    recommendation: str | None = None
    after: tuple[Prerequisite, ...] = ()


class Measuring(Part):
    """Finding out what is not known: from "don't know" to the lowest value."""

    days: Days
    effort: Effort
    recommendation: str | None = None


class Improvement(Part):
    """How a scored question is raised; without `measuring` a don't know stays one."""

    question: Identifier
    basis: Basis
    measuring: Measuring | None = None
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class Improvements(Part):
    """All that can be raised, and which part of the days the light wording takes.

    Where `recommendation_rules.light_when` is true, days are `light_percent` of those given,
    rounded up, and the effort is one class less.
    """

    light_percent: Annotated[int, Field(ge=1, le=100)] = 100
    questions: Annotated[tuple[Improvement, ...], Field(min_length=1)]
