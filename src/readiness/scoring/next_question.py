"""Which question to ask next: the one whose answer is expected to settle most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from readiness.scoring.answers import Answer, AnswerState
from readiness.scoring.expressions import State, Value
from readiness.scoring.expressions.possible_values import GIVEN_STATES, Possible, interval_of
from readiness.scoring.questions import MultipleQuestion
from readiness.scoring.ranges.prospects import is_open
from readiness.scoring.ranges.state import RangeState
from readiness.scoring.ranges.study import QuestionStudy, Study
from readiness.scoring.rounding import settle

POINTS_PER_GATE = 5.0
POINTS_PER_VERDICT = 5.0

MOST_WORK: Final = 60_000
"""Answers tried x names of the program: a second or two for the largest there can be."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What the answer to a question is expected to settle, unrounded: see `NextQuestion`."""

    code: str
    id: str
    gain: float
    narrowing: float
    gates: float
    verdicts: float


def rank_questions(state: RangeState) -> tuple[Gain, ...]:
    """Return the questions still open, the one that settles most first; ties in the order asked.

    Of a questionnaire so large that trying every answer would take more than `MOST_WORK`, only the
    questions on which most points and open gates hang are tried.
    """
    open_ones = [
        position
        for position, given in enumerate(state.given)
        if is_open(given) and not GIVEN_STATES.isdisjoint(state.prospects[position].possible.states)
    ]
    ranked = [_expected(state, position) for position in _within_bounds(state, open_ones)]
    return tuple(sorted(ranked, key=lambda question: -question.gain))


def _within_bounds(state: RangeState, positions: Sequence[int]) -> Sequence[int]:
    """Leave out the least promising where trying every answer would take long."""
    study = state.study
    trials = [len(_samples(study, study.questions[position])) for position in positions]
    most = MOST_WORK // len(study.program.slots)
    if sum(trials) <= most:
        return positions
    stakes = _stakes(state)
    order = sorted(range(len(positions)), key=lambda i: -stakes.get(positions[i], 0.0))
    spent = accumulate(trials[i] for i in order)
    chosen = [i for i, total in zip(order, spent, strict=True) if total <= most] or order[:1]
    return [positions[i] for i in sorted(chosen)]


def _stakes(state: RangeState) -> dict[int, float]:
    """Points of the overall score that hang on each question, and on the gates it may decide."""
    program = state.study.program
    weight = sum(plan.weight for plan in program.dimensions)
    stakes: dict[int, float] = {}
    for plan in program.dimensions:
        total = sum(share for _, share, _ in plan.members)
        for slot, share, _ in plan.members:
            stakes[slot] = 100 * plan.weight / weight * share / total
    for slot, gates in program.gates_reading.items():
        undecided = sum(len(state.outcomes[program.gate_codes[gate]]) > 1 for gate in gates)
        stakes[slot] = stakes.get(slot, 0.0) + POINTS_PER_GATE * undecided
    return stakes


def _expected(state: RangeState, position: int) -> Gain:
    """Try the answers, each as often as it stands for a value."""
    asked = state.study.questions[position]
    width, gates, verdicts = _open_parts(state)
    count = 0
    narrowing = gates_decided = verdicts_decided = 0.0
    for answer, values in _sample_answers(state.study, asked):
        trial = _open_parts(state.with_answer(position, answer))
        count += values
        narrowing += values * (width - trial[0])
        gates_decided += values * (gates - trial[1])
        verdicts_decided += values * (verdicts - trial[2])
    gain = narrowing + POINTS_PER_GATE * gates_decided + POINTS_PER_VERDICT * verdicts_decided
    return Gain(
        code=asked.question.code,
        id=asked.question.id,
        gain=settle(gain / count),
        narrowing=settle(narrowing / count),
        gates=settle(gates_decided / count),
        verdicts=settle(verdicts_decided / count),
    )


def _open_parts(state: RangeState) -> tuple[float, int, int]:
    """Width of the ranges of overall score and indices, gates and verdicts not decided."""
    indices = (score.width for score in state.index_scores.values())
    verdicts = sum(len(route.verdicts) > 1 for route in state.routes.values())
    return (
        state.overall.width + sum(indices),
        sum(len(outcomes) > 1 for outcomes in state.outcomes.values()),
        verdicts + sum(len(outcomes) > 1 for outcomes in state.decisions.values()),
    )


def _sample_answers(study: Study, asked: QuestionStudy) -> Iterator[tuple[Answer, int]]:
    """Yield answers with the number of values each stands for.

    Values that no rule tells apart move a range without changing its width, but for questions that
    may leave the score: the middle one stands for all. Of figures the ends and the middle are
    tried, of lists nothing and everything.
    """
    figure = 0.0 if State.MEASURED in asked.answers.states else None
    for value, count in _samples(study, asked):
        yield Answer(AnswerState.ANSWERED, value=value, figure=figure), count


def _samples(study: Study, asked: QuestionStudy) -> list[tuple[Value, int]]:
    question, answers = asked.question, asked.answers
    if isinstance(question, MultipleQuestion) and not question.bands:
        return [((), 1), (tuple(item.id for item in question.items), 1)]
    if answers.readings is not None:
        parts = study.deciding.pieces(question.id, answers)
        return [(part[len(part) // 2], len(part)) for part in map(_values, parts)]
    figures = interval_of(answers.outcome)
    if figures is None:
        return [("", 1)]
    return [(figure, 1) for figure in (figures.low, sum(figures) / 2, figures.high)]


def _values(part: Possible) -> list[Value]:
    return list(dict.fromkeys(reading.value for reading in part.readings or ()))
