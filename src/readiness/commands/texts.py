"""`readiness texts export` and `readiness texts import`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from readiness.catalog.catalog import Catalog
from readiness.catalog.translations import Place, Taken, place_name
from readiness.commands.terminal import err, out, told_if_unwritable, write
from readiness.scoring.problems import Problem, QuestionnaireRefused
from readiness.services.translations import Form, export_texts, import_texts, open_translation
from readiness.settings import Settings

_FORMS: Final[dict[str, Form]] = {".xlsx": "xlsx", ".po": "po"}


def export(reference: str, language: str, to: Path) -> None:
    """Write the texts of a language for translators."""
    form = _form(to)
    loaded = Catalog(Settings().questionnaires).newest(reference)
    write(export_texts(open_translation(loaded, language), form, str(to)), to)


def import_file(file: Path, reference: str, language: str) -> None:
    """Take the translations of a file and print what was taken and what is missing."""
    form = _form(file)
    loaded = Catalog(Settings().questionnaires).newest(reference)
    imported = import_texts(open_translation(loaded, language), file.read_bytes(), form, str(file))
    for path, text in imported.files.items():
        with told_if_unwritable(path):
            path.write_text(text, encoding="utf-8", newline="\n")
        err.print(f"Written to {path}.", soft_wrap=True, highlight=False)
    _print(imported.taken)


def _form(file: Path) -> Form:
    form = _FORMS.get(file.suffix.lower())
    if form is None:
        raise QuestionnaireRefused(
            [
                Problem(
                    code="unknown_form",
                    message=f"texts are not kept as {file.suffix or 'a file without ending'}",
                    remedy="name a file that ends with .xlsx or .po",
                    file=str(file),
                )
            ]
        )
    return form


def _print(taken: Taken) -> None:
    out.print(
        f"{taken.added} added, {taken.changed} changed, {taken.kept} as before; "
        f"{len(taken.missing)} missing.",
        highlight=False,
    )
    _list("Source changed since the export, check the translation", taken.outdated)
    _list("Missing", taken.missing)


def _list(label: str, places: Sequence[Place]) -> None:
    for place in places:
        out.print(f"{label}: {place_name(place)}", soft_wrap=True, highlight=False, markup=False)
