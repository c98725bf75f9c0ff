"""From what people type to exact figures; everything wrong is said, nothing is guessed or lost."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from readiness.scoring.answer_shapes import Refusal, shown
from readiness.scoring.spelling import did_you_mean
from readiness.scoring.worksheets.exact import exactly
from readiness.scoring.worksheets.model import CalculationWorksheet, WorksheetInput
from readiness.scoring.worksheets.result import EntryProblem

_NUMERAL: Final = re.compile(
    r"(?P<digits>-?[0-9]{1,1000}(\.[0-9]{1,1000})?)([eE](?P<power>[-+]?[0-9]{1,1000}))?"
)
_MOST_POWER: Final = 1_000
"""Of ten; no figure of a worksheet comes near, and exact powers beyond take long."""


_SUGGESTIONS_MADE: Final = 100
"""Comparing a misspelt name with all others is slow; who sends more of them means another sheet."""


@dataclass(frozen=True, slots=True)
class Entries:
    """The inputs read: `values` by id (`None`: no value counts), and what is to be said of them."""

    values: Mapping[str, Fraction | bool | None]
    problems: tuple[EntryProblem, ...]
    missing: tuple[str, ...]
    assumed: tuple[str, ...]


def read_inputs(worksheet: CalculationWorksheet, typed: Mapping[str, object]) -> Entries:
    """Read inputs by id: figures, or true and false; `None` is the same as left out.

    A refused input counts as missing, even where there is a default: who typed something did not
    mean the default.
    """
    values: dict[str, Fraction | bool | None] = {}
    problems: list[EntryProblem] = []
    missing: list[str] = []
    assumed: list[str] = []
    for entry in worksheet.inputs:
        given = typed.get(entry.id)
        try:
            values[entry.id] = _read(entry, given)
        except Refusal as refusal:
            values[entry.id] = None
            problems.append(_problem(entry.id, refusal))
        if given is None and entry.default is not None:
            values[entry.id] = _default(entry.default)
            assumed.append(entry.id)
        elif values[entry.id] is None and not entry.optional:
            missing.append(entry.id)
            if given is None:
                problems.append(_problem(entry.id, _not_given(entry)))
    problems.extend(_unknown(worksheet, typed))
    return Entries(values, tuple(problems), tuple(missing), tuple(assumed))


def lies_within(entry: WorksheetInput, figure: Fraction) -> bool:
    """Tell whether the figure is inside the input's bounds."""
    return not (
        (entry.low is not None and figure < exactly(entry.low))
        or (entry.high is not None and figure > exactly(entry.high))
    )


def fits_decimals(entry: WorksheetInput, figure: Fraction) -> bool:
    """Tell whether the figure has no more decimals than the input takes."""
    scale: int = 10**entry.decimals
    return (figure * scale).denominator == 1


def _default(value: bool | float) -> Fraction | bool:
    return value if isinstance(value, bool) else exactly(value)


def _read(entry: WorksheetInput, given: object) -> Fraction | bool | None:
    if given is None:
        return None
    if entry.yes_no:
        if isinstance(given, bool):
            return given
        raise Refusal("wrong_type", f"{shown(given)} is not true or false", _expected(entry))
    figure = _figure(entry, given)
    if not lies_within(entry, figure):
        raise Refusal(
            "out_of_range", f"{shown(given)} is outside what {entry.code} can be", _expected(entry)
        )
    if not fits_decimals(entry, figure):
        raise Refusal(
            "too_many_decimals",
            f"{shown(given)} is finer than {entry.code} is asked",
            f"round to {entry.decimals} decimals" if entry.decimals else "use a whole number",
        )
    if isinstance(given, str):
        raise Refusal(
            "wrong_type",
            f"{entry.code} takes a figure, not the text {shown(given)}",
            f"write {given} without quotes",
        )
    return figure


def _figure(entry: WorksheetInput, given: object) -> Fraction:
    """The figure typed; a numeral in quotes is read too, so that what is wrong with it is said.

    Numbers that JSON cannot keep exactly arrive as such texts.
    """
    if isinstance(given, int) and not isinstance(given, bool):
        return Fraction(given)
    if isinstance(given, float) and math.isfinite(given):
        return exactly(given)
    numeral = _NUMERAL.fullmatch(given) if isinstance(given, str) else None
    if numeral is not None:
        power = int(numeral["power"] or 0)
        nearest = max(-_MOST_POWER, min(power, _MOST_POWER))
        return Fraction(numeral["digits"]) * Fraction(10) ** nearest
    raise Refusal(
        "wrong_type",
        f"{shown(given)} is not a figure for {entry.code}",
        f"{_expected(entry)}; leave it out while it is not known",
    )


def _not_given(entry: WorksheetInput) -> Refusal:
    otherwise = "" if entry.yes_no else "; if there is none, 0"
    return Refusal("input_missing", f"{entry.code} has no value", _expected(entry) + otherwise)


def _expected(entry: WorksheetInput) -> str:
    if entry.yes_no:
        return "write true or false"
    return f"give a figure from {entry.low:.15g} to {entry.high:.15g} ({entry.unit})"


def _unknown(
    worksheet: CalculationWorksheet, typed: Mapping[str, object]
) -> Iterator[EntryProblem]:
    known = {entry.id for entry in worksheet.inputs}
    strange = sorted(set(typed) - known)
    for position, name in enumerate(strange):
        remedy = "leave it out"
        if position < _SUGGESTIONS_MADE:
            remedy = did_you_mean(name, sorted(known), remedy)
        yield _problem(
            name, Refusal("unknown_input", f"{worksheet.code} has no input {shown(name)}", remedy)
        )


def _problem(name: str, refusal: Refusal) -> EntryProblem:
    return EntryProblem(
        code=refusal.code,
        input=name,
        message=refusal.message,
        remedy=refusal.remedy,
        pointer="/" + name.replace("~", "~0").replace("/", "~1"),
    )
