"""Random answers, parts of them, and random ways to complete the parts."""

from collections.abc import Mapping
from random import Random

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
)

DONT_KNOW = Answer(AnswerState.DONT_KNOW)
NOT_APPLICABLE = Answer(AnswerState.NOT_APPLICABLE)


def seeded(seed: int) -> Random:
    """Return a source of test data."""
    return Random(seed)  # noqa: S311 - test data is no secret


def random_value(question: Question, random: Random) -> Answer:
    """Return an answer with a value."""
    figure: float | None = None
    match question:
        case SingleQuestion():
            value: object = random.choice(question.options).value
        case BooleanQuestion():
            value = random.random() < 0.5
        case MultipleQuestion() if question.bands and random.random() < 0.5:
            items = tuple(item.id for item in question.items if random.random() < 0.4)
            value = band_value(question.bands, len(items))
            return Answer(AnswerState.ANSWERED, value=value, items=items)
        case NumberQuestion() | MultipleQuestion() if question.bands:
            value = random.choice(question.bands).value
            if isinstance(question, NumberQuestion) and random.random() < 0.5:
                figure = 1.0
        case NumberQuestion():
            ends = (question.low, question.high)
            value = figure = random.choice((*ends, random.uniform(*ends), 40.0, 55.5))
        case MultipleQuestion():
            value = tuple(item.id for item in question.items if random.random() < 0.4)
        case _:
            value = random.choice(("x", "y"))
    return Answer(AnswerState.ANSWERED, value=value, figure=figure)  # type: ignore[arg-type]


def random_answer(question: Question, random: Random) -> Answer:
    """Return an answer of any state the question may take."""
    kind = random.random()
    if kind < 0.15 and question.dont_know != "refused":
        return DONT_KNOW
    if kind < 0.3 and (question.asked_if or question.not_applicable):
        return NOT_APPLICABLE
    return random_value(question, random)


def random_part(program: Program, random: Random) -> Answers:
    """Return answers to some of the questions, few or many, with second opinions to some."""
    share = random.choice((0.05, 0.2, 0.5, 0.8, 1.0))
    asked = [plan.question for plan in program.questions]
    given = {q.id: random_answer(q, random) for q in asked if random.random() > share}
    seconds = {q.id: random_value(q, random) for q in asked if q.scored and random.random() < 0.1}
    return Answers(given, seconds)


def random_completion(program: Program, part: Answers, random: Random) -> Evaluation:
    """Evaluate a random way to complete the part."""
    return evaluate(program, completed(program, part, random))


def completed(program: Program, part: Answers, random: Random) -> Answers:
    """Return the part with everything awaited answered, and some "don't know" found out."""
    given = dict(part.given)
    for plan in program.questions:
        question = plan.question
        answer = given.get(question.id)
        optional = not question.scored and not question.required
        if answer is None and optional and random.random() < 0.3:
            continue
        if answer is None or (answer == DONT_KNOW and random.random() < 0.6):
            given[question.id] = random_answer(question, random)
    while True:
        answers = Answers(given, part.second_opinions)
        awaited = first_awaited(evaluate(program, answers), given)
        if awaited is None:
            return answers
        given[awaited.id] = random_value(awaited, random)


def first_awaited(state: Evaluation, given: Mapping[str, Answer]) -> Question | None:
    """Return a question without which the answers are not complete.

    Awaited are also questions of which "not applicable" was refused. The first in the order in
    which they are settled: later ones may not be awaited any more.
    """
    for position in state.program.visibility_order:
        question = state.program.questions[position].question
        needed = question.scored or question.required or question.id in given
        if needed and state.answers[position].state is AnswerState.UNANSWERED:
            return question
    return None
