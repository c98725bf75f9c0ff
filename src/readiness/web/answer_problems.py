"""Why an answer cannot be taken, and how to mend it, in the words of the page."""

from dataclasses import dataclass
from typing import NamedTuple

from readiness.reports.numbers import Numbers
from readiness.reports.words import Words
from readiness.scoring.answer_shapes import LONGEST_REASON
from readiness.scoring.questions import NumberQuestion, Question, TextQuestion
from readiness.storage.table_parts import NOTE_MAX


class Sentences(NamedTuple):
    """What is wrong and how to mend it."""

    detail: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """The sentences of problems with one question; `unit` is that of its figures."""

    words: Words
    numbers: Numbers
    question: Question
    unit: str

    def of(self, code: str) -> Sentences:
        """Return what the page says of a problem, by its code."""
        say = self.words.say
        match code:
            case "out_of_range":
                return Sentences(
                    say("This figure lies outside what is possible."), self._right_range()
                )
            case "too_many_decimals":
                return Sentences(
                    say("This figure is more exact than is asked."), self._right_decimals()
                )
            case "note_too_long":
                return Sentences(say("This note is too long."), self._right_length(NOTE_MAX))
            case "wrong_type":
                return Sentences(
                    say("This reason is too long."), self._right_length(LONGEST_REASON)
                )
            case "text_too_long" if isinstance(self.question, TextQuestion):
                longest = self.question.max_length
                return Sentences(say("This text is too long."), self._right_length(longest))
            case _:
                return self._plain(code)

    def _plain(self, code: str) -> Sentences:
        say = self.words.say
        others = Sentences(
            say("This answer is not among those offered."), say("Choose one of those shown.")
        )
        return {
            "number_unreadable": Sentences(
                say("This cannot be read as a number."),
                say("Write figures only, such as 12 or 350."),
            ),
            "two_answers": Sentences(
                say("Two answers are given that contradict each other."), say("Keep one of them.")
            ),
            "note_without_answer": Sentences(
                say("A note is kept together with an answer."),
                say("Choose an answer, or “Don’t know”; the note is kept with it."),
            ),
            "not_applicable_refused": Sentences(
                say("Other answers say that this question applies to you."),
                say("Answer it, or correct the answers it depends on."),
            ),
            "dont_know_refused": Sentences(
                say("This question needs an answer; others depend on it."),
                say("Give the answer that comes closest."),
            ),
            "question_not_yours": Sentences(
                say("This question is answered by somebody in another role."),
                say("Ask the person who leads the assessment if it should be yours."),
            ),
            "choice_open": Sentences(
                say("This answer was changed meanwhile."), say("Choose which one to keep.")
            ),
        }.get(code, others)

    def _right_range(self) -> str:
        assert isinstance(self.question, NumberQuestion)
        return self.words.say(
            "Give a figure from %(low)s to %(high)s.",
            low=self.numbers.figure(self.question.low),
            high=self.numbers.with_unit(self.question.high, self.unit),
        )

    def _right_decimals(self) -> str:
        assert isinstance(self.question, NumberQuestion)
        places = self.question.decimals
        if not places:
            return self.words.say("Round it to a whole number.")
        return self.words.count("Round it to %(n)s decimal.", "Round it to %(n)s decimals.", places)

    def _right_length(self, most: int) -> str:
        return self.words.say("Use up to %(most)s characters.", most=self.numbers.figure(most))
