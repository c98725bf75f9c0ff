"""Text as people type it, without what nobody sees."""

import unicodedata
from typing import Final

_LINES: Final = "\n\t"
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode's control and format signs (some turn the writing round), and what is no sign at all."""


def without_invisible(typed: str, keep: str = _LINES) -> str:
    """Return typed text without invisible signs but those to keep, and without space around it.

    Lines end as they do everywhere here, with a line feed.
    """
    text = typed.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        sign for sign in text if sign in keep or unicodedata.category(sign) not in _INVISIBLE
    ).strip()
