"""Random complete sets of answers: every question has one, thresholds above all."""

from random import Random
from typing import Any

from readiness.scoring import Answers, AnswersRefused, Questionnaire, parse_answers
from readiness.scoring.questions import (
    BooleanQuestion,
    MultipleQuestion,
    NumberQuestion,
    Question,
    SingleQuestion,
)


def random_answers(questionnaire: Questionnaire, chance: Random) -> Answers:
    """Draw a value, an estimated band, "don't know" or "not applicable" for every question."""
    questions = {question.id: question for question in questionnaire.questions}
    raw = {name: _answer(question, chance) for name, question in questions.items()}
    asked_twice = [q for q in questionnaire.questions if q.second_opinion is not None]
    seconds = {q.id: _value(q, chance) for q in asked_twice if chance.random() < 0.5}
    while True:
        try:
            return parse_answers(questionnaire, raw, seconds)
        except AnswersRefused as refusal:
            applies = [str(problem.path[1]) for problem in refusal.problems]
        # They were "not applicable", and the other answers say that these questions apply.
        raw |= {name: _value(questions[name], chance) for name in applies}


def _answer(question: Question, chance: Random) -> Any:
    kind = chance.random()
    if kind < 0.15 and question.dont_know != "refused":
        return "dont_know"
    if kind < 0.25 and question.not_applicable is not None:
        return "not_applicable"
    bands = question.bands if isinstance(question, NumberQuestion | MultipleQuestion) else ()
    if kind < 0.35 and bands:
        return {"band": chance.choice(bands).value}
    return _value(question, chance)


def _value(question: Question, chance: Random) -> Any:
    match question:
        case SingleQuestion():
            return chance.choice(question.options).value
        case BooleanQuestion():
            return chance.random() < 0.5
        case NumberQuestion():
            return _figure(question, chance)
        case MultipleQuestion():
            items = [item.id for item in question.items]
            return chance.sample(items, chance.randint(0, len(items)))
        case _:
            return "some words"


def _figure(question: NumberQuestion, chance: Random) -> float:
    """Half of the figures lie at a bound of a band or one step beside it."""
    steps = 10**question.decimals
    bounds = [
        bound
        for band in question.bands
        for bound in (band.at_least, band.above, band.at_most, band.below)
        if bound is not None
    ]
    low, high = int(question.low * steps), int(question.high * steps)
    step = chance.randint(low, high)
    if bounds and chance.random() < 0.5:
        step = round(chance.choice(bounds) * steps) + chance.randint(-1, 1)
    return float(min(max(step, low), high) / steps)
