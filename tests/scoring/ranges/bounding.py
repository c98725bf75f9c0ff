"""Ranges as they are bounded together, and by brute force over every completion."""

from collections.abc import Iterator
from itertools import product
from math import prod

from readiness.scoring import Answer, Answers, AnswerState
from readiness.scoring.answer_shapes import band_value
from readiness.scoring.evaluation import Evaluation, evaluate
from readiness.scoring.plans import Program
from readiness.scoring.questions import (
    BooleanQuestion,
    MultipleQuestion,
    NumberQuestion,
    Question,
    SingleQuestion,
    TextQuestion,
)
from readiness.scoring.ranges import Bounds, Ranges, RangeState, ranges_of
from readiness.scoring.ranges.indices import every_list
from tests.scoring.ranges.random_answers import DONT_KNOW, NOT_APPLICABLE, first_awaited


def bounded(program: Program, part: Answers) -> Ranges:
    """Return the ranges without trying few completions one by one."""
    return ranges_of(RangeState(program, part))


def can_be_tried(question: Question) -> bool:
    """Tell whether the question has few values: no figure without bands, no text, no long list."""
    match question:
        case NumberQuestion():
            return bool(question.bands)
        case MultipleQuestion():
            return bool(question.bands) or len(question.items) <= 3
        case _:
            return not isinstance(question, TextQuestion)


def possible_values(question: Question) -> list[Answer]:
    """Return every value of a question that can be tried."""
    answered = AnswerState.ANSWERED
    match question:
        case SingleQuestion():
            return [Answer(answered, value=option.value) for option in question.options]
        case BooleanQuestion():
            return [Answer(answered, value=value) for value in (False, True)]
        case NumberQuestion() if question.bands:
            return [
                Answer(answered, value=band.value, figure=figure)
                for band in question.bands
                for figure in (None, 1.0)
            ]
        case MultipleQuestion() if question.bands:
            lists = every_list(question)
            values = [band_value(question.bands, len(items)) for items in lists]
            pairs = zip(values, lists, strict=True)
            return [
                *(Answer(answered, value=band.value) for band in question.bands),
                *(Answer(answered, value=value, items=items) for value, items in pairs),
            ]
        case MultipleQuestion():
            return [Answer(answered, value=chosen) for chosen in every_list(question)]
        case _:
            raise ValueError(f"{question.id} cannot be tried")


def completions(program: Program, part: Answers) -> Iterator[Evaluation]:
    """Evaluate every completion of answers among which no "not applicable" is given."""
    options = _options(program, part)
    for combination in product(*options.values()):
        chosen = zip(options, combination, strict=True)
        given = {**part.given, **{name: answer for name, answer in chosen if answer is not None}}
        state = evaluate(program, Answers(given, part.second_opinions))
        if first_awaited(state, given) is None:
            yield state


def completion_count(program: Program, part: Answers) -> int:
    """Return how many combinations of answers `completions` tries."""
    return prod(map(len, _options(program, part).values()))


def _options(program: Program, part: Answers) -> dict[str, list[Answer | None]]:
    found: dict[str, list[Answer | None]] = {}
    for question in (plan.question for plan in program.questions):
        given = part.given.get(question.id)
        if given not in (None, DONT_KNOW):
            continue
        options: list[Answer | None] = [*possible_values(question)]
        if question.dont_know != "refused":
            options.append(DONT_KNOW)
        if question.asked_if is not None or question.not_applicable is not None:
            options.append(NOT_APPLICABLE)
        if given is None and not question.scored and not question.required:
            options.append(None)
        found[question.id] = options
    return found


def ends(values: list[float | None]) -> tuple[float | None, float | None, bool]:
    """Return lowest and highest value and whether one is missing."""
    present = [value for value in values if value is not None]
    return min(present, default=None), max(present, default=None), None in values


def ends_of(bounds: Bounds) -> tuple[float | None, float | None, bool]:
    """Return bounds in the same form."""
    return bounds.low, bounds.high, bounds.may_be_missing
