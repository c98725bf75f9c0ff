"""Plain values → YAML as an author would write it: block style, texts folded, quotes where needed.

What is written comes back as the same value from `strict_yaml`, which refuses whatever it would
have to guess.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pydantic import JsonValue

from readiness.catalog.plain_text import hidden_character
from readiness.catalog.scalars import Ambiguous, plain_value

WIDTH: Final = 100
_INDENT: Final = "  "
_NEVER_FIRST: Final = (*"-?:,[]{}#&*!|>'\"%@`=<~", "...")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NEVER_INSIDE: Final = (": ", " #")


class Unwritable(ValueError):
    """A value has no place in YAML as it is read here; `args` are its path and what it is."""


def written_yaml(value: Mapping[str, JsonValue], *, spaced: frozenset[str] = frozenset()) -> str:
    """Return the document; sections stand apart by an empty line.

    Between the entries of the sections in `spaced` there is an empty line as well. Raises
    `Unwritable` for numbers that are not finite and texts with invisible characters.
    """
    lines: list[str] = []
    after_section = False
    for key, inner in value.items():
        is_section = isinstance(inner, Mapping | list) and bool(inner)
        if lines and (is_section or after_section):
            lines.append("")
        lines.extend(_entry(_key(key), inner, 0, (key,), apart=key in spaced))
        after_section = is_section
    return "\n".join(lines) + "\n"


def written_value(value: Mapping[str, JsonValue] | list[JsonValue]) -> str:
    """Return a mapping or list that is not empty as YAML, without an empty line in it."""
    if isinstance(value, list):
        lines = [line for entry in _listed(value, 0, ()) for line in entry]
    else:
        lines = [line for entry in _mapping(value, 0, ()) for line in entry]
    return "\n".join(lines)


def _entry(
    start: str, value: JsonValue, depth: int, path: tuple[str, ...], *, apart: bool = False
) -> Iterator[str]:
    """The lines of one entry of a mapping or list; `start` is its key or dash."""
    indent = _INDENT * depth
    if isinstance(value, Mapping) and value:
        yield f"{indent}{start}:"
        yield from _separated(_mapping(value, depth + 1, path), apart=apart)
    elif isinstance(value, list) and value:
        yield f"{indent}{start}:"
        yield from _separated(_listed(value, depth + 1, path), apart=apart)
    else:
        first, *rest = _scalar(value, depth, path, taken=len(start) + 2)
        yield f"{indent}{start}: {first}"
        yield from rest


def _separated(entries: Iterator[list[str]], *, apart: bool) -> Iterator[str]:
    for number, lines in enumerate(entries):
        if number and apart:
            yield ""
        yield from lines


def _mapping(
    value: Mapping[str, JsonValue], depth: int, path: tuple[str, ...]
) -> Iterator[list[str]]:
    for key, inner in value.items():
        yield list(_entry(_key(key), inner, depth, (*path, key)))


def _listed(values: Sequence[JsonValue], depth: int, path: tuple[str, ...]) -> Iterator[list[str]]:
    """Entries with a dash; the first line of a nested collection stands beside the dash."""
    indent = _INDENT * depth
    for number, value in enumerate(values):
        here = (*path, str(number))
        if isinstance(value, Mapping) and value:
            lines = [line for entry in _mapping(value, depth + 1, here) for line in entry]
        elif isinstance(value, list) and value:
            lines = [line for entry in _listed(value, depth + 1, here) for line in entry]
        else:
            first, *rest = _scalar(value, depth, here, taken=2)
            yield [f"{indent}- {first}", *rest]
            continue
        yield [f"{indent}- {lines[0].lstrip(' ')}", *lines[1:]]


def _key(key: str) -> str:
    return key if _plain(key) else _quoted(key)


def _scalar(value: JsonValue, depth: int, path: tuple[str, ...], *, taken: int) -> list[str]:
    """The value's lines, the first without indentation; `taken` characters stand before it."""
    if isinstance(value, str):
        return _text(value, depth, path, len(_INDENT) * depth + taken)
    if isinstance(value, float) and not math.isfinite(value):
        raise Unwritable(path, f"the number {value}")
    return [json.dumps(value)]


def _text(text: str, depth: int, path: tuple[str, ...], taken: int) -> list[str]:
    hidden = hidden_character(text)
    if hidden or "\r" in text or "\x85" in text:
        raise Unwritable(path, f"the invisible character {hidden or 'U+000D'}")
    indent = _INDENT * (depth + 1)
    if "\n" not in text:
        short = text if _plain(text) else _quoted(text)
        if taken + len(short) <= WIDTH:
            return [short]
    folded = _folded(text, WIDTH - len(indent))
    if folded is not None:
        return [">-", *(f"{indent}{line}" for line in folded)]
    if _literal(text):
        return ["|-", *(f"{indent}{line}" if line else "" for line in text.split("\n"))]
    return [text if _plain(text) else _quoted(text)]


def _plain(text: str) -> bool:
    """Tell whether a text can stand without quotes and is read as this very text.

    One that starts like a number is quoted, so that nobody has to wonder.
    """
    if not text or text != text.strip() or not text.isprintable() or "\t" in text:
        return False
    if text.startswith(_NEVER_FIRST) or text.endswith(":"):
        return False
    if any(inner in text for inner in _NEVER_INSIDE):
        return False
    if text[0].isdigit() and " " not in text and not _DATE.fullmatch(text):
        return False
    try:
        return plain_value(text) == text
    except Ambiguous:
        return False


def _quoted(text: str) -> str:
    if '"' in text and "'" not in text and "\\" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def _folded(text: str, width: int) -> list[str] | None:
    """The lines of a text of one paragraph; `None` when spaces or signs would not come back."""
    words = text.split(" ")
    if not text or "" in words or not text.isprintable() or len(words) == 1:
        return None
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _literal(text: str) -> bool:
    lines = text.split("\n")
    return all(
        line == line.strip() and (not line or line.isprintable()) for line in lines
    ) and bool(lines[0] and lines[-1])
