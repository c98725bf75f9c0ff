"""`readiness workbook export` and `readiness workbook import`."""

from pathlib import Path

from readiness.catalog.catalog import Catalog
from readiness.commands.terminal import out, told_if_unwritable, write
from readiness.errors import Conflict
from readiness.services.workbook_export import export_workbook
from readiness.services.workbook_import import import_workbook, write_files
from readiness.settings import Settings


def export(reference: str, to: Path) -> None:
    """Write a questionnaire as a workbook."""
    loaded = Catalog(Settings().questionnaires).newest(reference)
    write(export_workbook(loaded, str(to)), to)


def import_file(file: Path, to: Path) -> None:
    """Write the questionnaire that a workbook holds to a folder of its own."""
    files = import_workbook(file.read_bytes(), str(file))
    folder = to / next(iter(files)).parents[-3]
    if folder.exists():
        raise Conflict(
            "questionnaire_exists",
            f"There is a folder {folder} already.",
            "Name another folder, or give the questionnaire in the workbook a new version.",
        )
    with told_if_unwritable(folder):
        write_files(to, files)
    out.print(f"Written to {folder}.", soft_wrap=True, highlight=False, markup=False)
