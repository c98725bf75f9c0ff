"""Comments of a file carried over into the file that replaces it."""

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import JsonValue

from readiness.catalog.documents import MAX_QUESTIONNAIRE_BYTES, Document, Path
from readiness.catalog.strict_yaml import read_document


class _Comment(NamedTuple):
    """Lines of a comment with what follows it: the line's number, and whether it stands apart."""

    lines: tuple[str, ...]
    numbers: tuple[int, ...]
    before: int
    apart: bool


def with_comments(text: str, earlier: str) -> str:
    """Return a document with the comments of an earlier one, both mappings of mappings.

    A comment belongs to the entry it stands before, and goes where the entry of the same path
    stands now; one whose entry is gone goes with it. Raises `DocumentRefused` for what cannot be
    read.
    """
    comments = _comments(earlier)
    if not comments:
        return text
    entries = {line: path for path, line in _entries(_read(earlier))}
    now = dict(_entries(_read(text)))
    placed = {
        now[entries[comment.before]]: comment
        for comment in comments
        if entries.get(comment.before) in now
    }
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if number in placed:
            indent = line[: len(line) - len(line.lstrip())]
            lines.extend(f"{indent}{comment}" for comment in placed[number].lines)
            lines.extend([""] if placed[number].apart else [])
        lines.append(line)
    return "\n".join(lines) + "\n"


def _comments(text: str) -> list[_Comment]:
    """The comments of a text; lines of a block text that look like one are none."""
    found = list(_candidates(text))
    if not found or _unchanged(text, [n for comment in found for n in comment.numbers]):
        return found
    return [comment for comment in found if _unchanged(text, list(comment.numbers))]


def _candidates(text: str) -> Iterator[_Comment]:
    lines: list[str] = []
    numbers: list[int] = []
    apart = False
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if stripped.startswith("#"):
            lines.append(stripped)
            numbers.append(number)
            apart = False
        elif not stripped:
            apart = True
        else:
            if lines:
                yield _Comment(tuple(lines), tuple(numbers), number, apart)
            lines, numbers, apart = [], [], False


def _unchanged(text: str, numbers: list[int]) -> bool:
    left = [line for n, line in enumerate(text.splitlines(), start=1) if n not in numbers]
    return _read("\n".join(left) + "\n").value == _read(text).value


def _read(text: str) -> Document:
    return read_document(text.encode(), "", limit=MAX_QUESTIONNAIRE_BYTES)


def _entries(document: Document) -> Iterator[tuple[Path, int]]:
    """Path and line of each entry of a mapping of mappings."""

    def walk(value: JsonValue, path: Path) -> Iterator[tuple[Path, int]]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield (*path, key), document.positions.find_key((*path, key))[0]
                yield from walk(inner, (*path, key))

    return walk(document.value, ())
