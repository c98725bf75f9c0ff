"""How much of a score rests on answers.

S-18 A dimension's confidence is its answered weight by its applicable weight; "don't know" is not
     answered, also where it counts 0. Below the questionnaire's bound, unrounded, the evidence is
     insufficient.
S-19 Coverage is the same over all questions.
"""

import pytest

from tests.scoring.small_questionnaire import choice, figure, of, questionnaire, scored


@pytest.mark.parametrize("unknown", ["dont_know", None])
@pytest.mark.parametrize("question", [choice("care.b", 3), figure("care.b", 3)])
def test_what_is_not_known_lowers_the_confidence_by_its_weight(
    question: dict[str, object], unknown: str | None
) -> None:
    """S-18."""
    result = scored(questionnaire(choice("care.a", 7), question), care__a=4, care__b=unknown)
    assert result.dimensions[0].confidence == 0.7


@pytest.mark.parametrize(
    ("weight", "confidence", "insufficient"), [(70, 0.7, False), (69, 0.697, True)]
)
def test_the_bound_is_compared_unrounded(
    weight: int, confidence: float, insufficient: bool
) -> None:
    """S-18: 70 of 100 suffice, 69 of 99 (0.69697) do not, though both print as 0.7."""
    asked = questionnaire(choice("care.a", weight), choice("care.b", 30))

    care = scored(asked, care__a=4, care__b="dont_know").dimensions[0]
    assert care.confidence == pytest.approx(confidence, abs=1e-4)
    assert care.insufficient_evidence is insufficient
    assert (care.score, care.level) == (100.0, 5)


def test_the_bound_is_the_questionnaires_own() -> None:
    """S-18."""
    asked = questionnaire(choice("care.a"), choice("care.b"), sufficient_confidence=0.5)
    assert not scored(asked, care__a=4).dimensions[0].insufficient_evidence


def test_coverage_is_over_all_dimensions() -> None:
    """S-19: 3 of 3 + 1 of 5 is 4 of 8, whatever the dimensions weigh."""
    asked = questionnaire(
        choice("care.a", 3), choice("trust.a", 1), choice("trust.b", 4), weights={"care": 90}
    )
    result = scored(asked, care__a=4, trust__a=4, trust__b="dont_know")
    assert result.coverage == 0.5
    assert of(result.dimensions, "TRUST").confidence == 0.2
