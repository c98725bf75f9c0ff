"""The brand as a report carries it, in the report's language."""

import re

from pydantic import Field

from readiness.reports.brand import LogoGround
from readiness.reports.data_images import data_url
from readiness.reports.view.facts import Facts
from readiness.scoring.parts import Part

_PARAGRAPHS = re.compile(r"\n\s*\n")


class LogoView(Part):
    """A logo with its alternative text; `url` holds its bytes and stands in pages only."""

    alternative: str
    width: int
    height: int
    ground: LogoGround
    url: str = Field(exclude=True, repr=False)


class BrandView(Part):
    """Whose report it is. `primary` and `accent` are `#RRGGBB`; None is the house's own colour.

    `contact` is line by line, `closing` paragraph by paragraph.
    """

    name: str | None = None
    primary: str | None = None
    accent: str | None = None
    logo: LogoView | None = None
    contact: tuple[str, ...] = ()
    cover_text: tuple[str, ...] = ()
    closing_title: str = ""
    closing: tuple[str, ...] = ()


def build_brand(facts: Facts) -> BrandView:
    """Word the brand; texts in other languages than the report's are left out."""
    brand, language, say = facts.context.brand, facts.context.language, facts.words.say
    logo = brand.logo
    return BrandView(
        name=brand.name,
        primary=brand.primary,
        accent=brand.accent,
        logo=logo
        and LogoView(
            alternative=say("Logo of %(name)s", name=brand.name) if brand.name else say("Logo"),
            width=logo.width,
            height=logo.height,
            ground=logo.ground,
            url=data_url(logo.media_type, logo.content),
        ),
        contact=tuple(line.strip() for line in (brand.contact or "").splitlines() if line.strip()),
        cover_text=_paragraphs(brand.cover_text.get(language, "")),
        closing_title=brand.name or say("Contact"),
        closing=_paragraphs(brand.closing_text.get(language, "")),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _PARAGRAPHS.split(text) if part.strip())
