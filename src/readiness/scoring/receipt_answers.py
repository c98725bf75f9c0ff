"""The answers a result was scored from, read back from its receipt."""

from collections.abc import Iterator
from itertools import islice

from readiness.scoring.answer_shapes import DONT_KNOW, NOT_APPLICABLE
from readiness.scoring.answers import Answer, Answers, AnswerState
from readiness.scoring.model import Questionnaire
from readiness.scoring.questions import BEST_VALUE
from readiness.scoring.reading import read_answers
from readiness.scoring.receipt_parts import AnswerReceipt
from readiness.scoring.result import Result


def receipt_answers(questionnaire: Questionnaire, result: Result) -> Iterator[Answers]:
    """Yield sets of answers one of which scores to the same result, the likeliest first.

    They are read as if they were sent, so a value that does not go with its figure or its items
    shows in what comes out. What was answered to questions that are not asked is not in a receipt:
    something stands there that counts for nothing either. Of second opinions those are known that
    stand beside an answer; one beside "don't know" can leave a finding open, so it is tried too.

    Raises `AnswersRefused` where the receipt holds what the questionnaire does not take.
    """
    lines = result.receipt.answers
    read = read_answers(questionnaire, {line.id: _raw(line) for line in lines})
    given = {**read.given, **{name: Answer(AnswerState.DONT_KNOW) for name in result.ignored}}
    seconds = {each.id: _second(each.second) for each in result.disagreements}
    yield Answers(given, seconds)
    unknown = (line.id for line in lines if line.dimension and line.state is AnswerState.DONT_KNOW)
    for name in islice(unknown, 1):
        for value in range(BEST_VALUE + 1):
            yield Answers(given, {**seconds, name: _second(value)})


def _second(value: int) -> Answer:
    return Answer(AnswerState.ANSWERED, value=value)


def _raw(line: AnswerReceipt) -> object:
    """The answer in the shape in which it is sent, None for none."""
    match line.state:
        case AnswerState.ANSWERED:
            return _answered(line)
        case AnswerState.DONT_KNOW:
            return DONT_KNOW
        case AnswerState.NOT_APPLICABLE:
            return {NOT_APPLICABLE: line.reason} if line.reason else NOT_APPLICABLE
        case _:
            return None


def _answered(line: AnswerReceipt) -> object:
    if line.estimated:
        return {"band": line.value}
    if line.items is not None:
        return line.items
    return line.value if line.figure is None else line.figure
