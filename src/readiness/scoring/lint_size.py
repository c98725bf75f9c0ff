"""Questionnaires so large that checking or scoring them would take long are refused unread."""

from collections.abc import Iterator
from typing import Final

from readiness.scoring.expressions import Path
from readiness.scoring.limits import MAX_ENTRIES, MAX_NAMES, MAX_TEXT_CHARACTERS, too_large
from readiness.scoring.model import Questionnaire
from readiness.scoring.parts import Part
from readiness.scoring.problems import Problem
from readiness.scoring.questions import MultipleQuestion

_NAMES_OF_ONE: Final = {
    "questions": 1,
    "variables": 1,
    "gates": 1,
    "dimensions": 2,
    "indices": 2,
    "findings": 1,
    "risks": 1,
    "decisions": 1,
    "routes": 3,
}
"""How many names an entry of a section adds to those that rules can read."""


def lint_size(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield each way in which the questionnaire is too large.

    How long its rules are is seen when they are compiled.
    """
    yield from _too_long(questionnaire, ())
    names = sum(
        len(getattr(questionnaire, section)) * each for section, each in _NAMES_OF_ONE.items()
    )
    names += sum(isinstance(question, MultipleQuestion) for question in questionnaire.questions)
    if names > MAX_NAMES:
        yield too_large(f"rules could read {names:,} names; at most {MAX_NAMES:,} are allowed", ())


def _too_long(value: object, path: Path) -> Iterator[Problem]:
    if isinstance(value, str):
        if len(value) > MAX_TEXT_CHARACTERS:
            yield too_large(
                f"the text has {len(value):,} characters; "
                f"at most {MAX_TEXT_CHARACTERS:,} are allowed",
                path,
            )
        return
    if isinstance(value, tuple | dict) and len(value) > MAX_ENTRIES:
        yield too_large(
            f"{path[-1]} has {len(value):,} entries; at most {MAX_ENTRIES} are allowed", path
        )
        return
    for key, inner in _inside(value):
        yield from _too_long(inner, (*path, key))


def _inside(value: object) -> Iterator[tuple[str | int, object]]:
    match value:
        case Part():
            yield from ((name, getattr(value, name)) for name in type(value).model_fields)
        case tuple():
            yield from enumerate(value)
        case dict():
            yield from value.items()
