"""Putting the shortcuts in the places of what they shorten, while one document is rendered."""

import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, Final

import pydyf
from cssselect2 import Matcher
from weasyprint import svg
from weasyprint.css import ComputedStyle
from weasyprint.css.tokens import Pending
from weasyprint.draw.text import draw_first_line
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.float import avoid_collisions
from weasyprint.layout.page import set_page_type_computed_styles
from weasyprint.layout.percent import resolve_percentages
from weasyprint.pdf.tags import add_tags
from weasyprint.text.line_break import Layout, split_first_line, strut

from readiness.reports.tuning.boxes import flowing, free_places, plain_backgrounds
from readiness.reports.tuning.glyphs import drawing_known_glyphs
from readiness.reports.tuning.lines import (
    KeptLayout,
    drawing_in_runs,
    remembering_lines,
    remembering_struts,
)
from readiness.reports.tuning.matching import remembering_matches
from readiness.reports.tuning.styles import (
    of_like_pages,
    plain_values,
    remembering_lengths,
    remembering_solved,
)
from readiness.reports.tuning.tags import tagging
from readiness.reports.tuning.version import is_tuned
from readiness.reports.tuning.writing import packing, showing, writing

_Around = Callable[[Any], Any]

_FUNCTIONS: Final[dict[Any, _Around]] = {
    split_first_line: remembering_lines,
    strut: remembering_struts,
    Layout: lambda _: KeptLayout,
    layout_box_backgrounds: plain_backgrounds,
    set_page_type_computed_styles: of_like_pages,
    resolve_percentages: remembering_lengths,
    svg.text: drawing_in_runs,
    add_tags: tagging,
    avoid_collisions: free_places,
    draw_first_line: drawing_known_glyphs,
}
"""Looked up by name in whichever module uses them."""

_METHODS: Final[tuple[tuple[type, str, _Around], ...]] = (
    (pydyf.PDF, "write", writing),
    (pydyf.Stream, "show_text", showing),
    (Box, "is_in_normal_flow", flowing),
    (Pending, "solve", remembering_solved),
    (ComputedStyle, "__missing__", plain_values),
    (Matcher, "match", remembering_matches),
)


@contextmanager
def shortcuts() -> Iterator[None]:
    """While one document is laid out and drawn, take the shortcuts; what they keep ends with it."""
    if not is_tuned():
        yield
        return
    instead = {stock: around(stock) for stock, around in _FUNCTIONS.items()}
    names = [
        (vars(module), name, stock)
        for module in [m for name, m in sys.modules.items() if name.startswith("weasyprint.")]
        for name, stock in vars(module).items()
        if callable(stock) and stock in instead
    ]
    names += [(svg.TAGS, tag, draw) for tag, draw in svg.TAGS.items() if draw in instead]
    methods = [(owner, name, getattr(owner, name), around) for owner, name, around in _METHODS]
    try:
        for where, name, stock in names:
            where[name] = instead[stock]
        for owner, name, stock, around in methods:
            setattr(owner, name, around(stock))
        pydyf.zlib = SimpleNamespace(compressobj=packing)
        yield
    finally:
        pydyf.zlib = zlib
        for owner, name, stock, _ in methods:
            setattr(owner, name, stock)
        for where, name, stock in names:
            where[name] = stock
