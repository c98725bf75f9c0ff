"""XLSX out: plain values as cells that stay what they are, the same bytes for the same values.

Every text is written as a text: never a formula, a number, a date or a link, whatever it starts
with. Texts that a spreadsheet program would take for a formula as soon as somebody edits the cell
(`=`, `+`, `-`, `@`) carry the mark by which it keeps them texts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Final, TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from readiness.tabular.workbook_limits import CellPlace, WorkbookRefused, cell_problem

WrittenCell: TypeAlias = str | int | float | bool | None

LONGEST_CELL: Final = 32_767
"""Characters of a cell, in UTF-16 units; spreadsheet programs take no more."""
_ACTIVE: Final = ("=", "+", "-", "@")
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""When every workbook says it was made: the same values give the same bytes."""
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A sheet: its heading, its rows below, and the widths of its columns in characters.

    Columns named in `locked` are shaded: they are there to be read, not to be changed. `name` has
    at most 31 characters and none of `[]:*?/\\`.
    """

    name: str
    heading: Sequence[str]
    rows: Iterable[Sequence[WrittenCell]]
    widths: Mapping[str, int]
    locked: frozenset[str] = frozenset()


def write_workbook(sheets: Iterable[WrittenSheet], file: str) -> bytes:
    """Return a workbook with the sheets in order; `file` is its name in problems.

    Figures keep 15 digits, as spreadsheet programs do.

    Raises `WorkbookRefused` (`cell_too_long`) for texts that no cell holds.
    """
    target = BytesIO()
    workbook = xlsxwriter.Workbook(target, _OPTIONS)
    workbook.set_properties({"created": _MADE})
    formats = _Formats(workbook)
    for sheet in sheets:
        _write(workbook.add_worksheet(sheet.name), sheet, formats, file)
    workbook.close()
    return target.getvalue()


class _Formats:
    """How cells look: heading, text, text to be read only; each also with the mark of a text."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        wrapped = {"text_wrap": True, "valign": "top"}
        shaded = wrapped | {"bg_color": "#EEEEEE"}
        self.heading: Format = workbook.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self._by_kind: dict[tuple[bool, bool], Format] = {
            (locked, quoted): workbook.add_format(
                (shaded if locked else wrapped) | ({"quote_prefix": True} if quoted else {})
            )
            for locked in (False, True)
            for quoted in (False, True)
        }

    def of(self, value: WrittenCell, *, locked: bool) -> Format:
        quoted = isinstance(value, str) and value.lstrip().startswith(_ACTIVE)
        return self._by_kind[locked, quoted]


def _write(target: Worksheet, sheet: WrittenSheet, formats: _Formats, file: str) -> None:
    target.freeze_panes(1, 0)
    for column, title in enumerate(sheet.heading):
        target.set_column(column, column, sheet.widths.get(title, 12))
        target.write_string(0, column, title, formats.heading)
    last = 0
    for row, values in enumerate(sheet.rows, start=1):
        last = row
        for column, value in enumerate(values):
            _refuse_too_long(value, CellPlace(file, sheet.name, row + 1, column + 1))
            locked = sheet.heading[column] in sheet.locked
            _put(target, (row, column), value, formats.of(value, locked=locked))
    target.autofilter(0, 0, last, max(0, len(sheet.heading) - 1))


def _put(target: Worksheet, at: tuple[int, int], value: WrittenCell, form: Format) -> None:
    match value:
        case None | "":
            target.write_blank(*at, None, form)
        case bool():
            target.write_boolean(*at, value, form)
        case int() | float():
            target.write_number(*at, value, form)
        case str():
            target.write_string(*at, value, form)


def _refuse_too_long(value: WrittenCell, place: CellPlace) -> None:
    if isinstance(value, str) and len(value.encode("utf-16-le")) // 2 > LONGEST_CELL:
        message = f"would have {len(value):,} characters; a cell holds {LONGEST_CELL:,}"
        raise WorkbookRefused([cell_problem(place, "cell_too_long", message, "shorten the text")])
