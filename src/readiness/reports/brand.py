"""The brand a report and its pages carry: colours, logo and words, never code or templates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

LogoGround = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that was made safe: PNG or JPEG of `width` x `height` pixels, by its SHA-256 in hex.

    `ground` says on what it shows: white paper, or, for a white one, something dark.
    """

    content: bytes = field(repr=False)
    media_type: Literal["image/png", "image/jpeg"]
    width: int
    height: int
    digest: str
    ground: LogoGround = "light"


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
