"""A QR code as one shape."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import segno
from markupsafe import Markup, escape

_QUIET_ZONE = 4  # modules that stay light around the code, as its standard demands
_INK = "#0B1F3A"


def qr_code(content: str, title: str, *, size: float = 120) -> Markup:
    """Return the code as SVG of `size` px, dark on white; `title` says what it holds.

    All dark modules are one path: separate shapes would show seams between them.
    """
    code = segno.make(content, error="m", micro=False)
    rows = list(code.matrix_iter(border=_QUIET_ZONE))
    width = len(rows)
    shape = "".join(_runs(y, row) for y, row in enumerate(rows))
    return Markup(  # noqa: S704 - the title is escaped, the rest are figures
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{size:g}" height="{size:g}" '
        f'viewBox="0 0 {width} {width}"><title>{escape(title)}</title>'
        f'<rect width="{width}" height="{width}" fill="#FFFFFF"/>'
        f'<path fill="{_INK}" d="{shape}"/></svg>'
    )


def _runs(y: int, row: Iterable[int]) -> str:
    """Return the dark runs of a row as closed sub-paths."""
    written, x = [], 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            written.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(written)
