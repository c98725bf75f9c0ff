"""Evidence as people type it: texts, addresses and files, checked before any is kept."""

import re
from typing import Final
from urllib.parse import urlsplit

from readiness.errors import InputProblem, InvalidInput
from readiness.services.plain_text import without_invisible
from readiness.storage.evidence import GivenEvidence

TEXT_CHARACTERS: Final = 4_000
LINK_CHARACTERS: Final = 2_000
NAME_CHARACTERS: Final = 200
FILE_BYTES: Final = 10_000_000

_SCHEMES: Final = ("http", "https")
_PATH: Final = re.compile(r"[/\\]")
_ENDING_CHARACTERS: Final = 20


def text_evidence(typed: str) -> GivenEvidence:
    """Return a text as evidence; raises `InvalidInput` for one that is too long."""
    text = without_invisible(typed)
    if len(text) > TEXT_CHARACTERS:
        raise InvalidInput([_TEXT_TOO_LONG])
    return GivenEvidence("text", text)


def link_evidence(typed: str) -> GivenEvidence:
    """Return an address as evidence; raises `InvalidInput` unless it is a web address."""
    address = typed.strip()
    if not _is_web_address(address):
        raise InvalidInput([_LINK_REFUSED])
    return GivenEvidence("link", address)


def file_evidence(name: str, size: int) -> GivenEvidence:
    """Return a file as evidence, by the name typed; raises `InvalidInput` by its size (bytes)."""
    if size > FILE_BYTES:
        raise InvalidInput([_FILE_TOO_LARGE])
    if size == 0:
        raise InvalidInput([_FILE_EMPTY])
    return GivenEvidence("file", clean_name(name), size)


def clean_name(typed: str) -> str:
    """Return a file's name without path, invisible characters and dots at its ends.

    A name of more than 200 characters is cut before its ending.
    """
    name = without_invisible(_PATH.split(typed)[-1], keep="").strip(". ")
    if len(name) > NAME_CHARACTERS:
        stem, dot, ending = name.rpartition(".")
        kept = dot + ending if stem and len(ending) <= _ENDING_CHARACTERS else ""
        name = name[: NAME_CHARACTERS - len(kept)].rstrip(". ") + kept
    return name or "file"


def _is_web_address(address: str) -> bool:
    if len(address) > LINK_CHARACTERS or without_invisible(address, keep="") != address:
        return False
    if any(sign.isspace() for sign in address):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(host) and "@" not in parts.netloc


NOTHING_GIVEN: Final = InputProblem(
    "evidence_missing",
    "There is nothing to add yet.",
    "Write a text, paste a link or choose a file.",
    "/text",
)
_TEXT_TOO_LONG: Final = InputProblem(
    "evidence_text_too_long",
    f"The text is longer than {TEXT_CHARACTERS:,} characters.",
    "Shorten it, or add it as a file.",
    "/text",
)
_LINK_REFUSED: Final = InputProblem(
    "evidence_link_refused",
    "This is not an address on the web.",
    "Copy the whole address; it begins with https:// or http:// and has no spaces.",
    "/link",
)
_FILE_TOO_LARGE: Final = InputProblem(
    "evidence_file_too_large",
    "The file is larger than 10 MB.",
    "Add a smaller file, or a link to where it is kept.",
    "/file",
)
_FILE_EMPTY: Final = InputProblem(
    "evidence_file_empty",
    "The file is empty.",
    "Choose the file again.",
    "/file",
)
