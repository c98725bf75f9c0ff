"""Answers: their states, their values and how they are read from what people send."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class AnswerState(StrEnum):
    """What is known about a question; "nothing" is never a number."""

    ANSWERED = "answered"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    `value` is what rules read: 0-4 for scored questions, the option, flag, figure or item ids for
    profile questions. `figure` is the number as typed, `items` the ids ticked. `estimated` marks a
    band given instead of a figure or a list.
    """

    state: AnswerState
    value: float | bool | str | tuple[str, ...] | None = None
    figure: float | None = None
    items: tuple[str, ...] | None = None
    estimated: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """A checked set of answers by question id, with second opinions where there are any."""

    given: Mapping[str, Answer]
    second_opinions: Mapping[str, Answer] = field(default_factory=dict)
