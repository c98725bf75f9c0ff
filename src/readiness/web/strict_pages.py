"""A document with a stylesheet of its own, under a policy that lets in nothing but this sheet."""

import base64
import hashlib
import re
from dataclasses import dataclass
from html import unescape
from itertools import count
from typing import Final

_STYLE_ATTRIBUTE: Final = re.compile(r' style="([^"]*)"')
_END_OF_SHEET: Final = "</style>"
_SHEET: Final = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class StrictPage:
    """A document, and the Content-Security-Policy that it is to be sent with."""

    html: str
    policy: str


def strict_page(html: str, added_style: str) -> StrictPage:
    """Move the style attributes of a trusted document into its one sheet and allow that by hash.

    `added_style` is put at the end of the sheet.
    """
    rules: list[str] = []
    numbers = count()

    def moved(found: re.Match[str]) -> str:
        number = next(numbers)
        rules.append(f'[data-style="{number}"]{{{unescape(found[1])}}}')
        return f' data-style="{number}"'

    bare = _STYLE_ATTRIBUTE.sub(moved, html)
    whole = bare.replace(_END_OF_SHEET, "\n".join((added_style, *rules)) + _END_OF_SHEET, 1)
    sheet = _SHEET.search(whole)
    if sheet is None:
        raise ValueError("the document has no stylesheet of its own")
    digest = base64.b64encode(hashlib.sha256(sheet[1].encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; "
        "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    )
    return StrictPage(whole, policy)
