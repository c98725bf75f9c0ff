"""Which route comes first.

S-38 Primary is the candidate with the highest index among those with an accepted verdict and
     enough fit; without one, the base route.
S-39 A tie goes to the higher fit, then the higher readiness, then the earlier candidate.
S-40 Other routes that could be primary and are less than the declared distance behind are close
     alternatives.
S-41 Next are candidates with a verdict to be mended and enough fit, by fit, then readiness, then
     order; the base route is never next unless it is a candidate.
"""

import pytest

from readiness.scoring import Questionnaire, Result
from tests.scoring.small_questionnaire import (
    ROUTE_RULES,
    choice,
    of,
    profile_figure,
    questionnaire,
    route,
    scored,
)


def three_routes(base_fit: int = 60) -> Questionnaire:
    """Ask fit and readiness of R1 to R3 directly; the index is their plain mean, R9 the base."""
    names = ("one", "two", "three")
    return questionnaire(
        *(profile_figure(f"profile.{name}") for name in names),
        *(choice(f"{name}.a") for name in names),
        choice("base.a"),
        choice("mandate.a"),
        gates=[{"code": "G1", "block": "mandate.a == 0"}],
        routes=[
            route(f"R{n}", f"profile.{name}", {name: 1}, G1="blocks")
            for n, name in enumerate(names, start=1)
        ]
        + [route("R9", str(base_fit), {"base": 1})],
        route_rules=ROUTE_RULES | {"index": {"fit": 50, "readiness": 50}},
    )


ROUTES = three_routes()


def choose(
    one: tuple[float, int | None],
    two: tuple[float, int | None] = (0, 4),
    three: tuple[float, int | None] = (0, 4),
    mandate: int = 4,
) -> Result:
    """Score routes with (fit, value of the only answer their readiness rests on)."""
    answers: dict[str, object] = {"mandate.a": mandate, "base.a": 2}
    for name, (fit, value) in zip(("one", "two", "three"), (one, two, three), strict=True):
        answers |= {f"profile.{name}": fit, f"{name}.a": value}
    return scored(ROUTES, **answers)


def test_the_highest_index_is_primary() -> None:
    """S-38: (60 + 100) / 2 = 80 is more than (76 + 75) / 2 = 75.5."""
    result = choose((76, 3), (60, 4))

    assert result.primary_route == "R2"
    assert [r.standing for r in result.routes] == ["close_alternative", "primary", "other", "base"]


@pytest.mark.parametrize(("fit", "primary"), [(55, "R1"), (54.9, "R9")])
def test_primary_needs_enough_fit(fit: float, primary: str) -> None:
    """S-38."""
    assert choose((fit, 4)).primary_route == primary


@pytest.mark.parametrize(("value", "primary"), [(2, "R1"), (1, "R9"), (None, "R9")])
def test_primary_needs_an_accepted_verdict(value: int | None, primary: str) -> None:
    """S-38: pilot is accepted, prepare is not, nor is a verdict still open."""
    assert choose((100, value)).primary_route == primary


def test_without_a_candidate_the_base_route_is_primary() -> None:
    """S-38: with its own verdict, and no alternatives."""
    result = choose((0, 4))

    base = of(result.routes, "R9")
    assert (result.primary_route, base.standing, base.verdict) == ("R9", "primary", "pilot")
    assert (result.next_routes, result.close_alternatives) == ((), ())


def test_a_tie_goes_to_the_higher_fit() -> None:
    """S-39: both have 77.5; with the index, equal fit means equal readiness."""
    result = choose((55, 4), (80, 3))
    assert [route.index for route in result.routes[:2]] == [77.5, 77.5]
    assert (result.primary_route, result.close_alternatives) == ("R2", ("R1",))


def test_equal_index_and_fit_go_to_the_earlier_candidate() -> None:
    """S-39."""
    result = choose((80, 3), (80, 3), (80, 3))
    assert (result.primary_route, result.close_alternatives) == ("R1", ("R2", "R3"))


@pytest.mark.parametrize(
    ("fit", "close"), [(80, ("R2",)), (70.1, ("R2",)), (70, ()), (69.9, ()), (55, ())]
)
def test_close_alternatives_are_less_than_the_distance_behind(
    fit: float, close: tuple[str, ...]
) -> None:
    """S-40: (80 + 100) / 2 = 90; with a fit of 70 it is 85, exactly 5 behind."""
    assert choose((80, 4), (fit, 4)).close_alternatives == close


def test_routes_that_could_not_be_primary_are_not_close() -> None:
    """S-40: R2 is not ready, R3 fits too little."""
    result = choose((60, 2), (60, 1), (54.9, 4))
    assert (result.primary_route, result.close_alternatives) == ("R1", ())


def test_next_are_routes_to_be_mended_by_fit() -> None:
    """S-41."""
    result = choose((60, 1), (80, 1), (70, 4))

    assert (result.primary_route, result.next_routes) == ("R3", ("R2", "R1"))
    assert [r.standing for r in result.routes] == ["next", "next", "primary", "base"]


def test_next_ties_go_to_the_higher_readiness_then_to_order() -> None:
    """S-41."""
    assert choose((80, 0), (80, 1), (80, 0)).next_routes == ("R2", "R1", "R3")


def test_blocked_routes_are_next_even_without_readiness() -> None:
    """S-41: what blocks them is known, how far they are is not."""
    result = choose((80, None), (54.9, 4), (60, 2), mandate=0)
    assert (result.primary_route, result.next_routes) == ("R9", ("R1", "R3"))


def test_the_base_route_is_never_next() -> None:
    """S-41: it waits as base programme."""
    result = scored(three_routes(100), base__a=0, mandate__a=4)
    assert of(result.routes, "R9").verdict == "prepare"
    assert (result.primary_route, result.next_routes) == ("R9", ())


@pytest.mark.parametrize(("value", "standing"), [(3, "base"), (4, "other")])
def test_the_base_programme_ends_when_it_has_done_its_work(value: int, standing: str) -> None:
    """S-41"""
    until = questionnaire(
        choice("work.a"),
        choice("base.a"),
        routes=[route("R1", "100", {"work": 1}), route("R9", "60", {"base": 1})],
        route_rules=ROUTE_RULES | {"candidates": ["R1"], "base_until": "score.base >= 100"},
    )
    result = scored(until, work__a=4, base__a=value)
    assert of(result.routes, "R1").standing == "primary"
    assert of(result.routes, "R9").standing == standing
