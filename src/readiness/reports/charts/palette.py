"""The colours of the report, the same for charts, pages and PDF.

Every tone names the text colour that is read on it with a contrast of at least 4.5 : 1; a tone's
`fill` has that contrast against white too wherever it is used for words. Level tones are one hue
from pale to dark, so they keep their order in greyscale. Verdicts also differ by their mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Verdict = Literal["go", "pilot", "prepare", "blocked", "not_a_fit"]
Severity = Literal["critical", "high", "medium", "low", "info"]


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour, the text colour on it, and a pale version for backgrounds behind ink."""

    fill: str
    text: str
    pale: str


_INK = "#0B1F3A"
_WHITE = "#FFFFFF"

_LEVELS = (
    Tone("#D9EFEA", _INK, "#F1F9F7"),
    Tone("#A5D8CE", _INK, "#E4F4F0"),
    Tone("#5DB5A6", _INK, "#D3EBE6"),
    Tone("#1A7A6D", _WHITE, "#C6E3DE"),
    Tone("#0B4F48", _WHITE, "#BBD8D4"),
)
_VERDICTS: Mapping[Verdict, Tone] = MappingProxyType(
    {
        "go": Tone("#0F766E", _WHITE, "#DDF1ED"),
        "pilot": Tone("#1D4F91", _WHITE, "#E3ECF7"),
        "prepare": Tone("#92520A", _WHITE, "#FBF0DF"),
        "blocked": Tone("#A8201A", _WHITE, "#FBE7E5"),
        "not_a_fit": Tone("#56637A", _WHITE, "#EFF2F6"),
    }
)
_SEVERITIES: Mapping[Severity, Tone] = MappingProxyType(
    {
        "critical": Tone("#7F1310", _WHITE, "#FBE7E5"),
        "high": Tone("#A8201A", _WHITE, "#FBE7E5"),
        "medium": Tone("#92520A", _WHITE, "#FBF0DF"),
        "low": Tone("#1D4F91", _WHITE, "#E3ECF7"),
        "info": Tone("#56637A", _WHITE, "#EFF2F6"),
    }
)
_RISKS = (
    Tone("#F7F2EA", _INK, "#FCFAF6"),
    Tone("#F2DFC4", _INK, "#FAF1E4"),
    Tone("#E8C08F", _INK, "#F6E5CF"),
    Tone("#D98C5F", _INK, "#F2D6C6"),
)


@dataclass(frozen=True, slots=True)
class CoverTones:
    """What stands on the primary colour: softer texts, and the drawing's lines and shape."""

    soft: str = "#D5E0EC"
    accent: str = "#8FD3C7"
    line: str = "#24436A"
    shape: str = "#14615C"
    stroke: str = "#5DB5A6"


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours as `#RRGGBB`. `levels` and `risks` run from the lowest to the highest.

    `primary` is that of covers and headings, `accent` that of marks and links; `bright` is the
    accent where nothing is written in it.
    """

    primary: str = _INK
    cover: CoverTones = CoverTones()
    ink: str = _INK
    muted: str = "#56637A"
    paper: str = _WHITE
    grid: str = "#CBD4E0"
    track: str = "#E9EEF4"
    stripe: str = "#F4F7FA"
    accent: str = "#0F766E"
    accent_soft: str = "#CDE8E3"
    bright: str = "#5DB5A6"
    target: str = "#B45309"
    levels: tuple[Tone, ...] = _LEVELS
    verdicts: Mapping[Verdict, Tone] = field(default_factory=lambda: _VERDICTS)
    risks: tuple[Tone, ...] = _RISKS
    severities: Mapping[Severity, Tone] = field(default_factory=lambda: _SEVERITIES)

    def level(self, index: int, count: int) -> Tone:
        """The tone of level `index` (from 0) when there are `count` levels."""
        last = len(self.levels) - 1
        return self.levels[round(index * last / (count - 1)) if count > 1 else last]


PALETTE = Palette()
