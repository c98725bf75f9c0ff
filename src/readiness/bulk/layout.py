"""Where each answer stands in a code vector, and which byte means what.

    fingerprint | one byte a question | largest gap | wide fields | second opinions
    4 bytes       questionnaire order   1 byte        fixed         only where there are any

- *Question byte*: 0 to 251 is an answer, above are the states below. A single choice is its
  value where all options are whole numbers from 0 to 251, else the option's position; a truth
  value is 0 or 1; a figure or list with bands is the band's value; what has no value of its own
  (an unscored figure or list, a text) is 0.
- *Largest gap*: between first and second opinions as scoring sees them, 0 to 4, or 255 for none.
- *Wide fields* (little-endian): a figure is 1 + its steps of 10^-decimals above the lowest, 0
  without one. A list has bit 0 set if items were listed, then one bit for each item.
- *Second opinions*: number of the question (two bytes), its question byte, its wide field.

The fingerprint covers everything that gives the bytes their meaning, so that a vector is never
read as answers to another version, unless that version asks the same questions.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from readiness.bulk.kept import Kept
from readiness.scoring import AnswerState, Problem, Questionnaire, QuestionnaireRefused
from readiness.scoring.questions import (
    BooleanQuestion,
    MultipleQuestion,
    NumberQuestion,
    Question,
    SingleQuestion,
    TextQuestion,
)

FINGERPRINT_BYTES: Final = 4
NO_GAP: Final = 255
STATES: Final[Mapping[AnswerState, int]] = {
    AnswerState.NOT_APPLICABLE: 252,
    AnswerState.NOT_ASKED: 253,
    AnswerState.DONT_KNOW: 254,
    AnswerState.UNANSWERED: 255,
}
NOT_APPLICABLE: Final = STATES[AnswerState.NOT_APPLICABLE]
NOT_ASKED: Final = STATES[AnswerState.NOT_ASKED]
DONT_KNOW: Final = STATES[AnswerState.DONT_KNOW]
UNANSWERED: Final = STATES[AnswerState.UNANSWERED]
FIRST_STATE: Final = min(STATES.values())
LARGEST_STEP: Final = 10**15
"""Up to here a figure and its number of steps give each other exactly in float64."""

_OTHER_PARTS: Final = (
    *("code", "role", "weight", "core", "required", "advised_by", "second_opinion"),
    *("sources", "basis", "better", "unit"),
)
_WITHOUT_MEANING: Final = dict.fromkeys(_OTHER_PARTS, True) | {
    "options": {"__all__": {"aliases"}},
    "items": {"__all__": {"aliases"}},
}
"""What may change in a question without changing what its bytes mean or which it accepts."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question's place: its byte at `at`, its wide field from `wide_at` on.

    `largest` is the highest byte that is an answer, `values` what the bytes 0 to `largest` of a
    single choice stand for, `first` the lowest figure in steps of 10^-decimals.
    """

    question: Question
    at: int
    wide_at: int
    wide_bytes: int
    largest: int
    values: tuple[int | str, ...] = ()
    first: int = 0

    @property
    def may_not_apply(self) -> bool:
        """Tell whether scoring ever takes "not applicable" for an answer."""
        return self.question.asked_if is not None or self.question.not_applicable is not None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands; `width` counts the bytes before the second opinions."""

    fingerprint: bytes
    fields: tuple[Field, ...]
    gap_at: int
    width: int

    def holds(self, codes: bytes) -> bool:
        """Tell whether a vector holds answers to this version, or to one that asks the same."""
        return len(codes) >= self.width and codes.startswith(self.fingerprint)


def lay_out(questionnaire: Questionnaire) -> Layout:
    """Lay out the code vectors of a questionnaire.

    Raises `QuestionnaireRefused` for questions that no byte can hold, and for those the linter
    refuses because scoring would not know what to do with them.
    """
    problems: list[Problem] = []
    fields: list[Field] = []
    at = FINGERPRINT_BYTES
    gap_at = wide_at = at + len(questionnaire.questions)
    wide_at += 1
    for position, question in enumerate(questionnaire.questions):
        problems.extend(_obstacles(question, position))
        if not problems:
            fields.append(_field(question, at + position, wide_at))
            wide_at += fields[-1].wide_bytes
    if problems:
        raise QuestionnaireRefused(tuple(problems))
    return Layout(_fingerprint(questionnaire), tuple(fields), gap_at, wide_at)


layout_of: Final = Kept(lay_out)
"""The layout of a questionnaire's code vectors, made once."""


def _field(question: Question, at: int, wide_at: int) -> Field:
    largest, wide_bytes, first = 0, 0, 0
    values: tuple[int | str, ...] = ()
    match question:
        case SingleQuestion():
            values = tuple(option.value for option in question.options)
            if _are_bytes(values):
                values = tuple(range(max(map(int, values)) + 1))
            largest = len(values) - 1
        case BooleanQuestion():
            largest = 1
        case NumberQuestion():
            first, last = steps(question)
            wide_bytes = ((last - first + 1).bit_length() + 7) // 8
        case MultipleQuestion():
            wide_bytes = len(question.items) // 8 + 1
    if isinstance(question, NumberQuestion | MultipleQuestion) and question.bands:
        largest = max(band.value for band in question.bands)
    return Field(question, at, wide_at, wide_bytes, largest, values, first)


def steps(question: NumberQuestion) -> tuple[int, int]:
    """Return the lowest and highest figure as whole multiples of 10^-decimals."""
    low, high = (Decimal(repr(f)).scaleb(question.decimals) for f in (question.low, question.high))
    return int(low.to_integral_value(ROUND_CEILING)), int(high.to_integral_value(ROUND_FLOOR))


def _are_bytes(values: tuple[int | str, ...]) -> bool:
    return all(isinstance(value, int) and 0 <= value < FIRST_STATE for value in values)


def _obstacles(question: Question, position: int) -> Iterator[Problem]:
    match question:
        case SingleQuestion() if len(question.options) > FIRST_STATE:
            yield _obstacle(question, position, f"has more than {FIRST_STATE} options")
        case SingleQuestion() if question.scored and not _are_bytes(
            tuple(option.value for option in question.options)
        ):
            yield _obstacle(question, position, "is scored and has options that are not 0 to 4")
        case NumberQuestion() if max(map(abs, steps(question))) >= LARGEST_STEP:
            yield _obstacle(question, position, "takes figures of more than 15 digits")
        case NumberQuestion() | MultipleQuestion() if question.scored != bool(question.bands):
            yield _obstacle(question, position, "is scored without bands, or has bands unscored")
        case BooleanQuestion() | TextQuestion() if question.scored:
            yield _obstacle(question, position, f"is scored and of type {question.type}")


def _obstacle(question: Question, position: int, reason: str) -> Problem:
    return Problem(
        code="incomplete_definition",
        message=f"{question.code} {reason}; it has no place in a code vector",
        remedy="correct the question; `readiness check` says how",
        path=("questions", position),
    )


def _fingerprint(questionnaire: Questionnaire) -> bytes:
    meaning = [
        question.model_dump(mode="json", exclude=_WITHOUT_MEANING)
        for question in questionnaire.questions
    ]
    text = json.dumps(meaning, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).digest()[:FINGERPRINT_BYTES]
