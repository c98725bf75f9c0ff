"""Chains and circles are those found by walking every way step by step."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from readiness.redirects.checking import FINAL_TARGET
from readiness.redirects.coverage import coverage_of
from readiness.redirects.hops import NONE, follow
from tests.redirects.sheets import at, check, flagged

SMALL = st.integers(0, 7)


@given(st.lists(st.integers(NONE, 9), min_size=10, max_size=10))
def test_ends_and_circles_are_those_of_walking(following: list[int]) -> None:
    ends = follow(following)
    for start in range(len(following)):
        steps = [start]
        while following[steps[-1]] != NONE and len(steps) <= len(following):
            steps.append(following[steps[-1]])
        endless = len(steps) > len(following)
        assert ends.last[start] == (NONE if endless else steps[-1])
        comes_back = start in steps[1:]
        assert (ends.circle[start] != NONE) == comes_back
        if comes_back:
            members = ends.circles[ends.circle[start]]
            assert members[0] == min(members)
            assert set(members) == set(steps)
            assert all(following[a] == b for a, b in pairwise(members))
            assert following[members[-1]] == members[0]


def test_a_chain_of_a_hundred_thousand_is_followed_without_recursion() -> None:
    length = 100_000
    ends = follow([*range(1, length), NONE])
    assert set(ends.last) == {length - 1}
    assert follow([*range(1, length), 0]).circles == [list(range(length))]


@given(st.lists(st.tuples(SMALL, SMALL | st.none(), st.booleans()), min_size=1, max_size=10))
def test_chains_loops_and_final_targets_of_sheets(
    rows: list[tuple[int, int | None, bool]],
) -> None:
    given_rows = [
        {"old_url": at(str(old)), "match_type": "gone" if gone else ""}
        | ({} if new is None else {"new_url": at(str(new))})
        for old, new, gone in rows
    ]
    first: dict[int, int] = {}
    for old, new, gone in rows:
        if new is not None and new != old and not gone:
            first.setdefault(old, new)
    chains: list[int] = []
    loops: list[int] = []
    targets: list[str | None] = []
    for place, (old, new, gone) in enumerate(rows):
        if new is None or gone:
            targets.append(None)
            continue
        if new == old:
            targets.append(at(str(new)))
            continue
        seen = [new]
        while seen[-1] in first and len(seen) < 20:
            seen.append(first[seen[-1]])
        endless = len(seen) == 20
        targets.append(None if endless else at(str(seen[-1])))
        redirects_itself = first[old] == new and place == _first_place(rows, old)
        if redirects_itself and old in seen:
            loops.append(place)
        elif new in first:
            chains.append(place)
    checked = check(given_rows)
    assert flagged(checked, "chain") == chains
    assert flagged(checked, "loop") == loops
    assert checked.outcome[FINAL_TARGET].to_list() == targets


def _first_place(rows: list[tuple[int, int | None, bool]], wanted: int) -> int:
    return next(
        place
        for place, (old, new, gone) in enumerate(rows)
        if old == wanted and new is not None and new != old and not gone
    )


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 6))
def test_coverage_is_the_exact_share_rounded_down(base: int, part: int, decimals: int) -> None:
    covered = min(base, part)
    found = coverage_of(base, covered, decimals)
    assert found.percent is not None
    exact = Fraction(100 * covered, base)
    printed = Fraction(f"{found.percent:.{decimals}f}")
    assert 0 <= exact - printed < Fraction(1, 10**decimals)


def test_just_below_eighty_is_not_eighty() -> None:
    assert coverage_of(10_000, 7_996, 1).percent == 79.9
    assert coverage_of(10_000, 8_000, 1).percent == 80.0
    assert coverage_of(3, 3, 1).percent == 100.0
    assert coverage_of(0, 0, 1).percent is None


def test_errors_and_what_is_gone_are_not_covered() -> None:
    visited = {"visits_16_months": "1"}
    rows = [
        {"old_url": at("a"), "new_url": at("neu/a")} | visited,
        {"old_url": at("b"), "new_url": "neu"} | visited,
        {"old_url": at("c"), "match_type": "gone"} | visited,
        {"old_url": at("d"), "new_url": at("neu/d"), "match_type": "gone"} | visited,
        {"old_url": at("e"), "new_url": at("neu/e"), "visits_16_months": "viele"},
        {"old_url": at("f"), "new_url": at("neu/f"), "visits_16_months": "0"},
        {"old_url": at("g"), "new_url": at("neu/g"), "backlinks": "2", "status_code": "302"},
    ]
    assert check(rows).coverage == (6, 2, 33.3)
