"""The words of one language: which to use for a term, and which to avoid in any text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Final, NamedTuple

from pydantic import JsonValue

from readiness.catalog.documents import MAX_QUESTIONNAIRE_BYTES, DocumentRefused, Path
from readiness.catalog.loader import Loaded
from readiness.catalog.schema import validated
from readiness.catalog.strict_yaml import read_document
from readiness.scoring.parts import Part
from readiness.scoring.problems import Problem, QuestionnaireRefused

GLOSSARY_FOLDER: Final = "glossary"
_ANY_ENDING: Final = "*"


class Term(Part):
    """One term: the word to `use`, and words to `avoid` wherever they stand.

    An avoided word is matched whole and as it is written, a small first letter also as a capital;
    `*` at its end stands for any ending. It may stand inside the phrases of `unless`. `misleading`
    names words that are wrong for this term but right for others; they and `note` are for people.
    """

    use: str
    avoid: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    misleading: tuple[str, ...] = ()
    note: str | None = None


class Glossary(Part):
    """The terms of a language by their English names."""

    terms: dict[str, Term]


class Glossaries:
    """The glossaries beside questionnaires, `glossary/<language>.yaml`, each read once."""

    def __init__(self) -> None:
        self._read: dict[FilePath, Glossary | None] = {}

    def problems(self, loaded: Loaded) -> Iterator[Problem]:
        """Yield avoided words in the texts of a questionnaire, and what is wrong in glossaries."""
        folder = loaded.folder.resolve().parent.parent / GLOSSARY_FOLDER
        for language, texts in loaded.questionnaire.texts.items():
            file = folder / f"{language}.yaml"
            if file not in self._read:
                try:
                    self._read[file] = load_glossary(file)
                except QuestionnaireRefused as refusal:
                    self._read[file] = None
                    yield from refusal.problems
            glossary = self._read[file]
            if glossary is not None:
                said = texts.model_dump(mode="json", exclude_none=True)
                yield from map(loaded.placed, lint_words(said, glossary, ("texts", language)))


class AvoidedWord(NamedTuple):
    """An avoided word as it stands in a text, at `offset` characters, and what to use."""

    word: str
    offset: int
    use: str


def load_glossary(file: FilePath) -> Glossary | None:
    """Read a glossary, if there is one; raises `QuestionnaireRefused` when it cannot be used."""
    if not file.is_file():
        return None
    try:
        document = read_document(file.read_bytes(), str(file), limit=MAX_QUESTIONNAIRE_BYTES)
    except DocumentRefused as refusal:
        raise QuestionnaireRefused(refusal.problems) from refusal
    glossary, problems = validated(Glossary, {"terms": document.value})
    if glossary is None:
        inner = (p.model_copy(update={"path": p.path[1:]}) for p in problems)
        raise QuestionnaireRefused(map(document.placed, inner))
    return glossary


def lint_words(texts: JsonValue, glossary: Glossary, path: Path) -> Iterator[Problem]:
    """Yield a problem for each avoided word in texts that lie at `path`."""
    match texts:
        case str():
            for found in avoided_words(texts, glossary):
                yield Problem(
                    code="avoided_word",
                    message=f"the glossary avoids {found.word!r}",
                    remedy=f"use {found.use!r}, or name the phrase it is right in under unless:",
                    path=path,
                    offset=found.offset,
                )
        case dict():
            for key, inner in texts.items():
                yield from lint_words(inner, glossary, (*path, key))


def avoided_words(text: str, glossary: Glossary) -> tuple[AvoidedWord, ...]:
    """Return the avoided words of a text, in the order in which they stand."""
    found: dict[int, AvoidedWord] = {}
    for term in glossary.terms.values():
        allowed = [
            match.span() for phrase in term.unless for match in _whole(phrase).finditer(text)
        ]
        for word in term.avoid:
            for match in _whole(word).finditer(text):
                start, end = match.span()
                if not any(low <= start and end <= high for low, high in allowed):
                    found.setdefault(start, AvoidedWord(match.group(), start, term.use))
    return tuple(found[start] for start in sorted(found))


@lru_cache(maxsize=4096)
def _whole(word: str) -> re.Pattern[str]:
    """A pattern of the word between characters that belong to no word."""
    stem = word.removesuffix(_ANY_ENDING)
    first, rest = re.escape(stem[0]), re.escape(stem[1:])
    capital = re.escape(stem[0].upper())
    start = first if first == capital else f"[{first}{capital}]"
    ending = r"[^\W\d_]*" if word.endswith(_ANY_ENDING) else ""
    return re.compile(rf"(?<![\w-]){start}{rest}{ending}(?![\w-])")
