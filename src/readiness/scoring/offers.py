"""What a questionnaire has to do with others: after which it is offered, what it takes over.

Conditions and ids of the other questionnaire are read there, by the service that knows both.
"""

from typing import Annotated, Literal

from pydantic import Field

from readiness.scoring.parts import Part
from readiness.scoring.questions import Condition, Identifier

QuestionnaireKey = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Versions = Annotated[str, Field(pattern=r"^>=\d{4}\.\d+\.\d+$")]
"""From which version on, such as `>=2026.1.0`."""


class Offer(Part):
    """Offered after a submitted assessment by the other questionnaire in which `when` is true."""

    questionnaire: QuestionnaireKey
    versions: Versions
    when: Condition


class CarriedAnswer(Part):
    """A question whose answer means the same as that to the question `there`.

    `take`: a measured figure, the option, or the list of items. `dont_know`: "don't know" is taken
    over as well.
    """

    question: Identifier
    there: Identifier
    take: Literal["figure", "option", "items"]
    dont_know: bool = False


class ShownAnswer(Part):
    """A question beside which the related answer to the question `there` is shown."""

    question: Identifier
    there: Identifier


class CarryOver(Part):
    """What is taken over from a submitted assessment by the other questionnaire."""

    questionnaire: QuestionnaireKey
    versions: Versions
    at_most_months_old: Annotated[int, Field(ge=1, le=120)]
    answers: tuple[CarriedAnswer, ...] = ()
    shown_beside: tuple[ShownAnswer, ...] = ()


class PrintedBeside(Part):
    """A finding or recommendation here printed next to one `there` in a report over both."""

    here: str
    questionnaire: QuestionnaireKey
    there: str
