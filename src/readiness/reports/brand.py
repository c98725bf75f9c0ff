"""The brand a report and its pages carry: colours, logo and words, never code or templates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that was made safe: `media_type` is `image/png`, `image/jpeg` or `image/svg+xml`.

    `width` and `height` give its proportions.
    """

    content: bytes
    media_type: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Brand:
    """What a consultancy or manufacturer gives its reports; everything empty is the house's own.

    `primary` (cover, headings) and `accent` (marks, meters) are `#RRGGBB`, contrast already mended.
    `level_names` are own names of levels by level number, per language.
    """

    name: str | None = None
    primary: str | None = None
    accent: str | None = None
    logo: Logo | None = None
    contact: str | None = None
    cover_text: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    closing_text: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    level_names: Mapping[str, Mapping[int, str]] = field(
        default_factory=lambda: MappingProxyType({})
    )


HOUSE_BRAND = Brand()
