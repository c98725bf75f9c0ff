"""What is said about answers that cannot be taken.

S-10 A set of answers with problems is refused whole; every problem is reported, each with a stable
     code, the place and a way to mend it. Nothing that people send makes scoring fail otherwise.
"""

import math
from collections.abc import Callable
from typing import Any

import pytest

from readiness.scoring import AnswersRefused, Problem, parse_answers, score
from readiness.scoring.reading import read_answers
from tests.scoring.small_questionnaire import (
    choice,
    figure,
    profile,
    profile_flag,
    profile_list,
    profile_text,
    questionnaire,
    ticks,
)

ASKED = questionnaire(
    profile("profile.basket"),
    profile("profile.size", ["1-9", "10-49"]),
    profile_flag("profile.dealers"),
    profile_list("profile.countries"),
    profile_text("profile.note"),
    choice("care.parcels"),
    choice("care.dealers", asked_if="profile.dealers"),
    choice("care.planning", not_applicable="profile.basket <= 1"),
    figure("care.accuracy"),
    figure("care.days", decimals=0),
    ticks("care.roles"),
    ticks("care.services", items=[{"id": f"service_{n}"} for n in range(20)]),
)

HUGE = 10**5000
DEEP: list[Any] = []
for _ in range(5000):
    DEEP = [DEEP]


def short(value: object) -> str:
    """Name a value in a test's id."""
    return value if isinstance(value, str) and len(value) < 40 else type(value).__name__


def problems_with(
    answers: dict[str, object], second_opinions: dict[str, object] | None = None
) -> tuple[Problem, ...]:
    """Return what is reported about these answers."""
    with pytest.raises(AnswersRefused) as refused:
        parse_answers(ASKED, answers, second_opinions)
    return refused.value.problems


@pytest.mark.parametrize(
    ("key", "value", "code", "remedy"),
    [
        ("care.parcel", 3, "unknown_question", "did you mean 'care.parcels'?"),
        ("CARE-1", 3, "unknown_question", "did you mean 'CARE-01'?"),
        ("zzz", 3, "unknown_question", "look the ids up"),
        ("x" * 100_000, 3, "unknown_question", "look the ids up"),
        ("care.parcels", 5, "unknown_option", "use one of 0, 1, 2, 3, 4"),
        ("care.parcels", -1, "unknown_option", "use one of 0, 1, 2, 3, 4"),
        ("care.parcels", 2.5, "unknown_option", "use one of 0, 1, 2, 3, 4"),
        ("care.parcels", math.nan, "unknown_option", "use one of 0, 1, 2, 3, 4"),
        ("care.parcels", math.inf, "unknown_option", "use one of 0, 1, 2, 3, 4"),
        ("care.parcels", HUGE, "unknown_option", "use one of 0, 1, 2, 3, 4"),
        ("care.parcels", True, "unknown_option", "use one of 0, 1, 2, 3, 4"),
        ("care.parcels", "3", "wrong_type", "write 3 without quotes"),
        ("care.parcels", "three", "unknown_option", "use one of 0, 1, 2, 3, 4"),
        ("care.parcels", [3], "wrong_type", "use one of 0, 1, 2, 3, 4"),
        ("care.parcels", DEEP, "wrong_type", "use one of 0, 1, 2, 3, 4"),
        ("care.parcels", {"band": 3}, "band_not_offered", "use one of 0, 1, 2, 3, 4"),
        ("care.parcels", {"value": 3}, "wrong_type", "use one of 0, 1, 2, 3, 4"),
        ("care.parcels", {}, "wrong_type", "use one of 0, 1, 2, 3, 4"),
        ("care.parcels", "not_applicable", "not_applicable_refused", "write dont_know"),
        ("care.parcels", {"not_applicable": "none"}, "not_applicable_refused", "write dont_know"),
        ("care.planning", {"not_applicable": " "}, "wrong_type", "up to 500 characters"),
        ("care.planning", {"not_applicable": "x" * 501}, "wrong_type", "up to 500 characters"),
        ("care.planning", {"not_applicable": 1}, "wrong_type", "up to 500 characters"),
        ("profile.size", "10-499", "unknown_option", "did you mean '10-49'?"),
        ("profile.size", "huge", "unknown_option", "use one of 1-9, 10-49"),
        ("profile.size", 9, "unknown_option", "use one of 1-9, 10-49"),
        ("profile.basket", "dont_know", "dont_know_refused", "closest"),
        ("profile.basket", "not_applicable", "not_applicable_refused", "write dont_know"),
        ("profile.dealers", "yes", "wrong_type", "true or false"),
        ("profile.dealers", 1, "wrong_type", "true or false"),
        ("profile.note", 7, "wrong_type", "up to 20 characters"),
        ("profile.note", "x" * 21, "text_too_long", "shorten it to 20"),
        ("profile.countries", "DE", "wrong_type", "give a list of DE, NL, BE"),
        ("profile.countries", {"band": 1}, "band_not_offered", "give a list of DE, NL, BE"),
        ("care.accuracy", "99.6", "wrong_type", "from 0 to 100 (%)"),
        ("care.accuracy", True, "wrong_type", "from 0 to 100 (%)"),
        ("care.accuracy", [99.6], "wrong_type", "from 0 to 100 (%)"),
        ("care.accuracy", 100.1, "out_of_range", "from 0 to 100 (%)"),
        ("care.accuracy", -0.1, "out_of_range", "from 0 to 100 (%)"),
        ("care.accuracy", math.nan, "out_of_range", "from 0 to 100 (%)"),
        ("care.accuracy", math.inf, "out_of_range", "from 0 to 100 (%)"),
        ("care.accuracy", -math.inf, "out_of_range", "from 0 to 100 (%)"),
        ("care.accuracy", HUGE, "out_of_range", "from 0 to 100 (%)"),
        ("care.accuracy", -HUGE, "out_of_range", "from 0 to 100 (%)"),
        ("care.accuracy", 99.65, "too_many_decimals", "round to 1 decimals"),
        ("care.accuracy", 1e-9, "too_many_decimals", "round to 1 decimals"),
        ("care.days", 0.5, "too_many_decimals", "use a whole number"),
        ("care.accuracy", {"band": 5}, "unknown_option", "use one of 0, 1, 2, 3, 4"),
        ("care.accuracy", {"band": HUGE}, "unknown_option", "use one of 0, 1, 2, 3, 4"),
        ("care.accuracy", {"band": "3"}, "unknown_option", "use one of 0, 1, 2, 3, 4"),
        ("care.accuracy", {"band": True}, "unknown_option", "use one of 0, 1, 2, 3, 4"),
        ("care.accuracy", {"band": 3, "note": ""}, "wrong_type", "{band: 0-4}"),
        ("care.roles", ["a", "b", "a"], "repeated_item", "once"),
        ("care.roles", ["a", "f"], "unknown_option", "give a list of a, b, c, d, e"),
        ("care.roles", [HUGE], "unknown_option", "give a list of a, b, c, d, e"),
        ("care.roles", ["A" * 100_000], "unknown_option", "give a list of a, b, c, d, e"),
        ("care.roles", 2, "wrong_type", "give a list of a, b, c, d, e"),
        ("care.services", ["service_77"], "unknown_option", "did you mean 'service_7'?"),
        ("care.services", ["?"], "unknown_option", "service_11, ..."),
    ],
    ids=short,
)
def test_a_bad_answer_is_named_with_its_place_and_a_remedy(
    key: str, value: object, code: str, remedy: str
) -> None:
    """S-10."""
    (problem,) = problems_with({key: value})
    assert (problem.code, problem.path) == (code, ("answers", key))
    assert remedy in problem.remedy
    assert len(problem.message) < 200


def test_a_question_answered_by_id_and_by_code_is_refused() -> None:
    """S-10, S-02."""
    (problem,) = problems_with({"care.parcels": 3, "CARE-01": 3})
    assert (problem.code, problem.path) == ("duplicate_answer", ("answers", "CARE-01"))
    assert "'care.parcels' and 'CARE-01'" in problem.message


def test_not_applicable_is_refused_where_the_profile_says_otherwise() -> None:
    """S-10, S-08."""
    answers = {"profile.dealers": True, "CARE-02": "not_applicable"}
    (problem,) = problems_with(answers)
    assert (problem.code, problem.path) == ("not_applicable_refused", ("answers", "CARE-02"))
    assert "CARE-02 applies" in problem.message


def test_a_second_opinion_on_the_company_is_refused() -> None:
    """S-10, S-11."""
    (problem,) = problems_with({}, {"profile.basket": 3})
    assert problem.code == "second_opinion_not_asked"
    assert problem.path == ("second_opinions", "profile.basket")


def test_every_problem_is_reported_at_once() -> None:
    """S-10: also those that show only when the answers are held against each other."""
    found = problems_with(
        {
            "care.parcel": 1,
            "care.parcels": 7,
            "care.accuracy": "high",
            "profile.dealers": True,
            "care.dealers": "not_applicable",
        },
        {"care.roles": ["a", "a"]},
    )
    assert [(problem.code, *problem.path) for problem in found] == [
        ("unknown_question", "answers", "care.parcel"),
        ("unknown_option", "answers", "care.parcels"),
        ("wrong_type", "answers", "care.accuracy"),
        ("repeated_item", "second_opinions", "care.roles"),
        ("not_applicable_refused", "answers", "care.dealers"),
    ]


@pytest.mark.parametrize("take", [score, parse_answers, read_answers])
def test_a_refusal_reads_as_one_line_a_problem(take: Callable[..., object]) -> None:
    """S-10."""
    with pytest.raises(AnswersRefused) as refused:
        take(ASKED, {"care.parcels": 7, "a/b~c": 1})
    assert str(refused.value).splitlines() == [
        "/answers/care.parcels: unknown_option: 7 is not an option of CARE-01; "
        "use one of 0, 1, 2, 3, 4",
        "/answers/a~1b~0c: unknown_question: there is no question 'a/b~c'; "
        "look the ids up with `readiness questionnaires show`",
    ]


def test_a_problem_in_a_file_reads_with_its_line() -> None:
    """S-10."""
    problem = Problem(code="wrong_type", message="what", remedy="how", file="a.yaml", line=7)
    assert str(problem) == "a.yaml:7:1: wrong_type: what; how"
    assert str(problem.model_copy(update={"line": None})) == "a.yaml: wrong_type: what; how"
    assert str(Problem(code="wrong_type", message="what", remedy="how")) == (
        "/: wrong_type: what; how"
    )


def test_another_questionnaires_answers_are_refused_without_delay() -> None:
    """S-10: looking for the id that was meant takes time, so it ends after a hundred."""
    found = problems_with({f"care.parcels_{n}": 1 for n in range(5000)})
    assert len(found) == 5000
    assert found[99].remedy.startswith("did you mean")
    assert found[100].remedy.startswith("look the ids up")


def test_answers_that_depend_on_nothing_can_be_read_alone() -> None:
    """S-10: what is saved one by one is held against the other answers later."""
    read = read_answers(ASKED, {"care.dealers": "not_applicable"}, {"care.parcels": 3})
    assert set(read.given) == {"care.dealers"}
    assert set(read.second_opinions) == {"care.parcels"}
