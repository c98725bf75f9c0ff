"""`score` and `explain` for a questionnaire with an index, a decision, risks and a worksheet."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Call
from tests.house.repository import ROOT

CASES = ROOT / "questionnaires" / "platform-migration" / "2026.1.0" / "cases"
MIGRATION = "platform-migration@2026.1.0"


def inputs() -> dict[str, Any]:
    text = (CASES / "worked-example.yaml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)["cases"][0]["worksheet"]["inputs"]
    return found


def answers_file(folder: Path, case: str, **changed: object) -> Path:
    """The answers of a case as an answers file; `changed` are further keys of the file."""
    told = yaml.safe_load((CASES / f"{case}.yaml").read_text("utf-8"))
    content = {"questionnaire": "platform-migration", "organization": told["organization"]}
    file = folder / "answers.json"
    file.write_text(json.dumps(content | {"answers": told["answers"]} | changed), "utf-8")
    return file


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_page_says_decision_index_and_risks(call: Call, tmp_path: Path) -> None:
    done = call("score", MIGRATION, answers_file(tmp_path, "mc-1"))
    assert (done.code, done.err) == (0, "")
    assert "Priority project with reduced scope" in done.text
    assert "It is raised to “Migrate with priority” by HT1, HT2." in words(done.text)
    assert "4 × 5 = 20 High" in words(done.text)
    assert "oute" not in done.text


def test_what_is_open_names_decisions_still_possible(call: Call, tmp_path: Path) -> None:
    file = answers_file(tmp_path, "mc-1")
    told = json.loads(file.read_text("utf-8"))
    del told["answers"]["signs.vendor_support"], told["answers"]["signs.update_hygiene"]
    file.write_text(json.dumps(told), "utf-8")
    done = call("score", MIGRATION, file)
    text = words(done.text)
    assert "The outcome is provisional" in text
    assert "Risks not decided: RSK-09." in text
    assert "SIGNS Signs to migrate 52.5 – 72.5 Plan migration or Migrate with priority" in text
    assert "Verdicts still possible" not in text


def test_a_filled_worksheet_is_calculated(call: Call, tmp_path: Path) -> None:
    file = answers_file(tmp_path, "mc-1", worksheets={"TCO": {"new_platform": inputs()}})
    done = call("score", MIGRATION, file)
    text = words(done.text)
    assert "only nearly within five." in text
    assert "Total cost of ownership 1,124,841 1,471,279" in text
    assert "No break-even within 5 years" in text
    page = call("score", MIGRATION, file, "--format", "html")
    assert "1,124,841" in page.text


@pytest.mark.parametrize(
    ("worksheets", "says"),
    [
        ({"TCO": {"new_platform": {"consultant": -1}}}, "-1 is outside what C6 can be"),
        ({"TCO": {"new_platform": {"consultnt": 1}}}, "did you mean 'consultant'?"),
        ({"TCO": {"new": {}}}, "there is no sheet 'new'"),
        ({"TCC": {}}, "there is no worksheet 'TCC'; did you mean 'TCO'?"),
        ({"REDIRECTS": {"first": {}}}, "there is no worksheet 'REDIRECTS'"),
        ({"TCO": {"new_platform": [1]}}, "answers.json:1:"),
    ],
)
def test_a_worksheet_that_makes_no_sense_is_refused_at_its_place(
    call: Call, tmp_path: Path, worksheets: object, says: str
) -> None:
    done = call("score", MIGRATION, answers_file(tmp_path, "mc-1", worksheets=worksheets))
    assert (done.code, done.text) == (1, "")
    assert says in done.err
    assert "answers.json:1:" in done.err


@pytest.mark.parametrize(
    ("option", "name", "says"),
    [
        ("--index", "SIGNS", "2175 points : weight 30 = 72.5"),
        ("--index", "signs", "Raised to level 4 at least: HT1, HT2 made, 2 needed"),
        ("--decision", "MIGRATION", "row 11 holds: level.signs == 4 && level.overall == 2"),
        ("--risk", "RSK-09", "likelihood 4 x impact 5 = 20, high because: finding.HT1"),
        ("--risk", "RSK-01", "Lowered by: REC-M11"),
        ("--question", "SIG-07", "won 10.0 of the hundred points of signs, lost 0.0."),
        ("--recommendation", "REC-M01", "the questionnaire puts it first"),
    ],
)
def test_one_part_is_explained(
    call: Call, tmp_path: Path, option: str, name: str, says: str
) -> None:
    done = call("explain", MIGRATION, answers_file(tmp_path, "mc-1"), option, name)
    assert (done.code, done.err) == (0, "")
    assert says in words(done.text)


def test_a_halved_value_is_explained(call: Call, tmp_path: Path) -> None:
    done = call("explain", MIGRATION, answers_file(tmp_path, "mc-2"), "--index", "SIGNS")
    assert "loading_time_not_exhausted: value of signs.loading_time x 0.5" in words(done.text)
    assert "Nothing raises it." in done.text


def test_the_overview_begins_with_what_is_decided(call: Call, tmp_path: Path) -> None:
    done = call("explain", MIGRATION, answers_file(tmp_path, "mc-1"))
    assert (done.code, done.err) == (0, "")
    assert "What is decided?" in done.text
    assert "Index SIGNS 72.5: level 4, raised by HT1, HT2" in done.text
    assert "Risk RSK-09: raised, 20" in done.text


def test_what_cannot_be_told_is_said_to_be_open(call: Call, tmp_path: Path) -> None:
    file = answers_file(tmp_path, "mc-1", answers={})
    decision = call("explain", MIGRATION, file, "--decision", "MIGRATION")
    assert "cannot be told yet" in decision.text
    risk = call("explain", MIGRATION, file, "--risk", "RSK-02")
    assert "RSK-02: open" in risk.text
    assert "Level: open" in call("explain", MIGRATION, file, "--index", "SIGNS").text


def test_the_data_are_the_part_of_the_receipt(call: Call, tmp_path: Path) -> None:
    file = answers_file(tmp_path, "mc-1")
    done = call("explain", MIGRATION, file, "--decision", "MIGRATION", "--format", "json")
    assert json.loads(done.out)["outcome"] == "priority_reduced_scope"


@pytest.mark.parametrize(
    ("option", "name", "says"),
    [
        ("--index", "SIGN", "did you mean 'SIGNS'"),
        ("--decision", "MOVE", "There is no decision 'MOVE'."),
        ("--risk", "RSK-99", "There is no risk 'RSK-99'."),
        ("--risk", "RSK-02", "RSK-02 is not raised"),
    ],
)
def test_what_the_result_does_not_have_is_refused(
    call: Call, tmp_path: Path, option: str, name: str, says: str
) -> None:
    done = call("explain", MIGRATION, answers_file(tmp_path, "mc-1"), option, name)
    assert done.code == 1
    assert says.lower() in done.err.lower()
