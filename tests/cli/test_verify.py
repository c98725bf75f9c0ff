"""`readiness verify`: what it says of a report, and the exit code."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from readiness.storage.migrate import migrate
from tests.cli.conftest import NORDWERK, Call, run_process


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF of the example company, as `readiness score` writes it."""
    folder = tmp_path_factory.mktemp("report")
    command = ("score", "d2c-readiness", NORDWERK, "--format", "pdf", "-o", "report.pdf")
    assert run_process(folder, *command).code == 0
    return folder / "report.pdf"


def changed(report: Path, to: Path, score: float) -> Path:
    """The report with another score in the attached result."""
    with pikepdf.open(io.BytesIO(report.read_bytes())) as document:
        result = json.loads(document.attachments["result.json"].get_file().read_bytes())
        result["score"] = score
        content = json.dumps(result).encode()
        document.attachments["result.json"] = content
        document.save(to)
    return to


def test_a_report_is_verified_from_its_file_alone(call: Call, report: Path) -> None:
    done = call("verify", report)
    assert (done.code, done.err) == (0, "")
    for said in (
        "Report for Nordwerk Elektrowerkzeuge GmbH",
        "d2c-readiness@2026.1.0, full edition, en",
        "score 69.6, level 4, primary route R1",
        "all is equal",
        "Verified.",
        "not signed",
    ):
        assert said in done.text
    assert "FAIL" not in done.text


def test_a_changed_report_is_not_verified(call: Call, report: Path, tmp_path: Path) -> None:
    done = call("verify", changed(report, tmp_path / "better.pdf", 96.9))
    assert done.code == 1
    assert "/score: 96.9 in the file, 69.6 when scored" in done.text
    assert "NOT verified." in done.text


def test_the_same_is_given_as_data(call: Call, report: Path, tmp_path: Path) -> None:
    found: dict[str, Any] = json.loads(call("verify", report, "--format", "json").out)
    assert found["verified"] is True
    assert found["figures"] == {"score": 69.6, "level": 4, "primary_route": "R1"}
    assert {each["outcome"] for each in found["checks"]} == {"passed"}
    wrong = changed(report, tmp_path / "worse.pdf", 9.6)
    done = call("verify", wrong, "--format", "json")
    found = json.loads(done.out)
    assert (done.code, found["verified"]) == (1, False)
    assert found["differences"] == [{"pointer": "/score", "in_file": "9.6", "scored": "69.6"}]


@pytest.mark.parametrize("content", [b"", b"no PDF", NORDWERK.read_bytes()])
def test_what_is_no_pdf_ends_with_another_code(call: Call, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file.pdf").write_bytes(content)
    done = call("verify", "file.pdf")
    assert (done.code, done.out) == (2, b"")
    assert done.err.startswith("pdf_unreadable: ")


def test_a_file_that_is_not_there_is_told(call: Call) -> None:
    done = call("verify", "nowhere.pdf")
    assert done.code == 2
    assert "nowhere.pdf cannot be read" in done.err


def test_a_database_that_never_saw_the_report_does_not_vouch_for_it(
    call: Call, report: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/readiness.db"
    migrate(url)
    done = call("verify", report, "--database", url)
    assert done.code == 1
    assert "FAIL service" in done.text


def test_a_database_that_is_not_there_is_not_made(call: Call, report: Path, tmp_path: Path) -> None:
    done = call("verify", report, "--database", f"sqlite:///{tmp_path}/typo.db")
    assert done.code == 1
    assert "database_not_migrated" in done.err
    assert not (tmp_path / "typo.db").exists()


def test_what_a_file_says_is_nothing_a_terminal_obeys(
    call: Call, tmp_path: Path, report: Path
) -> None:
    with pikepdf.open(io.BytesIO(report.read_bytes())) as document:
        manifest = json.loads(document.attachments["report.json"].get_file().read_bytes())
        manifest["made_from"]["organization"] = "\x1b[2J\x1b]0;gone\x07[red]A\u202eB\nVerified."
        content = json.dumps(manifest).encode()
        document.attachments["report.json"] = content
        document.save(tmp_path / "loud.pdf")
    done = call("verify", "loud.pdf")
    assert done.code == 1
    assert not {"\x1b", "\x07", "\u202e"} & set(done.text)
    assert "Verified." not in done.text.splitlines()
