"""Figures as people type them in their language, such as `12.500,50` in German."""

import re
from decimal import Decimal
from typing import Final

_POINT_IS_DECIMAL: Final = frozenset({"en"})
"""Languages in which a lone `12.500` is twelve and a half; in the others it is 12,500."""

_DRESSING: Final = re.compile(r"\s|['’_]|€|EUR|%", re.IGNORECASE)
"""What may stand around and between digits without meaning anything."""
_SIGNS: Final = str.maketrans({"−": "-", "–": "-", "—": "-"})
_PLAIN: Final = re.compile(r"[-+]?(?:[0-9]+(?:[.,][0-9]+)*(?:[.,]-?)?|[.,][0-9]+)")
_GROUPED: Final = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*")
_MOST_DIGITS: Final = 300


def read_figure(text: str, language: str) -> int | float | str | None:
    """Read a figure with comma or point; None where it is none.

    Where point and comma both stand, the last one begins the decimals. A lone one is followed by
    decimals too, except where exactly three digits follow and the language groups thousands by it.
    A figure that no float keeps exactly comes back as numeral with a point.
    """
    bare = _DRESSING.sub("", text).translate(_SIGNS)
    if not _PLAIN.fullmatch(bare) or len(bare) > _MOST_DIGITS:
        return None
    sign, digits = ("-", bare[1:]) if bare[0] == "-" else ("", bare.removeprefix("+"))
    digits = digits.rstrip("-")
    numeral = _with_point(f"{digits}0" if digits[-1] in ".," else digits, language)
    return None if numeral is None else _number(sign + numeral)


def _with_point(digits: str, language: str) -> str | None:
    """The digits with a point before decimals and nothing else between them."""
    decimal = _decimal_sign(digits, language)
    whole, _, part = digits.rpartition(decimal) if decimal else (digits, "", "")
    if any(sign in part for sign in ".,"):
        return None
    if any(sign in whole for sign in ".,") and not _GROUPED.fullmatch(whole):
        return None
    if decimal and decimal in whole:
        return None
    plain, part = whole.replace(".", "").replace(",", ""), part.rstrip("0")
    return f"{plain or 0}.{part}" if part else plain


def _decimal_sign(digits: str, language: str) -> str:
    """The sign that begins the decimals, empty where none does."""
    signs = [sign for sign in digits if sign in ".,"]
    if not signs:
        return ""
    last = signs[-1]
    if len(set(signs)) > 1:
        return last
    if len(signs) > 1:
        return ""
    own = "." if language in _POINT_IS_DECIMAL else ","
    could_group = _GROUPED.fullmatch(digits) and not digits.startswith("0")
    return "" if could_group and last != own else last


def _number(numeral: str) -> int | float | str:
    if "." not in numeral:
        return int(numeral)
    exact = Decimal(numeral)
    nearest = float(numeral)
    return nearest if Decimal(repr(nearest)) == exact else numeral
