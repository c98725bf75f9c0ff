"""A question with its answer as a page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readiness.scoring.answer_shapes import DONT_KNOW, NOT_APPLICABLE
from readiness.scoring.questions import (
    BooleanQuestion,
    MultipleQuestion,
    NumberQuestion,
    Question,
    SingleQuestion,
)
from readiness.scoring.texts import QuestionText
from readiness.services.answer_changes import Clash
from readiness.services.respondent_parts import Part
from readiness.services.sections import Asking, role_of
from readiness.storage.answers import StoredAnswer
from readiness.web.answer_forms import NO, YES, Fields, option_key, stored_fields
from readiness.web.answer_problems import Sentences
from readiness.web.answer_wording import AnswerWording, TwoAnswers


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
    """What questions are shown with: the part of the respondent, and the words of the page."""

    part: Part
    wording: AnswerWording

    def questions(
        self, askings: Sequence[Asking], typed: Typed = NOTHING_TYPED
    ) -> tuple[QuestionView, ...]:
        """Several questions, in the order given."""
        return tuple(self.question(asking, typed) for asking in askings)

    def question(self, asking: Asking, typed: Typed = NOTHING_TYPED) -> QuestionView:
        """One question with the answer typed or, if none was, with the one stored."""
        question = asking.question
        text = self.wording.texts.questions[question.id]
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
            unit=self.wording.unit(question),
            role=self.role_name(asking),
            sources=tuple(self._sources(question)),
            pieces=self.part.pieces.get(question.id, 0),
            revision=0 if stored is None else stored.revision,
            label=self.wording.label(question, None if stored is None else stored.value),
            saved=self._saved(stored),
            problem=None if code is None else self.wording.problem(question, code),
            clash=None if clash is None else self.wording.two_answers(question, clash),
        )

    def role_name(self, asking: Asking) -> str:
        """The name of the role in which a question is answered here."""
        role = role_of(asking.question, asking.kind)
        return "" if role is None else self.wording.texts.roles[role].name

    def _fields(self, question: Question, stored: StoredAnswer | None) -> Fields:
        locale = self.wording.numbers.locale
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
                return [
                    Choice(YES, self.wording.words.say("Yes")),
                    Choice(NO, self.wording.words.say("No")),
                ]
            case MultipleQuestion():
                return [
                    Choice(each.id, text.options.get(each.id, each.id)) for each in question.items
                ]
            case _:
                return []

    def _specials(self, asking: Asking, stored: StoredAnswer | None) -> list[Choice]:
        say, found = self.wording.words.say, []
        if asking.question.dont_know != "refused":
            found.append(Choice(DONT_KNOW, say("Don’t know")))
        if asking.may_not_apply or (stored is not None and _says_not_applicable(stored.value)):
            found.append(Choice(NOT_APPLICABLE, say("Does not apply")))
        return found

    def _range(self, question: Question) -> str:
        if not isinstance(question, NumberQuestion):
            return ""
        return self.wording.words.say(
            "Between %(low)s and %(high)s",
            low=self.wording.numbers.figure(question.low),
            high=self.wording.numbers.with_unit(question.high, self.wording.unit(question)),
        )

    def _sources(self, question: Question) -> list[SourceView]:
        known = {each.id: each for each in self.part.questionnaire.sources}
        say = self.wording.words.say
        reliability = {
            "A": say("measured, documented"),
            "B": say("credible, second hand"),
            "C": say("opinion of practitioners"),
            "D": say("vendor claim"),
        }
        return [
            SourceView(
                id=source.id,
                text=self.wording.texts.sources[source.id],
                reliability=reliability[source.grade],
                day=self.wording.numbers.short_day(source.checked),
            )
            for source in (known[name] for name in question.sources)
        ]

    def _saved(self, stored: StoredAnswer | None) -> str:
        if stored is None:
            return ""
        say, by = self.wording.words.say, self.part.name_of(stored)
        day = self.wording.numbers.short_day(stored.answered_at)
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
