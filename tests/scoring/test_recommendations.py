"""Which recommendations are printed, and in what order.

S-43 A recommendation fires when its condition is true.
S-44 It is relevant if a route it serves fits enough or is not told yet, if it serves the base
     route, or if it repairs a duty; otherwise it is listed apart.
S-45 Repairs of gates in block form that concern the primary, a next or the base route come first,
     then repairs of their gates in condition form, then the rest.
S-46 Inside a group order is by priority = impact x route weight / effort, then by place in the
     data; the route weight is the highest among its routes; light wording lowers effort by a class.
S-47 Prerequisites that fired and are relevant stand directly in front of what needs them.
S-48 The first of the order form the report, the rest the annex.
S-49 An action falls into the plan window of its effort, never before that of a prerequisite.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from readiness.scoring import Result
from tests.scoring.small_questionnaire import (
    RECOMMENDATION_RULES,
    ROUTE_RULES,
    Coded,
    Source,
    action,
    choice,
    of,
    profile_figure,
    profile_flag,
    questionnaire,
    route,
    scored,
)

GATES: list[Source] = [
    {"code": "G1", "block": "gates.one == 0", "condition": "gates.one == 1", "repairs": ["REC-91"]},
    {"code": "G2", "block": "gates.two == 0", "condition": "gates.two == 1", "repairs": ["REC-92"]},
    {
        "code": "G3",
        "block": "gates.three == 0",
        "condition": "gates.three == 1",
        "repairs": ["REC-93"],
        "duty": True,
    },
]
"""Repairs are REC-91 to REC-93, so that without a gate they stand last."""


def advise(
    *actions: Source,
    fits: tuple[float | None, float | None, float | None] = (80, 60, 0),
    values: tuple[int, int, int] = (3, 1, 4),
    gates: tuple[int, int, int] = (4, 4, 4),
    small: bool = False,
    **rules: object,
) -> Result:
    """Score with fit and readiness of R1, R2, R3 as given: primary R1, next R2, other R3, base R9.

    G1 and G2 act on R2, the first blocking, the second conditioning on block; G3 acts on R3.
    """
    names = ("one", "two", "three")
    asked = questionnaire(
        profile_flag("profile.small"),
        *(profile_figure(f"profile.{name}") for name in names),
        *(choice(f"{name}.a") for name in names),
        *(choice(f"gates.{name}") for name in names),
        gates=GATES,
        routes=[
            route("R1", "profile.one", {"one": 1}),
            route("R2", "profile.two", {"two": 1}, G1="blocks", G2="conditions_on_block"),
            route("R3", "profile.three", {"three": 1}, G3="blocks"),
            route("R9", "60", {"one": 1}),
        ],
        route_rules=ROUTE_RULES,
        recommendation_rules=RECOMMENDATION_RULES | {"light_when": "profile.small"} | rules,
        recommendations=list(actions),
    )
    answers: dict[str, object] = {"profile.small": small}
    for name, fit, value, gate in zip(names, fits, values, gates, strict=True):
        answers |= {f"profile.{name}": fit, f"{name}.a": value, f"gates.{name}": gate}
    return scored(asked, **answers)


def codes(parts: Iterable[Coded]) -> list[str]:
    """Return the last two digits of each code."""
    return [part.code[-2:] for part in parts]


def always(code: str, routes: Sequence[str], **more: Any) -> Source:
    """Define a recommendation that always fires."""
    return action(code, "true", routes, **more)


@pytest.mark.parametrize(("value", "fires"), [(2, True), (3, False), ("dont_know", False)])
def test_a_recommendation_fires_when_its_condition_is_true(value: object, fires: bool) -> None:
    """S-43, S-26."""
    asked = questionnaire(
        choice("care.a"),
        routes=[route("R1", "80", {"care": 1})],
        recommendation_rules=RECOMMENDATION_RULES,
        recommendations=[action("REC-01", "care.a <= 2", ["R1"])],
    )
    assert codes(scored(asked, care__a=value).recommendations) == (["01"] if fires else [])


def test_triggers_can_read_fit_readiness_verdict_primary_and_findings() -> None:
    """S-43."""
    result = advise(
        action("REC-01", "fit.R1 >= 80", ["R1"]),
        action("REC-02", "readiness.R1 >= 80", ["R1"]),
        action("REC-03", 'verdict.R2 == "prepare"', ["R1"]),
        action("REC-04", 'primary == "R1" && gate.G1 == "clear" && level.one == 4', ["R1"]),
        action("REC-05", "score.overall > 60 && level.overall == 4", ["R1"]),
    )
    assert sorted(codes(result.recommendations)) == ["01", "03", "04", "05"]


def test_without_rules_there_are_no_recommendations() -> None:
    """S-43."""
    asked = questionnaire(choice("care.a"))
    assert scored(asked, care__a=0).recommendations == ()


@pytest.mark.parametrize(
    ("routes", "fit", "relevant"),
    [
        (["R3"], 40, True),
        (["R3"], 39.9, False),
        (["R3"], None, True),
        (["R3", "R1"], 0, True),
        (["R3", "R9"], 0, True),
    ],
)
def test_a_recommendation_needs_a_route_that_fits(
    routes: list[str], fit: float | None, relevant: bool
) -> None:
    """S-44."""
    result = advise(always("REC-01", routes), fits=(80, 60, fit))

    (printed,) = result.recommendations or result.not_relevant
    assert printed.relevant is relevant
    assert (printed.rank, printed.in_report) == ((1, True) if relevant else (None, False))
    assert codes(result.not_relevant) == ([] if relevant else ["01"])


def test_repairs_of_duties_are_always_relevant() -> None:
    """S-44: also where the gate is clear; G1 is no duty."""
    result = advise(always("REC-91", ["R3"]), always("REC-93", ["R3"]))
    assert (codes(result.recommendations), codes(result.not_relevant)) == (["93"], ["91"])


@pytest.mark.parametrize(
    ("gates", "order", "groups"),
    [
        ((4, 4, 4), ["01", "91", "92", "93"], [3, 3, 3, 3]),
        ((0, 4, 4), ["91", "01", "92", "93"], [1, 3, 3, 3]),
        ((1, 4, 4), ["91", "01", "92", "93"], [2, 3, 3, 3]),
        ((1, 0, 4), ["92", "91", "01", "93"], [1, 2, 3, 3]),  # conditions on block, and is one
        ((4, 1, 4), ["01", "91", "92", "93"], [3, 3, 3, 3]),  # its condition form does not concern
        ((4, 4, 0), ["01", "91", "92", "93"], [3, 3, 3, 3]),  # R3 is neither primary nor next
    ],
)
def test_repairs_of_gates_in_force_come_first(
    gates: tuple[int, int, int], order: list[str], groups: list[int]
) -> None:
    """S-45: REC-01 has the highest priority."""
    repairs = [always(f"REC-9{n}", ["R2"], impact=1) for n in (1, 2, 3)]
    result = advise(always("REC-01", ["R1"], impact=5), *repairs, gates=gates)

    assert codes(result.recommendations) == order
    assert [why.group for why in result.receipt.recommendations] == groups


def test_a_repair_names_the_gates_it_mends() -> None:
    """S-45: wherever the gate acts."""
    result = advise(always("REC-93", ["R1"]), always("REC-91", ["R1"]), gates=(4, 4, 1))
    assert [(r.code, r.repairs) for r in result.recommendations] == [
        ("REC-93", ("G3",)),
        ("REC-91", ()),
    ]


@pytest.mark.parametrize(
    ("routes", "weight"),
    [
        (["R1"], 1.0),
        (["R9"], 0.8),
        (["R2"], 0.6),
        (["R3"], 0.3),
        (["R3", "R2"], 0.6),
        (["R3", "R9", "R1"], 1.0),
    ],
)
def test_the_best_standing_among_its_routes_weighs(routes: list[str], weight: float) -> None:
    """S-46."""
    result = advise(always("REC-01", routes, impact=5), fits=(80, 60, 50))

    assert result.recommendations[0].priority == 5 * weight
    assert result.receipt.recommendations[0].route_weight == weight


def test_the_base_route_weighs_as_primary_when_it_is_primary() -> None:
    """S-46."""
    result = advise(always("REC-01", ["R9"]), fits=(0, 0, 0))
    assert result.recommendations[0].priority == 3.0


@pytest.mark.parametrize(
    ("effort", "small", "priority", "printed"),
    [
        ("S", False, 4.0, "S"),
        ("M", False, 2.0, "M"),
        ("L", False, 1.333, "L"),
        ("S", True, 4.0, "S"),
        ("M", True, 4.0, "S"),
        ("L", True, 2.0, "M"),
    ],
)
def test_effort_divides_and_is_a_class_less_for_small_firms(
    effort: str, small: bool, priority: float, printed: str
) -> None:
    """S-46."""
    result = advise(always("REC-01", ["R1"], effort=effort, impact=4), small=small)

    (found,) = result.recommendations
    assert (found.priority, found.effort, found.light) == (priority, printed, small)
    assert result.receipt.recommendations[0].effort_divisor == "SML".index(printed) + 1


def test_order_is_by_priority_then_by_place_in_the_data() -> None:
    """S-46: 3 x 1.0 = 5 x 0.6 is a tie."""
    result = advise(
        always("REC-01", ["R2"], impact=5),
        always("REC-02", ["R1"], impact=3),
        always("REC-03", ["R1"], impact=5, effort="L"),
        always("REC-04", ["R1"], impact=4),
    )
    assert codes(result.recommendations) == ["04", "01", "02", "03"]


def test_prerequisites_stand_directly_in_front_of_what_needs_them() -> None:
    """S-47: and theirs in front of them."""
    result = advise(
        always("REC-01", ["R1"], impact=1),
        always("REC-02", ["R1"], impact=2, prerequisites=["REC-01"]),
        always("REC-03", ["R1"], impact=4),
        always("REC-04", ["R1"], impact=3, prerequisites=["REC-05", "REC-02"]),
        always("REC-05", ["R1"], impact=1),
    )
    assert codes(result.recommendations) == ["03", "05", "01", "02", "04"]
    pulled = {why.code[-2:]: why.pulled_by for why in result.receipt.recommendations}
    assert pulled == {"03": None, "04": None, "05": "REC-04", "02": "REC-04", "01": "REC-02"}
    assert of(result.recommendations, "REC-04").prerequisites == ("REC-05", "REC-02")


def test_a_prerequisite_needed_twice_stands_in_front_of_the_first() -> None:
    """S-47."""
    result = advise(
        always("REC-01", ["R1"], impact=1),
        always("REC-02", ["R1"], impact=3, prerequisites=["REC-01"]),
        always("REC-03", ["R1"], impact=4, prerequisites=["REC-01"]),
    )
    assert codes(result.recommendations) == ["01", "03", "02"]


def test_a_prerequisite_that_did_not_fire_or_is_not_relevant_counts_as_fulfilled() -> None:
    """S-47."""
    result = advise(
        action("REC-01", "profile.small", ["R1"]),
        always("REC-02", ["R3"]),
        always("REC-03", ["R1"], prerequisites=["REC-01", "REC-02"]),
    )
    assert codes(result.recommendations) == ["03"]
    assert result.recommendations[0].prerequisites == ()


def test_prerequisites_in_a_circle_are_each_printed_once() -> None:
    """S-47: the linter refuses circles; unlinted they do no harm."""
    result = advise(
        always("REC-01", ["R1"], prerequisites=["REC-02"]),
        always("REC-02", ["R1"], prerequisites=["REC-01"]),
    )
    assert codes(result.recommendations) == ["02", "01"]


def test_the_first_of_the_order_form_the_report() -> None:
    """S-48: those not relevant have no place in the order."""
    result = advise(
        *(always(f"REC-0{n}", ["R1"]) for n in range(1, 5)), always("REC-05", ["R3"]), main_list=3
    )
    assert [(r.rank, r.in_report) for r in result.recommendations] == [
        (1, True),
        (2, True),
        (3, True),
        (4, False),
    ]
    assert [(r.code, r.rank, r.in_report) for r in result.not_relevant] == [("REC-05", None, False)]


@pytest.mark.parametrize(
    ("efforts", "small", "windows"),
    [
        ("SML", False, ["0-3", "3-6", "6-18"]),
        ("LSS", False, ["6-18", "6-18", "6-18"]),
        ("MSL", False, ["3-6", "3-6", "6-18"]),
        ("LSS", True, ["3-6", "3-6", "3-6"]),
    ],
)
def test_an_action_falls_into_the_window_of_its_effort_never_before_what_it_needs(
    efforts: str, small: bool, windows: list[str]
) -> None:
    """S-49: a chain of three."""
    result = advise(
        *(
            always(
                f"REC-0{n}",
                ["R1"],
                effort=effort,
                prerequisites=[f"REC-0{n - 1}"] if n > 1 else [],
            )
            for n, effort in enumerate(efforts, start=1)
        ),
        small=small,
    )
    assert codes(result.recommendations) == ["01", "02", "03"]
    assert [r.window for r in result.recommendations] == windows


def test_what_is_not_relevant_has_a_window_of_its_own() -> None:
    """S-49."""
    result = advise(
        always("REC-01", ["R3"], effort="L"), always("REC-02", ["R3"], prerequisites=["REC-01"])
    )
    assert [(r.window, r.prerequisites) for r in result.not_relevant] == [("6-18", ()), ("0-3", ())]
