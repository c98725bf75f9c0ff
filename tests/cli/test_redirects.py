"""`readiness redirects check`: what is wrong, how much is covered, and the sheet with it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call, Finished
from tests.redirect_worksheet import write_with_worksheet

SOUND = "old_url,new_url,visits_16_months\nhttps://a.example/1,https://b.example/1,5\n"
CHAIN = SOUND + "https://a.example/2,https://a.example/1,3\n"


@pytest.fixture
def check(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Check a sheet with the worksheet of a small questionnaire."""
    write_with_worksheet(tmp_path / "own")
    monkeypatch.setenv("READINESS_QUESTIONNAIRES", str(tmp_path / "own"))

    def run(content: str | bytes, *options: object, name: str = "sheet.csv") -> Finished:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / name).write_bytes(data)
        return call("redirects", "check", name, "--questionnaire", "small@2026.1.0", *options)

    return run


def test_a_sound_sheet_ends_with_success(check: Call) -> None:
    finished = check(SOUND)
    assert finished.code == 0
    assert "1 rows: 0 with errors" in finished.text
    assert "1 of 1 addresses" in finished.text
    assert "100.0 % (logistics.accuracy)" in finished.text
    assert "Not checked for lack of their columns: several_hops_today" in finished.text


def test_errors_are_listed_by_row_and_end_with_one(check: Call, tmp_path: Path) -> None:
    finished = check(CHAIN, "--to", "checked.csv")
    assert finished.code == 1
    assert "3:new_url: error: chain: " in finished.text
    assert "https://b.example/1" in finished.text
    written = (tmp_path / "checked.csv").read_text("utf-8-sig")
    assert written.splitlines()[0].endswith('"problems","severity","final_target","suggestions"')
    again = check(written)
    assert (again.code, again.text) == (1, finished.text)


def test_the_summary_as_json(check: Call) -> None:
    finished = check(CHAIN, "--format", "json")
    summary = json.loads(finished.text)
    assert finished.code == 1
    assert summary["coverage"] == {
        "base": 2,
        "covered": 1,
        "percent": 50.0,
        "question": "logistics.accuracy",
    }
    assert [each["code"] for each in summary["checks"]] == ["chain"]
    assert summary["problems"][0]["row"] == 3


def test_without_visits_there_is_no_coverage(check: Call) -> None:
    finished = check("old_url\nhttps://a.example/1\n")
    assert "there is no coverage" in finished.text


def test_more_problems_than_are_shown_are_counted(check: Call) -> None:
    rows = "".join(f"seite-{number}\n" for number in range(30))
    finished = check("old_url\n" + rows)
    assert finished.text.count(": not_an_address: ") == 20
    assert "… and 10 more; --to writes them all." in finished.text


@pytest.mark.parametrize(
    ("content", "options", "name", "words"),
    [
        ("", (), "sheet.csv", "sheet.csv:1:1: sheet_empty: the sheet is empty"),
        ("old_url\n", (), "sheet.csv", "sheet_empty: the sheet has a header and no row"),
        ("ziel\nx\n", (), "sheet.csv", "column_missing: there is no column old_url"),
        ("old_url\nKäthe\n".encode("cp1252"), (), "sheet.csv", ":2:1: not_utf8: "),
        (SOUND, (), "sheet.pdf", "sheet.pdf is neither CSV nor XLSX"),
        (SOUND, ("--to", "checked.doc"), "sheet.csv", "checked.doc is neither CSV nor XLSX"),
        (SOUND, ("--worksheet", "TCO"), "sheet.csv", "worksheet_not_found: "),
        (SOUND, ("--to", "none/checked.csv"), "sheet.csv", "output_unwritable: "),
    ],
)
def test_what_cannot_be_checked_says_why(
    check: Call, content: str | bytes, options: tuple[str, ...], name: str, words: str
) -> None:
    finished = check(content, *options, name=name)
    assert finished.code == 1
    assert words in finished.err


def test_windows_1252_is_read_where_it_is_named(check: Call) -> None:
    content = "old_url;owner\nhttps://a.example/1;Käthe\n".encode("cp1252")
    assert check(content, "--encoding", "windows-1252").code == 0
