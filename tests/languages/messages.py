"""The messages of a room's interface, collected from code and templates as a translator does."""

import re
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import readiness

SOURCES = Path(readiness.__file__).parent
ROOMS = ("reports", "web")
LANGUAGES = ("de", "nl")
Message = str | tuple[str, ...]
"""A sentence, or its singular and plural."""

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_SPACING = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}


@lru_cache
def messages(room: str) -> dict[Message, str]:
    """Every message of the room with the file that says it first."""
    found = extract_from_dir(
        SOURCES / room,
        method_map=[("**.py", "python"), ("**.j2", "jinja2.ext:babel_extract")],
        options_map={"**.j2": _SPACING},
        keywords={"say": None, "count": (1, 2)},
    )
    collected: dict[Message, str] = {}
    for file, _, message, _, _ in found:
        collected.setdefault(message, file)
    return collected


def catalogue(room: str, language: str) -> Catalog:
    with (SOURCES / room / "languages" / f"{language}.po").open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


def translations(room: str, language: str) -> dict[Message, Message]:
    """Messages and what the catalogue says for them, in its order."""
    return {
        _message(entry.id): _message(entry.string)
        for entry in catalogue(room, language)
        if entry.id
    }


def forms(message: Message) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else message


def placeholders(sentence: str) -> set[str]:
    return set(_PLACEHOLDER.findall(sentence))


def _message(given: str | list[str] | tuple[str, ...] | None) -> Message:
    return given or "" if isinstance(given, str | None) else tuple(given)
