"""Which question to ask next, and when to stop."""

import pytest

from readiness.scoring import Questionnaire, next_question, parse_answers
from readiness.scoring.engine import compiled
from readiness.scoring.next_question import (
    POINTS_PER_GATE,
    POINTS_PER_VERDICT,
    Gain,
    rank_questions,
)
from readiness.scoring.plans import Program
from readiness.scoring.ranges import RangeState
from tests.scoring.ranges.random_answers import random_part, seeded
from tests.scoring.small_questionnaire import (
    ROUTE_RULES,
    choice,
    figure,
    profile,
    profile_figure,
    profile_flag,
    profile_list,
    profile_text,
    questionnaire,
    route,
)


def ranked(asked: Questionnaire, **answers: object) -> tuple[Gain, ...]:
    given = {name.replace("__", "."): value for name, value in answers.items()}
    return rank_questions(RangeState(compiled(asked), parse_answers(asked, given)))


def test_the_heavier_question_comes_first() -> None:
    """S-61."""
    names = (("care.a", 1), ("care.b", 3), ("care.c", 2))
    questions = [choice(name, weight, dont_know="refused") for name, weight in names]
    found = ranked(questionnaire(*questions))
    assert [question.id for question in found] == ["care.b", "care.c", "care.a"]
    narrowings = [question.narrowing for question in found]
    assert narrowings == [pytest.approx(width) for width in (50, 100 / 3, 100 / 6)]


def test_of_very_many_questions_those_with_most_at_stake_are_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """S-61: with work for four answers, of which each question has one and the gate's has two."""
    names = ("care.a", "care.b", "care.c", "care.d")
    asked = questionnaire(
        *(choice(name, weight) for name, weight in zip(names, (1, 3, 2, 1), strict=True)),
        gates=[{"code": "G1", "block": "care.d == 0"}],
    )
    everything = ranked(asked)
    size = len(compiled(asked).slots)
    monkeypatch.setattr(next_question, "MOST_WORK", 4 * size)
    assert ranked(asked) == tuple(gain for gain in everything if gain.id != "care.a")
    monkeypatch.setattr(next_question, "MOST_WORK", 0)
    (single,) = ranked(asked)
    assert single.id == "care.b"


def test_equal_questions_keep_the_order_asked() -> None:
    found = ranked(questionnaire(choice("care.b"), choice("care.a"), choice("care.c")))
    assert [question.id for question in found] == ["care.b", "care.a", "care.c"]


def test_a_question_that_decides_a_gate_is_worth_more() -> None:
    asked = questionnaire(
        choice("care.a"),
        choice("care.b"),
        gates=[{"code": "G1", "block": "care.b == 0", "condition": "care.b == 1"}],
    )
    first, second = ranked(asked)
    assert (first.id, first.gates) == ("care.b", 1.0)
    assert first.gain == first.narrowing + POINTS_PER_GATE
    assert second.gates == 0.0


def test_a_question_that_decides_a_verdict_is_worth_more() -> None:
    asked = questionnaire(
        profile("profile.basket"),
        choice("care.a"),
        routes=[route("R1", "profile.basket * 25", {"care": 1}), route("R9", "60", {"care": 1})],
        route_rules=ROUTE_RULES | {"candidates": ["R1"]},
    )
    first, second = ranked(asked, profile__basket=4)[0], ranked(asked, care__a=4)[0]
    assert (first.id, first.verdicts) == ("care.a", 2.0)
    assert first.gain == first.narrowing + 2 * POINTS_PER_VERDICT
    assert (second.id, second.narrowing, second.verdicts) == ("profile.basket", 0.0, 1.0)


def test_a_figure_that_is_not_known_is_asked_for_again() -> None:
    asked = questionnaire(choice("care.a"), figure("care.b"))
    found = ranked(asked, care__a=2, care__b="dont_know")
    assert [question.id for question in found] == ["care.b"]


def test_answered_and_excluded_questions_are_not_asked() -> None:
    asked = questionnaire(
        profile_flag("profile.dealers"),
        choice("care.a", asked_if="profile.dealers"),
        choice("care.b", not_applicable=True),
        choice("care.c"),
    )
    found = ranked(asked, profile__dealers=False, care__b="not_applicable")
    assert [question.id for question in found] == ["care.c"]


def test_figures_lists_and_texts_of_the_profile_are_ranked_too() -> None:
    asked = questionnaire(
        profile_figure("profile.share"),
        profile_list("profile.countries"),
        profile_text("profile.note"),
        choice("care.a", asked_if="profile.share >= 40"),
        gates=[{"code": "G1", "block": '"DE" in profile.countries'}],
    )
    found = {question.id: question for question in ranked(asked, care__a=4)}
    assert found["profile.countries"].gates == 1.0
    assert found["profile.note"].gain == 0.0
    assert set(found) == {"profile.share", "profile.countries", "profile.note"}


def test_the_order_is_the_same_every_time(d2c_program: Program) -> None:
    part = random_part(d2c_program, seeded(1))
    state, again = RangeState(d2c_program, part), RangeState(d2c_program, part)
    assert rank_questions(state) == rank_questions(again)
