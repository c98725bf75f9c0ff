"""How wide text is, and how a label is broken into lines so that none of it is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from readiness.reports.fonts import REGULAR, font_metrics

LINE_HEIGHT = 1.2
_SOFT_HYPHEN = "\u00ad"
_ZERO_WIDTH = frozenset("\u200b\u00ad")
_AT_SPACES = re.compile("\u200b")
_AT_HYPHENS = re.compile("\u200b|(?<=[-/\u2013])(?=\\w)")
_SHRINK_STEPS = (1.0, 0.95, 0.9, 0.85)
_SMALLEST_PART = 3
_VOWELS = frozenset("aeiouyäöüáàâéèêëíìîïóòôúùûæøåœ")


@lru_cache(maxsize=16384)
def text_width(text: str, size: float, weight: int = REGULAR) -> float:
    """Width in px of `text` set in the sans face at `size` px, without kerning."""
    metrics = font_metrics(weight)
    units = sum(
        metrics.advances.get(ord(character), metrics.missing_advance)
        for character in text
        if character not in _ZERO_WIDTH
    )
    return units * size / metrics.units_per_em


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of one size and weight, ready to draw."""

    lines: tuple[str, ...]
    size: float
    weight: int = REGULAR

    @property
    def width(self) -> float:
        return max((text_width(line, self.size, self.weight) for line in self.lines), default=0.0)

    @property
    def line_height(self) -> float:
        return self.size * LINE_HEIGHT

    @property
    def height(self) -> float:
        return self.line_height * len(self.lines)


@lru_cache(maxsize=4096)
def fit_text(
    text: str, width: float, size: float, weight: int = REGULAR, lines: int = 2
) -> TextBlock:
    """Break `text` into lines of at most `width` px, wanting at most `lines` of them.

    Tried at full size first, then a little smaller: breaks at spaces, then also after hyphens; last
    inside words. The number of lines may exceed `lines`, the width never exceeds `width`.
    """
    for shrink in _SHRINK_STEPS:
        for breaks in (_AT_SPACES, _AT_HYPHENS):
            setting = _Setting(width, size * shrink, weight, breaks)
            block = TextBlock(_wrap(text, setting), setting.size, weight)
            if len(block.lines) <= lines and block.width <= width:
                return block
    smallest = size * _SHRINK_STEPS[-1]
    setting = _Setting(width, smallest, weight, _AT_HYPHENS, divide=True)
    return TextBlock(_wrap(text, setting), smallest, weight)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch without a break; `joint` is what stands before it when the line goes on."""

    text: str
    joint: str = ""
    hyphen: str = ""


@dataclass(frozen=True, slots=True)
class _Setting:
    """How lines are to be made: `breaks` says where, `divide` allows it inside words too."""

    width: float
    size: float
    weight: int
    breaks: re.Pattern[str]
    divide: bool = False

    def fits(self, text: str) -> bool:
        return text_width(text, self.size, self.weight) <= self.width


def _wrap(text: str, setting: _Setting) -> tuple[str, ...]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph, setting.breaks):
            line = _append(lines, line, piece, setting)
        lines.append(line)
    return tuple(line for line in lines if line)


def _append(lines: list[str], line: str, piece: _Piece, setting: _Setting) -> str:
    longer = line + piece.joint + piece.text if line else piece.text
    if setting.fits(longer):
        return longer
    if line:
        lines.append(line + piece.hyphen)
    rest = piece.text
    while setting.divide and not setting.fits(rest):
        head, rest = _divide(rest, setting)
        lines.append(head)
    return rest


def _pieces(paragraph: str, breaks: re.Pattern[str]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for word in paragraph.split(" "):
        joint = " "
        for part in breaks.split(word):
            for index, syllable in enumerate(part.split(_SOFT_HYPHEN)):
                pieces.append(_Piece(syllable, joint, "-" if index else ""))
                joint = ""
    return [piece for piece in pieces if piece.text]


def _divide(word: str, setting: _Setting) -> tuple[str, str]:
    """Split a word too wide for a line, before a consonant that a vowel follows if possible."""
    most = 1
    while most < len(word) - 1 and setting.fits(word[: most + 1] + "-"):
        most += 1
    least = max(_SMALLEST_PART, most // 2)
    best = next((at for at in range(most, least - 1, -1) if _syllable_starts(word, at)), most)
    return word[:best] + "-", word[best:]


def _syllable_starts(word: str, at: int) -> bool:
    if len(word) - at < _SMALLEST_PART:
        return False
    before, first, second = (character.lower() for character in word[at - 1 : at + 2])
    return first.isalpha() and first not in _VOWELS and second in _VOWELS and before.isalpha()


def spread(wanted: list[float], sizes: list[float], low: float, high: float) -> list[float]:
    """Move centres apart along a line so that extents of `sizes` px do not overlap.

    Order is kept; centres stay as near to `wanted` as a single sweep each way allows, inside
    `low`..`high`. When the extents need more room than there is, they are packed from `low`.
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    placed = dict.fromkeys(order, 0.0)
    edge = low
    for index in order:
        placed[index] = max(wanted[index], edge + sizes[index] / 2)
        edge = placed[index] + sizes[index] / 2
    edge = max(high, low + sum(sizes))
    for index in reversed(order):
        placed[index] = min(placed[index], edge - sizes[index] / 2)
        edge = placed[index] - sizes[index] / 2
    return [placed[index] for index in range(len(wanted))]
