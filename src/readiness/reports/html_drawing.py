"""How a chart gets onto a page: as an image with alternative text, or drawn inline."""

from collections.abc import Callable

from markupsafe import Markup

from readiness.reports.brand_palette import brand_palette
from readiness.reports.charts import Palette, chart_image
from readiness.reports.plain_text import safe_text
from readiness.reports.view.annex_parts import ReportView

Draw = Callable[[str, Callable[[str], Markup]], Markup]
"""Gives a chart its sentence and returns the element to print."""


def as_image(sentence: str, chart: Callable[[str], Markup]) -> Markup:
    """For print: an image whose alternative text is the sentence."""
    said = safe_text(sentence)
    return chart_image(chart(said), said)


def inline(sentence: str, chart: Callable[[str], Markup]) -> Markup:
    """For the screen: the drawing itself, titled by the sentence."""
    return chart(sentence)


def palette_of(view: ReportView) -> Palette:
    """The colours that a report's charts are drawn in: its brand's, or the house's."""
    return brand_palette(view.brand.primary, view.brand.accent)
