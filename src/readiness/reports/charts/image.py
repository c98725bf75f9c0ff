"""A chart as an image element, the form a PDF needs to carry its alternative text."""

from __future__ import annotations

from base64 import b64encode

from markupsafe import Markup


def chart_image(svg: Markup, alt: str, css_class: str = "chart") -> Markup:
    """`<img>` with the chart as a data URL; `alt` must say in words what the chart shows."""
    if not alt.strip():
        raise ValueError("a chart image needs an alternative text")
    data = b64encode(str(svg).encode()).decode("ascii")
    template = Markup('<img class="{}" alt="{}" src="data:image/svg+xml;base64,{}"/>')
    return template.format(css_class, alt, data)
