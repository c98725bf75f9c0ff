"""What raising an answer takes: each known-bad example gives its problem, at its place."""

from typing import Any

import pytest
from pydantic import ValidationError

from readiness.scoring import Problem, Questionnaire
from readiness.scoring.lint_improvements import question_values
from tests.scoring.lint.small_value import changed, linted

PARCEL, ACCURACY = "logistics.single_parcel", "logistics.accuracy"
HERE = ("improvements", "questions")


def sound() -> list[dict[str, Any]]:
    parcel = [
        {"value": 2, "days": 20, "effort": "M", "recommendation": "REC-01"},
        {"value": 4, "days": 90, "effort": "L", "after": [{"question": ACCURACY, "value": 3}]},
    ]
    accuracy = [{"value": value, "days": value, "effort": "S"} for value in (1, 2, 3, 4)]
    return [
        {"question": PARCEL, "basis": "expert", "steps": parcel},
        {
            "question": ACCURACY,
            "basis": "documented",
            "measuring": {"days": 2, "effort": "S", "recommendation": "REC-02"},
            "steps": accuracy,
        },
    ]


def problems(questions: list[dict[str, Any]]) -> tuple[Problem, ...]:
    return linted(changed("improvements", to={"light_percent": 25, "questions": questions}))


def only(questions: list[dict[str, Any]]) -> Problem:
    (problem,) = problems(questions)
    return problem


def test_sound_improvements_have_no_problem() -> None:
    assert problems(sound()) == ()


def test_a_questionnaire_may_have_none() -> None:
    assert linted(changed("improvements", to=None)) == ()


def test_values_are_those_of_options_or_bands() -> None:
    questions = Questionnaire.model_validate(changed("key", to="small")).questions
    assert [question_values(question) for question in questions] == [
        (),
        (),
        (0, 2, 4),
        (0, 1, 2, 3, 4),
        (0, 2, 4),
    ]


@pytest.mark.parametrize(
    ("place", "to", "message", "remedy"),
    [
        ((1, "question"), "logistics.acuracy", "scored question 'logistics.acuracy'", ACCURACY),
        ((1, "question"), "profile.buyers", "scored question 'profile.buyers'", "name an existing"),
        ((0, "steps", 1, "after", 0, "question"), "logistics.acuracy", "scored question", ACCURACY),
        ((0, "steps", 0, "recommendation"), "REC-1", "recommendation 'REC-1'", "'REC-01'"),
        ((1, "measuring", "recommendation"), "REC-2", "recommendation 'REC-2'", "'REC-02'"),
    ],
)
def test_what_is_named_has_to_be_there(
    place: tuple[str | int, ...], to: str, message: str, remedy: str
) -> None:
    questions: Any = sound()
    holder = questions
    for part in place[:-1]:
        holder = holder[part]
    holder[place[-1]] = to
    problem = only(questions)
    assert (problem.code, problem.path) == ("unknown_reference", (*HERE, *place))
    assert message in problem.message
    assert remedy in problem.remedy


def test_a_question_is_raised_in_one_entry() -> None:
    problem = only([*sound(), sound()[1]])
    assert (problem.code, problem.path) == ("duplicate_id", (*HERE, 2, "question"))
    assert problem.remedy == "keep one entry for each question"


def test_a_step_is_given_once() -> None:
    questions = sound()
    questions[1]["steps"].append(questions[1]["steps"][0])
    problem = only(questions)
    assert (problem.code, problem.path) == ("duplicate_id", (*HERE, 1, "steps", 4, "value"))
    assert problem.message == f"the step of {ACCURACY} to 1 is given twice"


def test_every_value_has_its_step() -> None:
    questions = sound()
    del questions[1]["steps"][1]
    problem = only(questions)
    assert (problem.code, problem.path) == ("missing_value", (*HERE, 1, "steps"))
    assert problem.message == f"the step of {ACCURACY} to 2 is missing"
    assert problem.remedy == "add a step with value: 2"


def test_a_step_leads_to_a_value_of_the_question() -> None:
    questions = sound()
    questions[0]["steps"].append({"value": 3, "days": 1, "effort": "S"})
    problem = only(questions)
    assert (problem.code, problem.path) == ("unknown_reference", (*HERE, 0, "steps", 2, "value"))
    assert problem.remedy == "its steps lead to 2, 4"


def test_no_step_waits_for_itself() -> None:
    questions = sound()
    questions[1]["steps"][0]["after"] = [{"question": PARCEL, "value": 3}]
    problem = only(questions)
    assert problem.code == "prerequisite_cycle"
    assert problem.path[:2] == HERE
    assert f"{PARCEL} = 4 -> " in f"{problem.message} -> "
    assert problem.remedy == "remove one of the prerequisites under after:"


def test_a_step_may_wait_for_a_question_that_cannot_be_raised() -> None:
    questions = sound()
    questions[0]["steps"][1]["after"] = [{"question": "channels.partners", "value": 2}]
    assert problems(questions) == ()


def test_improvements_need_windows() -> None:
    value = changed("improvements", to={"questions": sound()})
    del value["recommendation_rules"]
    found = [p for p in linted(value) if p.path == ("improvements",)]
    assert [(p.code, p.message) for p in found] == [
        ("incomplete_definition", "there are improvements and no windows to place them in")
    ]


@pytest.mark.parametrize("window", ["soon", "3", "6 - 18"])
def test_a_window_is_from_one_month_to_another(window: str) -> None:
    value = changed("recommendation_rules", "windows", "L", to=window)
    value["improvements"] = {"questions": sound()}
    (problem,) = linted(value)
    assert (problem.code, problem.path) == (
        "incomplete_definition",
        ("recommendation_rules", "windows"),
    )
    assert problem.message == "the window of effort L is not from one month to another"


@pytest.mark.parametrize(
    ("place", "to"),
    [("days", 0), ("days", 10_001), ("value", 0), ("value", 5), ("effort", "XL")],
)
def test_a_step_keeps_to_its_limits(place: str, to: object) -> None:
    questions = sound()
    questions[0]["steps"][0][place] = to
    with pytest.raises(ValidationError):
        problems(questions)
