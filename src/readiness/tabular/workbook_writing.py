"""XLSX out: plain values as cells that stay what they are, the same bytes for the same values.

Every text is written as a text: never a formula, a number, a date or a link, whatever it starts
with. Texts that a spreadsheet program would take for a formula as soon as somebody edits the cell
(`=`, `+`, `-`, `@`) carry the mark by which it keeps them texts. Only a grid has formulas, and only
those that it names as such.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Final, TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from readiness.tabular.grid_writing import GridWriter, WrittenGrid
from readiness.tabular.workbook_limits import CellPlace, WorkbookRefused, cell_problem
from readiness.tabular.workbook_looks import ACTIVE, INK, height_of, set_up_page

WrittenCell: TypeAlias = str | int | float | bool | None

LONGEST_CELL: Final = 32_767
"""Characters of a cell, in UTF-16 units; spreadsheet programs take no more."""
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

    Columns named in `locked` are shaded: they are there to be read, not to be changed. Those in
    `shares` hold fractions of 1 and show per cent. Rows are as high as their texts need where the
    sheet is `fitted`. `name` has at most 31 characters and none of `[]:*?/\\`.
    """

    name: str
    heading: Sequence[str]
    rows: Iterable[Sequence[WrittenCell]]
    widths: Mapping[str, int]
    locked: frozenset[str] = frozenset()
    shares: frozenset[str] = frozenset()
    fitted: bool = False


def write_workbook(
    sheets: Iterable[WrittenSheet | WrittenGrid], file: str, *, tone: str = INK
) -> bytes:
    """Return a workbook with the sheets in order; `file` is its name in problems.

    `tone` is the colour (`#RRGGBB`) behind the white letters of headings.

    Figures keep 15 digits, as spreadsheet programs do.

    Raises `WorkbookRefused` (`cell_too_long`) for texts that no cell holds.
    """
    target = BytesIO()
    workbook = xlsxwriter.Workbook(target, _OPTIONS)
    workbook.set_properties({"created": _MADE})
    formats, grids = _Formats(workbook, tone), GridWriter(workbook, tone)
    for sheet in sheets:
        made = workbook.add_worksheet(sheet.name)
        set_up_page(made, sheet.name)
        if isinstance(sheet, WrittenGrid):
            grids.write(made, sheet)
        else:
            _write(made, sheet, formats, file)
    workbook.close()
    return target.getvalue()


class _Formats:
    """How cells look: heading, text, text to be read only; each also with the mark of a text."""

    def __init__(self, workbook: xlsxwriter.Workbook, tone: str) -> None:
        wrapped = {"text_wrap": True, "valign": "top"}
        shaded = wrapped | {"bg_color": "#EEEEEE"}
        heading = {"bold": True, "font_color": "#FFFFFF", "bg_color": tone, "text_wrap": True}
        self.heading: Format = workbook.add_format(heading | {"valign": "vcenter"})
        self._by_kind: dict[tuple[bool, bool], Format] = {
            (locked, quoted): workbook.add_format(
                (shaded if locked else wrapped) | ({"quote_prefix": True} if quoted else {})
            )
            for locked in (False, True)
            for quoted in (False, True)
        }

        figure = {"valign": "top", "align": "right", "indent": 1}
        self._figure: Format = workbook.add_format(figure)
        self._share: Format = workbook.add_format(figure | {"num_format": "0%"})

    def of(self, value: WrittenCell, *, locked: bool, share: bool) -> Format:
        if isinstance(value, int | float) and not isinstance(value, bool) and not locked:
            return self._share if share else self._figure
        quoted = isinstance(value, str) and value.lstrip().startswith(ACTIVE)
        return self._by_kind[locked, quoted]


def _write(target: Worksheet, sheet: WrittenSheet, formats: _Formats, file: str) -> None:
    target.freeze_panes(1, 0)
    target.repeat_rows(0)
    for column, title in enumerate(sheet.heading):
        target.set_column(column, column, sheet.widths.get(title, 12))
        target.write_string(0, column, title, formats.heading)
    widths = [sheet.widths.get(title, 12) for title in sheet.heading]
    if sheet.fitted:
        target.set_row(0, height_of(zip(sheet.heading, widths, strict=True)))
    last = 0
    for row, values in enumerate(sheet.rows, start=1):
        last = row
        for column, value in enumerate(values):
            _refuse_too_long(value, CellPlace(file, sheet.name, row + 1, column + 1))
            title = sheet.heading[column]
            form = formats.of(value, locked=title in sheet.locked, share=title in sheet.shares)
            _put(target, (row, column), value, form)
        if sheet.fitted:
            target.set_row(row, height_of(zip(values, widths, strict=False)))
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
