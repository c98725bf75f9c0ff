"""How raw answers are read.

S-02 Keys are question ids or codes.
S-03 A single choice is answered by an option's value, or by another spelling of it.
S-04 A figure is read by its band, exactly as typed.
S-05 A multiple choice is answered by a list of items; scored ones are counted.
S-06 A band alone counts and is marked as estimated.
S-07 "Don't know" is an answer to every question that does not refuse it.
"""

import pytest

from readiness.scoring import Answer, AnswerState, parse_answers
from tests.scoring.small_questionnaire import (
    choice,
    figure,
    of,
    profile,
    profile_figure,
    profile_flag,
    profile_list,
    profile_text,
    questionnaire,
    scored,
    ticks,
)

ANSWERED = AnswerState.ANSWERED


def test_a_question_is_named_by_id_or_by_code() -> None:
    """S-02."""
    asked = questionnaire(choice("care.parcels"), choice("care.returns"))

    by_id = parse_answers(asked, {"care.parcels": 3, "care.returns": 1})
    by_code = parse_answers(asked, {"CARE-01": 3, "care.returns": 1})
    assert by_id == by_code


def test_none_means_not_answered() -> None:
    """S-02."""
    asked = questionnaire(choice("care.parcels"))
    assert parse_answers(asked, {"care.parcels": None}).given == {}


@pytest.mark.parametrize("written", [3, 3.0])
def test_a_choice_of_numbers_takes_its_option_as_a_number(written: float) -> None:
    """S-03."""
    asked = questionnaire(choice("care.parcels"))

    answer = parse_answers(asked, {"care.parcels": written}).given["care.parcels"]
    assert answer == Answer(ANSWERED, value=3)
    assert isinstance(answer.value, int)


@pytest.mark.parametrize("written", ["1-9", "1–9", " 1-9 "])
def test_a_choice_of_words_takes_the_word_or_another_spelling(written: str) -> None:
    """S-03."""
    size = profile("profile.size", ["1-9", "10-49"])
    size["options"][0]["aliases"] = ["1–9"]

    given = parse_answers(questionnaire(size), {"profile.size": written}).given
    assert given["profile.size"] == Answer(ANSWERED, value="1-9")


@pytest.mark.parametrize(
    ("typed", "value"), [(0, 0), (19.9, 0), (20, 1), (20.0, 1), (79.9, 3), (80, 4), (100, 4)]
)
def test_a_figure_is_read_by_the_band_that_holds_it(typed: float, value: int) -> None:
    """S-04."""
    given = parse_answers(questionnaire(figure("care.accuracy")), {"care.accuracy": typed}).given
    assert given["care.accuracy"] == Answer(ANSWERED, value=value, figure=typed)


@pytest.mark.parametrize(
    ("typed", "value"), [(1, 4), (1.01, 3), (2, 3), (2.99, 2), (3, 1), (3.01, 1)]
)
def test_bounds_are_inclusive_or_exclusive_as_declared(typed: float, value: int) -> None:
    """S-04."""
    days = figure(
        "care.days",
        decimals=2,
        better="lower",
        bands=[
            {"value": 4, "at_most": 1},
            {"value": 3, "above": 1, "at_most": 2},
            {"value": 2, "above": 2, "below": 3},
            {"value": 1, "at_least": 3},
        ],
    )
    given = parse_answers(questionnaire(days), {"care.days": typed}).given
    assert given["care.days"].value == value


def test_bands_with_a_gap_are_an_error_of_the_questionnaire() -> None:
    """S-04: the linter refuses such bands; unlinted, the figure that falls through is named."""
    asked = questionnaire(figure("care.accuracy", bands=[{"value": 4, "at_least": 50}]))
    with pytest.raises(LookupError, match=r"no band holds 49\.9"):
        parse_answers(asked, {"care.accuracy": 49.9})


@pytest.mark.parametrize(
    ("ticked", "value"), [([], 0), (["b"], 1), (["c", "a"], 2), (["a", "b", "c", "d", "e"], 4)]
)
def test_ticked_items_are_counted(ticked: list[str], value: int) -> None:
    """S-05."""
    given = parse_answers(questionnaire(ticks("care.roles")), {"care.roles": ticked}).given
    assert given["care.roles"] == Answer(ANSWERED, value=value, items=tuple(sorted(ticked)))


def test_the_order_of_ticks_does_not_matter() -> None:
    """S-05."""
    asked = questionnaire(profile_list("profile.countries"))

    given = parse_answers(asked, {"profile.countries": ("Netherlands", "DE")}).given
    assert given["profile.countries"].value == ("DE", "NL")


@pytest.mark.parametrize("question", [figure("care.x"), ticks("care.x")])
def test_a_band_alone_counts_and_is_marked_as_estimated(question: dict[str, object]) -> None:
    """S-06."""
    result = scored(questionnaire(question), care__x={"band": 3})

    answer = of(result.receipt.answers, "CARE-01")
    assert (answer.value, answer.estimated, answer.figure, answer.items) == (3, True, None, None)
    assert result.score == 75.0


def test_an_estimated_figure_is_not_a_measured_one() -> None:
    """S-06."""
    asked = questionnaire(
        figure("care.accuracy"),
        findings=[{"code": "X-01", "when": "measured(care.accuracy)", "severity": "info"}],
    )
    assert [f.code for f in scored(asked, care__accuracy=62.5).findings] == ["X-01"]
    assert scored(asked, care__accuracy={"band": 3}).findings == ()


def test_every_question_takes_dont_know_unless_it_refuses_it() -> None:
    """S-07."""
    asked = questionnaire(
        choice("care.a"), figure("care.b"), ticks("care.c"), profile_list("profile.countries")
    )
    raw = {question.id: "dont_know" for question in asked.questions}

    given = parse_answers(asked, raw).given
    assert {answer.state for answer in given.values()} == {AnswerState.DONT_KNOW}


def test_profile_answers_keep_their_own_values() -> None:
    """S-03, S-04."""
    asked = questionnaire(
        profile("profile.buyers", ["businesses", "also_consumers"]),
        profile_flag("profile.seller"),
        profile_figure("profile.parcel"),
        profile_text("profile.note"),
    )
    raw = {"buyers": "also_consumers", "seller": False, "parcel": 92, "note": "by phone"}

    given = parse_answers(asked, {f"profile.{name}": value for name, value in raw.items()}).given
    assert {name: given[f"profile.{name}"].value for name in raw} == raw
    assert given["profile.parcel"].figure == 92.0
