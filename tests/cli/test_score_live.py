"""`readiness score` of incomplete answers, and quick scans."""

import json
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import NORDWERK, Call


@pytest.fixture
def half(tmp_path: Path) -> str:
    """A file with half of the example's answers."""
    sheet = yaml.safe_load(NORDWERK.read_text("utf-8"))
    sheet["answers"] = dict(list(sheet["answers"].items())[:40])
    (tmp_path / "half.yaml").write_text(yaml.safe_dump(sheet, sort_keys=False), encoding="utf-8")
    return "half.yaml"


def words(page: bytes) -> str:
    """Return the words of a page, wherever its lines break."""
    return " ".join(page.decode().split())


def test_the_page_says_what_is_open_and_what_to_answer_next(call: Call, half: str) -> None:
    done = call("score", "d2c-readiness", half)
    assert done.code == 0
    page = words(done.out)
    assert "What is still open" in page
    assert "Overall score: " in page
    assert "firm: " in page
    assert "provisional: " in page
    assert "Gates still open" in page
    assert "Verdicts still possible" in page
    assert "Answer these next" in page
    assert "Quick scan" not in page


def test_the_data_say_the_same(call: Call, half: str) -> None:
    done = call("score", "d2c-readiness", half, "--format", "json")
    result = json.loads(done.out)
    page = words(call("score", "d2c-readiness", half).out)
    low, high = result["score_range"]["low"], result["score_range"]["high"]
    assert f"Overall score: {low} – {high};" in page
    assert all(question["code"] in page for question in result["next_questions"])


def test_known_answers_leave_nothing_open(call: Call) -> None:
    assert "What is still open" not in words(call("score", "d2c-readiness", NORDWERK).out)


def test_it_is_said_when_asking_may_stop(call: Call, tmp_path: Path) -> None:
    sheet = yaml.safe_load(NORDWERK.read_text("utf-8"))
    sheet["answers"]["logistics.fulfilment_cost"] = "dont_know"
    (tmp_path / "unknown.yaml").write_text(yaml.safe_dump(sheet), encoding="utf-8")
    page = words(call("score", "d2c-readiness", "unknown.yaml").out)
    assert "you may stop here" in page
    assert "Gates still open" not in page


def test_a_quick_scan_is_marked_and_names_what_it_does_not_assess(call: Call) -> None:
    page = words(call("score", "d2c-readiness", NORDWERK, "--quick").out)
    assert "Quick scan" in page
    assert "a quick scan never says “go”" in page
    assert "Gate not assessed: G6 " in page
    assert "without LOG-05" in page
    result = json.loads(call("score", "d2c-readiness", NORDWERK, "--quick", "--format", "json").out)
    assert result["mode"] == "quick"
    assert "go" not in [route["verdict"] for route in result["routes"]]


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_quick_scan_has_no_report(call: Call, form: str) -> None:
    done = call("score", "d2c-readiness", NORDWERK, "--quick", "--format", form)
    assert (done.code, done.out) == (1, b"")
    assert "A quick scan has no report." in done.err
    assert done.err.count("\n") == 1
