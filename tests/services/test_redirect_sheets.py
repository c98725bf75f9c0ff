"""Sheets as workbooks: read as they are, refused where they act, written so that they come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness.catalog.loader import load_questionnaire
from readiness.errors import NotFound
from readiness.redirects.headers import ADDED
from readiness.scoring import ProblemsFound, Questionnaire
from readiness.services.redirect_sheets import (
    CheckedFile,
    GivenFile,
    SheetKind,
    check_file,
    checked_sheet,
    table_of,
)
from readiness.tabular.workbook_reading import open_workbook
from readiness.tabular.workbook_writing import WrittenSheet, write_workbook
from tests.redirect_worksheet import write_with_worksheet
from tests.tabular.hand_made import workbook

HOSTILE = ("=1+1", "+49 30 1", "-5", "@SUM(A1)", "'=1", "</t>", "a\nb", "007")
HEADER = ("Old address", "visits_16_months", "New address", "migrate", "Notiz")


@pytest.fixture(scope="module")
def questionnaire(tmp_path_factory: pytest.TempPathFactory) -> Questionnaire:
    folder = write_with_worksheet(tmp_path_factory.mktemp("questionnaires"))
    return load_questionnaire(folder).questionnaire


def silent(_what: str, _done: int, _total: int) -> None:
    """Nobody is told."""


def checked(
    questionnaire: Questionnaire, content: bytes, kind: SheetKind, *forms: SheetKind
) -> CheckedFile:
    table = table_of(questionnaire, "REDIRECTS")
    file = GivenFile(content, kind, f"sheet.{kind}")
    return check_file(questionnaire, table, file, "en", forms, silent)


def sheet(*rows: tuple[str | int | float | bool | None, ...]) -> bytes:
    made = WrittenSheet(name="Adressen", heading=HEADER, rows=rows, widths={})
    return write_workbook([made], "sheet.xlsx")


def test_a_workbook_is_read_as_it_was_typed(questionnaire: Questionnaire) -> None:
    content = sheet(
        ("https://a.example/1", 12, "https://b.example/1", True, 1.5),
        ("https://a.example/2", None, None, False, "x"),
    )
    table = table_of(questionnaire, "REDIRECTS")
    file = GivenFile(content, "xlsx", "sheet.xlsx")
    found = checked_sheet(questionnaire, table, file, silent)
    assert found.sheet.cells.rows() == [
        (2, "https://a.example/1", "12", "https://b.example/1", "yes", "1.5"),
        (3, "https://a.example/2", "", "", "no", "x"),
    ]
    assert found.coverage == (1, 1, 100.0)


def test_the_written_workbook_gives_the_same_rows(questionnaire: Questionnaire) -> None:
    rows = [(f"https://a.example/{i}", i, None, "yes", cell) for i, cell in enumerate(HOSTILE)]
    first = checked(questionnaire, sheet(*rows), "xlsx", "csv", "xlsx")
    again = checked(questionnaire, first.forms["xlsx"], "xlsx", "csv", "xlsx")
    assert again == first
    from_csv = checked(questionnaire, first.forms["csv"], "csv", "csv", "xlsx")
    assert from_csv == first
    cells = list(open_workbook(first.forms["xlsx"], "w.xlsx").rows("REDIRECTS"))
    assert cells[0][1] == (*HEADER, *ADDED)
    assert [row[4] for _, row in cells[1:]] == list(HOSTILE)
    assert [row[1] for _, row in cells[1:]] == list(range(len(HOSTILE)))


def test_formula_cells_are_refused_with_sheet_row_and_column(
    questionnaire: Questionnaire,
) -> None:
    content = workbook('<row r="3"><c r="B3"><f>HYPERLINK("x")</f><v>2</v></c></row>')
    with pytest.raises(ProblemsFound) as refused:
        checked(questionnaire, content, "xlsx")
    (problem,) = refused.value.problems
    assert (problem.code, problem.line, problem.column) == ("formula_cell", 3, 2)
    assert problem.file == "sheet.xlsx[Texte]"


def test_what_is_no_workbook_is_refused(questionnaire: Questionnaire) -> None:
    with pytest.raises(ProblemsFound) as refused:
        checked(questionnaire, b"old_url\nhttps://a.example/\n", "xlsx")
    assert refused.value.problems[0].code == "workbook_unreadable"


def test_a_worksheet_that_takes_no_sheets_is_not_found(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    with pytest.raises(NotFound, match="Name one it has: REDIRECTS"):
        table_of(questionnaire, "TCO")
    with pytest.raises(NotFound, match="none"):
        table_of(questionnaire.model_copy(update={"worksheets": ()}), "REDIRECTS")
