"""Questions, their options and bands: what may be asked and which answers count how much."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from readiness.scoring.parts import Part
from readiness.scoring.sources import Basis

BEST_VALUE = 4
POINTS_PER_VALUE = 25

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$", max_length=80)]
Code = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$", max_length=20)]
Value = Annotated[int, Field(ge=0, le=BEST_VALUE)]
Condition = str | dict[str, JsonValue]
"""Text of the rule language, or a mapping with one of `all`, `any`, `not`."""


class Option(Part):
    """One allowed answer of a single-choice question.

    A scored question's options carry the values 0 to 4; a profile question's may be words.
    `aliases` are other spellings accepted on input.
    """

    value: int | str
    aliases: tuple[str, ...] = ()


class Item(Part):
    """One thing that can be ticked in a multiple-choice question."""

    id: str
    aliases: tuple[str, ...] = ()


class Band(Part):
    """A range of figures (or of ticked items) with its value 0 to 4.

    At most one lower bound (`at_least` inclusive, `above` exclusive) and one upper bound
    (`at_most` inclusive, `below` exclusive); no bound on a side means open on that side.
    """

    value: Value
    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    below: float | None = None

    def holds(self, figure: float) -> bool:
        """Tell whether the figure lies in this band."""
        return not (
            (self.at_least is not None and figure < self.at_least)
            or (self.above is not None and figure <= self.above)
            or (self.at_most is not None and figure > self.at_most)
            or (self.below is not None and figure >= self.below)
        )


class QuestionBase(Part):
    """What all question types share.

    `dimension` and `weight` are given for scored questions and absent for profile questions.
    `asked_if` is applied automatically: when it is false the question is not applicable.
    `not_applicable` says when the respondent may choose "does not apply": never (absent), always
    (`true`) or under a condition. `dont_know` says what "don't know" does: counts as 0 with its
    weight (`zero`), leaves the score with its weight (`exclude`), or is not offered (`refused`).
    """

    id: Identifier
    code: Code
    role: str
    dimension: str | None = None
    weight: Annotated[int, Field(ge=1, le=100)] | None = None
    core: bool = False
    required: bool = False
    advised_by: str | None = None
    second_opinion: str | None = None
    asked_if: Condition | None = None
    not_applicable: Literal[True] | Condition | None = None
    dont_know: Literal["zero", "exclude", "refused"] = "exclude"
    sources: tuple[str, ...] = ()
    basis: Basis = "expert"

    @property
    def scored(self) -> bool:
        """Tell whether the question counts in a dimension."""
        return self.dimension is not None


class SingleQuestion(QuestionBase):
    """One option is chosen."""

    type: Literal["single"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]


class MultipleQuestion(QuestionBase):
    """Any number of items is ticked; a scored one maps the count to 0-4 through its bands."""

    type: Literal["multiple"]
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    bands: tuple[Band, ...] = ()


class NumberQuestion(QuestionBase):
    """A figure in a unit; a scored one maps it to 0-4 through its bands, as typed, unrounded."""

    type: Literal["number"]
    unit: str
    low: float
    high: float
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    better: Literal["lower", "higher"] | None = None
    bands: tuple[Band, ...] = ()


class BooleanQuestion(QuestionBase):
    """Yes or no."""

    type: Literal["boolean"]


class TextQuestion(QuestionBase):
    """Free text; never scored."""

    type: Literal["text"]
    max_length: Annotated[int, Field(ge=1, le=4000)] = 1000


Question = Annotated[
    SingleQuestion | MultipleQuestion | NumberQuestion | BooleanQuestion | TextQuestion,
    Field(discriminator="type"),
]
