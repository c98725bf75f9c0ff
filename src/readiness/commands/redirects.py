"""`readiness redirects check`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from readiness.catalog.catalog import Catalog
from readiness.commands.terminal import err, write
from readiness.errors import InputProblem, InvalidInput
from readiness.redirects.csv_reading import Encoding
from readiness.redirects.sheet import Progress as Told
from readiness.redirects.summary import SheetSummary
from readiness.services.redirect_sheets import (
    MOST_ROWS_IN_WORKBOOK,
    CheckedFile,
    GivenFile,
    SheetKind,
    check_file,
    table_of,
)
from readiness.settings import Settings

MOST_SHOWN: Final = 20
_ENCODINGS: Final[dict[str, Encoding]] = {
    "utf-8": "utf-8",
    "windows-1252": "windows-1252",
}
_KINDS: Final[dict[str, SheetKind]] = {".csv": "csv", ".txt": "csv", ".tsv": "csv", ".xlsx": "xlsx"}


@dataclass(frozen=True, slots=True)
class Wished:
    """How a sheet is checked, and what becomes of it; `to` is the file for the checked sheet."""

    questionnaire: str
    worksheet: str
    encoding: str
    language: str
    to: Path | None
    as_json: bool


def check_sheet(file: Path, wished: Wished) -> bool:
    """Check a sheet and say what was found; tell whether no row has an error."""
    kind = _kind(file)
    form = None if wished.to is None else _kind(wished.to)
    questionnaire = Catalog(Settings().questionnaires).get(wished.questionnaire).questionnaire
    table = table_of(questionnaire, wished.worksheet)
    given = GivenFile(file.read_bytes(), kind, str(file), _ENCODINGS[wished.encoding])
    with _progress() as told:
        checked = check_file(
            questionnaire, table, given, wished.language, () if form is None else (form,), told
        )
    summary = checked.summary
    if wished.as_json:
        print(summary.model_dump_json(indent=2))
    else:
        _print(summary)
    if wished.to is not None and form is not None:
        write(_content(checked, form), wished.to)
    return summary.errors == 0


def _kind(file: Path) -> SheetKind:
    kind = _KINDS.get(file.suffix.lower())
    if kind is None:
        raise InvalidInput(
            [
                InputProblem(
                    code="wrong_sheet_form",
                    detail=f"{file} is neither CSV nor XLSX by its name.",
                    remedy="Name a file that ends in .csv or .xlsx.",
                )
            ]
        )
    return kind


def _content(checked: CheckedFile, form: SheetKind) -> bytes:
    if form not in checked.forms:
        raise InvalidInput(
            [
                InputProblem(
                    code="workbook_too_large",
                    detail=f"A workbook takes up to {MOST_ROWS_IN_WORKBOOK:,} rows.",
                    remedy="Write the checked sheet as .csv.",
                )
            ]
        )
    return checked.forms[form]


def _print(summary: SheetSummary) -> None:
    coverage = summary.coverage
    print(
        f"{summary.rows:,} rows: {summary.errors:,} with errors, {summary.warnings:,} with "
        f"warnings, {summary.infos:,} with remarks, {summary.rows_with_suggestions:,} with "
        "suggested targets."
    )
    if coverage.percent is None:
        print("No row has visits or backlinks, so there is no coverage.")
    else:
        print(
            f"{coverage.covered:,} of {coverage.base:,} addresses with visits or backlinks have a "
            f"valid target: {coverage.percent} % ({coverage.question})."
        )
    for check in summary.checks:
        print(f"  {check.severity:8}{check.code:26}{check.rows:>11,}")
    if summary.not_checked:
        print(f"Not checked for lack of their columns: {', '.join(summary.not_checked)}.")
    for problem in summary.problems[:MOST_SHOWN]:
        print(problem)
    if summary.problems_found > MOST_SHOWN:
        print(f"… and {summary.problems_found - MOST_SHOWN:,} more; --to writes them all.")


@contextmanager
def _progress() -> Iterator[Told]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    hidden = not err.is_terminal
    with Progress(*columns, console=err, transient=True, disable=hidden) as progress:
        task = progress.add_task("reading", total=None)

        def told(what: str, done: int, total: int) -> None:
            progress.update(task, description=what, completed=done, total=total or None)

        yield told
