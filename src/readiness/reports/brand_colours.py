"""Colours measured and mended: as `#RRGGBB`, their contrast, and shades of one hue.

Shades are made in OKLCH, where lightness and hue are what people see: a colour made darker keeps
its hue, which darkening in HSL or RGB does not.
"""

from collections.abc import Callable
from math import atan2, cbrt, cos, hypot, sin
from typing import Final, NamedTuple

READABLE: Final = 4.5
"""The least contrast of text against its ground (WCAG 2.2, level AA)."""

WHITE: Final = "#FFFFFF"
_HALVINGS: Final = 18
_ROUNDING: Final = 1e-4

Triple = tuple[float, float, float]


class Shade(NamedTuple):
    """A colour in OKLCH: lightness 0-1, chroma from 0 (grey), hue in radians."""

    lightness: float
    chroma: float
    hue: float


def luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 for black to 1 for white."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def shade_of(colour: str) -> Shade:
    """The colour `#RRGGBB` in OKLCH."""
    red, green, blue = _linear(colour)
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    return Shade(lightness, hypot(a, b), atan2(b, a))


def colour_of(shade: Shade) -> str:
    """The shade as `#RRGGBB`, greyer where no screen shows it so strong."""
    lightness = min(max(shade.lightness, 0.0), 1.0)
    strength = shade.chroma
    if not _is_shown(_channels(lightness, strength, shade.hue)):
        low, high = 0.0, strength
        for _ in range(_HALVINGS):
            strength = (low + high) / 2
            if _is_shown(_channels(lightness, strength, shade.hue)):
                low = strength
            else:
                high = strength
        strength = low
    return "#" + "".join(f"{_byte(c):02X}" for c in _channels(lightness, strength, shade.hue))


def darkened(colour: str, suits: Callable[[str], bool]) -> str:
    """The lightest shade of the colour, no lighter than itself, that suits; black at the end."""
    if suits(colour):
        return colour
    return _nearest(shade_of(colour), 0.0, suits)


def lightened(colour: str, suits: Callable[[str], bool]) -> str:
    """The darkest shade of the colour, no darker than itself, that suits; white at the end."""
    if suits(colour):
        return colour
    return _nearest(shade_of(colour), 1.0, suits)


def as_light_as(example: str, shade: Shade) -> str:
    """A colour of the shade's hue and chroma with the luminance of `example`."""
    wanted = luminance(example)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if luminance(colour_of(shade._replace(lightness=middle))) < wanted:
            low = middle
        else:
            high = middle
    return colour_of(shade._replace(lightness=low))


def mixed(one: str, other: str, share: float) -> str:
    """The two colours mixed as light; `share` (0-1) is how much of `other`."""
    parts = zip(_linear(one), _linear(other), strict=True)
    return "#" + "".join(f"{_byte(a + (b - a) * share):02X}" for a, b in parts)


def _nearest(shade: Shade, end: float, suits: Callable[[str], bool]) -> str:
    """Halve the way between a shade that does not suit and the end, which does."""
    wrong, right = shade.lightness, end
    for _ in range(_HALVINGS):
        middle = (wrong + right) / 2
        if suits(colour_of(shade._replace(lightness=middle))):
            right = middle
        else:
            wrong = middle
    return colour_of(shade._replace(lightness=right))


def _channels(lightness: float, chroma: float, hue: float) -> Triple:
    """Red, green and blue as light, outside 0-1 where no screen shows the shade."""
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _is_shown(channels: Triple) -> bool:
    return all(-_ROUNDING <= channel <= 1 + _ROUNDING for channel in channels)


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def _light(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _byte(light: float) -> int:
    held = min(max(light, 0.0), 1.0)
    channel = held * 12.92 if held <= 0.0031308 else 1.055 * held ** (1 / 2.4) - 0.055
    return round(channel * 255)
