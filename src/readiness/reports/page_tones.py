"""A brand's colours for web pages, light and dark: the custom properties that pages are drawn in.

Each tone has the luminance of the house's where the house's is known to be legible, so it is too.
"""

from functools import lru_cache
from typing import Final

from readiness.reports.brand_colours import READABLE, as_light_as, contrast, darkened, shade_of
from readiness.reports.brand_palette import brand_palette
from readiness.reports.html_style import brand_css

_PAGE: Final = "#F4F7FA"
_PALE: Final = "#E2F2EF"
_DARK_SCHEME: Final = {
    "brand": ("#5CC2B2", 0.8),
    "on-brand": ("#06231F", 0.3),
    "brand-pale": ("#12352F", 0.35),
    "brand-line": ("#5CC2B2", 0.8),
}
"""What each tone is like, and its share of the accent's chroma."""


@lru_cache(64)
def page_sheet(primary: str | None, accent: str | None) -> str:
    """The sheet that goes after the pages' own; empty in the house's colours."""
    palette = brand_palette(primary, accent)
    charts = brand_css(palette)
    if accent is None:
        return charts
    shade = shade_of(accent)
    pale = as_light_as(_PALE, shade._replace(chroma=shade.chroma * 0.25))
    brand = darkened(accent, lambda c: min(contrast(c, _PAGE), contrast(c, pale)) >= READABLE)
    light = {"brand": brand, "on-brand": "#FFFFFF", "brand-pale": pale, "brand-line": brand}
    dark = {
        name: as_light_as(example, shade._replace(chroma=shade.chroma * share))
        for name, (example, share) in _DARK_SCHEME.items()
    }
    return f"{charts}{_root(light)}\n@media (prefers-color-scheme: dark){{{_root(dark)}}}\n"


def _root(tones: dict[str, str]) -> str:
    return ":root{" + "".join(f"--{name}:{tone};" for name, tone in tones.items()) + "}"
