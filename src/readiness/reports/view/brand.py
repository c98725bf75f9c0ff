"""The brand as a report carries it, in the report's language."""

import re

from readiness.reports.brand import Logo
from readiness.reports.data_images import data_url
from readiness.reports.view.brand_parts import BrandView, LogoView
from readiness.reports.view.facts import Facts

_ON_COVER, _LONGEST_ON_COVER = 2, 45
_PARAGRAPHS = re.compile(r"\n\s*\n")


def build_brand(facts: Facts) -> BrandView:
    """Word the brand; texts in other languages than the report's are left out."""
    brand, language, say = facts.context.brand, facts.context.language, facts.words.say
    lines = tuple(line.strip() for line in (brand.contact or "").splitlines() if line.strip())
    return BrandView(
        name=brand.name,
        primary=brand.primary,
        accent=brand.accent,
        logo=_logo(facts, brand.logo) if brand.logo else None,
        contact=lines,
        cover_contact=tuple(line for line in lines if _suits_cover(line, brand.name))[:_ON_COVER],
        cover_text=_paragraphs(brand.cover_text.get(language, "")),
        closing_title=brand.name or say("Contact"),
        closing=_paragraphs(brand.closing_text.get(language, "")),
    )


def _suits_cover(line: str, name: str | None) -> bool:
    return line != name and len(line) <= _LONGEST_ON_COVER


def _logo(facts: Facts, logo: Logo) -> LogoView:
    say, name = facts.words.say, facts.context.brand.name
    return LogoView(
        alternative=say("Logo of %(name)s", name=name) if name else say("Logo"),
        width=logo.width,
        height=logo.height,
        ground=logo.ground,
        url=data_url(logo.media_type, logo.content),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _PARAGRAPHS.split(text) if part.strip())
