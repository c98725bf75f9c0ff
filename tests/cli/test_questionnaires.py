"""`readiness questionnaires`, `check` and `lock` on the real questionnaire and on spoilt copies."""

import json
import re
import shutil
from pathlib import Path

import pytest

from readiness.settings import Settings
from tests.catalog.small_questionnaire import RULE_TEXTS, TEXTS, write_version
from tests.cli.conftest import Call, run_process

KINDS = {"single", "multiple", "number", "boolean", "text"}


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call) -> Path:
    """A copy of all questionnaires that the commands work on."""
    folder = tmp_path / "copies"
    shutil.copytree(Settings().questionnaires, folder)
    monkeypatch.setenv("READINESS_QUESTIONNAIRES", str(folder))
    return folder


def test_the_list_names_the_questionnaire(call: Call) -> None:
    done = call("questionnaires")
    assert done.code == 0
    assert "d2c-readiness@2026.1.0" in done.text


def test_every_question_is_shown(call: Call) -> None:
    done = call("questionnaires", "show", "d2c-readiness")
    assert done.code == 0
    assert len(re.findall(r"^ [A-Z]{3}-\d\d ", done.text, re.MULTILINE)) == 80


def test_the_whole_definition_is_shown_as_json(call: Call) -> None:
    done = call("questionnaires", "show", "d2c-readiness@2026.1.0", "--format", "json")
    definition = json.loads(done.out)
    questions = definition["questions"]
    assert len(questions) == 80
    assert all(question["id"] and question["code"] for question in questions)
    assert {question["type"] for question in questions} <= KINDS
    assert definition["texts"]["en"]["questions"].keys() == {q["id"] for q in questions}


def test_an_unknown_questionnaire_is_told(call: Call) -> None:
    done = call("questionnaires", "show", "d2c")
    assert (done.code, done.out) == (1, b"")
    assert done.err.startswith("unknown_questionnaire: ")


def test_a_questionnaire_in_order_has_no_problems(tmp_path: Path) -> None:
    done = run_process(tmp_path, "check")
    assert done.code == 0, done.text
    assert re.fullmatch(
        r"\d+ questionnaires?, \d+ cases?, \d+ rules? checked: no problems\.", done.text.strip()
    )


def test_a_rule_that_names_an_unknown_question_is_told_with_its_place(
    call: Call, copies: Path
) -> None:
    (rules,) = (copies / "d2c-readiness").rglob("rules.yaml")
    text = rules.read_text("utf-8")
    rules.write_text(
        text.replace("logistics.single_parcel", "logistics.single_parcels", 1), "utf-8"
    )
    line = text[: text.index("logistics.single_parcel")].count("\n") + 1
    done = call("check")
    assert done.code == 1
    place = f"{rules.relative_to(Path.cwd())}:{line}:"
    (problem,) = [line for line in done.text.splitlines() if line.startswith(place)]
    assert re.fullmatch(
        r".+:\d+:\d+: unknown_identifier: .+; .+logistics\.single_parcel.+", problem
    )
    assert done.err.strip().endswith("1 problems.")


def test_a_broken_file_is_told_with_its_place(call: Call, copies: Path) -> None:
    (file,) = (copies / "d2c-readiness").rglob("questionnaire.yaml")
    file.write_text("key: [d2c-readiness\n", "utf-8")
    done = call("check", copies)
    assert done.code == 1
    assert re.match(r"copies/.+/questionnaire\.yaml:2:1: yaml_syntax: ", done.text)


def test_a_broken_questionnaire_is_not_scored(call: Call, copies: Path) -> None:
    (file,) = (copies / "d2c-readiness").rglob("questionnaire.yaml")
    file.write_text("key: [d2c-readiness\n", "utf-8")
    done = call("questionnaires")
    assert (done.code, done.out) == (1, b"")
    assert re.match(r"copies/.+/questionnaire\.yaml:2:1: yaml_syntax: ", done.err)


def test_a_folder_without_questionnaires_is_told(call: Call, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = call("check", "empty")
    assert done.code == 1
    assert done.text.startswith("empty:1:1: missing_file: ")


def test_what_a_draft_has_still_to_translate_is_told(call: Call, tmp_path: Path) -> None:
    folder = write_version(
        tmp_path, {"texts/de.yaml": f"{TEXTS}{RULE_TEXTS}".replace("No", "Kein")}
    )
    german = folder / "texts" / "de.yaml"
    german.write_text(german.read_text("utf-8").replace("disclaimer: Kein advice.\n", ""), "utf-8")
    done = call("check", str(folder))
    assert "missing_text: disclaimer is not translated (de)" in done.err
    assert "until then the 'en' wording is shown" in done.err


def test_a_released_version_that_changed_is_noticed(call: Call, copies: Path) -> None:
    call("lock")
    (rules,) = (copies / "d2c-readiness").rglob("rules.yaml")
    rules.write_text(rules.read_text("utf-8") + "\n# changed\n", "utf-8")
    done = call("check")
    assert done.code == 1
    assert ": released_changed: " in done.text
