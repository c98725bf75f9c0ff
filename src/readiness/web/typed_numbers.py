"""Numbers as people type them: with comma or point, with or without what groups thousands."""

import re
from decimal import Decimal
from typing import Final

from babel import Locale

_SPACES: Final = re.compile(r"[\s\u00a0\u202f'\u2019]+")
_PLAIN: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_MINUS: Final = str.maketrans({"\u2212": "-", "\u2013": "-"})
_LONGEST: Final = 40


def read_number(typed: str, locale: Locale) -> float | None:
    """Return the number typed, whole ones as `int`; None where it cannot be told.

    Comma and point both stand before decimals, whatever the language, unless the sign can only
    group thousands in it: `1.250` is 1250 in German and 1.25 in English. A per cent sign after the
    number is passed over.
    """
    text = _SPACES.sub("", typed.strip().translate(_MINUS)).removesuffix("%")
    grouping = str(locale.number_symbols["latn"]["group"])
    if grouping in (".", ",") and re.fullmatch(
        rf"[+-]?[1-9]\d{{0,2}}({re.escape(grouping)}\d{{3}})+([.,]\d*)?", text
    ):
        text = text.replace(grouping, "")
    text = text.replace(",", ".")
    if len(text) > _LONGEST or not text.isascii() or not _PLAIN.fullmatch(text):
        return None
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)


def shown_number(value: float, locale: Locale) -> str:
    """Return a number as it is typed in a language, nothing grouped."""
    exact = Decimal(repr(value)).normalize()
    return f"{exact:f}".replace(".", str(locale.number_symbols["latn"]["decimal"]))
