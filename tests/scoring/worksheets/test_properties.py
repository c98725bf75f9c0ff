"""Whatever is typed: a result, the same in any order, with everything missing named."""

import time
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.scoring.worksheets.calculation import calculate
from tests.scoring.worksheets.filling import FINDINGS, PLAN, SOURCE, filled, plan_from

NAMES = [entry.id for entry in PLAN.worksheet.inputs]
NEEDED = {entry.id for entry in PLAN.worksheet.inputs if not entry.optional}
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=10)
    | st.builds("{}.{}e{}".format, st.integers(), st.integers(0), st.integers())
    | st.integers(0, 100).map(str)
)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner)
)
sheets = st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), anything, max_size=10)
facts = st.dictionaries(st.sampled_from(sorted(FINDINGS)), st.none() | st.booleans())
amounts = st.integers(0, 10**8).map(lambda cents: cents / 100)
rates = st.integers(0, 5000).map(lambda hundredths: hundredths / 100)
filled_sheets = st.fixed_dictionaries(
    {"setup": amounts, "rent": amounts, "saving": amounts, "change": rates, "rate": rates}
)


@settings(max_examples=300, deadline=None)
@given(sheets, facts)
def test_any_json_gives_a_result(typed: dict[str, Any], known: dict[str, bool | None]) -> None:
    """S-75, S-78: what is typed and counts, and what is missing, are all inputs there are."""
    result = calculate(PLAN, typed, known)
    told = {problem.input for problem in result.problems}
    assert set(result.missing) <= told
    assert set(typed) - set(NAMES) <= told
    assert result.complete == (not told)
    assert not set(result.missing) & set(result.assumed)
    for name in NEEDED - set(result.missing) - set(result.assumed):
        assert typed[name] is not None
    assert all(problem.message and problem.remedy for problem in result.problems)
    assert type(result).model_validate_json(result.model_dump_json()) == result


@settings(max_examples=100, deadline=None)
@given(filled_sheets, st.randoms(use_true_random=False))
def test_the_order_of_inputs_does_not_matter(typed: dict[str, Any], chance: Any) -> None:
    """S-89: same inputs, same result."""
    names = list(typed)
    chance.shuffle(names)
    assert calculate(PLAN, {name: typed[name] for name in names}, {}) == calculate(PLAN, typed, {})


@settings(max_examples=100, deadline=None)
@given(filled_sheets, amounts)
def test_dearer_is_never_cheaper(typed: dict[str, Any], more: float) -> None:
    """S-70: a total rises with set-up and rent, and falls with the rate where it is owed."""
    dearer = calculate(PLAN, typed | {"setup": max(typed["setup"], more)}, {})
    costlier = calculate(PLAN, typed | {"rent": max(typed["rent"], more)}, {})
    base = calculate(PLAN, typed, {})
    for years in (3, 5):
        assert exact(base, "total", years) <= exact(dearer, "total", years)
        assert exact(base, "total", years) <= exact(costlier, "total", years)
        assert exact(base, "last", years) <= exact(costlier, "last", years)


@settings(max_examples=60, deadline=None)
@given(filled_sheets, st.sets(st.sampled_from(["setup", "rent", "change", "rate"]), min_size=1))
def test_every_missing_input_is_named(typed: dict[str, Any], left_out: set[str]) -> None:
    """S-80: and no figure is lost that does not need one of them."""
    whole = calculate(PLAN, typed, {})
    result = calculate(PLAN, {k: v for k, v in typed.items() if k not in left_out}, {})
    assert set(result.missing) == left_out
    for figure in result.figures:
        assert set(figure.missing) <= left_out | {"fees"}
        if not figure.missing:
            assert figure == whole.figure(figure.id)


def test_a_hostile_worksheet_is_calculated_quickly() -> None:
    """S-74: figures squared again and again end as missing instead of growing without end."""
    names = [f"f{n}" for n in range(100)]
    figures = [{"id": "f0", "code": "F", "formula": "(input.rent + 1 / 3) / 0.7"}]
    for before, name in pairwise(names):
        it = f"figure.{before}"
        formula = f"present_value({it}, {it}, {it}, 15) * grown({it}, {it}, 15)"
        figures.append({"id": name, "code": "F", "formula": formula})
    source: dict[str, Any] = SOURCE | {"readings": [], "reading_notes": [], "checks": []}
    plan = plan_from(source | {"figures": figures, "benchmarks": []})
    started = time.perf_counter()
    result = calculate(plan, {"rent": 0.07}, {})
    assert time.perf_counter() - started < 5
    assert result.figures[0].value is not None
    assert result.figures[-1].value is None
    assert result.figures[-1].missing == ()


def test_filling_says_the_same_every_time() -> None:
    """S-89: byte for byte."""
    assert filled(fees=3).model_dump_json() == filled(fees=3).model_dump_json()


def exact(result: Any, figure: str, years: int) -> Fraction:
    return Fraction(result.figure(figure, years).exact)
