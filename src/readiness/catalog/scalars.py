"""Unquoted words of YAML → values; whatever would change or surprise when read is refused."""

import math
import re
from decimal import Decimal
from typing import Final

PlainValue = str | int | float | bool | None

_WHOLE: Final = re.compile(r"0|-?[1-9][0-9]*")
_DECIMAL: Final = re.compile(
    r"-?(0|[1-9][0-9]*)(\.([0-9]*[1-9]|0)([eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)"
)
_LIKE_A_NUMBER: Final = re.compile(
    r"""[-+]?(
        0[xob][0-9a-f_]+                           # 0x1F, 0o7, 0b1
      | [0-9][0-9_]*(:[0-9]+)+(\.[0-9]*)?          # 12:30, which some readers take as 750
      | [0-9][0-9_]*([.,][0-9_]*)?(e[-+]?[0-9]+)?  # 012, 1_000, 1.10, 5., 99,6
      | \.[0-9][0-9_]*(e[-+]?[0-9]+)?              # .5
      | \.(inf|nan)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_WORDS: Final = {"true": True, "false": False, "null": None}
_AMBIGUOUS: Final = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false", "null", "~"})
_MOST_DIGITS: Final = 15


class Ambiguous(Exception):
    """An unquoted word has no single reading: problem code, what it is, how to mend it."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(code, message, remedy)
        self.code, self.message, self.remedy = code, message, remedy


def plain_value(text: str) -> PlainValue:
    """Return the value of an unquoted word: true, false, null, a number or a text.

    Dates, versions and everything else stay text. Raises `Ambiguous` for words and numbers that
    readers of YAML disagree about, and for numbers that would not come back as written.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text.lower() in _AMBIGUOUS:
        raise _ambiguous_word(text)
    if not _LIKE_A_NUMBER.fullmatch(text):
        return text
    if _WHOLE.fullmatch(text) and len(text.lstrip("-")) <= _MOST_DIGITS:
        return int(text)
    if _DECIMAL.fullmatch(text) and len(text) <= 2 * _MOST_DIGITS:
        number = float(text)
        if math.isfinite(number) and Decimal(repr(number)) == Decimal(text):
            return number
    raise Ambiguous(
        "ambiguous_number",
        f"{_shown(text)} would not be read as it is written",
        _plainly(text),
    )


def _ambiguous_word(text: str) -> Ambiguous:
    lower = text.lower()
    if lower in ("null", "~"):
        meaning, remedy = "nothing or a text", f'write null, or put it in quotes: "{text}"'
    else:
        yes = lower in ("yes", "on", "y", "true")
        plain = "true" if yes else "false"
        meaning, remedy = "a text or true/false", f'write {plain}, or put it in quotes: "{text}"'
    return Ambiguous("ambiguous_word", f"{text!r} could be {meaning}", remedy)


def _plainly(text: str) -> str:
    quotes = f'put it in quotes if it is a text: "{text}"' if len(text) <= 40 else "use quotes"
    candidate = text.replace(",", ".").lstrip("+")
    if re.fullmatch(r"-?[0-9]*\.[0-9]*", candidate) and len(candidate) <= _MOST_DIGITS:
        candidate = f"{Decimal(candidate).normalize():f}"
        return f"{quotes}; write {candidate} if it is a number"
    return f"{quotes}; write the number with plain digits if it is a number"


def _shown(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
