"""Answers in words, wherever they are shown."""

from typing import Protocol

from readiness.reports.numbers import Numbers
from readiness.reports.words import Words
from readiness.scoring.answers import AnswerState
from readiness.scoring.questions import NumberQuestion, Question
from readiness.scoring.texts import QuestionText


class ReadAnswer(Protocol):
    """An answer as it was read, see `scoring.answers.Answer`."""

    @property
    def state(self) -> AnswerState: ...

    @property
    def value(self) -> float | bool | str | tuple[str, ...] | None: ...

    @property
    def figure(self) -> float | None: ...

    @property
    def items(self) -> tuple[str, ...] | None: ...


def answer_label(
    words: Words, numbers: Numbers, text: QuestionText, question: Question, answer: ReadAnswer
) -> str:
    """The answer to a question in the words of its texts, such as `12 % of orders`."""
    say = words.say
    match answer.state:
        case AnswerState.DONT_KNOW:
            return say("Don't know")
        case AnswerState.NOT_APPLICABLE:
            return say("Does not apply")
        case AnswerState.UNANSWERED:
            return say("Not answered yet")
        case AnswerState.NOT_ASKED:
            return say("Not asked")
        case AnswerState.ANSWERED:
            return _value_label(words, numbers, text, question, answer)


def _value_label(
    words: Words, numbers: Numbers, text: QuestionText, question: Question, answer: ReadAnswer
) -> str:
    say, options = words.say, text.options
    if answer.figure is not None:
        return _figure_label(numbers, text, question, answer.figure)
    if answer.items is not None:
        return _items_label(words, options, answer.items)
    match answer.value:
        case bool():
            return say("Yes") if answer.value else say("No")
        case tuple():
            return _items_label(words, options, answer.value)
        case float() | int() if isinstance(question, NumberQuestion) and not question.scored:
            return _figure_label(numbers, text, question, answer.value)
        case float() | int():
            return options.get(f"{answer.value:g}", f"{answer.value:g}")
        case _:
            return options.get(str(answer.value), str(answer.value))


def _figure_label(numbers: Numbers, text: QuestionText, question: Question, figure: float) -> str:
    unit = text.unit_in(numbers.plural_form(figure))
    if unit is None and isinstance(question, NumberQuestion):
        unit = question.unit
    return numbers.with_unit(figure, unit) if unit else numbers.figure(figure)


def _items_label(words: Words, options: dict[str, str], items: tuple[str, ...]) -> str:
    if not items:
        return words.say("None of the listed")
    return ", ".join(options.get(item, item) for item in items)
