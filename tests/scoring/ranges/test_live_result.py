"""Results of incomplete answers: S-56 to S-61."""

from typing import Any

import pytest

from readiness.scoring import Answers, Questionnaire, Result, live_result, parse_answers, score
from readiness.scoring.live import NEXT_QUESTIONS
from readiness.scoring.plans import Program
from readiness.scoring.result import DimensionResult, Range
from tests.scoring.ranges.random_answers import random_value, seeded
from tests.scoring.small_questionnaire import (
    ROUTE_RULES,
    choice,
    of,
    profile,
    profile_figure,
    questionnaire,
    route,
)


def live(asked: Questionnaire, **answers: Any) -> Result:
    """Score live; `care__a=3` answers the question `care.a`."""
    given = {name.replace("__", "."): value for name, value in answers.items()}
    return live_result(asked, parse_answers(asked, given))


TWO = questionnaire(
    choice("care.a", 9),
    choice("care.b"),
    choice("law.a"),
    gates=[{"code": "G1", "block": "law.a == 0", "caps": {"dimensions": {"law": 39.9}}}],
    findings=[{"code": "X-01", "when": "law.a >= 3", "severity": "low"}],
    routes=[route("R1", "70", {"care": 1}, G1="blocks"), route("R9", "60", {"law": 1})],
    route_rules=ROUTE_RULES | {"candidates": ["R1"]},
)


def test_scores_show_how_far_they_can_move() -> None:
    result = live(TWO, care__a=4, law__a=2)
    assert result.score_range == Range(low=70.0, high=75.0)
    assert result.calculated_range == Range(low=70.0, high=75.0)
    care, law = result.dimensions
    assert care.score_range == Range(low=90.0, high=100.0)
    assert law.score_range == law.calculated_range == Range(low=50.0, high=50.0)


def test_a_level_is_firm_when_no_answer_can_change_it() -> None:
    """S-57."""
    result = live(TWO, care__a=4, law__a=2)
    assert (result.certainty, result.possible_levels) == ("firm", (4,))
    assert [(row.certainty, row.possible_levels) for row in result.dimensions] == [
        ("firm", (5,)),
        ("firm", (3,)),
    ]
    assert (live(TWO, care__b=4).certainty, live(TWO).certainty) == ("provisional", "provisional")


def test_a_level_that_has_to_change_is_not_firm() -> None:
    """The second question cannot be as bad as the first one is: level 1 is sure to go."""
    good = {"options": [{"value": 3}, {"value": 4}], "dont_know": "refused"}
    result = live(questionnaire(choice("care.a"), choice("care.b", 9, **good)), care__a=0)
    assert (result.level, result.possible_levels) == (1, (4, 5))
    narrow = live(questionnaire(choice("care.a"), choice("care.b", 99, **good)), care__a=0)
    assert (narrow.level, narrow.certainty) == (1, "provisional")
    assert narrow.settled is False


def test_gates_findings_and_routes_show_what_is_still_possible() -> None:
    """S-58."""
    result = live(TWO, care__a=4)
    assert result.gates[0].outcome == "open"
    assert result.gates[0].possible_outcomes == ("block", "clear")
    assert result.open_findings == ("X-01",)
    first = of(result.routes, "R1")
    assert first.fit_range == Range(low=70.0, high=70.0)
    assert first.readiness_range == Range(low=90.0, high=100.0)
    assert first.index_range == Range(low=78.0, high=82.0)
    assert first.possible_verdicts == ("go", "blocked")
    assert result.possible_primary_routes == ("R1", "R9")


def test_a_finding_that_may_be_taken_back_is_open() -> None:
    asked = questionnaire(
        choice("care.a"),
        findings=[
            {"code": "X-01", "when": "unknown(care.a)", "severity": "low"},
            {"code": "X-02", "when": "answered(care.a) || unknown(care.a)", "severity": "low"},
        ],
    )
    result = live(asked, care__a="dont_know")
    assert [finding.code for finding in result.findings] == ["X-01", "X-02"]
    assert result.open_findings == ("X-01",)
    assert live(asked).open_findings == ("X-01", "X-02")


def test_questions_that_settle_something_are_named_best_first() -> None:
    """S-61."""
    result = live(TWO, care__a=4)
    assert result.next_questions is not None
    assert [question.id for question in result.next_questions] == ["law.a", "care.b"]
    first = result.next_questions[0]
    assert (first.code, first.gates) == ("LAW-01", 1.0)
    assert first.gain == pytest.approx(first.narrowing + 5 * first.gates + 5 * first.verdicts)


def test_no_more_than_a_few_questions_are_named(d2c: Questionnaire) -> None:
    questions = live_result(d2c, Answers({})).next_questions
    assert questions is not None
    assert len(questions) == NEXT_QUESTIONS


def test_a_question_that_settles_nothing_is_not_named() -> None:
    result = live(questionnaire(profile("profile.basket"), choice("care.a")), care__a=4)
    assert (result.missing, result.next_questions) == (("profile.basket",), ())


def test_it_is_said_when_no_answer_can_change_level_or_primary_route() -> None:
    assert live(TWO).settled is False
    assert live(TWO, care__a=4).settled is False
    assert live(TWO, care__a=4, law__a=2).settled is True
    assert live(questionnaire(choice("care.a")), care__a=4).settled is True


def test_a_route_without_bounds_has_no_range() -> None:
    asked = questionnaire(
        profile_figure("profile.share"),
        choice("care.a"),
        routes=[
            route("R1", "100 / (profile.share - 50)", {"care": 1}),
            route("R9", "60", {"care": 1}),
        ],
        route_rules=ROUTE_RULES | {"candidates": ["R1"]},
    )
    found = of(live(asked, care__a=4).routes, "R1")
    assert (found.fit_range, found.index_range) == (None, None)
    assert found.readiness_range == Range(low=100.0, high=100.0)


def test_scoring_alone_leaves_it_open(d2c: Questionnaire) -> None:
    plain = score(d2c, Answers({}))
    assert (plain.certainty, plain.settled, plain.next_questions) == (None, None, None)


def test_answers_that_are_all_known_leave_points_and_everything_firm(
    d2c: Questionnaire, d2c_program: Program
) -> None:
    random = seeded(7)
    questions = [plan.question for plan in d2c_program.questions]
    known = Answers({question.id: random_value(question, random) for question in questions})
    result = live_result(d2c, known)
    rows: list[Result | DimensionResult] = [result, *result.dimensions]
    for row in rows:
        assert row.score is not None
        assert row.score_range == Range(low=row.score, high=row.score)
        assert row.certainty == "firm"
    assert [gate.possible_outcomes for gate in result.gates] == [(g.outcome,) for g in result.gates]
    assert [r.possible_verdicts for r in result.routes] == [(r.verdict,) for r in result.routes]
    assert result.settled
    assert (result.open_findings, result.next_questions) == ((), ())


def test_the_rest_is_what_scoring_gives(d2c: Questionnaire) -> None:
    answers = Answers({})
    plain, found = score(d2c, answers), live_result(d2c, answers)
    assert found.receipt == plain.receipt
    assert (found.score, found.missing) == (plain.score, plain.missing)
    assert found.recommendations == plain.recommendations
    assert live_result(d2c, answers) == found
    assert Result.model_validate_json(found.model_dump_json()) == found
