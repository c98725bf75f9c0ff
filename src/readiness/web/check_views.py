"""Answers to check as pages show them: in words, with what is to be done about each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.requests import Request

from readiness.reports.numbers import Numbers
from readiness.reports.view.answers_in_words import answer_label
from readiness.reports.words import Words, load_words
from readiness.scoring import AnswerState, Result
from readiness.scoring.questions import Question
from readiness.scoring.texts import Texts
from readiness.services.answer_check import AnswerCheck, CheckedAnswer, CheckedSection
from readiness.services.frames import Frame
from readiness.services.remarks import Said
from readiness.storage.tables import AnswerKind
from readiness.web.framed import texts_of
from readiness.web.pages import words_of
from readiness.web.tasks import section_name


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer in words; `who` is the role that answers, `given` by whom and when it was."""

    checked: CheckedAnswer
    section: str
    title: str
    label: str
    who: str
    given: str

    @property
    def id(self) -> str:
        """The question's id."""
        return self.checked.question.id

    @property
    def code(self) -> str:
        """The question's code."""
        return self.checked.question.code

    @property
    def anchor(self) -> str:
        """The id of its element on the page of its section."""
        return f"{self.code}-second" if self.checked.kind == "second" else self.code

    @property
    def is_gap(self) -> bool:
        """Whether there is no answer, needed or not."""
        return self.checked.answer.state is AnswerState.UNANSWERED


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section by name, with how much of it is missing or not known."""

    section: CheckedSection
    name: str

    @property
    def id(self) -> str:
        """The section's id."""
        return self.section.id

    @property
    def missing(self) -> int:
        """How many answers are missing that are needed."""
        return len(self.section.missing)

    @property
    def unknown(self) -> int:
        """How many answers are "don't know"."""
        return len(self.section.unknown)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding of the answers so far, with the answers it rests on and what is said about it."""

    code: str
    text: str
    answers: tuple[AnswerLine, ...]
    remark: Said | None


class CheckWords:
    """Puts answers to check into the words of the page's language."""

    def __init__(self, request: Request, frame: Frame, check: AnswerCheck) -> None:
        self._words: Words = words_of(request)
        self._labels = load_words(self._words.language)
        self._numbers = Numbers(self._words.language)
        self._texts: Texts = texts_of(request, frame)
        self._check = check
        self._places = {
            each.question.id: section.id for section in check.sections for each in section.answers
        }

    def sections(self) -> tuple[SectionLine, ...]:
        """All sections by name."""
        return tuple(SectionLine(each, self.name_of(each.id)) for each in self._check.sections)

    def name_of(self, section_id: str) -> str:
        """The name of a section."""
        return section_name(self._words, self._texts, section_id)

    def lines(self, answers: Iterable[CheckedAnswer]) -> tuple[AnswerLine, ...]:
        """Several answers in words."""
        return tuple(self.line(each) for each in answers)

    def line(self, checked: CheckedAnswer) -> AnswerLine:
        """One answer in words."""
        question = checked.question
        return AnswerLine(
            checked=checked,
            section=self._places[question.id],
            title=self._texts.questions[question.id].title,
            label=self._label(question, checked),
            who="" if checked.role is None else self._texts.roles[checked.role].name,
            given=self._given(checked),
        )

    def findings(self, result: Result, remarks: Mapping[str, Said]) -> tuple[FindingLine, ...]:
        """The findings of a result, gravest first as the result has them."""
        found: dict[tuple[str, AnswerKind], CheckedAnswer] = {
            (each.question.id, each.kind): each for each in self._check.answers
        }
        return tuple(
            FindingLine(
                code=finding.code,
                text=self._texts.findings[finding.code],
                answers=self.lines(
                    found[name, kind]
                    for name in finding.questions
                    for kind in _KINDS
                    if (name, kind) in found
                ),
                remark=remarks.get(finding.code),
            )
            for finding in result.findings
        )

    def _label(self, question: Question, checked: CheckedAnswer) -> str:
        text = self._texts.questions[question.id]
        label = answer_label(self._labels, self._numbers, text, question, checked.answer)
        if not checked.answer.estimated:
            return label
        return self._words.say("%(answer)s (estimated)", answer=label)

    def _given(self, checked: CheckedAnswer) -> str:
        if checked.at is None:
            return ""
        say, day = self._words.say, self._numbers.short_day(checked.at)
        if checked.carried_over:
            return say("Taken over from an earlier assessment")
        if checked.by is None:
            return day
        return say("%(name)s, %(day)s", name=checked.by, day=day)


_KINDS: tuple[AnswerKind, ...] = ("owner", "second")
