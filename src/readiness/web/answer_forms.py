"""Answers and the fields they are typed in, both ways; one reader for forms and for autosave."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from babel import Locale
from starlette.datastructures import FormData

from readiness.scoring.answer_shapes import DONT_KNOW, NOT_APPLICABLE, Refusal, read_answer
from readiness.scoring.answers import Answer, AnswerState
from readiness.scoring.questions import (
    BooleanQuestion,
    MultipleQuestion,
    NumberQuestion,
    Question,
    SingleQuestion,
    TextQuestion,
)
from readiness.services.answer_changes import AnswerEdit
from readiness.web.typed_numbers import read_number, shown_number

YES: Final = "=yes"
NO: Final = "=no"
_NUL: Final = "\0"
_LARGEST_REVISION: Final = 2**31 - 1


class NotReadable(Exception):
    """What was typed is no answer to the question; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands in the fields of one question.

    `choice` is an option's key or, where one of several is chosen, also "dont_know" and
    "not_applicable"; elsewhere these are ticked, in `special`. `base` is the revision that the
    page had shown before there were two answers to choose from.
    """

    choice: str = ""
    figure: str = ""
    band: str = ""
    items: frozenset[str] = frozenset()
    none_of_these: bool = False
    special: frozenset[str] = frozenset()
    text: str = ""
    reason: str = ""
    note: str = ""
    base: int = 0


def option_key(value: int | str) -> str:
    """The key of an option among the choices; no option's word can be taken for "dont_know"."""
    return f"={value}"


def typed_fields(question: Question, form: FormData) -> Fields:
    """Return what was typed, as it was typed; fields that were not sent are empty."""
    return Fields(
        choice=_one(form, question, "choice"),
        figure=_one(form, question, "figure"),
        band=_one(form, question, "band"),
        items=frozenset(_many(form, question, "item")),
        none_of_these=bool(_one(form, question, "none")),
        special=frozenset(_many(form, question, "special")),
        text=_one(form, question, "text"),
        reason=_one(form, question, "reason").strip(),
        note=_one(form, question, "note").strip(),
        base=_base_to_show(question, form),
    )


def stored_fields(
    question: Question, value: object | None, note: str | None, locale: Locale
) -> Fields:
    """Return the fields of an answer as it is stored; None says there is none."""
    answer = Answer(AnswerState.UNANSWERED) if value is None else read_answer(question, value)
    unsure = [answer.state.value] if answer.state in _SPECIAL else []
    chosen_one = isinstance(question, SingleQuestion | BooleanQuestion)
    return Fields(
        choice=unsure[0] if chosen_one and unsure else _choice(question, answer),
        figure="" if answer.figure is None else shown_number(answer.figure, locale),
        band=str(answer.value) if answer.estimated else "",
        items=frozenset(answer.items or ()),
        none_of_these=answer.items == (),
        special=frozenset() if chosen_one else frozenset(unsure),
        text=str(answer.value) if _is_text(question, answer) else "",
        reason=answer.reason or "",
        note=note or "",
    )


def typed_value(question: Question, fields: Fields, locale: Locale) -> object | None:
    """Return the raw answer that the fields give, None for none; raises `NotReadable`."""
    given = list(_given(question, fields, locale))
    if len(given) > 1:
        raise NotReadable("two_answers")
    if not given:
        return None
    value = given[0]
    if value == NOT_APPLICABLE and fields.reason:
        value = {NOT_APPLICABLE: fields.reason}
    try:
        read_answer(question, value)
    except Refusal as refusal:
        raise NotReadable(refusal.code) from refusal
    return value


def typed_edit(question: Question, form: FormData, locale: Locale) -> AnswerEdit:
    """Return the change that a form makes to one answer; raises `NotReadable`."""
    fields = typed_fields(question, form)
    value = typed_value(question, fields, locale)
    return AnswerEdit(question.id, value, fields.note or None, base_of(question, form))


def base_of(question: Question, form: FormData) -> int:
    """Return the revision the page had shown; a script says it without the question's name."""
    return _revision(str(form.get("base") or _one(form, question, "base")))


def base_before_clash(question: Question, form: FormData) -> int:
    """Return the revision that the page had shown before it showed two answers to choose from."""
    return _revision(_one(form, question, "conflict"))


def was_on_page(question: Question, form: FormData) -> bool:
    """Tell whether the form had the question."""
    return f"{question.code}.base" in form


def kept_of_two(question: Question, form: FormData) -> str | None:
    """Return which of two answers is kept: "mine", "theirs", "" undecided; None for no clash."""
    if f"{question.code}.conflict" not in form:
        return None
    return _one(form, question, "keep")


def _base_to_show(question: Question, form: FormData) -> int:
    undecided = kept_of_two(question, form) == ""
    return base_before_clash(question, form) if undecided else base_of(question, form)


def _revision(told: str) -> int:
    is_number = told.isascii() and told.isdigit() and int(told) <= _LARGEST_REVISION
    return int(told) if is_number else 0


def _given(question: Question, fields: Fields, locale: Locale) -> Iterator[object]:
    """Every answer that the fields give; more than one contradict each other."""
    match question:
        case SingleQuestion():
            yield from _given_option(question, fields.choice)
        case BooleanQuestion():
            yield from _given_flag(fields.choice)
        case NumberQuestion():
            if fields.figure.strip():
                yield _figure(fields.figure, locale)
            elif fields.band:
                yield _band(fields.band)
        case MultipleQuestion():
            yield from _given_items(question, fields)
        case TextQuestion():
            if fields.text.strip():
                yield fields.text
    yield from sorted(fields.special & _SPECIAL_WORDS)


def _given_option(question: SingleQuestion, choice: str) -> Iterator[object]:
    if choice in _SPECIAL_WORDS:
        yield choice
    elif choice:
        known = {option_key(option.value): option.value for option in question.options}
        if choice not in known:
            raise NotReadable("unknown_option")
        yield known[choice]


def _given_flag(choice: str) -> Iterator[object]:
    if choice in (YES, NO):
        yield choice == YES
    elif choice in _SPECIAL_WORDS:
        yield choice


def _given_items(question: MultipleQuestion, fields: Fields) -> Iterator[object]:
    if fields.items:
        yield [item.id for item in question.items if item.id in fields.items]
    elif fields.band and not fields.none_of_these:
        yield _band(fields.band)
    if fields.none_of_these:
        yield []


def _figure(typed: str, locale: Locale) -> float:
    number = read_number(typed, locale)
    if number is None:
        raise NotReadable("number_unreadable")
    return number


def _band(typed: str) -> dict[str, int]:
    if not (typed.isascii() and typed.isdigit()):
        raise NotReadable("unknown_option")
    return {"band": int(typed)}


def _choice(question: Question, answer: Answer) -> str:
    match question:
        case SingleQuestion() if isinstance(answer.value, int | str):
            return option_key(answer.value)
        case BooleanQuestion() if isinstance(answer.value, bool):
            return YES if answer.value else NO
        case _:
            return ""


def _is_text(question: Question, answer: Answer) -> bool:
    return isinstance(question, TextQuestion) and answer.state is AnswerState.ANSWERED


def _one(form: FormData, question: Question, part: str) -> str:
    value = form.get(f"{question.code}.{part}")
    if not isinstance(value, str):
        return ""
    return value.replace(_NUL, "").replace("\r\n", "\n")


def _many(form: FormData, question: Question, part: str) -> list[str]:
    return [each for each in form.getlist(f"{question.code}.{part}") if isinstance(each, str)]


_SPECIAL = (AnswerState.DONT_KNOW, AnswerState.NOT_APPLICABLE)
_SPECIAL_WORDS = frozenset({DONT_KNOW, NOT_APPLICABLE})
