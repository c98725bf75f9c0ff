"""Answers, units and problems of questions in the language of a page."""

from dataclasses import dataclass

from starlette.requests import Request

from readiness.reports.numbers import Numbers
from readiness.reports.view.answers_in_words import answer_label
from readiness.reports.words import Words, load_words
from readiness.scoring import Answer, AnswerState
from readiness.scoring.answer_shapes import read_answer
from readiness.scoring.questions import NumberQuestion, Question
from readiness.scoring.texts import Texts
from readiness.services.answer_changes import Clash
from readiness.services.frames import Frame
from readiness.web.answer_problems import ProblemWords, Sentences
from readiness.web.framed import texts_of
from readiness.web.pages import words_of


@dataclass(frozen=True, slots=True)
class TwoAnswers:
    """The answer somebody else gave meanwhile, and the one given here."""

    theirs: str
    their_note: str
    by: str | None
    at: str | None
    revision: int
    mine: str


@dataclass(frozen=True, slots=True)
class AnswerWording:
    """The words of one page: those of the page, of answers, and of the questionnaire."""

    texts: Texts
    words: Words
    labels: Words
    numbers: Numbers

    @classmethod
    def of(cls, request: Request, frame: Frame) -> "AnswerWording":
        """In the language of the page."""
        words = words_of(request)
        return cls(
            texts=texts_of(request, frame),
            words=words,
            labels=load_words(words.language),
            numbers=Numbers(words.language),
        )

    def label(self, question: Question, value: object | None) -> str:
        """An answer in words."""
        answer = Answer(AnswerState.UNANSWERED) if value is None else read_answer(question, value)
        text = self.texts.questions[question.id]
        return answer_label(self.labels, self.numbers, text, question, answer)

    def unit(self, question: Question) -> str:
        """The unit of a number question, empty for others."""
        if not isinstance(question, NumberQuestion):
            return ""
        return self.texts.questions[question.id].unit or question.unit

    def problem(self, question: Question, code: str) -> Sentences:
        """What is wrong with an answer and how to mend it."""
        return ProblemWords(self.words, self.numbers, question, self.unit(question)).of(code)

    def two_answers(self, question: Question, clash: Clash) -> TwoAnswers:
        """Both answers of a clash in words."""
        theirs = clash.theirs
        return TwoAnswers(
            theirs=self.label(question, None if theirs is None else theirs.value),
            their_note="" if theirs is None else theirs.note or "",
            by=clash.by,
            at=None if theirs is None else self.numbers.time_of_day(theirs.answered_at),
            revision=0 if theirs is None else theirs.revision,
            mine=self.label(question, clash.mine.value),
        )
