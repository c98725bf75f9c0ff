"""Routes under another arrangement.

S-42 A variant whose condition is true is printed with the verdict its route has once answers are
     assumed, gates ignored (so that they neither stop nor cap) and dimensions left out; it changes
     nothing else, and findings that arise only there are named.
"""

from readiness.scoring import Questionnaire, Result
from tests.scoring.small_questionnaire import (
    ROUTE_RULES,
    Source,
    choice,
    of,
    profile,
    questionnaire,
    route,
    scored,
)


def shop(*variants: Source) -> Questionnaire:
    """Ask about an own shop that consumer law and single parcels can block."""
    return questionnaire(
        profile("profile.buyers", ["businesses", "consumers"]),
        choice("care.parcels"),
        choice("law.consumers", asked_if='profile.buyers == "consumers"'),
        choice("law.status"),
        gates=[
            {"code": "G1", "block": "care.parcels <= 1", "caps": {"dimensions": {"care": 20}}},
            {"code": "G7", "block": "law.consumers <= 1"},
        ],
        findings=[
            {
                "code": "X-20",
                "when": {"all": ['profile.buyers == "businesses"', "law.status <= 2"]},
                "severity": "high",
            },
            {"code": "X-21", "when": "law.status <= 2", "severity": "low"},
        ],
        routes=[
            route("R1", "80", {"care": 1, "law": 3}, G1="blocks", G7="blocks"),
            route("R9", "60", {"care": 1}),
        ],
        route_rules=ROUTE_RULES | {"candidates": ["R1"]},
        variants=list(variants),
    )


BUSINESS: Source = {
    "code": "R1-BUSINESS",
    "route": "R1",
    "when": 'gate.G7 == "block"',
    "assume": {"profile.buyers": "businesses"},
    "ignore_gates": ["G7"],
}
OUTSOURCED: Source = {
    "code": "R1-OUTSOURCED",
    "route": "R1",
    "when": 'gate.G1 == "block" && fit.R1 >= 40',
    "ignore_gates": ["G1"],
}
WITHOUT_CARE: Source = {
    "code": "R1-DEALERS",
    "route": "R1",
    "when": 'gate.G1 == "block"',
    "ignore_gates": ["G1"],
    "leave_out": ["care"],
}
TEXT_ONLY: Source = {
    "code": "R1-SPARES",
    "route": "R1",
    "when": "law.status >= 2",
    "verdict": False,
}


def answered(asked: Questionnaire, parcels: int = 4, consumers: int = 0) -> Result:
    """Score a firm that sells to consumers."""
    return scored(
        asked,
        profile__buyers="consumers",
        care__parcels=parcels,
        law__consumers=consumers,
        law__status=2,
    )


def test_assumed_answers_change_what_applies_and_which_gates_are_met() -> None:
    """S-42: without consumers only law.status counts: (100 + 3 x 50) / 4 = 62.5."""
    result = answered(shop(BUSINESS))

    assert (result.routes[0].verdict, result.routes[0].blocked_by) == ("blocked", ("G7",))
    variant = of(result.variants, "R1-BUSINESS")
    assert (variant.verdict, variant.fit, variant.readiness) == ("go", 80.0, 62.5)
    assert (variant.blocked_by, variant.conditions) == ((), ())


def test_findings_that_arise_only_there_are_named() -> None:
    """S-42."""
    result = answered(shop(BUSINESS))
    assert [f.code for f in result.findings] == ["X-21"]
    assert result.variants[0].findings == ("X-20",)


def test_an_ignored_gate_neither_stops_nor_caps() -> None:
    """S-42: care 25 is capped to 20 in the result and not in the variant."""
    result = answered(shop(OUTSOURCED), parcels=1, consumers=4)

    assert (result.dimensions[0].score, result.routes[0].readiness) == (20.0, 61.3)
    variant = of(result.variants, "R1-OUTSOURCED")
    assert (variant.readiness, variant.verdict) == (62.5, "go")


def test_a_dimension_left_out_leaves_with_its_weight() -> None:
    """S-42: only law counts: (100 + 50) / 2."""
    result = answered(shop(WITHOUT_CARE), parcels=0, consumers=4)
    assert of(result.variants, "R1-DEALERS").readiness == 75.0


def test_a_variant_can_be_a_text_without_a_verdict() -> None:
    """S-42."""
    (variant,) = answered(shop(TEXT_ONLY)).variants
    assert (variant.code, variant.verdict, variant.fit, variant.readiness) == (
        "R1-SPARES",
        None,
        None,
        None,
    )


def test_variants_whose_condition_is_not_true_are_not_printed() -> None:
    """S-42."""
    assert answered(shop(BUSINESS, OUTSOURCED), consumers=4).variants == ()
    assert scored(shop(BUSINESS, OUTSOURCED)).variants == ()


def test_variants_change_nothing_else() -> None:
    """S-42."""
    with_variants, without = answered(shop(BUSINESS, WITHOUT_CARE)), answered(shop())
    assert with_variants.model_copy(update={"variants": ()}) == without
