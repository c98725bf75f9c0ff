"""The files of a language in a version folder: read as they are, and written anew."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import JsonValue

from readiness.catalog.documents import MAX_QUESTIONNAIRE_BYTES, Document
from readiness.catalog.strict_yaml import read_document
from readiness.catalog.translations import Place
from readiness.catalog.yaml_comments import with_comments
from readiness.catalog.yaml_writing import written_yaml

TEXTS_FOLDER: Final = "texts"
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class TextsFile:
    """One file of a language; `part` is what stands between language and ending, or nothing."""

    part: str
    text: str
    document: Document

    @property
    def sections(self) -> dict[str, JsonValue]:
        """What the file says, by section."""
        assert isinstance(self.document.value, dict)
        return self.document.value


def read_texts(folder: Path, language: str) -> tuple[TextsFile, ...]:
    """Return the files of a language, the one without part first; none for a new language.

    Raises `DocumentRefused` when one cannot be read.
    """
    found = []
    for file in sorted((folder / TEXTS_FOLDER).glob(f"{language}.*")):
        part = file.name.removeprefix(language).removesuffix(".yaml")
        data = file.read_bytes()
        document = read_document(data, str(file), limit=MAX_QUESTIONNAIRE_BYTES)
        if isinstance(document.value, dict):
            found.append(TextsFile(part, data.decode(), document))
    return tuple(sorted(found, key=lambda file: file.part))


def texts_by_place(files: tuple[TextsFile, ...]) -> dict[Place, str]:
    """Return every text of a language by its place, in the order of the files."""
    return {place: text for file in files for place, text in _leaves(file.sections, ())}


def written_files(
    language: str,
    texts: Mapping[Place, str],
    source: tuple[TextsFile, ...],
    present: tuple[TextsFile, ...],
) -> dict[str, str]:
    """Return the new content of each file of a language, by its name in `texts/`.

    Sections stay in the files in which they are; new ones are divided as those of the source
    are. Entries come in the order of the source, comments stay, and files that would say what they
    say already are left out.
    """
    homes = _homes(source) | _homes(present)
    order = {place: number for number, place in enumerate(texts_by_place(source))}
    values: dict[str, dict[str, JsonValue]] = {}
    for place in sorted(texts, key=lambda place: order.get(place, len(order))):
        _put(values.setdefault(homes.get(place[0], ""), {}), place, texts[place])
    spaced = frozenset(section for file in source for section in _spaced(file))
    earlier = {file.part: file for file in present}
    written: dict[str, str] = {}
    for part, value in values.items():
        before = earlier.get(part)
        if before is None:
            written[f"{language}{part}.yaml"] = written_yaml(value, spaced=spaced)
        elif before.document.value != value:
            text = with_comments(written_yaml(value, spaced=spaced), before.text)
            written[f"{language}{part}.yaml"] = text
    return written


def _homes(files: tuple[TextsFile, ...]) -> dict[str, str]:
    return {section: file.part for file in files for section in file.sections}


def _leaves(value: JsonValue, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*place, key))
    elif isinstance(value, str):
        yield place, value


def _put(value: dict[str, JsonValue], place: Place, text: str) -> None:
    here = value
    for key in place[:-1]:
        inner = here.setdefault(key, {})
        assert isinstance(inner, dict)
        here = inner
    here[place[-1]] = text


def _spaced(file: TextsFile) -> Iterator[str]:
    """The sections whose entries stand apart by an empty line."""
    lines = file.text.splitlines()
    for section, entries in file.sections.items():
        if isinstance(entries, dict) and len(entries) > 1:
            second = list(entries)[1]
            line, _ = file.document.positions.find_key((section, second))
            if not lines[line - 2].strip() or lines[line - 2].lstrip().startswith("#"):
                yield section
