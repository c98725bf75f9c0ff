"""What people type into the fields of a worksheet: read, shown again, and brought together.

Everything is kept: what is no figure stays the text it is. Two people who fill different fields do
not disturb each other; where both changed the same one, both values are told.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from readiness.reports.numbers import Numbers
from readiness.scoring.worksheets.model import CalculationWorksheet, WorksheetInput
from readiness.services.typed_figures import read_figure

MOST_CHARACTERS: Final = 1_000
"""Of one field; nobody types more into a figure, and it has to fit onto the page again."""

YES: Final = "yes"
NO: Final = "no"
_STAMP_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Typed:
    """A field as it was sent, and the stamp of the value it held when the page was made."""

    text: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Clash:
    """One input that two people changed: as it is stored now, and as it was typed over that."""

    input: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The inputs to keep, and the fields that were left as stored because both changed them."""

    inputs: Mapping[str, Any]
    clashes: tuple[Clash, ...]


def stamp_of(value: object) -> str:
    """A short text that differs whenever the value does; empty for none."""
    if value is None:
        return ""
    written = json.dumps(value, sort_keys=True).encode()
    return hashlib.sha256(written).hexdigest()[:_STAMP_DIGITS]


def read_entry(entry: WorksheetInput, text: str, language: str) -> bool | int | float | str | None:
    """What a field means; a text that is no figure stays as it was typed, None is left empty."""
    cleaned = _printable(text)
    if not cleaned:
        return None
    if entry.yes_no:
        return {YES: True, NO: False}.get(cleaned, cleaned)
    figure = read_figure(cleaned, language)
    return cleaned if figure is None else figure


def shown_entry(value: object, numbers: Numbers) -> str:
    """A stored value as its field shows it; what is no figure as it was typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float) or (isinstance(value, int) and abs(value) < 10**15):
        return numbers.figure(value)
    return str(value)[:MOST_CHARACTERS]


def merge_entries(
    worksheet: CalculationWorksheet,
    stored: Mapping[str, Any],
    typed: Mapping[str, Typed],
    language: str,
) -> Merged:
    """Put what was typed over what is stored; fields that were not sent stay as they are.

    A field changed on the page counts, unless the stored value was changed meanwhile as well.
    """
    inputs = dict(stored)
    clashes = []
    numbers = Numbers(language)
    for entry in worksheet.inputs:
        sent, now = typed.get(entry.id), stored.get(entry.id)
        if sent is None or sent.text.strip() == shown_entry(now, numbers):
            continue
        value = read_entry(entry, sent.text, language)
        if stamp_of(value) in (sent.stamp, stamp_of(now)):
            continue
        if sent.stamp != stamp_of(now):
            clashes.append(Clash(entry.id, shown_entry(now, numbers), sent.text))
            continue
        inputs[entry.id] = value
    return Merged({name: kept for name, kept in inputs.items() if kept is not None}, tuple(clashes))


def _printable(text: str) -> str:
    """The text on one line, without what cannot be seen."""
    spaced = " ".join(text[:MOST_CHARACTERS].split())
    return "".join(each for each in spaced if each.isprintable())
