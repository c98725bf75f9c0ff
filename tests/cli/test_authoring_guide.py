"""The guide for authors, step by step, as somebody follows it who has never seen the project."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.house.repository import ROOT

GUIDE = (ROOT / "docs" / "authoring.md").read_text("utf-8")
FILES = dict(
    re.findall(r"[Ww]rite\s`([\w./-]+)`:\n\n```(?:yaml|markdown)\n(.*?)```", GUIDE, re.DOTALL)
)
ANSWERS = re.findall(r"`answers\.yaml`:\n\n```yaml\n(.*?)```", GUIDE, re.DOTALL)[0]
MISTAKES = re.findall(
    r"^\| in `(.+?)` `(.+?)` instead of `(.+?)` \| `(\w+)` \|$", GUIDE, re.MULTILINE
)
VERSION = "questionnaires/spare-parts/2026.1.0"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call) -> Path:
    """The version folder with everything up to step 7, seen from the working folder."""
    monkeypatch.setenv("READINESS_QUESTIONNAIRES", "questionnaires")
    written = tmp_path / VERSION
    for name, text in FILES.items():
        file = written / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return written


def test_the_guide_has_every_file() -> None:
    assert list(FILES) == [
        "questionnaire.yaml",
        "texts/en.yaml",
        "rules.yaml",
        "sources.yaml",
        "cases/three-companies.yaml",
        "CHANGES.md",
    ]


def test_what_the_guide_writes_has_no_problems(call: Call, folder: Path) -> None:
    done = call("check", "questionnaires/spare-parts")
    assert done.text == re.findall(r"^\d+ questionnaires, .*\n", GUIDE, re.MULTILINE)[0]


def test_without_cases_the_message_of_the_guide_comes(call: Call, folder: Path) -> None:
    (folder / "cases" / "three-companies.yaml").unlink()
    message = re.findall(r"^rules\.yaml:.*", GUIDE, re.MULTILINE)[0]
    assert f"{VERSION}/{message}\n" in call("check", "questionnaires/spare-parts").text


@pytest.mark.parametrize(("file", "wrong", "right", "code"), MISTAKES)
def test_a_common_mistake_gives_the_message_named(
    call: Call, folder: Path, file: str, wrong: str, right: str, code: str
) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), "utf-8")
    done = call("check", "questionnaires/spare-parts")
    assert done.code == 1
    assert f": {code}: " in done.text


def test_there_are_mistakes_to_try() -> None:
    assert len(MISTAKES) > 12


def test_a_company_is_scored_and_explained(call: Call, folder: Path) -> None:
    Path("answers.yaml").write_text(ANSWERS, "utf-8")
    commands = re.findall(r"^readiness ((?:score|explain) .*)", GUIDE, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        assert call(*command.split()).code == 0
    scored = call("score", "spare-parts@2026.1.0", "answers.yaml", "--format", "json")
    assert json.loads(scored.out)["score"] == 16.7
    assert Path("report.pdf").read_bytes().startswith(b"%PDF-")


def test_the_other_commands_of_the_guide_work(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("sources", "--due", "2027-12-31").text.count("is due") == 1
    exported = re.findall(r"^readiness (texts export .*)", GUIDE, re.MULTILINE)[0]
    imported = re.findall(r"^readiness (texts import .*)", GUIDE, re.MULTILINE)[0]
    assert call(*exported.split()).code == 0
    assert "0 added" in call(*imported.split()).text
    monkeypatch.setenv("READINESS_QUESTIONNAIRES", "elsewhere")
    started = re.findall(r"^readiness (new .*)", GUIDE, re.MULTILINE)[0]
    assert call(*shlex.split(started)).code == 0
    assert call("check", "elsewhere/spare-parts").code == 0


def test_the_settings_for_an_editor_are_json() -> None:
    settings = json.loads(re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)[0])
    kinds = {Path(name).stem for name in settings["yaml.schemas"]}
    assert kinds <= {file.stem for file in (ROOT / "docs" / "schema").iterdir()}
