"""One raw answer to one question: its shape, its value, and what is said when it cannot be."""

import reprlib
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TypeGuard, assert_never

from readiness.scoring.answers import Answer, AnswerState
from readiness.scoring.questions import (
    Band,
    BooleanQuestion,
    MultipleQuestion,
    NumberQuestion,
    Option,
    Question,
    SingleQuestion,
    TextQuestion,
)
from readiness.scoring.spelling import did_you_mean

DONT_KNOW = "dont_know"
NOT_APPLICABLE = "not_applicable"
LONGEST_REASON = 500
_ITEMS_NAMED = 12


class Refusal(Exception):
    """One answer cannot be taken: code, message and remedy of the problem to report."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


def read_answer(question: Question, value: object) -> Answer:
    """Read one answer; shapes: see `reading.read_answers`. Raises `Refusal`."""
    if value == DONT_KNOW:
        if question.dont_know == "refused":
            raise Refusal(
                "dont_know_refused",
                f"{question.code} needs an answer; fit and branches are computed from it",
                "give the answer that comes closest",
            )
        return Answer(AnswerState.DONT_KNOW)
    if value == NOT_APPLICABLE:
        return _not_applicable(question, None)
    if isinstance(value, Mapping):
        return _read_mapping(question, value)
    return _READERS[question.type](question, value)


def _read_mapping(question: Question, value: Mapping[str, object]) -> Answer:
    if set(value) == {NOT_APPLICABLE}:
        reason = value[NOT_APPLICABLE]
        if not isinstance(reason, str) or not 0 < len(reason.strip()) <= LONGEST_REASON:
            raise Refusal(
                "wrong_type",
                f"the reason why {question.code} does not apply is not a line of text",
                f"write not_applicable: with a reason of up to {LONGEST_REASON} characters",
            )
        return _not_applicable(question, reason.strip())
    if set(value) == {"band"}:
        return _read_band(question, value["band"])
    raise Refusal(
        "wrong_type",
        f"{question.code} takes no mapping with {shown(list(value))}",
        f"{_expected(question)}, {{band: 0-4}} or {{not_applicable: reason}}",
    )


def _not_applicable(question: Question, reason: str | None) -> Answer:
    if question.asked_if is None and question.not_applicable is None:
        raise Refusal(
            "not_applicable_refused",
            f"{question.code} applies to everybody",
            "answer it or write dont_know",
        )
    return Answer(AnswerState.NOT_APPLICABLE, reason=reason)


def _read_band(question: Question, value: object) -> Answer:
    bands = question.bands if isinstance(question, NumberQuestion | MultipleQuestion) else ()
    if not bands:
        raise Refusal(
            "band_not_offered",
            f"{question.code} has no bands",
            _expected(question),
        )
    known = sorted({band.value for band in bands})
    if not _is_whole(value) or value not in known:
        raise Refusal(
            "unknown_option",
            f"{question.code} has no band {shown(value)}",
            f"use one of {', '.join(map(str, known))}",
        )
    return Answer(AnswerState.ANSWERED, value=int(value), estimated=True)


def _read_single(question: SingleQuestion, value: object) -> Answer:
    for option in question.options:
        if _same_option(option, value):
            return Answer(AnswerState.ANSWERED, value=option.value)
    values = [option.value for option in question.options]
    numbers = all(isinstance(v, int) for v in values)
    if numbers and isinstance(value, str) and value.strip() in {str(v) for v in values}:
        raise Refusal(
            "wrong_type",
            f"{question.code} takes a number, not the text {value!r}",
            f"write {value.strip()} without quotes",
        )
    raise Refusal(
        "unknown_option" if isinstance(value, str | int | float) else "wrong_type",
        f"{shown(value)} is not an option of {question.code}",
        _expected(question)
        if numbers
        else _closest(value, [str(v) for v in values], _expected(question)),
    )


def _same_option(option: Option, value: object) -> bool:
    if isinstance(option.value, int):
        return _is_whole(value) and value == option.value
    if not isinstance(value, str):
        return False
    return value.strip() in (option.value, *option.aliases)


def _read_number(question: NumberQuestion, value: object) -> Answer:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refusal(
            "wrong_type",
            f"{shown(value)} is not a figure for {question.code}",
            _expected(question),
        )
    if not question.low <= value <= question.high:
        raise Refusal(
            "out_of_range",
            f"{shown(value)} is outside what {question.code} can be",
            _expected(question),
        )
    if _decimals(value) > question.decimals:
        raise Refusal(
            "too_many_decimals",
            f"{shown(value)} is finer than {question.code} is asked",
            f"round to {question.decimals} decimals" if question.decimals else "use a whole number",
        )
    figure = float(value)
    read = band_value(question.bands, figure) if question.bands else figure
    return Answer(AnswerState.ANSWERED, value=read, figure=figure)


def _decimals(value: float) -> int:
    """Decimals as typed; the shortest text that gives the same number is what was typed."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _read_multiple(question: MultipleQuestion, value: object) -> Answer:
    if not isinstance(value, list | tuple):
        raise Refusal(
            "wrong_type", f"{shown(value)} is not a list for {question.code}", _expected(question)
        )
    ticked: list[str] = []
    for entry in value:
        item = _item(question, entry)
        if item in ticked:
            raise Refusal(
                "repeated_item",
                f"{item!r} is ticked twice in {question.code}",
                "name each item once",
            )
        ticked.append(item)
    items = tuple(item.id for item in question.items if item.id in ticked)
    read = band_value(question.bands, len(items)) if question.bands else items
    return Answer(AnswerState.ANSWERED, value=read, items=items)


def _item(question: MultipleQuestion, entry: object) -> str:
    spelt = entry.strip() if isinstance(entry, str) else None
    for item in question.items:
        if spelt in (item.id, *item.aliases):
            return item.id
    raise Refusal(
        "unknown_option",
        f"{shown(entry)} is not an item of {question.code}",
        _closest(entry, [item.id for item in question.items], _expected(question)),
    )


def _read_boolean(question: BooleanQuestion, value: object) -> Answer:
    if not isinstance(value, bool):
        raise Refusal("wrong_type", f"{shown(value)} is not true or false", _expected(question))
    return Answer(AnswerState.ANSWERED, value=value)


def _read_text(question: TextQuestion, value: object) -> Answer:
    if not isinstance(value, str):
        raise Refusal("wrong_type", f"{shown(value)} is not a text", _expected(question))
    if len(value) > question.max_length:
        raise Refusal(
            "text_too_long",
            f"the answer to {question.code} has {len(value)} characters",
            f"shorten it to {question.max_length}",
        )
    return Answer(AnswerState.ANSWERED, value=value)


_READERS: Mapping[str, Callable[..., Answer]] = {
    "single": _read_single,
    "multiple": _read_multiple,
    "number": _read_number,
    "boolean": _read_boolean,
    "text": _read_text,
}


def band_value(bands: tuple[Band, ...], figure: float) -> int:
    """Return the value 0-4 of the band that holds the figure.

    Raises `LookupError` when no band does, which the linter excludes for released questionnaires.
    """
    for band in bands:
        if band.holds(figure):
            return band.value
    raise LookupError(f"no band holds {figure}")


def _expected(question: Question) -> str:
    match question:
        case SingleQuestion():
            return f"use one of {', '.join(str(option.value) for option in question.options)}"
        case NumberQuestion():
            return f"give a figure from {question.low:g} to {question.high:g} ({question.unit})"
        case MultipleQuestion():
            named = [item.id for item in question.items[:_ITEMS_NAMED]]
            more = [] if len(named) == len(question.items) else ["..."]
            return f"give a list of {', '.join(named + more)}"
        case BooleanQuestion():
            return "write true or false"
        case TextQuestion():
            return f"write a text of up to {question.max_length} characters"
        case _:
            assert_never(question)


def _is_whole(value: object) -> TypeGuard[int | float]:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, float) and value.is_integer())


def _closest(wrong: object, known: Iterable[str], otherwise: str) -> str:
    return did_you_mean(wrong, known, otherwise) if isinstance(wrong, str) else otherwise


class _Shortened(reprlib.Repr):
    """Shows whatever people send in one short line, however long, deep or large it is."""

    def repr_int(self, value: int, level: int) -> str:
        """Python refuses to print whole numbers of some thousand digits."""
        if abs(value) < 10**self.maxlong:
            return super().repr_int(value, level)
        return f"a whole number of more than {self.maxlong} digits"


_SHORTENED = _Shortened()
_SHORTENED.maxstring = _SHORTENED.maxother = 80
_SHORTENED.maxlevel = 2


def shown(value: object) -> str:
    """Return what was sent, in short, for a message."""
    return _SHORTENED.repr(value)
