"""A workbook that authors have filled in → the files of a questionnaire, or every problem in it."""

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from readiness.catalog.cases import load_cases
from readiness.catalog.documents import in_reading_order
from readiness.catalog.loader import QUESTIONNAIRE_FILE, load_questionnaire
from readiness.catalog.plain_version import PlainVersion, written_version
from readiness.catalog.workbook_shapes import questionnaire_shape
from readiness.catalog.workbook_tables import (
    NAME,
    ROOT_TABLE,
    VALUE,
    sheet_title,
    table_plans,
)
from readiness.catalog.workbook_texts import TEXTS_TABLE, read_texts_table
from readiness.catalog.workbook_values import (
    CellProblem,
    ReadRow,
    ReadTable,
    ReadValues,
    Where,
    values_of,
)
from readiness.scoring.problems import Problem, QuestionnaireRefused
from readiness.scoring.spelling import did_you_mean
from readiness.services.workbook_export import CHANGES
from readiness.tabular.workbook_limits import WorkbookLimits, column_letters
from readiness.tabular.workbook_reading import Workbook, open_workbook

_LIMITS: Final = WorkbookLimits(
    file_bytes=20_000_000, unpacked_bytes=200_000_000, rows=50_000, columns=200, cells=2_000_000
)
_SAFE_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,80}")
_TABLES: Final = (
    ROOT_TABLE,
    TEXTS_TABLE,
    *(plan.name for plan in table_plans(questionnaire_shape())),
)
_NAMES: Final = {sheet_title(table): table for table in _TABLES}
"""The table of each sheet."""


def import_workbook(data: bytes, file: str) -> dict[Path, str]:
    """Return the files of a questionnaire that a workbook holds, by path below the catalog.

    Raises `WorkbookRefused` for what is no workbook, and `QuestionnaireRefused` with every problem
    of its content, each with sheet, row and column.
    """
    workbook = open_workbook(data, file, _LIMITS)
    tables = {_NAMES.get(sheet, sheet): _table(workbook, sheet) for sheet in workbook.sheets}
    changes = _changes(tables)
    read = values_of(questionnaire_shape(), tables)
    texts = read_texts_table(tables[TEXTS_TABLE], read) if TEXTS_TABLE in tables else {}
    for sheet in workbook.sheets:
        if sheet not in _NAMES:
            remedy = did_you_mean(sheet, _NAMES, "remove it, or name it as it was exported")
            read.add(Where(sheet, 1, 1), "unknown_sheet", "no sheet has this name", remedy)
    _refuse_if_any(read, file)
    cases = read.value.pop("cases", [])
    assert isinstance(cases, list)
    files = dict(written_version(PlainVersion(read.value, cases, texts, changes)))
    if QUESTIONNAIRE_FILE in files:
        _check(read, files)
    else:
        remedy = "write a sheet with the names key, version, status and their values"
        read.add(Where(ROOT_TABLE, 1, 1), "missing_sheet", "nothing about it is said", remedy)
    _refuse_if_any(read, file)
    folder = Path(str(read.value["key"]), str(read.value["version"]))
    return {folder / name: text for name, text in files.items()}


def _table(workbook: Workbook, sheet: str) -> ReadTable:
    """Read a sheet; a cell under no heading, or under one given twice, stands under ``."""
    numbers: dict[str, int] = {}
    headings: list[str] = []
    rows: list[ReadRow] = []
    for number, cells in workbook.rows(sheet):
        if not headings:
            headings = ["" if cell is None else str(cell).strip() for cell in cells]
            headings = [h if headings.index(h) == i else "" for i, h in enumerate(headings)]
            numbers = {heading: i for i, heading in enumerate(headings, start=1) if heading}
            continue
        filled = {headings[i]: cell for i, cell in enumerate(cells) if cell is not None}
        if "" in filled:
            numbers.setdefault("", 1 + headings.index(""))
        if filled:
            rows.append(ReadRow(number, filled))
    return ReadTable(numbers, rows)


def _changes(tables: dict[str, ReadTable]) -> str:
    """What CHANGES.md says, taken out of the questionnaire's own values."""
    root = tables.get(ROOT_TABLE, ReadTable({}, ()))
    said = [row for row in root.rows if row.cells.get(NAME) == CHANGES]
    tables[ROOT_TABLE] = ReadTable(root.numbers, [row for row in root.rows if row not in said])
    return "".join(str(row.cells.get(VALUE, "")) for row in said)


def _check(read: ReadValues, files: dict[str, str]) -> None:
    """Read the files as the catalog does; what is wrong with them is said of the cells."""
    key, version = (str(read.value.get(name, "")) for name in ("key", "version"))
    safe = all(_SAFE_NAME.fullmatch(name) for name in (key, version))
    with TemporaryDirectory() as directory:
        folder = Path(directory, *((key, version) if safe else ("key", "version")))
        write_files(folder, files)
        try:
            load_cases(load_questionnaire(folder))
        except QuestionnaireRefused as refusal:
            for problem in refusal.problems:
                if safe or problem.code != "wrong_folder":
                    read.add(read.where(problem), problem.code, problem.message, problem.remedy)


def write_files(folder: Path, files: Mapping[str, str] | Mapping[Path, str]) -> None:
    """Write files by their path below a folder."""
    for name, text in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def _refuse_if_any(read: ReadValues, file: str) -> None:
    if read.problems:
        raise QuestionnaireRefused(in_reading_order(_problem(file, p) for p in read.problems))


def _problem(file: str, problem: CellProblem) -> Problem:
    where = problem.where
    return Problem(
        code=problem.code,
        message=f"cell {column_letters(where.column)}{where.row}: {problem.message}",
        remedy=problem.remedy,
        file=f"{file}[{sheet_title(where.table)}]",
        line=where.row,
        column=where.column,
    )
