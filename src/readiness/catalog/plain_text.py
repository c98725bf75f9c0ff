"""Bytes of a file → text: size, encoding and characters that do not belong into a file."""

import re
from typing import Final

from readiness.catalog.documents import ProblemLog, Unreadable

_HIDDEN: Final = (
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff"
    "\\u202a-\\u202e\\u2066-\\u2069\\U000e0000-\\U000e007f"
)
"""Control characters, half characters, tags, and turns of the writing direction, with which a text
reads otherwise than it is written.
"""
_NOT_TEXT: Final = re.compile(f"[{_HIDDEN}]")
_NOT_TEXT_OR_TAB: Final = re.compile(f"[{_HIDDEN}\\t]")
_BYTE_ORDER_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def decoded(data: bytes, log: ProblemLog, *, limit: int, tabs: bool) -> str:
    """Return the text of a file; `tabs` allows tabs.

    Raises `Unreadable` when it is larger than `limit` bytes, is not UTF-8, starts with a byte
    order mark or has control characters; the problems are in the log.
    """
    if len(data) > limit:
        log.give_up(
            "too_large",
            (1, 1),
            f"the file is larger than {limit:,} bytes",
            "leave out what does not belong, or split it",
        )
    if data.startswith(_BYTE_ORDER_MARKS):
        log.give_up(
            "byte_order_mark",
            (1, 1),
            "the file starts with a byte order mark",
            "save it as UTF-8 without byte order mark",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        log.give_up("not_utf8", _place(before), "the file is not UTF-8", "save it as UTF-8")
    _refuse_characters(text, log, _NOT_TEXT if tabs else _NOT_TEXT_OR_TAB)
    return text


def hidden_character(text: str) -> str | None:
    """Return the first character of a value that no text should have, as `U+0000`."""
    found = _NOT_TEXT.search(text)
    return f"U+{ord(found.group()):04X}" if found else None


def _refuse_characters(text: str, log: ProblemLog, refused: re.Pattern[str]) -> None:
    found = len(log.problems)
    for number, line in enumerate(text.split("\n"), start=1):
        match = refused.search(line)
        if match is None:
            continue
        at = (number, match.start() + 1)
        if match.group() == "\t":
            log.add("tab_character", at, "the line has a tab", "use spaces")
        else:
            log.add(
                "control_character",
                at,
                f"the line has the invisible character U+{ord(match.group()):04X}",
                "delete it",
            )
    if len(log.problems) > found:
        raise Unreadable


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
