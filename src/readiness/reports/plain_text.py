"""Text that people typed, made safe to typeset."""

from __future__ import annotations

import re
import unicodedata

from readiness.reports.fonts import covered_characters

BREAK_OPPORTUNITY = "\u200b"
REPLACEMENT = "?"

# Signs the fonts lack although people type them, and what a typesetter would put instead.
_STAND_INS = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "\u2013",
    "\u2015": "\u2014",
    "\u25cf": "\u2022",
    "\u25cb": "o",
    "\u25e6": "\u2022",
    "\u25a0": "\u2022",
    "\u25a1": "o",
    "\u2714": "\u2713",
    "\u2715": "\u00d7",
    "\u2717": "\u00d7",
    "\u21d2": "\u2192",
    "\u27a1": "\u2192",
}
# What stays on one line: a number and its sign, and a date.
_UNPARTED = re.compile(
    r"(?<=\d) (?=[%×])|(?<=[€§×]) (?=\d)|(?<!\d)\d{1,2}\.? [^\W\d_]{3,9}\.? (?=\d{4}(?!\d))"
)
# Letters of living languages carry two marks at most; a pile of them hides the lines around it.
_REPEATED_MARKS = re.compile("([\u0300-\u036f])\\1+")
_PILED_MARKS = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")
_UNBREAKABLE_SPACES = frozenset("\u00a0\u2007\u202f")
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MARK_CATEGORIES = frozenset({"Mn", "Me", "Mc", "Sk"})


def safe_text(text: str, *, max_length: int = 4000, unbroken: int = 30) -> str:
    """Return `text` so that it can be set in any report without harm.

    Composed (NFC); control and direction characters dropped, and marks piled on a letter; signs
    the fonts cannot draw replaced; at most `max_length` characters, with an ellipsis when cut; a
    break opportunity after every `unbroken` characters without a space, because layout time grows
    with the square of a word's length. A number stays with its sign, a date together. Line feeds
    stay. Applying it twice changes nothing.
    """
    composed = unicodedata.normalize("NFC", text[: max_length * 4])
    drawable = "".join(_drawable(character) for character in composed)
    marked = _PILED_MARKS.sub(r"\1", _REPEATED_MARKS.sub(r"\1", drawable))
    drawable = unicodedata.normalize("NFC", marked)
    if len(drawable) > max_length:
        drawable = drawable[: max_length - 1].rstrip() + "\u2026"
    return _soften(_UNPARTED.sub(_joined, drawable), unbroken)


def _joined(unparted: re.Match[str]) -> str:
    return unparted.group().replace(" ", "\u00a0")


def _drawable(character: str) -> str:
    if character == "\n":
        return character
    category = unicodedata.category(character)
    if category in ("Zl", "Zp") or character == "\t":
        return " "
    if category in _DROPPED_CATEGORIES:
        return ""
    if ord(character) in covered_characters():
        return character
    if category == "Zs":
        return " "
    if character in _STAND_INS:
        return _STAND_INS[character]
    return _decomposed(character, category)


def _decomposed(character: str, category: str) -> str:
    plain = unicodedata.normalize("NFKD", character)
    drawn = "".join(c for c in plain if ord(c) in covered_characters())
    if drawn.strip():
        return drawn
    return "" if category in _MARK_CATEGORIES else REPLACEMENT


def _soften(text: str, unbroken: int) -> str:
    parts: list[str] = []
    run = 0
    for character in text:
        if character.isspace() and character not in _UNBREAKABLE_SPACES:
            run = 0
        elif run == unbroken:
            parts.append(BREAK_OPPORTUNITY)
            run = 1
        else:
            run += 1
        parts.append(character)
    return "".join(parts)
