"""What is sent and given back about a brand."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from readiness.api.request_problems import COLOUR, LANGUAGE, ONE_LINE, SEVERAL_LINES
from readiness.api.schemas import Body
from readiness.reports.brand import Brand, Logo
from readiness.services.brands import GivenBrand, ShownBrand

Colour = Annotated[
    str,
    StringConstraints(pattern=COLOUR),
    Field(description="A colour as `#RRGGBB`.", examples=["#7A1022"]),
]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]
BrandName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=ONE_LINE)
]
Contact = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=SEVERAL_LINES),
]
CoverText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=SEVERAL_LINES),
]
ClosingText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=3000, pattern=SEVERAL_LINES),
]
LevelNumber = Annotated[str, StringConstraints(pattern=r"^[1-9]$")]
LevelName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=ONE_LINE)
]


class BrandBody(Body):
    """A brand: what is left out or `null` comes from the account, and else is the house's own."""

    name: BrandName | None = Field(None, examples=["Muster Consulting"])
    primary: Colour | None = Field(None, description="Colour of cover and headings.")
    accent: Colour | None = Field(None, description="Colour of marks, charts and links.")
    contact: Contact | None = Field(
        None,
        description="Who to turn to; line by line.",
        examples=["Ada Muster\nada@example.com"],
    )
    cover_text: dict[Language, CoverText] = Field(
        default_factory=dict,
        max_length=20,
        description="A few words on the cover, by language.",
        examples=[{"en": "Prepared for the strategy day 2027."}],
    )
    closing_text: dict[Language, ClosingText] = Field(
        default_factory=dict,
        max_length=20,
        description="Text of the last page, by language; an empty line parts paragraphs.",
        examples=[{"en": "We help with the next step."}],
    )
    level_names: dict[Language, dict[LevelNumber, LevelName]] = Field(
        default_factory=dict,
        max_length=20,
        description="Own names of levels, by language and number of the level.",
        examples=[{"en": {"1": "Starter", "5": "Leader"}}],
    )


class LogoOut(BaseModel):
    """A logo as it is kept: drawn anew, without anything else that the file carried."""

    media_type: Literal["image/png", "image/jpeg"]
    width: int = Field(description="Pixels.")
    height: int = Field(description="Pixels.")
    size: int = Field(description="Bytes.")
    digest: str = Field(description="SHA-256 of its bytes, in hex.")
    ground: Literal["light", "dark"] = Field(
        description="What it shows on: `dark` for a logo too pale for white paper."
    )


class MendedOut(BaseModel):
    """A colour too weak to be read, what is used in its place, and both contrasts with white."""

    colour: Literal["primary", "accent"]
    given: str = Field(examples=["#FFE566"])
    used: str = Field(examples=["#857100"])
    contrast_given: float = Field(examples=[1.3])
    contrast_used: float = Field(examples=[4.5])
    reason: str


class UsedBrand(BaseModel):
    """What reports carry: the organization's over the account's over the house's (`null`)."""

    name: str | None
    primary: str | None
    accent: str | None
    contact: str | None
    cover_text: dict[str, str]
    closing_text: dict[str, str]
    level_names: dict[str, dict[int, str]]
    logo: LogoOut | None


class BrandOut(BaseModel):
    """What was given here, what reports carry because of it, and which colours were mended."""

    given: BrandBody
    logo: LogoOut | None = Field(description="The logo given here.")
    used: UsedBrand
    mended: list[MendedOut]
    revision: int = Field(description="How often it was stored; 0: never.")
    updated_at: datetime | None


def given_of(body: BrandBody) -> GivenBrand:
    """What was sent, for the use case; colours in capitals."""
    return GivenBrand(
        name=body.name,
        primary=body.primary and body.primary.upper(),
        accent=body.accent and body.accent.upper(),
        contact=body.contact,
        cover_text=body.cover_text,
        closing_text=body.closing_text,
        level_names=body.level_names,
    )


def brand_out(shown: ShownBrand) -> BrandOut:
    """A brand as it is given back."""
    given = shown.given
    return BrandOut(
        given=BrandBody(
            name=given.name,
            primary=given.primary,
            accent=given.accent,
            contact=given.contact,
            cover_text=dict(given.cover_text),
            closing_text=dict(given.closing_text),
            level_names={each: dict(names) for each, names in given.level_names.items()},
        ),
        logo=logo_out(shown.logo),
        used=_used(shown.used),
        mended=[
            MendedOut(
                colour=each.role,
                given=each.given,
                used=each.used,
                contrast_given=round(each.contrast_given, 2),
                contrast_used=round(each.contrast_used, 2),
                reason=_REASONS[each.role],
            )
            for each in shown.mended
        ],
        revision=shown.revision,
        updated_at=shown.updated_at,
    )


def logo_out(logo: Logo | None) -> LogoOut | None:
    """A logo as it is described, without its bytes."""
    if logo is None:
        return None
    return LogoOut(
        media_type=logo.media_type,
        width=logo.width,
        height=logo.height,
        size=len(logo.content),
        digest=logo.digest,
        ground=logo.ground,
    )


def _used(brand: Brand) -> UsedBrand:
    return UsedBrand(
        name=brand.name,
        primary=brand.primary,
        accent=brand.accent,
        contact=brand.contact,
        cover_text=dict(brand.cover_text),
        closing_text=dict(brand.closing_text),
        level_names={each: dict(names) for each, names in brand.level_names.items()},
        logo=logo_out(brand.logo),
    )


_REASONS = {
    "primary": "White text on it, and headings in it on white paper, need a contrast of at least "
    "4.5 : 1; it was darkened, its hue kept.",
    "accent": "Text in it on white paper needs a contrast of at least 4.5 : 1; it was darkened, "
    "its hue kept.",
}
