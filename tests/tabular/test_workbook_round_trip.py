"""What is written into a workbook is read back as it was, and the same bytes come out each time."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.tabular.workbook_limits import WorkbookRefused
from readiness.tabular.workbook_reading import Cell, open_workbook
from readiness.tabular.workbook_writing import (
    LONGEST_CELL,
    WrittenCell,
    WrittenSheet,
    write_workbook,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
HOSTILE = st.sampled_from(
    [
        "=1+1",
        '=HYPERLINK("http://example.com")',
        "@SUM(A1)",
        "+49 30 1234",
        "-5",
        "_x0041_",
        "_x005F_",
        "_x000D_",
        "  leading and trailing  ",
        "two\nlines",
        "a tab\there",
        "Größe – „Maß“",
        "123",
        "1e5",
        "TRUE",
        "2026-11-22",
        "http://example.com",
        "\U0001f600",
        "<f>1</f>&amp;",
    ]
)
FIGURES = st.floats(-1e300, 1e300, allow_subnormal=False)
NUMBERS = st.integers(-(10**15), 10**15) | FIGURES.map(lambda figure: float(f"{figure:.15g}"))
"""Spreadsheet programs keep 15 digits."""
CELLS = st.none() | st.booleans() | NUMBERS | TEXTS | HOSTILE


def written(*rows: list[WrittenCell]) -> bytes:
    """Return a workbook with these rows below a heading."""
    heading = [f"column {number}" for number in range(len(rows[0]))]
    return write_workbook([WrittenSheet("Sheet", heading, rows, {})], "w.xlsx")


def read(data: bytes) -> list[tuple[Cell, ...]]:
    """Return the rows below the heading."""
    return [cells for _, cells in open_workbook(data, "w.xlsx").rows("Sheet")][1:]


@given(st.lists(CELLS, min_size=1, max_size=4))
def test_cells_come_back_as_they_were(cells: list[WrittenCell]) -> None:
    found = read(written(cells, ["last"] * len(cells)))[0]
    expected = tuple(None if cell == "" else cell for cell in cells)
    assert found == expected
    assert [type(cell) for cell in found if isinstance(cell, bool | str)] == [
        type(cell) for cell in expected if isinstance(cell, bool | str)
    ]


@given(st.lists(CELLS, min_size=1, max_size=4))
def test_the_same_cells_give_the_same_bytes(cells: list[WrittenCell]) -> None:
    assert written(cells) == written(cells)


def test_no_text_is_written_as_a_formula_or_link() -> None:
    data = written(["=1+1", "@x", "+1", "-1", "http://example.com"])
    with zipfile.ZipFile(BytesIO(data)) as opened:
        sheet = opened.read("xl/worksheets/sheet1.xml").decode()
        styles = opened.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert 'quotePrefix="1"' in styles


def test_rows_are_numbered_as_people_see_them() -> None:
    data = written([None, "second"], [None, None], [None, "fourth"])
    numbered = {number: cells[-1] for number, cells in open_workbook(data, "w.xlsx").rows("Sheet")}
    assert numbered == {1: "column 1", 2: "second", 3: None, 4: "fourth"}


def test_an_empty_sheet_has_no_rows() -> None:
    data = write_workbook([WrittenSheet("Sheet", [], [], {})], "w.xlsx")
    assert list(open_workbook(data, "w.xlsx").rows("Sheet")) == []


def test_a_missing_sheet_is_told_with_the_nearest_name() -> None:
    workbook = open_workbook(written(["a"]), "w.xlsx")
    with pytest.raises(WorkbookRefused, match=r"missing_sheet: .*did you mean 'Sheet'"):
        list(workbook.rows("Shet"))


def test_a_text_too_long_for_a_cell_is_refused_with_its_place() -> None:
    with pytest.raises(WorkbookRefused, match=r"w\.xlsx\[Sheet\]:2:2: cell_too_long: cell B2"):
        written(["fits" * (LONGEST_CELL // 4), "x" * (LONGEST_CELL + 1)])
