"""Text that people typed, made safe to typeset."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from readiness.reports.fonts import covered_characters

BREAK_OPPORTUNITY = "\u200b"
REPLACEMENT = "?"
# A questionnaire's own short texts stand in every report; what people typed at length does not.
_SHORT, _SHORT_KEPT = 200, 8192

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
    if len(text) <= _SHORT:
        return _made_safe_before(text, max_length, unbroken)
    return _made_safe(text, max_length, unbroken)


def _made_safe(text: str, max_length: int, unbroken: int) -> str:
    composed = unicodedata.normalize("NFC", text[: max_length * 4])
    drawable = composed.translate(_DRAWABLE)
    marked = _PILED_MARKS.sub(r"\1", _REPEATED_MARKS.sub(r"\1", drawable))
    drawable = unicodedata.normalize("NFC", marked)
    if len(drawable) > max_length:
        drawable = drawable[: max_length - 1].rstrip() + "\u2026"
    return _soften(_UNPARTED.sub(_joined, drawable), unbroken)


_made_safe_before = lru_cache(maxsize=_SHORT_KEPT)(_made_safe)


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


class _Drawable(dict[int, str]):
    """What is drawn for each character, found out once for each."""

    def __missing__(self, code: int) -> str:
        drawn = self[code] = _drawable(chr(code))
        return drawn


_DRAWABLE = _Drawable()


@cache
def _too_long(unbroken: int) -> re.Pattern[str]:
    """So many characters without a space that may break, with another one after them."""
    solid = rf"(?:\S|[{''.join(_UNBREAKABLE_SPACES)}])"
    return re.compile(rf"{solid}{{{unbroken}}}(?={solid})")


def _soften(text: str, unbroken: int) -> str:
    return _too_long(unbroken).sub(rf"\g<0>{BREAK_OPPORTUNITY}", text)
