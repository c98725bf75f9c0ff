"""`readiness explain`: why this score, what blocks, what would lift it."""

import json

import pytest

from tests.cli.conftest import NORDWERK, Call


def test_the_overview_answers_three_questions(call: Call) -> None:
    done = call("explain", "d2c-readiness", NORDWERK)
    assert (done.code, done.err) == (0, "")
    assert "Why 69.6?" in done.text
    assert "What blocks?" in done.text
    assert "strategy.alignment == 1   (STR-03 = 1)" in done.text
    assert "What would lift it?" in done.text
    assert "Level 5 is 10.4 points away." in done.text


@pytest.mark.parametrize(
    ("option", "name", "says"),
    [
        ("--question", "LOG-01", "won 10.7 of the hundred points of logistics, lost 3.6"),
        ("--question", "profile.parcel_share", "It counts in no score."),
        ("--dimension", "LOG", "1500 points : weight 21 = 71.4"),
        ("--gate", "G1", "condition form, not met"),
        ("--gate", "G11", "condition form, met"),
        ("--route", "R1", "Index 82.5"),
        ("--recommendation", "REC-03", "impact"),
    ],
)
def test_one_part_is_explained(call: Call, option: str, name: str, says: str) -> None:
    done = call("explain", "d2c-readiness", NORDWERK, option, name)
    assert (done.code, done.err) == (0, "")
    assert says in " ".join(done.text.split())


def test_the_data_are_the_receipt(call: Call) -> None:
    whole = json.loads(call("explain", "d2c-readiness", NORDWERK, "--format", "json").out)
    result = json.loads(call("score", "d2c-readiness", NORDWERK, "--format", "json").out)
    assert whole == result["receipt"]
    (route,) = [part for part in whole["routes"] if part["code"] == "R1"]
    done = call("explain", "d2c-readiness", NORDWERK, "--route", "R1", "--format", "json")
    assert json.loads(done.out) == route


def test_sensitivity_lists_what_flips(call: Call) -> None:
    done = call("explain", "d2c-readiness", NORDWERK, "--sensitivity")
    assert "152 changes tried: weights by 25%, thresholds by 5 points; 2 flip" in done.text
    assert "strategy: 4 → 3" in done.text


@pytest.mark.parametrize(
    ("option", "name", "says"),
    [
        ("--gate", "G77", "There is no gate 'G77'."),
        ("--question", "LOG-99", "There is no question 'LOG-99'."),
        ("--recommendation", "REC-02", "REC-02 is not recommended"),
    ],
)
def test_what_the_result_does_not_have_is_refused(
    call: Call, option: str, name: str, says: str
) -> None:
    done = call("explain", "d2c-readiness", NORDWERK, option, name)
    assert done.code == 1
    assert says in done.err
