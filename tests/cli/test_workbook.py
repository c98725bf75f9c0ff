"""`readiness workbook export` and `readiness workbook import`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Call


@pytest.fixture
def exported(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workbook of a new questionnaire."""
    monkeypatch.setenv("READINESS_QUESTIONNAIRES", str(tmp_path / "questionnaires"))
    call("new", "spare-parts")
    (folder,) = (tmp_path / "questionnaires" / "spare-parts").iterdir()
    file = tmp_path / "parts.xlsx"
    assert call("workbook", "export", f"spare-parts@{folder.name}", "--to", file).code == 0
    return file


def test_a_questionnaire_goes_around_and_has_no_problems(call: Call, exported: Path) -> None:
    assert call("workbook", "import", exported, "--to", "again").code == 0
    done = call("check", "again")
    assert done.text == "1 questionnaires, 4 cases, 5 rules checked: no problems.\n"


def test_nothing_is_overwritten(call: Call, exported: Path) -> None:
    done = call("workbook", "import", exported, "--to", "questionnaires")
    assert (done.code, done.err.split(":")[0]) == (1, "questionnaire_exists")


def test_what_is_no_workbook_is_refused(call: Call, tmp_path: Path) -> None:
    (tmp_path / "w.xlsx").write_text("key;value", "utf-8")
    done = call("workbook", "import", "w.xlsx", "--to", "again")
    assert (done.code, "workbook_unreadable" in done.err) == (1, True)
    assert not Path("again").exists()
