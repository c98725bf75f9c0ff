"""`readiness new` gives a questionnaire that works at once."""

import json
from pathlib import Path

import pytest

from readiness.catalog.loader import load_questionnaire
from tests.cli.conftest import Call

ANSWERS = """\
questionnaire: spare-parts
answers: {PRF-01: 1-49, PRF-02: false, ORG-01: 2, DEL-01: 93.5}
"""


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call) -> Path:
    """An empty folder of questionnaires that the commands work on."""
    monkeypatch.setenv("READINESS_QUESTIONNAIRES", str(tmp_path / "questionnaires"))
    return tmp_path / "questionnaires"


def test_a_new_questionnaire_has_no_problems(call: Call, directory: Path) -> None:
    assert call("new", "spare-parts", "--title", 'Parts: "all" & more').code == 0
    assert call("check").text == "1 questionnaires, 4 cases, 5 rules checked: no problems.\n"
    (folder,) = (directory / "spare-parts").iterdir()
    questionnaire = load_questionnaire(folder).questionnaire
    assert questionnaire.texts["en"].title == 'Parts: "all" & more'
    kinds = {question.type for question in questionnaire.questions}
    assert kinds == {"single", "multiple", "number", "boolean", "text"}


def test_it_scores_and_reports_at_once(call: Call, directory: Path, tmp_path: Path) -> None:
    call("new", "spare-parts")
    (folder,) = (directory / "spare-parts").iterdir()
    answers = tmp_path / "answers.yaml"
    answers.write_text(ANSWERS, "utf-8")
    reference = f"spare-parts@{folder.name}"
    scored = json.loads(call("score", reference, answers, "--format", "json").out)
    assert (scored["score"], scored["complete"]) == (50.0, True)
    page = call("score", reference, answers, "--format", "html")
    assert page.code == 0
    assert "Spare parts" in page.text
    assert call("questionnaires").text.count(reference) == 1


def test_it_reports_as_pdf(call: Call, directory: Path, tmp_path: Path) -> None:
    call("new", "spare-parts")
    (folder,) = (directory / "spare-parts").iterdir()
    answers = tmp_path / "answers.yaml"
    answers.write_text(ANSWERS, "utf-8")
    report = tmp_path / "report.pdf"
    reference = f"spare-parts@{folder.name}"
    assert call("score", reference, answers, "--format", "pdf", "-o", report).code == 0
    assert report.read_bytes().startswith(b"%PDF-")


def test_another_default_language_is_written(call: Call, directory: Path) -> None:
    assert call("new", "spare-parts", "--language", "de").code == 0
    (folder,) = (directory / "spare-parts").iterdir()
    names = sorted(file.name for file in (folder / "texts").iterdir())
    assert names == ["de.rules.yaml", "de.yaml"]
    assert call("check").code == 0


def test_nothing_is_overwritten(call: Call, directory: Path) -> None:
    call("new", "spare-parts")
    before = {file: file.read_bytes() for file in directory.rglob("*.*") if file.is_file()}
    done = call("new", "spare-parts", "--title", "Another")
    assert (done.code, done.err.split(":")[0]) == (1, "questionnaire_exists")
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("Spare",),
        ("../spare",),
        ("a" * 61,),
        ("spare", "--title", " "),
        ("spare", "--title", "a\u202eb"),
        ("spare", "--language", "German"),
    ],
)
def test_a_name_that_is_none_is_refused(
    call: Call, directory: Path, arguments: tuple[str, ...]
) -> None:
    done = call("new", *arguments)
    assert done.code == 1
    assert done.err.startswith("invalid_input: ")
    assert not directory.exists()
