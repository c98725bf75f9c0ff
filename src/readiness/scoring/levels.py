"""Named steps on a scale of scores."""

from typing import Annotated

from pydantic import Field

from readiness.scoring.parts import Part
from readiness.scoring.questions import Identifier
from readiness.scoring.rules import Score


class Level(Part):
    """A named step on the scale; it reaches from `from_score` up to the next level's."""

    id: Identifier
    number: Annotated[int, Field(ge=1, le=9)]
    from_score: Score
