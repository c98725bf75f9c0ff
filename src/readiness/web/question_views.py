"""A question with its answer as a page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request

from readiness.reports.numbers import Numbers
from readiness.reports.view.answers_in_words import answer_label
from readiness.reports.words import Words, load_words
from readiness.scoring import Answer, AnswerState
from readiness.scoring.answer_shapes import DONT_KNOW, NOT_APPLICABLE, read_answer
from readiness.scoring.questions import (
    BooleanQuestion,
    MultipleQuestion,
    NumberQuestion,
    Question,
    SingleQuestion,
)
from readiness.scoring.texts import QuestionText, Texts
from readiness.services.answer_changes import Clash
from readiness.services.frames import Frame
from readiness.services.respondent_parts import Part
from readiness.services.sections import Asking, role_of
from readiness.storage.answers import StoredAnswer
from readiness.web.answer_forms import NO, YES, Fields, option_key, stored_fields
from readiness.web.answer_problems import ProblemWords, Sentences
from readiness.web.framed import texts_of
from readiness.web.pages import words_of


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: what the field sends, and the words beside it."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """What a question rests on: our words, how reliable that is, and when it was checked."""

    id: str
    text: str
    reliability: str
    day: str


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
class QuestionView:
    """Everything a page shows of one question."""

    asking: Asking
    text: QuestionText
    choices: tuple[Choice, ...]
    bands: tuple[Choice, ...]
    specials: tuple[Choice, ...]
    fields: Fields
    range_hint: str
    unit: str
    role: str
    sources: tuple[SourceView, ...]
    pieces: int
    revision: int
    label: str
    saved: str
    problem: Sentences | None
    clash: TwoAnswers | None

    @property
    def question(self) -> Question:
        """The question itself."""
        return self.asking.question


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed on a page and could not be saved as it is, by question id."""

    fields: Mapping[str, Fields]
    problems: Mapping[str, str]
    clashes: Mapping[str, Clash]


NOTHING_TYPED = Typed({}, {}, {})


@dataclass(frozen=True, slots=True)
class Showing:
    """What questions are shown with: the part of the respondent, and one language."""

    part: Part
    texts: Texts
    words: Words
    labels: Words
    numbers: Numbers

    @classmethod
    def of(cls, request: Request, frame: Frame, part: Part) -> "Showing":
        """In the language of the page."""
        words = words_of(request)
        return cls(
            part=part,
            texts=texts_of(request, frame),
            words=words,
            labels=load_words(words.language),
            numbers=Numbers(words.language),
        )

    def questions(
        self, askings: Sequence[Asking], typed: Typed = NOTHING_TYPED
    ) -> tuple[QuestionView, ...]:
        """Several questions, in the order given."""
        return tuple(self.question(asking, typed) for asking in askings)

    def question(self, asking: Asking, typed: Typed = NOTHING_TYPED) -> QuestionView:
        """One question with the answer typed or, if none was, with the one stored."""
        question = asking.question
        text = self.texts.questions[question.id]
        stored = self.part.stored.get(question.id)
        clash = typed.clashes.get(question.id)
        code = typed.problems.get(question.id)
        return QuestionView(
            asking=asking,
            text=text,
            choices=tuple(self._choices(question, text)),
            bands=tuple(_bands(question, text)),
            specials=tuple(self._specials(asking, stored)),
            fields=typed.fields.get(question.id) or self._fields(question, stored),
            range_hint=self._range(question),
            unit=self.unit(question),
            role=self.role_name(asking),
            sources=tuple(self._sources(question)),
            pieces=self.part.pieces.get(question.id, 0),
            revision=0 if stored is None else stored.revision,
            label=self.label(question, None if stored is None else stored.value),
            saved=self._saved(stored),
            problem=None if code is None else self.problem(question, code),
            clash=None if clash is None else self.two_answers(question, clash),
        )

    def label(self, question: Question, value: object | None) -> str:
        """An answer in words."""
        answer = Answer(AnswerState.UNANSWERED) if value is None else read_answer(question, value)
        text = self.texts.questions[question.id]
        return answer_label(self.labels, self.numbers, text, question, answer)

    def problem(self, question: Question, code: str) -> Sentences:
        """What is wrong with an answer and how to mend it."""
        return ProblemWords(self.words, self.numbers, question, self.unit(question)).of(code)

    def unit(self, question: Question) -> str:
        """The unit of a number question, empty for others."""
        if not isinstance(question, NumberQuestion):
            return ""
        return self.texts.questions[question.id].unit or question.unit

    def role_name(self, asking: Asking) -> str:
        """The name of the role in which a question is answered here."""
        role = role_of(asking.question, asking.kind)
        return "" if role is None else self.texts.roles[role].name

    def two_answers(self, question: Question, clash: Clash) -> TwoAnswers:
        """Both answers of a clash in words."""
        theirs = clash.theirs
        return TwoAnswers(
            theirs=self.label(question, None if theirs is None else theirs.value),
            their_note="" if theirs is None else theirs.note or "",
            by=self.part.name_of(theirs),
            at=None if theirs is None else self.numbers.time_of_day(theirs.answered_at),
            revision=0 if theirs is None else theirs.revision,
            mine=self.label(question, clash.mine.value),
        )

    def _fields(self, question: Question, stored: StoredAnswer | None) -> Fields:
        locale = self.numbers.locale
        if stored is None:
            return stored_fields(question, None, None, locale)
        return stored_fields(question, stored.value, stored.note, locale)

    def _choices(self, question: Question, text: QuestionText) -> list[Choice]:
        match question:
            case SingleQuestion():
                return [
                    Choice(option_key(o.value), text.options.get(str(o.value), str(o.value)))
                    for o in question.options
                ]
            case BooleanQuestion():
                return [Choice(YES, self.words.say("Yes")), Choice(NO, self.words.say("No"))]
            case MultipleQuestion():
                return [
                    Choice(each.id, text.options.get(each.id, each.id)) for each in question.items
                ]
            case _:
                return []

    def _specials(self, asking: Asking, stored: StoredAnswer | None) -> list[Choice]:
        say, found = self.words.say, []
        if asking.question.dont_know != "refused":
            found.append(Choice(DONT_KNOW, say("Don’t know")))
        if asking.may_not_apply or (stored is not None and _says_not_applicable(stored.value)):
            found.append(Choice(NOT_APPLICABLE, say("Does not apply")))
        return found

    def _range(self, question: Question) -> str:
        if not isinstance(question, NumberQuestion):
            return ""
        return self.words.say(
            "Between %(low)s and %(high)s",
            low=self.numbers.figure(question.low),
            high=self.numbers.with_unit(question.high, self.unit(question)),
        )

    def _sources(self, question: Question) -> list[SourceView]:
        known = {each.id: each for each in self.part.questionnaire.sources}
        say = self.words.say
        reliability = {
            "A": say("measured, documented"),
            "B": say("credible, second hand"),
            "C": say("opinion of practitioners"),
            "D": say("vendor claim"),
        }
        return [
            SourceView(
                id=source.id,
                text=self.texts.sources[source.id],
                reliability=reliability[source.grade],
                day=self.numbers.short_day(source.checked),
            )
            for source in (known[name] for name in question.sources)
        ]

    def _saved(self, stored: StoredAnswer | None) -> str:
        if stored is None:
            return ""
        say, by = self.words.say, self.part.name_of(stored)
        day = self.numbers.short_day(stored.answered_at)
        if by is None:
            return say("Saved on %(day)s", day=day)
        return say("Saved on %(day)s by %(name)s", day=day, name=by)


def _bands(question: Question, text: QuestionText) -> list[Choice]:
    """Ranges to choose from by who can only estimate, as the questionnaire lists them."""
    if not isinstance(question, NumberQuestion):
        return []
    return [Choice(str(b.value), text.options[str(b.value)]) for b in question.bands]


def _says_not_applicable(value: object) -> bool:
    return value == NOT_APPLICABLE or (isinstance(value, Mapping) and NOT_APPLICABLE in value)
