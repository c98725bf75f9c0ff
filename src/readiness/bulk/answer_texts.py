"""Answers as JSON texts, made code vectors row by row."""

import json
from collections.abc import Sequence
from typing import Final

from readiness.bulk.codes import encode
from readiness.errors import InputProblem, InvalidInput
from readiness.scoring import AnswersRefused, Questionnaire, parse_answers

MOST_PROBLEMS: Final = 20
"""So many problems are listed; a file with more has one cause."""


def encode_texts(
    questionnaire: Questionnaire,
    answers: Sequence[str | None],
    second_opinions: Sequence[str | None],
    first_row: int = 0,
) -> list[bytes]:
    """Return the code vectors of answers, each a JSON object by question id or code.

    `first_row` is what the first one is called in messages. Raises `InvalidInput` with the first
    20 problems.
    """
    problems: list[InputProblem] = []
    vectors = []
    for row, (text, seconds) in enumerate(
        zip(answers, second_opinions, strict=True), start=first_row
    ):
        try:
            vectors.append(_encoded(questionnaire, text, seconds))
        except AnswersRefused as refusal:
            problems += [
                InputProblem(p.code, f"Row {row}, {p.path[-1]}: {p.message}.", _sentence(p.remedy))
                for p in refusal.problems
            ]
        except (ValueError, RecursionError) as error:
            problems.append(_unreadable(row, str(error)))
        if len(problems) >= MOST_PROBLEMS:
            break
    if problems:
        raise InvalidInput(problems[:MOST_PROBLEMS])
    return vectors


def _encoded(questionnaire: Questionnaire, text: str | None, seconds: str | None) -> bytes:
    given = _read(text)
    opinions = {} if seconds is None else _read(seconds)
    return encode(questionnaire, parse_answers(questionnaire, given, opinions))


def _read(text: str | None) -> dict[str, object]:
    found = None if text is None else json.loads(text, parse_constant=_refuse_constant)
    if not isinstance(found, dict):
        raise ValueError("it is no JSON object")
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _unreadable(row: int, reason: str) -> InputProblem:
    return InputProblem(
        code="unreadable_answers",
        detail=f"The answers in row {row} cannot be read: {reason}.",
        remedy='Write a JSON object by question id or code, such as {"STR-01": 3}.',
    )


def _sentence(remedy: str) -> str:
    text = remedy[0].upper() + remedy[1:]
    return text if text.endswith("?") else f"{text}."
