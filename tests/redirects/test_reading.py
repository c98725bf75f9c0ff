"""Sheets as people keep them are understood; what cannot be read says why and where."""

import pytest

from readiness.redirects.csv_reading import read_csv
from readiness.redirects.refusal import SheetRefused
from readiness.redirects.sheet import Understood, read_sheet
from readiness.scoring import Problem
from readiness.scoring.worksheets.table import TableWorksheet
from tests.redirect_worksheet import REDIRECTS, UNDERSTOOD
from tests.redirects.sheets import read, silent


def refusal(content: bytes | str) -> list[Problem]:
    with pytest.raises(SheetRefused) as refused:
        read(content)
    for problem in refused.value.problems:
        assert problem.file == "sheet.csv"
        assert problem.remedy
    return list(refused.value.problems)


@pytest.mark.parametrize(
    "header",
    [
        "old_url,new_url,existing_hops,migrate",
        "Old URL;new URL;existing redirect hops;migrate yes/no",
        "old address\tNew Address\tRedirect hops today\tMigrate",
        '"Alte Adresse";"Neue Adresse";"existing_hops";"Umzug (ja oder nein)"',
        "ALTE ADRESSE;Neue  Adresse;Existing Hops;Umzug",
        "\ufeffold_url,new_url,existing_hops,migrate",
    ],
)
def test_columns_are_known_by_id_by_label_in_any_language_and_by_common_names(header: str) -> None:
    delimiter = next(each for each in "\t;," if each in header)
    sheet = read(f"{header}\r\n" + delimiter.join(["https://a.example/", "", "2", "ja"]) + "\r\n")
    assert sheet.columns == {"old_url": 0, "new_url": 1, "existing_hops": 2, "migrate": 3}
    assert sheet.delimiter == delimiter
    assert sheet.texts("existing_hops").to_list() == ["2"]


def test_unknown_columns_are_kept_and_line_breaks_in_quotes_are_text() -> None:
    sheet = read('old_url,Anmerkung,Anmerkung\nhttps://a.example/,"zwei\nZeilen, ""so""", x \n')
    assert sheet.titles == ("old_url", "Anmerkung", "Anmerkung")
    assert sheet.cells.row(0) == (2, "https://a.example/", 'zwei\nZeilen, "so"', " x ")


def test_rows_keep_the_numbers_that_a_spreadsheet_program_shows() -> None:
    sheet = read("old_url,owner\n\nhttps://a.example/\n,\n  \nhttps://b.example/,B,\n")
    assert sheet.cells["row"].to_list() == [3, 5, 6]
    assert sheet.cells["c1"].to_list() == ["", "", "B"]


@pytest.mark.parametrize("content", ["", "\n\n", ",,\n", "\ufeff"])
def test_an_empty_file_says_so(content: str) -> None:
    (problem,) = refusal(content)
    assert (problem.code, problem.line) == ("sheet_empty", 1)


def test_a_header_alone_says_so() -> None:
    (problem,) = refusal("old_url,new_url\n\n,\n")
    assert problem.code == "sheet_empty"
    assert "no row below" in problem.message


def test_a_missing_column_names_what_is_there_and_what_is_understood() -> None:
    (problem,) = refusal("old_urls,ziel\na,b\n")
    assert (problem.code, problem.line) == ("column_missing", 1)
    assert "'ziel'" in problem.message
    assert "did you mean" in problem.message
    assert "alte_adresse" in problem.remedy


def test_a_column_that_is_there_twice_is_refused() -> None:
    (problem,) = refusal("old_url,Alte Adresse\na,b\n")
    assert (problem.code, problem.column) == ("column_twice", 2)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("old_url,owner\nhttps://a.example/,Käthe\n".encode("cp1252"), 2),
        ("old_url\nhttps://a.example/\n".encode("utf-16"), 1),
    ],
)
def test_another_encoding_is_refused_with_its_line(content: bytes, line: int) -> None:
    (problem,) = refusal(content)
    assert (problem.code, problem.line) == ("not_utf8", line)
    assert "windows-1252" in problem.remedy


def test_windows_1252_is_read_where_it_is_named() -> None:
    content = "old_url;owner\nhttps://a.example/;Käthe\n".encode("cp1252")
    sheet = read_csv(content, UNDERSTOOD, "sheet.csv", silent, "windows-1252")
    assert sheet.texts("owner").to_list() == ["Käthe"]
    with pytest.raises(SheetRefused):
        read_csv(b"old_url\n\x81\n", UNDERSTOOD, "sheet.csv", silent, "windows-1252")


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ('old_url\n"https://a.example/\n', "csv_syntax", 2),
        ('old_url\n"https://a.example/"x\n', "csv_syntax", 2),
        ("old_url\n" + "x" * 40_000 + "\n", "csv_syntax", 2),
        ("old_url\nhttps://a.example/\0\n", "control_character", 2),
        ("PK\x03\x04\0\0", "control_character", 1),
    ],
)
def test_what_cannot_be_read_says_where(content: str, code: str, line: int) -> None:
    (problem,) = refusal(content)
    assert (problem.code, problem.line) == (code, line)


def test_rows_with_more_cells_than_the_header_are_all_named() -> None:
    rows = [f"https://a.example/{i},a,b" for i in range(30)]
    problems = refusal("\n".join(["old_url,owner", "https://b.example/,b", *rows]))
    assert [problem.code for problem in problems] == ["uneven_row"] * 20
    assert (problems[0].line, problems[0].column) == (3, 3)


def test_too_many_rows_are_counted_and_refused_before_any_work() -> None:
    worksheet = TableWorksheet.model_validate(REDIRECTS | {"rows_at_most": 5})
    rows = iter(enumerate([["old_url"], *([f"https://a.example/{i}"] for i in range(12))], 1))
    with pytest.raises(SheetRefused) as refused:
        read_sheet(rows, Understood(worksheet, ()), "sheet.csv")
    (problem,) = refused.value.problems
    assert problem.code == "too_many_rows"
    assert "12 rows" in problem.message
    assert "split it" in problem.remedy


def test_progress_is_told_while_reading() -> None:
    told: list[tuple[str, int, int]] = []
    content = "old_url\n" + "".join(f"https://a.example/{i}\n" for i in range(25_000))
    read_csv(content.encode(), UNDERSTOOD, "s", lambda *progress: told.append(progress))
    assert told == [("reading", n, 25_001) for n in (10_000, 20_000, 25_001)]
