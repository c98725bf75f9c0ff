"""What holds for every set of answers.

S-14 A question that does not apply leaves no trace: the rest scores as if it were not there.
S-20 Scores lie within 0 and 100; a higher option never lowers its dimension's calculated score.
S-24 Only proportions of weights matter: doubling all of them changes no score.
S-51 The order in which answers are given changes nothing.
"""

from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from readiness.scoring import Questionnaire, Result, score
from tests.scoring.answer_sets import answers_to, values
from tests.scoring.small_questionnaire import (
    RECOMMENDATION_RULES,
    ROUTE_RULES,
    action,
    choice,
    figure,
    of,
    profile,
    profile_flag,
    questionnaire,
    route,
    ticks,
)


def firm(factor: int = 1, without: str = "") -> Questionnaire:
    """Ask twelve questions with a rule of every kind; all weights times `factor`."""
    questions = [
        profile("profile.basket"),
        profile_flag("profile.dealers"),
        choice("care.parcels", 3 * factor),
        figure("care.accuracy", 2 * factor),
        ticks("care.roles", factor),
        choice("care.free", 2 * factor, not_applicable=True),
        choice("law.a", 2 * factor),
        choice("law.dealers", factor, asked_if="profile.dealers"),
        figure("law.figure", 3 * factor, not_applicable=True),
        choice("data.a", factor, not_applicable=True),
    ]
    return questionnaire(
        *(question for question in questions if question["id"] != without),
        weights={"care": 16 * factor, "law": 12 * factor, "data": 5 * factor},
        weight_rules=[
            {"id": "more", "when": "profile.basket >= 3", "dimension": "law", "factor": 1.5}
        ],
        gates=[
            {
                "code": "G1",
                "block": "care.parcels == 0",
                "condition": "care.parcels == 1 || unknown(care.accuracy)",
                "caps": {"overall": 59.9, "dimensions": {"care": 39.9}},
                "repairs": ["REC-01"],
            }
        ],
        findings=[{"code": "X-01", "when": "score.law < 40 && law.a >= 3", "severity": "low"}],
        routes=[
            route("R1", "profile.basket * 25", {"care": 3 * factor, "law": factor}, G1="blocks"),
            route("R2", "70", {"law": 3 * factor, "data": 2 * factor}, G1="conditions"),
            route("R9", "60", {"care": factor}),
        ],
        route_rules=ROUTE_RULES
        | {"candidates": ["R1", "R2"], "index": {"fit": 60 * factor, "readiness": 40 * factor}},
        recommendation_rules=RECOMMENDATION_RULES,
        recommendations=[
            action("REC-01", 'gate.G1 == "block"', ["R1"], prerequisites=["REC-02"]),
            action("REC-02", "care.accuracy <= 2 || unknown(care.accuracy)", ["R1", "R2"]),
            action("REC-03", "law.a <= 2", ["R9"], effort="M"),
        ],
    )


FIRM = firm()
DOUBLED = firm(factor=2)
OPTIONAL = ("care.free", "law.figure", "data.a")
SMALLER = {name: firm(without=name) for name in OPTIONAL}


def numbers(result: Result) -> dict[str, object]:
    """Return everything but the receipt, which lists weights, and the texts of answers."""
    return result.model_dump(exclude={"receipt"})


@given(answers_to(FIRM))
def test_doubling_all_weights_changes_no_score(answers: dict[str, Any]) -> None:
    """S-24."""
    assert numbers(score(FIRM, answers)) == numbers(score(DOUBLED, answers))


@given(answers_to(FIRM), st.sampled_from(OPTIONAL))
def test_a_question_that_does_not_apply_leaves_no_trace(answers: dict[str, Any], name: str) -> None:
    """S-14."""
    rest = {other: value for other, value in answers.items() if other != name}
    assert numbers(score(FIRM, rest | {name: "not_applicable"})) == numbers(
        score(SMALLER[name], rest)
    )


def scores(result: Result) -> Iterator[float | None]:
    """Yield everything in a result that runs from 0 to 100."""
    yield from (result.score, result.calculated_score)
    for dimension in result.dimensions:
        yield from (dimension.score, dimension.calculated_score, dimension.weight)
    for found in result.routes:
        yield from (found.fit, found.readiness, found.index)
    for variant in result.variants:
        yield from (variant.fit, variant.readiness)
    for answer in result.receipt.answers:
        yield from (answer.points, answer.lost)


@given(answers_to(FIRM))
def test_every_score_lies_within_0_and_100(answers: dict[str, Any]) -> None:
    """S-20."""
    result = score(FIRM, answers)
    assert all(0 <= value <= 100 for value in scores(result) if value is not None)
    assert result.coverage is None or 0 <= result.coverage <= 1


@given(st.data())
def test_a_higher_option_never_lowers_its_dimension(data: st.DataObject) -> None:
    """S-20: whatever the other answers are."""
    answers = data.draw(answers_to(FIRM))
    asked = data.draw(st.sampled_from([q for q in FIRM.questions if q.type == "single"]))
    low, high = sorted(data.draw(st.tuples(values(asked), values(asked))))

    lower, higher = (score(FIRM, answers | {asked.id: value}) for value in (low, high))
    for before, after in zip(lower.dimensions, higher.dimensions, strict=True):
        if before.id == asked.dimension:
            assert (before.calculated_score or 0) <= (after.calculated_score or 0)


@given(st.data())
def test_the_order_of_answers_changes_nothing(data: st.DataObject) -> None:
    """S-51."""
    answers = data.draw(answers_to(FIRM))
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert score(FIRM, shuffled).model_dump_json() == score(FIRM, answers).model_dump_json()


@given(answers_to(FIRM))
def test_points_add_up_to_the_calculated_score(answers: dict[str, Any]) -> None:
    """S-13: within the rounding of each."""
    result = score(FIRM, answers)
    for dimension in FIRM.dimensions:
        won = [
            answer.points
            for answer, question in zip(result.receipt.answers, FIRM.questions, strict=True)
            if question.dimension == dimension.id and answer.points is not None
        ]
        total = of(result.dimensions, dimension.code).calculated_score
        assert (total is None) is (won == [])
        assert abs(sum(won) - (total or 0)) <= 0.05 * (len(won) + 1)
