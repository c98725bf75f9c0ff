"""Texts of a questionnaire to translators and back; adding a language is one file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from readiness.catalog.loader import Loaded
from readiness.catalog.po_files import po_bytes, read_po_texts
from readiness.catalog.release_lock import read_lock
from readiness.catalog.text_contexts import contexts
from readiness.catalog.texts_files import (
    LANGUAGE,
    TEXTS_FOLDER,
    TextsFile,
    read_texts,
    texts_by_place,
    written_files,
)
from readiness.catalog.translations import (
    GivenText,
    GivenTexts,
    Place,
    Taken,
    TextRow,
    place_name,
    rows,
    source_for,
    take,
)
from readiness.scoring.problems import Problem, QuestionnaireRefused
from readiness.tabular.workbook_limits import WorkbookLimits
from readiness.tabular.workbook_reading import Cell, Workbook, open_workbook
from readiness.tabular.workbook_writing import WrittenSheet, write_workbook

Form = Literal["xlsx", "po"]

_TEXTS_SHEET: Final = "Texts"
_ABOUT_SHEET: Final = "About"
_LIMITS: Final = WorkbookLimits(
    file_bytes=20_000_000, unpacked_bytes=100_000_000, rows=20_000, columns=50, cells=1_000_000
)
_PLACE, _CONTEXT, _SOURCE, _TRANSLATION, _STATE = (
    "Place",
    "What it is",
    "Source",
    "Translation",
    "State",
)
_WIDTHS: Final = {_PLACE: 34, _CONTEXT: 40, _SOURCE: 60, _TRANSLATION: 60, _STATE: 16}
_ADVICE: Final = (
    ("Where to write", "Only in the column Translation of the sheet Texts; the rest is to read."),
    ("Empty", "An empty translation stays open: readers then see the source text, marked as such."),
    ("Formulas", "Write values only; a file with a formula in any cell is refused."),
    ("{names}", "Words in curly brackets are filled in later: keep each one as it is."),
)


@dataclass(frozen=True, slots=True)
class Translation:
    """A language of a questionnaire beside the default one it is translated from."""

    loaded: Loaded
    language: str
    source_files: tuple[TextsFile, ...]
    present_files: tuple[TextsFile, ...]
    source: dict[Place, str]
    present: dict[Place, str]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import comes to: what was taken, and the files to write, by their path."""

    taken: Taken
    files: dict[Path, str]


def open_translation(loaded: Loaded, language: str) -> Translation:
    """Read source and translation of a language, which need not exist yet.

    Raises `QuestionnaireRefused` (`wrong_language`) for what is no language to translate into.
    """
    default = loaded.questionnaire.default_language
    if not LANGUAGE.fullmatch(language) or language == default:
        raise QuestionnaireRefused(
            [
                Problem(
                    code="wrong_language",
                    message=f"{language!r} is no language to translate {default!r} into",
                    remedy="write two small letters such as de, or with a country such as de-AT",
                    file="--language",
                )
            ]
        )
    source_files = read_texts(loaded.folder, default)
    present_files = read_texts(loaded.folder, language)
    source = source_for(language, texts_by_place(source_files))
    present = texts_by_place(present_files)
    return Translation(loaded, language, source_files, present_files, source, present)


def export_texts(translation: Translation, form: Form, file: str) -> bytes:
    """Return every text with its place, context, source and translation as a file.

    The same texts give the same bytes. `file` is the file's name in problems.
    """
    questionnaire = translation.loaded.questionnaire
    described = contexts(questionnaire, translation.source)
    found = rows(translation.source, translation.present, described)
    if form == "po":
        return po_bytes(found, questionnaire.reference, translation.language, questionnaire.as_of)
    return write_workbook(_sheets(translation, list(found)), file)


def import_texts(translation: Translation, data: bytes, form: Form, file: str) -> Imported:
    """Judge a file that came back from translators; nothing is written.

    Raises `QuestionnaireRefused`, `DocumentRefused` or `WorkbookRefused` with every problem; then
    nothing of the file may be used.
    """
    given = read_po_texts(data, file) if form == "po" else _from_workbook(data, file)
    problems = [*_released(translation.loaded), *_mismatches(translation, given)]
    if problems:
        raise QuestionnaireRefused(problems)
    taken = take(given.texts, translation.source, translation.present)
    if taken.problems:
        raise QuestionnaireRefused(taken.problems)
    files = written_files(
        translation.language, taken.texts, translation.source_files, translation.present_files
    )
    folder = translation.loaded.folder / TEXTS_FOLDER
    return Imported(taken, {folder / name: text for name, text in files.items()})


def _sheets(translation: Translation, found: list[TextRow]) -> list[WrittenSheet]:
    questionnaire = translation.loaded.questionnaire
    default, language = questionnaire.default_language, translation.language
    texts = [
        (place_name(row.place), row.context, row.source, row.translation, row.state)
        for row in found
    ]
    about = [
        ("Questionnaire", questionnaire.reference),
        ("Source", default),
        ("Language", language),
        *_ADVICE,
    ]
    heading = (_PLACE, _CONTEXT, _SOURCE, _TRANSLATION, _STATE)
    return [
        WrittenSheet(_TEXTS_SHEET, heading, texts, _WIDTHS, frozenset(heading) - {_TRANSLATION}),
        WrittenSheet(_ABOUT_SHEET, ("About", "this file"), about, {"About": 20, "this file": 90}),
    ]


def _from_workbook(data: bytes, file: str) -> GivenTexts:
    workbook = open_workbook(data, file, _LIMITS)
    about = {str(cells[0]): cells[1:] for _, cells in workbook.rows(_ABOUT_SHEET) if cells}
    reference, language = (
        _as_text(next(iter(about.get(name, ())), None)) for name in ("Questionnaire", "Language")
    )
    texts = tuple(_texts(workbook))
    return GivenTexts(file, reference.partition("@")[0], language, texts)


def _texts(workbook: Workbook) -> Iterator[GivenText]:
    file = f"{workbook.file}[{_TEXTS_SHEET}]"
    columns: dict[str, int] = {}
    for number, cells in workbook.rows(_TEXTS_SHEET):
        if not columns:
            columns = {_as_text(cell): column for column, cell in enumerate(cells)}
            _refuse_without(columns, file, number)
            continue
        place, source, text = (
            _as_text(cells[columns[name]]) for name in (_PLACE, _SOURCE, _TRANSLATION)
        )
        if place or text.strip():
            yield GivenText(place, source, text, file, number, columns[_TRANSLATION] + 1)


def _refuse_without(columns: dict[str, int], file: str, line: int) -> None:
    missing = [name for name in (_PLACE, _SOURCE, _TRANSLATION) if name not in columns]
    if missing:
        raise QuestionnaireRefused(
            [
                Problem(
                    code="missing_column",
                    message=f"there is no column {name!r}",
                    remedy="leave the heading as it was exported",
                    file=file,
                    line=line,
                )
                for name in missing
            ]
        )


def _as_text(cell: Cell) -> str:
    """A cell as what was typed: a translator's "5" is often kept as a number."""
    return "" if cell is None else str(cell).replace("\r\n", "\n")


def _released(loaded: Loaded) -> Iterator[Problem]:
    reference = loaded.questionnaire.reference
    if reference in read_lock(loaded.folder.parent.parent).digests:
        yield Problem(
            code="released_changed",
            message=f"{reference} is released and stays as it is",
            remedy="copy its folder to a new version and import into that one",
            file=reference,
        )


def _mismatches(translation: Translation, given: GivenTexts) -> Iterator[Problem]:
    key = translation.loaded.questionnaire.key
    if given.questionnaire != key:
        yield Problem(
            code="other_questionnaire",
            message=f"the texts are those of {given.questionnaire!r}, not of {key!r}",
            remedy="name the questionnaire they were exported from",
            file=given.file,
        )
    if given.language != translation.language:
        yield Problem(
            code="other_language",
            message=f"the texts are in {given.language or 'no language'}, "
            f"not in {translation.language}",
            remedy="name the language they were exported for with --language",
            file=given.file,
        )
