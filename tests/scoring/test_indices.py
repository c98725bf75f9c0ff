"""Scores of their own beside the overall score: value rules, levels, and what raises them."""

from typing import Any

import pytest

from readiness.scoring import Questionnaire, Result, live_result, parse_answers
from readiness.scoring.engine import compiled
from readiness.scoring.result import IndexResult, Range
from tests.scoring.deciding import deciding
from tests.scoring.small_questionnaire import (
    RECOMMENDATION_RULES,
    ROUTE_RULES,
    Source,
    action,
    choice,
    halving,
    index,
    of,
    questionnaire,
    route,
    scored,
    ticks,
)

WELL: dict[str, Any] = {"care__parcels": 4, "care__checks": ["a", "b", "c", "d"]}
ROUTES: Source = ROUTE_RULES | {
    "candidates": ["R1"],
    "primary": {"verdicts": ["prepare"], "fit_at_least": 55},
}
FEW: dict[str, Any] = {"sign__speed": 1, "sign__support": 0, "sign__law": 1}


def signs(result: Result) -> IndexResult:
    return of(result.indices, "SIGN")


def test_an_index_is_a_weighted_mean_outside_the_overall_score() -> None:
    """S-90: 25 x (2 x 1 + 0 + 1) / 4 with the speed counted whole."""
    result = scored(deciding(value_rules=[]), **WELL, **FEW)
    assert (signs(result).score, signs(result).whole_score) == (18.8, 19)
    assert result.score == 100
    assert [dimension.code for dimension in result.dimensions] == ["CARE"]
    assert (signs(result).direction, signs(result).level) == ("concern", 1)


def test_an_index_counts_unknown_and_missing_answers_as_a_dimension_does() -> None:
    """S-90: speed leaves with its weight, law counts 0 with its own."""
    asked = deciding(value_rules=[])
    unknown = {"sign__speed": "dont_know", "sign__support": 4, "sign__law": "dont_know"}
    part = signs(scored(asked, **WELL, **unknown))
    assert (part.score, part.confidence, part.insufficient_evidence) == (50, 0.25, True)
    assert part.unknown == ("sign.speed", "sign.law")
    result = scored(asked, **WELL)
    part = signs(result)
    assert (part.score, part.whole_score, part.level, part.calculated_level) == (None,) * 4
    assert (part.confidence, part.insufficient_evidence) == (0, True)
    assert result.coverage == 0.3333  # 2 of 6: dimension and index together


def test_an_index_in_which_nothing_applies_has_no_confidence() -> None:
    asked = questionnaire(
        choice("care.a"), choice("sign.a", not_applicable=True), indices=[index("sign")]
    )
    part = signs(scored(asked, sign__a="not_applicable"))
    assert (part.score, part.confidence, part.insufficient_evidence) == (None, None, True)


def test_levels_of_an_index_are_its_own_and_unrounded() -> None:
    """S-90: 39.99 prints as 40.0 and is level 1."""
    levels = [
        {"id": "low", "number": 1, "from_score": 0},
        {"id": "high", "number": 2, "from_score": 33.34},
    ]
    asked = questionnaire(
        choice("care.a"),
        *(choice(f"sign.{name}") for name in "abc"),
        indices=[index("sign", levels=levels)],
    )
    part = signs(scored(asked, sign__a=4, sign__b=0, sign__c=0))
    assert (part.score, part.level) == (33.3, 1)
    assert signs(scored(asked, sign__a=4, sign__b=1, sign__c=0)).level == 2


@pytest.mark.parametrize(("exhausted", "score"), [(True, 50.0), (False, 25.0), (None, 25.0)])
def test_a_value_rule_halves_points_and_keeps_the_weight(exhausted: object, score: float) -> None:
    """S-91: 25 x 2 x 4 / 4 = 50, or half of it; no answer counts as "not exhausted"."""
    given = {"sign__speed": 4, "sign__support": 0, "sign__law": 0}
    result = scored(deciding(), **WELL, **given, profile__exhausted=exhausted)
    assert signs(result).score == score
    assert signs(result).confidence == 1


def test_rules_read_the_value_and_not_what_it_counts() -> None:
    """S-91."""
    asked = deciding(findings=[{"code": "SLOW", "when": "sign.speed >= 3", "severity": "low"}],
                     indices=[index("sign")], risks=[], decisions=[])  # fmt: skip
    assert of(scored(asked, sign__speed=3).findings, "SLOW").severity == "low"


def test_of_several_value_rules_the_lowest_factor_counts() -> None:
    """S-91: and sums are exact: 25 x 3 x 0.333 = 24.975, printed half up as 25.0."""
    asked = questionnaire(
        choice("care.a"),
        value_rules=[
            halving("half", "care.a", "answered(care.a)"),
            halving("third", "care.a", "care.a == 3", 0.333),
            halving("tenth", "care.a", "care.a == 4", 0.1),
        ],
    )
    result = scored(asked, care__a=3)
    (dimension,) = result.receipt.dimensions
    assert (dimension.won, dimension.calculated) == (24.975, 24.975)
    assert result.score == 25.0
    (answer,) = result.receipt.answers
    assert (answer.points, answer.lost, answer.factor) == (25.0, 75.0, 0.333)
    assert [(r.rule, r.factor) for r in result.receipt.value_rules] == [("third", 0.333)]
    assert scored(asked, care__a=0).score == 0


def test_a_value_rule_on_an_open_question_takes_nothing() -> None:
    asked = questionnaire(
        choice("care.a"), choice("care.b"), value_rules=[halving("always", "care.a", "true")]
    )
    result = scored(asked, care__b=2)
    assert result.score == 50
    assert [answer.factor for answer in result.receipt.answers] == [None, None]


@pytest.mark.parametrize(
    ("support", "law", "level", "by"),
    [
        (0, 1, 1, ()),
        (4, 0, 2, ("HT-1",)),
        (3, 4, 2, ()),
        (4, 4, 3, ("HT-1", "HT-2")),
    ],
)
def test_findings_raise_the_level_and_never_lower_it(
    support: int, law: int, level: int, by: tuple[str, ...]
) -> None:
    """S-92: one hard trigger gives at least middle, two give high."""
    part = signs(scored(deciding(), **WELL, sign__speed=0, sign__support=support, sign__law=law))
    assert (part.level, part.raised_by) == (level, by)


def test_a_level_is_raised_where_there_is_no_score() -> None:
    """S-92: without a score there is no calculated level, a raise still gives one."""
    findings = [{"code": "HT-1", "when": "care.parcels == 0", "severity": "high"},
                {"code": "HT-2", "when": "care.parcels == 4", "severity": "high"}]  # fmt: skip
    part = signs(scored(deciding(findings=findings), care__parcels=0))
    assert (part.score, part.calculated_level, part.level) == (None, None, 2)
    assert part.raised_by == ("HT-1",)


def test_the_receipt_says_how_an_index_came_about() -> None:
    """S-99: weights, points, the level table and the raises that are reached."""
    given = {"sign__speed": 2, "sign__support": 4, "sign__law": 0}
    receipt = scored(deciding(), **WELL, **given).receipt
    (part,) = receipt.indices
    assert (part.scored_weight, part.applicable_weight, part.answered_weight) == (4, 4, 4)
    assert (part.won, part.calculated) == (150, 37.5)  # 25 x (2 x 2 x 0.5 + 4)
    assert (part.level_bounds, part.calculated_level, part.level) == ((0, 40, 75), 1, 2)
    assert [(r.level, r.at_least, r.made) for r in part.raises] == [(2, 1, ("HT-1",))]
    terms = {a.id: (a.points, a.lost) for a in receipt.answers if a.dimension == "sign"}
    assert terms == {
        "sign.speed": (12.5, 37.5),
        "sign.support": (25.0, 0.0),
        "sign.law": (0.0, 25.0),
    }
    (rule,) = receipt.value_rules
    assert (rule.question, rule.condition) == ("sign.speed", "!coalesce(profile.exhausted, false)")


def test_ticked_items_can_be_read_and_are_missing_where_only_a_band_is_known() -> None:
    """S-93."""
    asked = questionnaire(
        ticks("care.checks"),
        gates=[{"code": "G1", "block": '!("a" in items.care.checks)'}],
    )
    assert [scored(asked, care__checks=given).gates[0].outcome for given in (
        ["b"], ["a", "b"], {"band": 4}, "dont_know", None,
    )] == ["block", "clear", "clear", "clear", "open"]  # fmt: skip
    gate = scored(asked, care__checks=["b"]).gates[0]
    assert gate.questions == ("care.checks",)
    (part,) = scored(asked, care__checks=["b"]).receipt.gates
    assert part.decided_by[0].read == {"items.care.checks": ("b",), "care.checks": 1}


LAST_PARTS: tuple[Source, ...] = (
    {
        "responsibilities": [
            {
                "code": "ROLES",
                "shown_when": '"a" in items.care.checks',
                "tasks": [{"id": "goals", "roles": {"management": "A/R"}}],
            }
        ]
    },
    {"recommendation_rules": RECOMMENDATION_RULES | {"light_when": '"a" in items.care.checks'}},
    {"route_rules": ROUTES | {"base_until": '"a" in items.care.checks'}},
)


@pytest.mark.parametrize("part", LAST_PARTS)
def test_ticked_items_can_be_read_by_one_of_the_last_rules_alone(part: Source) -> None:
    """S-93: role templates, light wording and the end of the base programme."""
    parts: Source = {
        "routes": [route("R1", "100", {"care": 1}), route("R9", "60", {"care": 1})],
        "route_rules": ROUTES,
        "recommendation_rules": RECOMMENDATION_RULES,
        "recommendations": [action("REC-1", "care.checks >= 1", ["R1"], effort="M")],
    }
    asked = questionnaire(ticks("care.checks"), **(parts | part))
    found = []
    for ticked in ("a", "b"):
        result = scored(asked, care__checks=[ticked])
        standing = of(result.routes, "R9").standing
        found.append((result.responsibilities, result.recommendations[0].light, standing))
    with_a, with_b = found
    assert with_b == ((), False, "base")
    assert sum(mine != other for mine, other in zip(with_a, with_b, strict=True)) == 1


def test_branches_cannot_read_items() -> None:
    """S-93: they are settled before."""
    asked = questionnaire(
        ticks("care.checks"), choice("care.a", asked_if='"a" in items.care.checks')
    )
    with pytest.raises(ValueError, match=r"items\.care\.checks"):
        compiled(asked)


def live(asked: Questionnaire, **answers: object) -> Result:
    given = {name.replace("__", "."): value for name, value in answers.items()}
    return live_result(asked, parse_answers(asked, given))


def test_the_range_of_an_index_covers_what_is_open() -> None:
    """S-99: 25 x (2 x 2 x 0.5 or 1 + 0 to 4 + 0) / 4."""
    part = signs(live(deciding(), **WELL, sign__speed=2, sign__law=0, sign__support=None))
    assert part.score_range == Range(low=12.5, high=50)
    assert part.possible_levels == (1, 2)
    assert part.certainty == "provisional"
    part = signs(live(deciding(), **WELL, **FEW, profile__exhausted=True))
    assert (part.score_range, part.certainty) == (Range(low=18.8, high=18.8), "firm")


def test_the_next_question_narrows_indices_too() -> None:
    """S-99."""
    found = live(deciding(), **WELL, sign__support=0).next_questions
    assert found is not None
    assert {question.id for question in found} == {"sign.speed", "sign.law"}
    assert found[0].id == "sign.speed"
