"""Random answers to any questionnaire, in every state there is."""

from random import Random
from typing import Any

from readiness.scoring import Answer, Answers, AnswerState, Questionnaire
from readiness.scoring.answer_shapes import read_answer
from readiness.scoring.questions import (
    BooleanQuestion,
    MultipleQuestion,
    NumberQuestion,
    Question,
    SingleQuestion,
)

OTHER_STATES = [state for state in AnswerState if state is not AnswerState.ANSWERED]


def seeded(seed: int | str) -> Random:
    """Give a source of chance that gives the same again."""
    return Random(seed)  # noqa: S311 - test data is no secret


def random_answers(
    questionnaire: Questionnaire, random: Random, answered: float = 0.75, seconds: float = 0.1
) -> Answers:
    """Answer each question with this probability, else leave it in one of the other states."""
    given = {q.id: _any(q, random, answered) for q in questionnaire.questions}
    scored = [q for q in questionnaire.questions if q.scored]
    asked_twice = [q for q in scored if random.random() < seconds and random.random() < 0.5]
    return Answers(
        {name: answer for name, answer in given.items() if answer is not None},
        {q.id: read_answer(q, raw_value(q, random)) for q in asked_twice},
    )


def _any(question: Question, random: Random, answered: float) -> Answer | None:
    if random.random() < answered:
        return read_answer(question, raw_value(question, random))
    state = random.choice([*OTHER_STATES, AnswerState.DONT_KNOW, None])
    return None if state is None else Answer(state)


def raw_value(question: Question, random: Random) -> Any:
    """Answer a question as a respondent would."""
    match question:
        case SingleQuestion():
            return random.choice(question.options).value
        case BooleanQuestion():
            return random.random() < 0.5
        case NumberQuestion() | MultipleQuestion() if question.bands and random.random() < 0.3:
            return {"band": random.choice(question.bands).value}
        case NumberQuestion():
            steps = 10**question.decimals
            low, high = round(question.low * steps), round(question.high * steps)
            return random.randint(low, high) / steps
        case MultipleQuestion():
            items = [item.id for item in question.items]
            return random.sample(items, random.randint(0, len(items)))
        case _:
            return "a few words"
