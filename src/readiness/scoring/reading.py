"""From what people send to checked answers; every problem is reported, nothing is guessed."""

from collections.abc import Mapping

from readiness.scoring.answer_shapes import Refusal, read_answer, shown
from readiness.scoring.answers import Answer, Answers
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import AnswersRefused, Problem
from readiness.scoring.questions import Question
from readiness.scoring.spelling import did_you_mean

SUGGESTIONS_MADE = 100
"""Comparing a misspelt id with all others is slow; a file with more of them is another file."""


def read_answers(
    questionnaire: Questionnaire,
    answers: Mapping[str, object],
    second_opinions: Mapping[str, object] | None = None,
) -> Answers:
    """Read raw answers by question id or code.

    Shapes: single choice - the option's value; number - the figure; multiple - a list of item
    ids; boolean - true or false; text - a string; everywhere `"dont_know"`, `"not_applicable"` or
    `{"not_applicable": reason}`; scored number and multiple questions also `{"band": 0-4}`.
    `None` means not answered. Whether "not applicable" is offered is judged by the engine, which
    knows the other answers.

    Raises `AnswersRefused` with every problem; paths start with `answers` or `second_opinions`.
    """
    read, problems = collect_answers(questionnaire, answers, second_opinions)
    if problems:
        raise AnswersRefused(problems)
    return read


def collect_answers(
    questionnaire: Questionnaire,
    answers: Mapping[str, object],
    second_opinions: Mapping[str, object] | None = None,
) -> tuple[Answers, list[Problem]]:
    """Read like `read_answers`, but return what could be read and the problems beside it."""
    reader = _Reader(questionnaire)
    read = Answers(
        given=reader.read(answers, "answers"),
        second_opinions=reader.read(second_opinions or {}, "second_opinions"),
    )
    return read, reader.problems


class _Reader:
    """Reads sets of answers to one questionnaire and gathers their problems."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.problems: list[Problem] = []
        self._questions = {q.id: q for q in questionnaire.questions}
        self._questions |= {q.code: q for q in questionnaire.questions}

    def read(self, raw: Mapping[str, object], part: str) -> dict[str, Answer]:
        """Read one set; paths of its problems start with `part`."""
        seen: dict[str, str] = {}
        read: dict[str, Answer] = {}
        for key, value in raw.items():
            try:
                question = self._named(key)
                _refuse_second_mention(seen.setdefault(question.id, key), key)
                if part == "second_opinions":
                    _refuse_unscored(question)
                if value is not None:
                    read[question.id] = read_answer(question, value)
            except Refusal as refusal:
                self.problems.append(
                    Problem(
                        code=refusal.code,
                        message=refusal.message,
                        remedy=refusal.remedy,
                        path=(part, key),
                    )
                )
        return read

    def _named(self, key: str) -> Question:
        question = self._questions.get(key)
        if question is not None:
            return question
        remedy = "look the ids up with `readiness questionnaires show`"
        if len(self.problems) < SUGGESTIONS_MADE:
            remedy = did_you_mean(key, self._questions, remedy)
        raise Refusal("unknown_question", f"there is no question {shown(key)}", remedy)


def _refuse_second_mention(first: str, key: str) -> None:
    if first != key:
        raise Refusal(
            "duplicate_answer",
            f"{first!r} and {key!r} are the same question",
            "keep one of the two",
        )


def _refuse_unscored(question: Question) -> None:
    if not question.scored:
        raise Refusal(
            "second_opinion_not_asked",
            f"{question.code} is about the company, not a capability",
            "remove it; second opinions are given on scored questions",
        )
