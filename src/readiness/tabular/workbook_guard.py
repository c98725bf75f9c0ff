"""The parts of a workbook read as XML before anything else reads them.

Refused are document types (the way entities and outside files come into XML), formulas, cells that
hold an error, and sheets whose last row and column span more than a reader should hold. Values of
formulas are what some program once computed; they are never taken for what somebody entered.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import Final
from xml.parsers import expat

from readiness.scoring.problems import Problem
from readiness.tabular.workbook_archive import WORKBOOK_PART
from readiness.tabular.workbook_limits import (
    MAX_PROBLEMS,
    CellPlace,
    WorkbookLimits,
    WorkbookRefused,
    cell_problem,
    column_letters,
    refuse,
)

_RELATIONS_PART: Final = "xl/_rels/workbook.xml.rels"
_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_SEPARATOR: Final = ":"
_SHEETS: Final = ("worksheet", "sheetData")


class _Stop(Exception):
    """Enough is known about a part."""


@dataclass(slots=True)
class _Elements:
    """What is collected of the elements of one part, whatever it is."""

    file: str
    sheet: str
    limits: WorkbookLimits
    problems: list[Problem]
    is_sheet: bool = False
    row: int = 0
    column: int = 0
    rows: int = 0
    columns: int = 0
    found: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        name = element[element.rfind(_SEPARATOR) + 1 :]
        if name == "v":  # most elements by far
            return
        if name == "c" and self.is_sheet:
            self._cell(attributes)
        elif name == "f" and self.is_sheet:
            self._add(
                "formula_cell",
                "holds a formula",
                "replace it by its value: copy the cells, then paste them as values",
            )
        elif name == "row" and self.is_sheet:
            self._row(attributes)
        elif name in _SHEETS:
            self.is_sheet = True
        elif name in ("sheet", "Relationship"):
            self.found.append((name, attributes))

    def _row(self, attributes: Mapping[str, str]) -> None:
        given = attributes.get("r", str(self.row + 1))
        self._go(int(given) if given.isdecimal() and len(given) < 8 else 0, 0)

    def _cell(self, attributes: Mapping[str, str]) -> None:
        given = attributes.get("r")
        if given is None:
            self._go(self.row, self.column + 1)
        else:
            match = _CELL.fullmatch(given)
            self._go(int(match[2]) if match else 0, _number(match[1]) if match else 0)
        if attributes.get("t") == "e":
            self._add(
                "error_cell", "holds an error such as #N/A", "write the value, or leave it empty"
            )

    def _go(self, row: int, column: int) -> None:
        if row < 1:
            refuse(
                self.file,
                "workbook_unreadable",
                f"a cell of sheet {self.sheet!r} has no place",
                "save the workbook again with a spreadsheet program",
            )
        self.row, self.column = row, column
        if row <= self.rows and column <= self.columns:
            return
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        most = self.limits
        if row > most.rows or column > most.columns or self.rows * self.columns > most.cells:
            refuse(
                f"{self.file}[{self.sheet}]",
                "workbook_too_large",
                f"the sheet reaches to cell {column_letters(max(1, self.columns))}{self.rows}; "
                f"at most {most.rows:,} rows, {most.columns} columns and {most.cells:,} cells "
                "are read",
                "delete rows and columns that are not needed, also empty ones with a format, "
                "or split the sheet",
            )

    def _add(self, code: str, message: str, remedy: str) -> None:
        place = CellPlace(self.file, self.sheet, max(1, self.row), max(1, self.column))
        self.problems.append(cell_problem(place, code, message, remedy))
        if len(self.problems) == MAX_PROBLEMS:
            raise _Stop


def refuse_unsafe(parts: Mapping[str, bytes], file: str, limits: WorkbookLimits) -> None:
    """Check every part of a workbook; raises `WorkbookRefused` with every problem found."""
    names = _sheet_names(parts, file, limits)
    problems: list[Problem] = []
    for part in parts:
        if len(problems) < MAX_PROBLEMS:
            elements = _Elements(file, names.get(part, part), limits, problems)
            _parse(parts[part], part, elements)
    if problems:
        raise WorkbookRefused(problems)


def _sheet_names(parts: Mapping[str, bytes], file: str, limits: WorkbookLimits) -> dict[str, str]:
    """The names of sheets by the part that holds each, for what is said about them."""
    parts_by_id: dict[str, str] = {}
    for _, attributes in _collected(parts, _RELATIONS_PART, file, limits):
        target = PurePosixPath("/xl") / attributes.get("Target", "")
        parts_by_id[attributes.get("Id", "")] = str(target).lstrip("/")
    named: dict[str, str] = {}
    for _, attributes in _collected(parts, WORKBOOK_PART, file, limits):
        ids = [text for key, text in attributes.items() if key.endswith(f"{_SEPARATOR}id")]
        if ids and ids[0] in parts_by_id:
            named[parts_by_id[ids[0]]] = attributes.get("name", "")
    return named


def _collected(
    parts: Mapping[str, bytes], part: str, file: str, limits: WorkbookLimits
) -> list[tuple[str, Mapping[str, str]]]:
    if part not in parts:
        return []
    elements = _Elements(file, part, limits, [])
    _parse(parts[part], part, elements)
    return elements.found


def _parse(content: bytes, part: str, elements: _Elements) -> None:
    """Read a part; nothing but elements and text may be in it."""

    def no_document_type(*_: object) -> None:
        refuse(
            elements.file,
            "workbook_unreadable",
            f"{part} declares a document type, which no spreadsheet program writes",
            "save the workbook again with a spreadsheet program",
        )

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = no_document_type
    if _may_be_a_sheet(content) or part in (WORKBOOK_PART, _RELATIONS_PART):
        parser.StartElementHandler = elements.start
    try:
        parser.Parse(content, True)
    except _Stop:
        return
    except expat.ExpatError as error:
        refuse(
            elements.file,
            "workbook_unreadable",
            f"{part} in it is no readable XML ({error})",
            "save the workbook again with a spreadsheet program",
        )


def _may_be_a_sheet(content: bytes) -> bool:
    """Tell whether cells can be in a part: shared texts, the largest part by far, have none.

    Only UTF-8, ASCII and Latin-1, which spell the name in these bytes, and UTF-16 are read.
    """
    return b"sheetData" in content or b"\0" in content[:8]


@cache
def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
