"""Workbooks that act, mislead or overwhelm are refused before a cell is read."""

import warnings
import zipfile
from io import BytesIO

import pytest

from readiness.scoring.problems import Problem
from readiness.tabular.workbook_limits import WorkbookLimits, WorkbookRefused, column_letters
from readiness.tabular.workbook_reading import open_workbook
from tests.tabular.hand_made import PARTS, SHEET_PART, SPREADSHEET, archive, sheet, workbook

SMALL = WorkbookLimits(
    file_bytes=100_000, unpacked_bytes=200_000, rows=1000, columns=50, cells=2000
)


def refused(data: bytes) -> tuple[Problem, ...]:
    """Return the problems with which the bytes are refused."""
    with pytest.raises(WorkbookRefused) as raised:
        open_workbook(data, "w.xlsx", SMALL)
    return raised.value.problems


def codes(data: bytes) -> list[str]:
    """Return the codes of the problems with which the bytes are refused."""
    return [problem.code for problem in refused(data)]


def test_a_formula_is_refused_with_sheet_row_and_column() -> None:
    (problem,) = refused(workbook('<row r="3"><c r="AB3"><f>1+1</f><v>2</v></c></row>'))
    assert str(problem) == (
        "w.xlsx[Texte]:3:28: formula_cell: cell AB3 holds a formula; "
        "replace it by its value: copy the cells, then paste them as values"
    )


def test_every_formula_is_named() -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}"><f/></c></row>' for row in range(1, 5))
    assert [problem.line for problem in refused(workbook(cells))] == [1, 2, 3, 4]


def test_formulas_beyond_a_hundred_are_not_listed() -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}"><f/></c></row>' for row in range(1, 500))
    assert len(refused(workbook(cells))) == 100


def test_a_formula_without_place_is_found_by_counting() -> None:
    (problem,) = refused(workbook("<row/><row><c/><c><f>NOW()</f></c></row>"))
    assert (problem.line, problem.column) == (2, 2)


def test_a_formula_under_a_prefix_is_found() -> None:
    prefixed = (
        f'<x:worksheet xmlns:x="{SPREADSHEET}"><x:sheetData><x:row r="1"><x:c r="A1">'
        "<x:f>1+1</x:f></x:c></x:row></x:sheetData></x:worksheet>"
    )
    assert codes(workbook("", **{SHEET_PART: prefixed})) == ["formula_cell"]


def test_a_formula_in_another_encoding_is_found() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + sheet('<row r="1"><c r="A1"><f/></c></row>')
    assert codes(workbook("", **{SHEET_PART: text.encode("utf-16")})) == ["formula_cell"]


def test_a_formula_in_a_part_with_a_strange_root_is_found() -> None:
    strange = '<anything><sheetData><row r="1"><c r="A1"><f/></c></row></sheetData></anything>'
    assert codes(workbook("", **{SHEET_PART: strange})) == ["formula_cell"]


def test_a_cell_with_an_error_is_refused() -> None:
    (problem,) = refused(workbook('<row r="1"><c r="B1" t="e"><v>#N/A</v></c></row>'))
    assert (problem.code, problem.line, problem.column) == ("error_cell", 1, 2)


@pytest.mark.parametrize(
    "document_type",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>',
    ],
)
def test_a_document_type_is_refused(document_type: str) -> None:
    data = workbook("", **{SHEET_PART: document_type + sheet("")})
    assert codes(data) == ["workbook_unreadable"]


def test_a_document_type_is_refused_in_every_part() -> None:
    strings = "<!DOCTYPE sst><sst/>"
    assert codes(workbook("", **{"xl/sharedStrings.xml": strings})) == ["workbook_unreadable"]


def test_what_unpacks_to_too_much_is_refused_by_its_declared_size() -> None:
    bomb = workbook("", **{"xl/sharedStrings.xml": b" " * 250_000})
    assert len(bomb) < 5_000
    assert codes(bomb) == ["workbook_too_large"]


def test_what_unpacks_to_more_than_it_declares_is_refused() -> None:
    data = workbook("", **{"xl/sharedStrings.xml": b"<sst>" + b" " * 150_000})
    declared = (150_005).to_bytes(4, "little")
    assert data.count(declared) == 2
    assert codes(data.replace(declared, (100).to_bytes(4, "little"))) == ["workbook_unreadable"]


def test_a_file_that_is_too_large_is_not_unpacked() -> None:
    assert codes(b"PK" + bytes(200_000)) == ["workbook_too_large"]


@pytest.mark.parametrize("place", ["A1001", "AZ1", "XFD1048576", "Z90"])
def test_one_cell_far_away_does_not_span_a_large_sheet(place: str) -> None:
    row = "".join(filter(str.isdigit, place))
    cells = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{place}"/></row>'
    assert codes(workbook(cells)) == ["workbook_too_large"]


@pytest.mark.parametrize(
    "cell", ['<c r="A0"/>', '<c r="1"/>', '<c r="ABCD1"/>', '<c r="A99999999"/>']
)
def test_a_cell_without_a_place_is_refused(cell: str) -> None:
    assert codes(workbook(f'<row r="1">{cell}</row>')) == ["workbook_unreadable"]


def test_a_part_given_twice_is_refused() -> None:
    target = BytesIO(workbook(""))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        with zipfile.ZipFile(target, "a") as opened:
            opened.writestr(SHEET_PART, sheet('<row r="1"><c r="A1"><f/></c></row>'))
    assert codes(target.getvalue()) == ["workbook_unreadable"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"question;text\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        archive({"word/document.xml": "<document/>"}),
        archive({**PARTS, SHEET_PART: "<worksheet>"}),
        workbook("")[:300],
        workbook("")[:-30],
    ],
    ids=["empty", "csv", "old or protected", "a letter", "broken XML", "half", "no end"],
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    assert codes(data) == ["workbook_unreadable"]


def test_columns_are_named_as_spreadsheet_programs_do() -> None:
    named = [column_letters(number) for number in (1, 26, 27, 52, 53, 702, 703, 16384)]
    assert named == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]
