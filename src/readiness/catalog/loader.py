"""A version folder → a questionnaire without problems, and the way back to file and line."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Final

from pydantic import JsonValue

from readiness.catalog.documents import (
    MAX_QUESTIONNAIRE_BYTES,
    Document,
    DocumentRefused,
    Path,
    in_reading_order,
)
from readiness.catalog.schema import validated
from readiness.catalog.strict_yaml import read_document
from readiness.catalog.untranslated import fill_untranslated
from readiness.scoring.lint import Linted, lint_whole
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import Problem, QuestionnaireRefused
from readiness.scoring.spelling import did_you_mean

QUESTIONNAIRE_FILE: Final = "questionnaire.yaml"
RULES_FILE: Final = "rules.yaml"
SOURCES_FILE: Final = "sources.yaml"
CHANGES_FILE: Final = "CHANGES.md"
CASES_FOLDER: Final = "cases"

_RULES: Final = (
    "variables",
    "value_rules",
    "weight_rules",
    "gates",
    "findings",
    "route_rules",
    "routes",
    "variants",
    "recommendation_rules",
    "recommendations",
    "improvements",
)
_FILES: Final = {
    RULES_FILE: _RULES,
    SOURCES_FILE: ("sources",),
    "indices.yaml": ("indices",),
    "decision.yaml": ("decisions",),
    "risks.yaml": ("risk_rules", "risks"),
    "responsibilities.yaml": ("responsibilities",),
    "worksheets.yaml": ("worksheets",),
    "carry_over.yaml": ("offered_after", "carry_over", "printed_beside"),
}
"""The sections of each file beside questionnaire.yaml, which has the rest."""

_HOMES: Final = (
    {name: QUESTIONNAIRE_FILE for name in Questionnaire.model_fields if name != "digest"}
    | {name: file for file, sections in _FILES.items() for name in sections}
    | {"texts": "texts/<language>.yaml"}
)
_TEXTS_NAME: Final = re.compile(r"texts/(?P<language>[a-z]{2,3}(-[A-Z]{2})?)(\.[a-z0-9_-]+)?\.yaml")
_CASE_NAME: Final = re.compile(r"cases/[A-Za-z0-9._-]+\.yaml")


def home_of(section: str) -> str | None:
    """Return the file of a version folder in which a section is written; `None` if in none."""
    return _HOMES.get(section)


@dataclass(frozen=True, slots=True)
class Section:
    """Where a part of the questionnaire is written; `stripped` keys of its path are not there."""

    document: Document
    stripped: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """A questionnaire without problems, its folder, and where each part of it is written.

    `sections` is by the start of paths; `()` is questionnaire.yaml. `undecided` says in words what
    was too large to be proved about the rules. `untranslated` are the texts that languages of a
    draft do not have yet.
    """

    questionnaire: Questionnaire
    folder: FilePath
    sections: Mapping[Path, Section]
    undecided: tuple[str, ...] = ()
    untranslated: tuple[Problem, ...] = ()

    def placed(self, problem: Problem) -> Problem:
        """Return a problem about the questionnaire with its file, line and column."""
        return _placed(self.sections, problem)


def load_questionnaire(folder: FilePath) -> Loaded:
    """Read, check and lint one version folder `<key>/<version>`.

    Raises `QuestionnaireRefused` with every problem, each with file, line and column.
    """
    files = _Files(folder)
    value = files.assembled()
    files.refuse_if_any()
    questionnaire, problems = validated(Questionnaire, value)
    linted = Linted(problems)
    if questionnaire is not None:
        linted = lint_whole(questionnaire)
        problems = (*_wrong_folder(questionnaire, folder), *linted.problems)
    files.problems.extend(_placed(files.sections, problem) for problem in problems)
    files.refuse_if_any()
    assert questionnaire is not None
    untranslated = tuple(_placed(files.sections, gap) for gap in files.untranslated)
    return Loaded(questionnaire, folder, files.sections, linted.undecided, untranslated)


def _placed(sections: Mapping[Path, Section], problem: Problem) -> Problem:
    prefix = problem.path
    while prefix not in sections:
        prefix = prefix[:-1]
    section = sections[prefix]
    inner = problem.model_copy(update={"path": problem.path[section.stripped :]})
    return section.document.placed(inner).model_copy(update={"path": problem.path})


def _wrong_folder(questionnaire: Questionnaire, folder: FilePath) -> Iterable[Problem]:
    here = folder.resolve()
    for name, expected in (("key", here.parent.name), ("version", here.name)):
        if getattr(questionnaire, name) != expected:
            yield Problem(
                code="wrong_folder",
                message=f"the {name} is {getattr(questionnaire, name)!r} but its folder is "
                f"named {expected!r}",
                remedy=f"let {name} and folder have the same name",
                path=(name,),
            )


def _default_language(whole: Mapping[str, JsonValue]) -> str:
    given = whole.get("default_language", Questionnaire.model_fields["default_language"].default)
    return str(given)


def _start_of(file: FilePath) -> bytes:
    """No more than a file may have, plus the byte that tells it has more."""
    with file.open("rb") as opened:
        return opened.read(MAX_QUESTIONNAIRE_BYTES + 1)


class _Files:
    """Reads the files of a version folder and puts their sections together."""

    def __init__(self, folder: FilePath) -> None:
        self.folder = folder
        self.data: dict[str, bytes] = {}
        self.problems: list[Problem] = []
        self.untranslated: tuple[Problem, ...] = ()
        self.sections: dict[Path, Section] = {}

    def refuse_if_any(self) -> None:
        if self.problems:
            raise QuestionnaireRefused(in_reading_order(self.problems))

    def assembled(self) -> JsonValue:
        """Read every file; problems with single files are recorded, not raised."""
        names = self._names()
        self.data = {name: _start_of(self.folder / name) for name in names}
        whole: dict[str, JsonValue] = {"digest": self._digest()}
        for name in (QUESTIONNAIRE_FILE, *_FILES):
            document = self._read(name) if name in names else None
            if document is not None:
                self._take_sections(document, name, whole)
        texts: dict[str, JsonValue] = {}
        for name in sorted(names, key=lambda name: (name.count("."), name)):
            match = _TEXTS_NAME.fullmatch(name)
            document = self._read(name) if match else None
            if match and document is not None:
                self._take_texts(document, match["language"], texts)
        if whole.get("status") == "draft":
            self.untranslated = fill_untranslated(texts, _default_language(whole))
        whole["texts"] = texts
        return whole

    def _names(self) -> list[str]:
        if not (self.folder / QUESTIONNAIRE_FILE).is_file():
            self._add(
                "missing_file",
                QUESTIONNAIRE_FILE,
                "there is no questionnaire here",
                f"name a version folder, which has a file {QUESTIONNAIRE_FILE}",
            )
            self.refuse_if_any()
        names = sorted(
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_file()
        )
        known = (QUESTIONNAIRE_FILE, *_FILES, CHANGES_FILE)
        for name in names:
            if name in known or _TEXTS_NAME.fullmatch(name) or _CASE_NAME.fullmatch(name):
                continue
            self._add(
                "unexpected_file",
                name,
                "the file has no place in a version folder",
                did_you_mean(
                    name, known, "use texts/<language>.yaml or cases/<name>.yaml, or move it"
                ),
            )
        return names

    def _digest(self) -> str:
        """SHA-256 over names and bytes of all that decides about results and wording."""
        digest = hashlib.sha256()
        for name, data in self.data.items():
            if name != CHANGES_FILE and not name.startswith(f"{CASES_FOLDER}/"):
                digest.update(f"{name}\0{len(data)}\0".encode())
                digest.update(data)
        return digest.hexdigest()

    def _read(self, name: str) -> Document | None:
        file = str(self.folder / name)
        try:
            document = read_document(self.data[name], file, limit=MAX_QUESTIONNAIRE_BYTES)
        except DocumentRefused as refusal:
            self.problems.extend(refusal.problems)
            return None
        if name == QUESTIONNAIRE_FILE:
            self.sections[()] = Section(document, 0)
        if not isinstance(document.value, dict):
            self._add(
                "wrong_value",
                name,
                "the file is not a mapping",
                "write 'key: value' at the top level",
            )
            return None
        return document

    def _take_sections(self, document: Document, name: str, whole: dict[str, JsonValue]) -> None:
        assert isinstance(document.value, dict)
        own = [key for key, home in _HOMES.items() if home == name]
        for key, value in document.value.items():
            if key in own:
                whole[key] = value
                self.sections[(key,)] = Section(document, 0)
                continue
            home = _HOMES.get(key)
            problem = Problem(
                code="wrong_file" if home else "unknown_key",
                message=f"{key!r} does not belong into {name}",
                remedy=f"move it to {home}"
                if home
                else did_you_mean(key, own, f"use one of {', '.join(own)}"),
                path=(key,),
            )
            self.problems.append(document.placed(problem))

    def _take_texts(self, document: Document, language: str, texts: dict[str, JsonValue]) -> None:
        assert isinstance(document.value, dict)
        merged = texts.setdefault(language, {})
        assert isinstance(merged, dict)
        self.sections.setdefault(("texts", language), Section(document, 2))
        for key, value in document.value.items():
            if key in merged:
                first = FilePath(self.sections[("texts", language, key)].document.file).name
                problem = Problem(
                    code="duplicate_key",
                    message=f"{key!r} is already given in {first}",
                    remedy="keep each section of a language in one file",
                    path=(key,),
                )
                self.problems.append(document.placed(problem))
                continue
            merged[key] = value
            self.sections[("texts", language, key)] = Section(document, 2)

    def _add(self, code: str, name: str, message: str, remedy: str) -> None:
        self.problems.append(
            Problem(
                code=code,
                message=message,
                remedy=remedy,
                file=str(self.folder / name),
                line=1,
                column=1,
            )
        )
