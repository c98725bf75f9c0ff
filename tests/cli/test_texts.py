"""`readiness texts export` and `readiness texts import`."""

from pathlib import Path

import pytest

from tests.catalog.small_questionnaire import write_version
from tests.cli.conftest import Call

SMALL = "small@2026.1.0"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call) -> Path:
    """The version folder of a small draft that the commands work on."""
    monkeypatch.setenv("READINESS_QUESTIONNAIRES", str(tmp_path / "questionnaires"))
    return write_version(tmp_path / "questionnaires")


@pytest.mark.parametrize("form", ["po", "xlsx"])
def test_texts_go_out_and_come_back(call: Call, folder: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"nl.{form}"
    assert call("texts", "export", SMALL, "--language", "nl", "--to", file).code == 0
    done = call("texts", "import", file, "--questionnaire", SMALL, "--language", "nl")
    assert done.code == 0
    assert done.text.startswith("0 added, 0 changed, 0 as before; ")
    assert "Missing: questions/logistics.single_parcel/title\n" in done.text
    assert not (folder / "texts" / "nl.yaml").exists()


def test_what_was_taken_is_written_and_told(call: Call, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "nl.po"
    call("texts", "export", SMALL, "--language", "nl", "--to", file)
    text = file.read_text("utf-8").replace(
        'msgid "Small"\nmsgstr ""', 'msgid "Tiny"\nmsgstr "Klein"'
    )
    file.write_text(text, "utf-8")
    done = call("texts", "import", file, "--questionnaire", SMALL, "--language", "nl")
    assert done.text.startswith("1 added, 0 changed, 0 as before; ")
    assert "Source changed since the export, check the translation: title\n" in done.text
    assert (folder / "texts" / "nl.yaml").read_text("utf-8") == "title: Klein\n"


def test_a_file_with_a_problem_changes_nothing(call: Call, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "nl.po"
    call("texts", "export", SMALL, "--language", "nl", "--to", file)
    text = file.read_text("utf-8").replace('msgctxt "title"', 'msgctxt "titel"')
    file.write_text(text.replace('msgstr ""\n\n#. what', 'msgstr "Klein"\n\n#. what'), "utf-8")
    done = call("texts", "import", file, "--questionnaire", SMALL, "--language", "nl")
    assert (done.code, done.out) == (1, b"")
    assert "unknown_text: there is no text 'titel'; did you mean 'title'?" in done.err
    assert not (folder / "texts" / "nl.yaml").exists()


def test_another_kind_of_file_is_refused(call: Call, folder: Path) -> None:
    done = call("texts", "export", SMALL, "--language", "nl", "--to", "nl.csv")
    assert (done.code, done.err.split(": ")[1]) == (1, "unknown_form")
