"""Texts that people typed, cleaned for a slide and set as large as their box allows."""

import unicodedata
from dataclasses import dataclass
from math import ceil
from typing import Final

_DROPPED: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_POINTS: Final = 72.0
_CHARACTER: Final = 0.5
"""Width of a character in a line of text, of its size: bold and serif ones included."""
_LINE: Final = 1.22
_LONGEST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text with the size in points at which it fills its box and no more."""

    text: str
    size: float


def plain(text: str, most: int = _LONGEST) -> str:
    """The text in one paragraph without signs that nobody sees, at most so many characters."""
    composed = unicodedata.normalize("NFC", text[: most * 4])
    kept = "".join(
        " " if sign in "\n\t\r" else sign
        for sign in composed
        if sign in "\n\t\r" or unicodedata.category(sign) not in _DROPPED
    )
    words = " ".join(kept.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def lines_of(text: str, width: float, size: float) -> int:
    """How many lines a text takes in a box so many inches wide; words break where they must."""
    per_line = max(1, int(width * _POINTS / (size * _CHARACTER)))
    lines, used = 1, 0
    for word in text.split():
        length = len(word)
        if used and used + 1 + length <= per_line:
            used += 1 + length
            continue
        lines += bool(used)
        lines += max(0, ceil(length / per_line) - 1)
        used = length % per_line or min(length, per_line)
    return lines


def height_of(lines: int, size: float) -> float:
    """The height of so many lines in inches."""
    return lines * size * _LINE / _POINTS


def fitted(text: str, width: float, height: float, sizes: tuple[float, ...]) -> Fitted:
    """The text at the first size (largest first) at which it fits; cut at the last one."""
    clean = plain(text)
    for size in sizes:
        if height_of(lines_of(clean, width, size), size) <= height:
            return Fitted(clean, size)
    return Fitted(_cut(clean, width, height, sizes[-1]), sizes[-1])


def cut_to_lines(text: str, width: float, size: float, most: int) -> str:
    """The text cut so that it takes at most so many lines."""
    return _cut(plain(text), width, height_of(most, size) + 1e-6, size)


def _cut(text: str, width: float, height: float, size: float) -> str:
    if height_of(lines_of(text, width, size), size) <= height:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if height_of(lines_of(f"{text[:middle]}…", width, size), size) <= height:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip()}…"
