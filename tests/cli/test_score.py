"""`readiness score`: every form of the result, and the same one however it is asked for."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import NORDWERK, Call, Finished, run_process


def test_the_page_names_company_level_and_primary_route(tmp_path: Path) -> None:
    done = run_process(tmp_path, "score", "d2c-readiness", NORDWERK)
    assert (done.code, done.err) == (0, "")
    assert "Nordwerk Elektrowerkzeuge GmbH" in done.text
    assert "69.6" in done.text
    assert "Primary route" in done.text
    assert "\x1b[" not in done.text


def test_the_page_is_written_to_a_file(call: Call, tmp_path: Path) -> None:
    done = call("score", "d2c-readiness", NORDWERK, "-o", "page.txt")
    assert (done.code, done.out) == (0, b"")
    assert done.err == "Written to page.txt.\n"
    assert "Nordwerk Elektrowerkzeuge GmbH" in (tmp_path / "page.txt").read_text("utf-8")


def test_the_data_are_the_same_on_the_terminal_and_in_a_file(call: Call, tmp_path: Path) -> None:
    printed = call("score", "d2c-readiness", NORDWERK, "--format", "json")
    call("score", "d2c-readiness@2026.1.0", NORDWERK, "--format", "json", "--output", "result.json")
    assert (tmp_path / "result.json").read_bytes() == printed.out
    result = json.loads(printed.out)
    assert (result["score"], result["level"], result["primary_route"]) == (69.6, 4, "R1")
    assert result["complete"] is True


def test_a_json_file_gives_the_same_result(call: Call, tmp_path: Path) -> None:
    sheet = yaml.safe_load(NORDWERK.read_text("utf-8"))
    (tmp_path / "answers.json").write_text(json.dumps(sheet), encoding="utf-8")
    from_json = call("score", "d2c-readiness", "answers.json", "--format", "json")
    assert from_json.out == call("score", "d2c-readiness", NORDWERK, "--format", "json").out


def test_the_web_page_is_whole_and_needs_nothing_else(call: Call, tmp_path: Path) -> None:
    done = call("score", "d2c-readiness", NORDWERK, "--format", "html", "-o", "page.html")
    assert done.code == 0
    page = (tmp_path / "page.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "Nordwerk Elektrowerkzeuge GmbH" in page
    assert "<script" not in page
    assert 'src="http' not in page


def test_the_same_answers_give_the_same_pdf_all_day(tmp_path: Path) -> None:
    first, second = two_of_one_day(tmp_path)
    assert first.startswith(b"%PDF-")
    assert first == second


def two_of_one_day(folder: Path) -> tuple[bytes, bytes]:
    """Print the report to a file and to a pipe; again if the date, which is printed, changed."""
    while True:
        day = datetime.now(UTC).date()
        arguments = ("score", "d2c-readiness", NORDWERK, "--format", "pdf")
        written = run_process(folder, *arguments, "-o", "report.pdf")
        piped = run_process(folder, *arguments)
        assert (written.code, piped.code) == (0, 0), written.err + piped.err
        assert written.err == "Written to report.pdf.\n"
        if datetime.now(UTC).date() == day:
            return (folder / "report.pdf").read_bytes(), piped.out


def test_answers_may_be_incomplete(call: Call, tmp_path: Path) -> None:
    sheet = "questionnaire: d2c-readiness\nanswers:\n  STR-01: 3\n"
    (tmp_path / "few.yaml").write_text(sheet, encoding="utf-8")
    result = json.loads(call("score", "d2c-readiness", "few.yaml", "--format", "json").out)
    assert result["complete"] is False
    assert "strategy.alignment" in result["missing"]
    assert call("score", "d2c-readiness", "few.yaml").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("d2c-readines", NORDWERK), "unknown_questionnaire: There is no questionnaire "),
        (("d2c-readiness@1999.1.0", NORDWERK), "unknown_version: There is no version "),
        (("d2c-readiness", NORDWERK, "--language", "xx"), "language_not_offered: "),
        (("d2c-readiness", NORDWERK, "-o", "nowhere/page.txt"), "output_unwritable: "),
        (
            ("d2c-readiness", NORDWERK, "--format", "json", "-o", "nowhere/x.json"),
            "output_unwritable: ",
        ),
    ],
)
def test_what_cannot_be_done_ends_with_one_and_a_clear_line(
    call: Call, arguments: tuple[object, ...], message: str
) -> None:
    done = call("score", *arguments)
    assert (done.code, done.out) == (1, b"")
    assert done.err.startswith(message)
    assert done.err.count("\n") == 1


def test_a_misspelt_questionnaire_is_guessed(call: Call) -> None:
    assert "Did you mean 'd2c-readiness'?" in call("score", "d2c-readines", NORDWERK).err


@pytest.mark.parametrize(
    "arguments",
    [
        ("score",),
        ("score", "d2c-readiness"),
        ("score", "d2c-readiness", "nowhere.yaml"),
        ("score", "d2c-readiness", "."),
        ("score", "d2c-readiness", NORDWERK, "--format", "xml"),
        ("score", "d2c-readiness", NORDWERK, "--colour", "red"),
        ("scores",),
        ("serve", "--port", "70000"),
    ],
)
def test_a_wrong_call_ends_with_two_and_says_how_to_call(
    call: Call, arguments: tuple[object, ...]
) -> None:
    done: Finished = call(*arguments)
    assert (done.code, done.out) == (2, b"")
    assert "--help" in done.err


@pytest.mark.parametrize("form", ["xlsx", "pptx"])
def test_workbook_and_slides_are_written_to_files(call: Call, tmp_path: Path, form: str) -> None:
    done = call("score", "d2c-readiness", NORDWERK, "--format", form, "-o", f"report.{form}")
    assert (done.code, done.err) == (0, f"Written to report.{form}.\n")
    assert (tmp_path / f"report.{form}").read_bytes().startswith(b"PK")
    refused = call("score", "d2c-readiness", NORDWERK, "--format", form, "--quick")
    assert refused.code == 1
    assert "A quick scan has no report" in refused.err


def test_an_edition_is_chosen_and_a_wrong_one_is_told(call: Call, tmp_path: Path) -> None:
    page = ("score", "d2c-readiness", NORDWERK, "--format", "html", "-o", "page.html")
    assert call(*page, "--edition", "annex").code == 0
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    refused = call(*page, "--edition", "short")
    assert refused.code == 2
    assert "management" in refused.err
