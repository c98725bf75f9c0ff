"""`readiness plan` and `simulate`: pages for people, JSON for programs, clear refusals."""

import json

import pytest

from tests.cli.conftest import NORDWERK, Call


def plan(call: Call, *arguments: str) -> str:
    done = call("plan", "d2c-readiness", NORDWERK, *arguments)
    assert (done.code, done.err) == (0, "")
    return " ".join(done.text.split())


def simulate(call: Call, *arguments: str) -> str:
    done = call("simulate", "d2c-readiness", NORDWERK, *arguments)
    assert (done.code, done.err) == (0, "")
    return " ".join(done.text.split())


def test_a_plan_is_printed_by_windows(call: Call) -> None:
    page = plan(call, "--target", "overall:5")
    assert page.startswith("Target: level 5 overall (80 or more). Today: score 69.6, level 4;")
    assert "it is proven that none takes fewer." in page
    assert page.index("Months 0 to 3:") < page.index("Months 3 to 6:")
    assert "STR-03" in page
    assert "After the plan: score 80.0, level 5;" in page


def test_a_step_shows_what_becomes_of_gates_and_routes(call: Call) -> None:
    page = plan(call, "--target", "R1:go")
    assert "Target: route R1 go." in page
    assert "in 1 step;" in page
    assert "1 → 2 25 REC-03 70.2, G11 clear, R1 go, R3 go" in page


@pytest.mark.parametrize("target", ["R1:pilot", "logistics:4", "LOG:direct_ready"])
def test_what_is_reached_already_is_said(call: Call, target: str) -> None:
    assert "The target is reached already." in plan(call, "--target", target)


def test_a_small_budget_gives_the_nearest_plan(call: Call) -> None:
    page = plan(call, "--target", "overall:5", "--budget", "100")
    assert "The target takes at least 492 person-days, the budget is 100." in page
    assert "The plan that comes nearest takes 97 person-days in 6 steps." in page


def test_a_short_horizon_says_which_one_would_do(call: Call) -> None:
    page = plan(call, "--target", "overall:5", "--horizon", "3")
    assert "steps that end after month 3 are left out" in page
    assert "score.overall comes to 69.9 at most; level 5 starts at 80" in page
    assert "A horizon of 6 months would do." in page


def test_what_stands_in_the_way_is_named_with_the_answers(call: Call) -> None:
    page = plan(call, "--target", "R5:go")
    assert "No plan reaches the target. Together these stand in the way:" in page
    assert "fit.R5 is 38.8, too little for go profile.consumption: 2" in page


def test_fixed_and_excluded_steps_are_kept_to(call: Call) -> None:
    wishes = ["--fixed", "LOG-07=4", "--fixed", "REC-03", "--excluded", "CHN-01",
              "--excluded", "REC-16"]  # fmt: skip
    found = json.loads(plan(call, "--target", "overall:5", *wishes, "--format", "json"))
    assert found["plan"]["changes"]["logistics.returns"] == 4
    assert found["plan"]["changes"]["strategy.alignment"] >= 2
    assert "channels.written_roles" not in found["plan"]["changes"]
    assert "REC-16" not in {step["recommendation"] for step in found["plan"]["steps"]}


def test_wrong_wishes_are_all_listed(call: Call) -> None:
    done = call("plan", "d2c-readiness", NORDWERK, "--target", "overal:5", "--budget", "-1",
                "--fixed", "LOG-99=1", "--excluded", "nothing")  # fmt: skip
    assert done.code == 1
    lines = done.err.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [
        "/target", "/budget_days", "/fixed/LOG-99", "/excluded/0",
    ]  # fmt: skip
    assert "did you mean 'overall'?" in lines[0]


def test_a_fixed_value_is_a_whole_number(call: Call) -> None:
    done = call("plan", "d2c-readiness", NORDWERK, "--target", "R1:go", "--fixed", "LOG-01=high")
    assert done.code == 1
    assert done.err.startswith("/fixed/LOG-01: wrong_wish: 'high' is not a value to raise LOG-01")


def test_a_target_is_needed(call: Call) -> None:
    assert call("plan", "d2c-readiness", NORDWERK).code == 2


def test_a_simulation_shows_before_and_after(call: Call) -> None:
    page = simulate(call, "--change", "LOG-01=0", "--change", "STR-06=[]")
    assert "Score 69.6 → 59.9 (-9.7) Level 4 → 3 Primary route R1 → R3" in page
    assert "Gate G1 clear block" in page
    assert "R1 verdict pilot blocked" in page
    assert "Recommendations added: REC-34" in page


def test_a_question_may_be_left_open_on_trial(call: Call) -> None:
    assert "Now to answer: logistics.single_parcel" in simulate(call, "--change", "LOG-01=null")


def test_a_simulation_without_effect_says_so(call: Call) -> None:
    assert simulate(call, "--change", "LOG-01=3") == "Nothing differs."


def test_a_simulation_is_json_on_request(call: Call) -> None:
    found = json.loads(simulate(call, "--change", "logistics.single_parcel=0", "--format", "json"))
    assert found["difference"]["level"] == {"before": 4, "after": 3}
    assert found["result"]["level"] == 3


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("LOG-01", "--change: wrong_change: 'LOG-01' is no change of an answer;"),
        ("=3", "--change: wrong_change: '=3' is no change of an answer;"),
        ("LOG-01=9", "/answers/LOG-01: unknown_option: "),
        ("LOG-99=1", "/answers/LOG-99: unknown_question: "),
        ("LOG-01=no", "--change LOG-01:1:1: ambiguous_word: "),
        ("LOG-01=[", "--change LOG-01:2:1: yaml_syntax: "),
        ("LOG-01=", "--change LOG-01:1:1: empty_value: "),
    ],
)
def test_a_wrong_change_is_refused_with_its_place(call: Call, change: str, expected: str) -> None:
    done = call("simulate", "d2c-readiness", NORDWERK, "--change", change)
    assert done.code == 1
    assert done.err.startswith(expected)


@pytest.mark.parametrize(
    "command", [["plan", "--target", "R1:go"], ["simulate", "--change", "A=1"]]
)
def test_a_file_of_another_questionnaire_is_refused(call: Call, command: list[str]) -> None:
    name, *options = command
    done = call(name, "d2c-readiness@2025.1.0", NORDWERK, *options)
    assert done.code == 1
    assert done.err.startswith("unknown_version: ")
