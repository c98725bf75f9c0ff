"""What differs between two results, part by part, and nothing else."""

from typing import Any

import pytest

from readiness.scoring import Questionnaire, Result
from readiness.scoring.differences import NumberChange, compare
from tests.scoring.small_questionnaire import (
    RECOMMENDATION_RULES,
    ROUTE_RULES,
    action,
    choice,
    profile,
    questionnaire,
    route,
    scored,
)

GATES = [{"code": "G1", "block": "care.parcels == 0", "caps": {"dimensions": {"care": 39.9}}}]
PARTS: dict[str, Any] = {
    "gates": GATES,
    "findings": [
        {"code": "F1", "when": "care.parcels <= 1 && sale.shop >= 3", "severity": "high"},
        {"code": "F2", "when": "care.parcels >= 3 && sale.shop >= 3", "severity": "low"},
    ],
    "route_rules": ROUTE_RULES | {"candidates": ["R1", "R2"]},
    "routes": [
        route("R1", "profile.basket * 25", {"care": 1}, G1="blocks"),
        route("R2", "60", {"sale": 1}),
        route("R9", "80", {"sale": 1}),
    ],
    "variants": [
        {"code": "R1-OUT", "route": "R1", "when": "care.parcels <= 2", "ignore_gates": ["G1"]}
    ],
    "recommendation_rules": RECOMMENDATION_RULES,
    "recommendations": [
        action("REC-1", "care.parcels <= 1", ["R1"]),
        action("REC-2", "sale.shop >= 3", ["R2"]),
        action("REC-3", "care.parcels >= 3", ["R1"]),
    ],
}


def asked(**other: Any) -> Questionnaire:
    return questionnaire(
        profile("profile.basket"),
        choice("care.parcels"),
        choice("sale.shop"),
        choice("sale.returns", asked_if="care.parcels >= 2"),
        **PARTS | other,
    )


def result(parcels: int = 0, shop: int = 3, **more: object) -> Result:
    answers = {"profile__basket": 4, "care__parcels": parcels, "sale__shop": shop, **more}
    return scored(asked(), **answers)


def test_the_same_result_differs_in_nothing() -> None:
    found = compare(result(), result())
    assert found.nothing
    assert (found.score.before, found.score.after, found.score.change) == (37.5, 37.5, 0)
    lists = [part for _, part in found if isinstance(part, tuple)]
    assert lists == [()] * 14


def test_a_raised_answer_shows_in_every_part() -> None:
    found = compare(result(parcels=0), result(parcels=3))
    assert not found.nothing
    assert found.score == NumberChange(before=37.5, after=75.0, change=37.5)
    assert (found.level.before, found.level.after) == (2, 4)
    (care,) = found.dimensions
    assert (care.id, care.code, care.score.change) == ("care", "CARE", 75.0)
    assert (care.level.before, care.level.after) == (1, 4)
    (gate,) = found.gates
    assert (gate.code, gate.before, gate.after) == ("G1", "block", "clear")
    assert (found.findings_added, found.findings_removed) == (("F2",), ("F1",))
    (first,) = found.routes
    assert (first.code, first.verdict.before, first.verdict.after) == ("R1", "blocked", "go")
    assert (first.fit.change, first.readiness.change, first.index.change) == (0, 75.0, 30.0)
    assert (found.primary_route.before, found.primary_route.after) == ("R2", "R1")
    assert (found.recommendations_added, found.recommendations_removed) == (("REC-3",), ("REC-1",))
    assert (found.missing_added, found.missing_removed) == (("sale.returns",), ())


def test_what_is_printed_no_more_and_what_is_new_have_one_side() -> None:
    gone = compare(result(parcels=0), result(parcels=3))
    (variant,) = gone.variants
    assert (variant.code, variant.route) == ("R1-OUT", "R1")
    assert (variant.verdict.before, variant.verdict.after) == ("prepare", None)
    (variant,) = compare(result(parcels=3), result(parcels=0)).variants
    assert (variant.verdict.before, variant.verdict.after) == (None, "prepare")
    (variant,) = compare(result(parcels=0), result(parcels=2)).variants
    assert (variant.verdict.before, variant.verdict.after) == ("prepare", "pilot")
    assert compare(result(parcels=0), result(parcels=1)).variants == ()


def test_a_change_can_be_a_fall() -> None:
    found = compare(result(parcels=3), result(parcels=1))
    assert found.score.change == -25.0
    assert (found.level.before, found.level.after) == (4, 3)
    assert found.missing_removed == ("sale.returns",)


def test_a_number_that_is_missing_has_no_change() -> None:
    nothing = scored(asked(), profile__basket=4)
    found = compare(nothing, result())
    assert found.score == NumberChange(before=None, after=37.5, change=None)
    assert (found.level.before, found.level.after) == (None, 2)
    assert {d.id for d in found.dimensions} == {"care", "sale"}
    back = compare(result(), nothing)
    assert back.score == NumberChange(before=37.5, after=None, change=None)


@pytest.mark.parametrize("back", [False, True])
def test_versions_may_have_different_parts(back: bool) -> None:
    other = questionnaire(
        profile("profile.basket"), choice("care.parcels"),
        route_rules=ROUTE_RULES | {"candidates": []},
        routes=[route("R9", "80", {"care": 1})],
    )  # fmt: skip
    results = [result(), scored(other, profile__basket=4, care__parcels=0)]
    before, after = reversed(results) if back else results
    found = compare(before, after)
    assert [d.id for d in found.dimensions] == ["sale"]
    assert (found.dimensions[0].level.before is None) is back
    assert {r.code for r in found.routes} == {"R1", "R2", "R9"}
    (gate,) = found.gates
    assert (gate.before, gate.after) == ((None, "block") if back else ("block", None))
