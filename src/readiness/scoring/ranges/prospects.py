"""What may become of a question once the set of answers is complete."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from readiness.scoring.answers import Answer, AnswerState
from readiness.scoring.evaluation import question_value
from readiness.scoring.expressions import Reading, State, Value
from readiness.scoring.expressions.possible_values import (
    GIVEN_STATES,
    Anything,
    Outcome,
    Possible,
    Span,
    among,
    possible,
    span,
)
from readiness.scoring.questions import (
    BooleanQuestion,
    MultipleQuestion,
    NumberQuestion,
    Question,
    SingleQuestion,
)

MOST_ITEMS = 6
"""Lists of more items are not enumerated: 6 items make 64 lists."""

_KEPT = (AnswerState.ANSWERED, AnswerState.NOT_ASKED)
_OPEN_STATES = (AnswerState.UNANSWERED, AnswerState.DONT_KNOW)


@dataclass(frozen=True, slots=True)
class Prospect:
    """What rules may read of a question, and what it may count in its dimension.

    `counted` are the lowest and the highest value 0-4 while it counts, `None` when it never does;
    `may_leave`: it may leave the dimension with its weight.
    """

    possible: Possible
    counted: tuple[int, int] | None
    may_leave: bool
    may_stay_unanswered: bool


def is_open(answer: Answer) -> bool:
    """Tell whether an answer is still awaited: none was given, or only "don't know"."""
    return answer.state in _OPEN_STATES


def possible_answers(question: Question, *, tells_measured: bool) -> Possible:
    """Return everything rules can read once the question has a value.

    `tells_measured`: some rule tells figures that were typed from estimated bands.
    """
    match question:
        case SingleQuestion():
            return _given(option.value for option in question.options)
        case BooleanQuestion():
            return _given((False, True))
        case NumberQuestion() if question.bands:
            values = frozenset[Value](band.value for band in question.bands)
            return possible(values, GIVEN_STATES if tells_measured else frozenset({State.GIVEN}))
        case NumberQuestion():
            figures = span(question.low, question.high, missing=False)
            return possible(figures, frozenset({State.MEASURED}))
        case MultipleQuestion() if question.bands:
            return _given(band.value for band in question.bands)
        case MultipleQuestion() if len(question.items) <= MOST_ITEMS:
            items = [item.id for item in question.items]
            return _given(c for n in range(len(items) + 1) for c in combinations(items, n))
        case _:
            return possible(Anything(missing=False), frozenset({State.GIVEN}))


def _given(values: Iterable[Value]) -> Possible:
    return among(Reading(value, State.GIVEN) for value in values)


def reading_of(answer: Answer) -> Reading:
    """Return what rules read of an answer with a value."""
    return Reading(answer.value, State.GIVEN if answer.figure is None else State.MEASURED)


_OTHERWISE = {
    AnswerState.DONT_KNOW: Reading(None, State.DONT_KNOW),
    AnswerState.NOT_APPLICABLE: Reading(None),
    AnswerState.UNANSWERED: Reading(None),
    AnswerState.NOT_ASKED: Reading(None),
}


def final_states(
    question: Question, given: AnswerState, branches: Iterable[tuple[bool, bool]]
) -> frozenset[AnswerState]:
    """Return the states the question may end in.

    `branches` are the possible pairs of: it is asked, it may be said not to apply.
    """
    found: set[AnswerState] = set()
    for asked, may_not_apply in branches:
        if not asked:
            found.add(AnswerState.NOT_APPLICABLE)
        elif given in _KEPT or (given is AnswerState.NOT_APPLICABLE and may_not_apply):
            found.add(given)
        else:
            found.add(AnswerState.ANSWERED)
            if question.dont_know != "refused":
                found.add(AnswerState.DONT_KNOW)
            if may_not_apply:
                found.add(AnswerState.NOT_APPLICABLE)
            if given is not AnswerState.DONT_KNOW and not (question.scored or question.required):
                found.add(AnswerState.UNANSWERED)
    return frozenset(found)


def prospect_of(question: Question, answers: Possible, states: frozenset[AnswerState]) -> Prospect:
    """Return what a question comes to that ends in one of these states.

    `answers` is what may be read if it is answered.
    """
    others = dict.fromkeys(_OTHERWISE[s] for s in AnswerState if s in states and s in _OTHERWISE)
    if AnswerState.ANSWERED not in states:
        read = among(others)
    elif answers.readings is not None:
        read = among((*answers.readings, *others))
    else:
        missing = bool(others)
        outcome: Outcome = Anything(missing)
        if isinstance(answers.outcome, Span):
            outcome = Span(answers.outcome.interval, missing)
        read = Possible(outcome, answers.states | {reading.state for reading in others})
    return prospect(question, read, may_stay_unanswered=AnswerState.UNANSWERED in states)


def prospect(question: Question, read: Possible, *, may_stay_unanswered: bool) -> Prospect:
    """Return the prospect of a question of which rules read this."""
    if read.readings is None:
        # Only what is not scored has figures and texts that are not enumerated: they count 0.
        return Prospect(read, (0, 0), bool(read.states - GIVEN_STATES), may_stay_unanswered)
    counted = [_counted(question, reading) for reading in read.readings]
    values = [value for value in counted if value is not None]
    return Prospect(
        possible=read,
        counted=(min(values), max(values)) if values else None,
        may_leave=len(values) < len(counted),
        may_stay_unanswered=may_stay_unanswered,
    )


def _counted(question: Question, reading: Reading) -> int | None:
    if reading.state in GIVEN_STATES:
        return question_value(Answer(AnswerState.ANSWERED, value=reading.value))
    is_zero = reading.state is State.DONT_KNOW and question.dont_know == "zero"
    return 0 if is_zero else None
