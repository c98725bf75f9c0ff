"""Who is accountable, responsible, consulted and informed for which task."""

from typing import Annotated, Literal

from pydantic import Field

from readiness.scoring.parts import Part
from readiness.scoring.questions import Code, Condition, Identifier

Letter = Literal["A", "R", "A/R", "C", "I"]


class Task(Part):
    """A task with a letter for every role: accountable, responsible, both, consulted, informed."""

    id: Identifier
    roles: dict[str, Letter]


class Responsibilities(Part):
    """A template of tasks and letters, printed while `shown_when` is true."""

    code: Code
    shown_when: Condition
    tasks: Annotated[tuple[Task, ...], Field(min_length=1)]
    sources: tuple[str, ...] = ()
