"""How the overall score and the levels come about.

S-21 Weight rules multiply a dimension's weight in the overall score; all that are true apply.
S-22 A gate in block form caps scores; the lowest cap counts; a condition never caps.
S-23 The overall score is the mean of the capped dimension scores by weight, then capped itself;
     the calculated score beside it has the same weights and no caps.
S-25 Levels are those of the unrounded, capped scores.
"""

import pytest

from tests.scoring.small_questionnaire import choice, of, profile, questionnaire, scored

TWO = (choice("care.a"), choice("trust.a"))


def test_the_overall_score_is_the_mean_of_the_dimensions_by_weight() -> None:
    """S-23: (16 x 100 + 12 x 25) / 28 = 67.857."""
    result = scored(questionnaire(*TWO, weights={"care": 16, "trust": 12}), care__a=4, trust__a=1)

    assert (result.score, result.calculated_score, result.level) == (67.9, 67.9, 4)
    assert [d.weight for d in result.dimensions] == [57.1, 42.9]


@pytest.mark.parametrize(
    ("basket", "score", "rules"),
    [
        (1, 80.0, ("halved", "more")),  # (20 x 100 + 5 x 0) / 25
        (2, 66.7, ("halved",)),  # (10 x 100 + 5 x 0) / 15
        (3, 50.0, ()),
    ],
)
def test_weight_rules_multiply_and_all_that_are_true_apply(
    basket: int, score: float, rules: tuple[str, ...]
) -> None:
    """S-21: weights 10 and 10; trust x 0.5 up to basket 2; care x 2 up to basket 1."""
    asked = questionnaire(
        profile("profile.basket"),
        *TWO,
        weight_rules=[
            {"id": "halved", "when": "profile.basket <= 2", "dimension": "trust", "factor": 0.5},
            {"id": "more", "when": "profile.basket <= 1", "dimension": "care", "factor": 2},
        ],
    )
    result = scored(asked, profile__basket=basket, care__a=4, trust__a=0)

    assert result.score == score
    assert tuple(rule.rule for rule in result.receipt.weight_rules) == rules


CAPPED = questionnaire(
    *TWO,
    choice("trust.b"),
    gates=[
        {
            "code": "G1",
            "block": "care.a <= 3",
            "condition": "care.a == 4",
            "caps": {"overall": 59.9, "dimensions": {"care": 39.9}},
        },
        {"code": "G2", "block": "trust.b == 0", "caps": {"dimensions": {"care": 20}}},
    ],
)


def test_a_block_caps_dimension_and_overall_score() -> None:
    """S-22, S-23: care 75 → 39.9; overall (39.9 + 100) / 2 = 69.95 → 59.9; calculated 87.5."""
    result = scored(CAPPED, care__a=3, trust__a=4, trust__b=4)

    care = of(result.dimensions, "CARE")
    assert (care.score, care.calculated_score, care.level) == (39.9, 75.0, 2)
    assert (result.score, result.calculated_score, result.level) == (59.9, 87.5, 3)
    assert result.receipt.dimensions[0].capped_by == ("G1",)
    assert result.receipt.overall_capped_by == ("G1",)


def test_the_lowest_cap_counts() -> None:
    """S-22."""
    result = scored(CAPPED, care__a=3, trust__a=4, trust__b=0)

    assert of(result.dimensions, "CARE").score == 20.0
    assert result.receipt.dimensions[0].capped_by == ("G1", "G2")


def test_a_condition_never_caps() -> None:
    """S-22."""
    result = scored(CAPPED, care__a=4, trust__a=4, trust__b=4)
    assert (result.score, result.calculated_score) == (100.0, 100.0)


def test_a_cap_above_the_score_changes_nothing() -> None:
    """S-22."""
    result = scored(CAPPED, care__a=1, trust__a=1, trust__b=1)

    assert (result.dimensions[0].score, result.score) == (25.0, 25.0)
    assert result.receipt.dimensions[0].capped_by == ()
    assert result.receipt.overall_capped_by == ()


def test_a_dimension_without_a_score_has_nothing_to_cap() -> None:
    """S-22, S-17."""
    result = scored(CAPPED, trust__a=4, trust__b=0)
    assert (result.dimensions[0].score, result.dimensions[0].calculated_score) == (None, None)


@pytest.mark.parametrize(
    ("values", "score", "level"),
    [((1, 0), 20.0, 2), ((2, 2), 50.0, 3), ((0, 0), 0.0, 1), ((4, 4), 100.0, 5), ((4, 1), 85.0, 5)],
)
def test_a_level_reaches_from_its_bound_up_to_the_next(
    values: tuple[int, int], score: float, level: int
) -> None:
    """S-25: weights 4 and 1 x 25 points give 20 exactly for (1, 0)."""
    result = scored(
        questionnaire(choice("care.a", 4), choice("care.b")), care__a=values[0], care__b=values[1]
    )
    assert (result.score, result.level, result.dimensions[0].level) == (score, level, level)


def test_a_level_is_that_of_the_unrounded_score() -> None:
    """S-25: 25 x (62 x 2 + 41 x 3) / 103 = 59.951 prints as 60.0 and is level 3."""
    asked = questionnaire(choice("care.a", 62), choice("care.b", 41))

    result = scored(asked, care__a=2, care__b=3)
    assert (result.score, result.level) == (60.0, 3)
    assert (result.dimensions[0].score, result.dimensions[0].level) == (60.0, 3)
