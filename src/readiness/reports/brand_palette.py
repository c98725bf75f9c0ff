"""The palette of a brand: its two colours become all tones of pages, charts and cover.

Verdicts, severities, risks and the target keep the house's colours, because they mean something.
Levels take the accent's hue with exactly the luminance of the house's levels, so that they keep
their order in greyscale and the contrast of the text on them, whatever the hue.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from readiness.reports.brand_colours import (
    READABLE,
    WHITE,
    Shade,
    as_light_as,
    contrast,
    darkened,
    lightened,
    mixed,
    shade_of,
)
from readiness.reports.charts.palette import PALETTE, CoverTones, Palette, Tone

_FIRM: Final = 5.5  # white on the cover's drawing, so that softer words are legible on it, too
_STRENGTHS: Final = (0.22, 0.55, 0.9, 1.0, 0.75)  # of the accent's chroma, level by level
_PALE_STRENGTH: Final = 0.12
_APART: Final = 1.12  # the least contrast of cover and drawing
_DARK: Final = 9.0  # from this contrast with white on, a ground is dark


@dataclass(frozen=True, slots=True)
class Mended:
    """A colour that was too weak to be read: what was given, what is used, and both contrasts."""

    role: Literal["primary", "accent"]
    given: str
    used: str
    contrast_given: float
    contrast_used: float


def mend(role: Literal["primary", "accent"], colour: str) -> Mended | None:
    """Darken a colour that text in it, or white text on it, would be hard to read; else None."""
    used = darkened(colour, _is_read_on_white)
    if used == colour:
        return None
    return Mended(role, colour, used, contrast(colour, WHITE), contrast(used, WHITE))


@lru_cache(64)
def brand_palette(primary: str | None, accent: str | None) -> Palette:
    """The palette of a brand's colours, mended before; the house's own where both are None."""
    if primary is None and accent is None:
        return PALETTE
    cover = primary or PALETTE.primary
    marks = accent or PALETTE.accent
    coloured = PALETTE if accent is None else _with_accent(accent)
    return replace(coloured, primary=cover, cover=_cover(cover, marks))


def _with_accent(accent: str) -> Palette:
    shade = shade_of(accent)
    return replace(
        PALETTE,
        accent=accent,
        accent_soft=_alike(PALETTE.accent_soft, shade, 0.3),
        bright=_alike(PALETTE.bright, shade, 0.9),
        levels=tuple(
            Tone(
                _alike(tone.fill, shade, strength),
                tone.text,
                _alike(tone.pale, shade, _PALE_STRENGTH),
            )
            for tone, strength in zip(PALETTE.levels, _STRENGTHS, strict=True)
        ),
    )


def _cover(ground: str, accent: str) -> CoverTones:
    """Tones for the cover: the softer texts as light as they must be on ground and drawing."""
    shape = _shape(ground, accent)

    def is_read(colour: str) -> bool:
        return min(contrast(colour, ground), contrast(colour, shape)) >= READABLE

    house = PALETTE.cover
    hue, marks = shade_of(ground), shade_of(accent)
    return CoverTones(
        soft=lightened(_alike(house.soft, hue, 0.2), is_read),
        accent=lightened(_alike(house.accent, marks, 0.7), is_read),
        line=mixed(ground, WHITE, 0.06),
        shape=shape,
        stroke=_alike(house.stroke, marks, 0.9),
    )


def _shape(ground: str, accent: str) -> str:
    """The drawing's colour: between ground and accent, white readable on it, unlike the ground."""
    shape = darkened(mixed(ground, accent, 0.5), lambda colour: contrast(colour, WHITE) >= _FIRM)
    if contrast(shape, ground) >= _APART:
        return shape
    shaded = lightened if contrast(ground, WHITE) >= _DARK else darkened
    return shaded(shape, lambda colour: contrast(colour, ground) >= _APART)


def _alike(example: str, shade: Shade, strength: float) -> str:
    return as_light_as(example, shade._replace(chroma=shade.chroma * strength))


def _is_read_on_white(colour: str) -> bool:
    return contrast(colour, WHITE) >= READABLE
