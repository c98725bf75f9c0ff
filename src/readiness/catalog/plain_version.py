"""A version folder as plain values, as they are written, and plain values as its files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import JsonValue

from readiness.catalog.documents import MAX_QUESTIONNAIRE_BYTES
from readiness.catalog.loader import CASES_FOLDER, CHANGES_FILE, home_of
from readiness.catalog.strict_yaml import read_document
from readiness.catalog.texts_files import TEXTS_FOLDER, read_texts
from readiness.catalog.yaml_writing import written_yaml

_SPACED: Final = frozenset(
    {
        *("cases", "decisions", "dimensions", "gates", "indices", "questions"),
        *("recommendations", "responsibilities", "risks", "routes", "sources", "variants"),
    }
)


@dataclass(frozen=True, slots=True)
class PlainVersion:
    """The sections and cases of a version, what each language says, and its CHANGES.md."""

    sections: dict[str, JsonValue]
    cases: list[JsonValue]
    texts: dict[str, dict[str, JsonValue]] = field(default_factory=dict)
    changes: str = ""


def read_plain(folder: Path, languages: Mapping[str, object]) -> PlainVersion:
    """Read a version folder that has no problems."""
    sections: dict[str, JsonValue] = {}
    for file in sorted(folder.glob("*.yaml")):
        sections |= _mapping(file)
    cases: list[JsonValue] = []
    for file in sorted((folder / CASES_FOLDER).glob("*.yaml")):
        value = _mapping(file)
        several = value.get("cases")
        cases.extend(several if isinstance(several, list) else [value])
    texts = {
        language: {
            section: said
            for file in read_texts(folder, language)
            for section, said in file.sections.items()
        }
        for language in languages
    }
    changes = folder / CHANGES_FILE
    return PlainVersion(
        sections, cases, texts, changes.read_text("utf-8") if changes.is_file() else ""
    )


def written_version(version: PlainVersion) -> Iterator[tuple[str, str]]:
    """Yield name and content of each file of a version folder."""
    homes: dict[str, dict[str, JsonValue]] = {}
    for section, value in version.sections.items():
        home = home_of(section)
        if home is not None:
            homes.setdefault(home, {})[section] = value
    for name, sections in homes.items():
        yield name, written_yaml(sections, spaced=_SPACED)
    for language, said in version.texts.items():
        yield f"{TEXTS_FOLDER}/{language}.yaml", written_yaml(said, spaced=_SPACED)
    if version.cases:
        yield f"{CASES_FOLDER}/cases.yaml", written_yaml({"cases": version.cases}, spaced=_SPACED)
    if version.changes:
        yield CHANGES_FILE, version.changes


def _mapping(file: Path) -> dict[str, JsonValue]:
    value = read_document(file.read_bytes(), str(file), limit=MAX_QUESTIONNAIRE_BYTES).value
    assert isinstance(value, dict)
    return value
