"""How all workbooks look on screen and on paper."""

from collections.abc import Iterable
from math import ceil
from typing import Final

from xlsxwriter.worksheet import Worksheet

INK: Final = "#0B1F3A"
ACTIVE: Final = ("=", "+", "-", "@")
"""What a spreadsheet program takes for the beginning of a formula when a cell is edited."""

_A4: Final = 9
_LINE_HEIGHT: Final = 14.5
_HIGHEST: Final = 400.0
"""Points; no program takes more than 409."""


def set_up_page(sheet: Worksheet, name: str) -> None:
    """Print on A4 across, one page wide, with the sheet's name and page numbers below."""
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer(f"&L{name.replace('&', '&&')}&R&P / &N")


def height_of(texts: Iterable[tuple[object, float]]) -> float | None:
    """The height of a row in points for its texts and the characters that their columns hold.

    None where one line is enough. Programs that only show or convert files fit no heights.
    """
    lines = max((_lines(str(text), width) for text, width in texts if text), default=1)
    return None if lines <= 1 else min(_HIGHEST, _LINE_HEIGHT * lines + 2)


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(len(line) / max(1.0, width))) for line in text.split("\n"))
