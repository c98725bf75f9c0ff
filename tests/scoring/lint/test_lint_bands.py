"""Bands are checked exactly: against trying every figure that can be typed."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.scoring import Problem
from readiness.scoring.lint_bands import lint_bands
from readiness.scoring.model import Questionnaire
from readiness.scoring.questions import MultipleQuestion, NumberQuestion, Question
from tests.scoring.lint.small_value import changed

LOW, HIGH = 0, 6


def problems(question: Question) -> list[Problem]:
    questionnaire = Questionnaire.model_validate(changed("key", to="small"))
    return list(lint_bands(questionnaire.model_copy(update={"questions": (question,)})))


def number(bands: list[dict[str, Any]], **more: Any) -> NumberQuestion:
    parts = {"id": "a.b", "code": "A-01", "role": "sales", "type": "number", "unit": "%",
             "low": LOW, "high": HIGH, "dimension": "channels", "weight": 1,
             "better": "higher"}  # fmt: skip
    return NumberQuestion.model_validate(parts | more | {"bands": bands})


def multiple(bands: list[dict[str, Any]], items: int) -> MultipleQuestion:
    parts = {"id": "a.b", "code": "A-01", "role": "sales", "type": "multiple",
             "dimension": "channels", "weight": 1}  # fmt: skip
    named = [{"id": f"item{i}"} for i in range(items)]
    return MultipleQuestion.model_validate(parts | {"items": named, "bands": bands})


BOUNDS = st.integers(LOW * 10 - 10, HIGH * 10 + 10).map(lambda tenths: tenths / 10)


@st.composite
def any_bands(draw: st.DrawFn) -> list[dict[str, Any]]:
    """One to five bands with bounds anywhere, inclusive, exclusive or open."""
    bands = []
    for value in range(draw(st.integers(1, 5))):
        band: dict[str, Any] = {"value": value}
        lower = draw(st.sampled_from(["at_least", "above", None]))
        upper = draw(st.sampled_from(["at_most", "below", None]))
        if lower:
            band[lower] = draw(BOUNDS)
        if upper:
            band[upper] = draw(BOUNDS)
        bands.append(band)
    return bands


@st.composite
def adjoining_bands(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Five bands that meet at four bounds, sometimes shifted by mistake."""
    cuts = sorted(draw(st.lists(st.integers(1, 59), min_size=4, max_size=4, unique=True)))
    bands: list[dict[str, Any]] = [{"value": value} for value in range(5)]
    for (lower, upper), tenths in zip(pairwise(bands), cuts, strict=True):
        slip = draw(st.sampled_from([0, 0, 0, 0.1, -0.1]))
        inclusive = draw(st.booleans())
        lower["at_most" if inclusive else "below"] = tenths / 10
        upper["above" if inclusive else "at_least"] = tenths / 10 + slip
    return bands


@given(any_bands() | adjoining_bands(), st.integers(0, 2))
def test_gaps_and_overlaps_are_those_found_by_trying_every_figure(
    bands: list[dict[str, Any]], decimals: int
) -> None:
    question = number(bands, decimals=decimals)
    step = Decimal(1).scaleb(-decimals)
    figures = [float(step * i) for i in range(int(LOW / step), int(HIGH / step) + 1)]
    holding = [sum(band.holds(figure) for band in question.bands) for figure in figures]
    used = [any(band.holds(figure) for figure in figures) for band in question.bands]
    codes = {problem.code for problem in problems(question)}
    if any(used):  # with empty bands only, that is what is said
        assert ("band_gap" in codes) == (0 in holding)
        assert ("band_overlap" in codes) == any(count > 1 for count in holding)
    assert ("empty_band" in codes) == (not all(used))


@given(st.lists(st.integers(0, 6), min_size=1, max_size=5), st.integers(1, 8))
def test_counts_are_checked_from_none_to_all_items(starts: list[int], items: int) -> None:
    bands = [{"value": i, "at_least": s, "at_most": s + 1} for i, s in enumerate(starts)]
    question = multiple(bands, items)
    holding = [sum(band.holds(count) for band in question.bands) for count in range(items + 1)]
    codes = {problem.code for problem in problems(question)}
    if any(holding):
        assert ("band_gap" in codes) == (0 in holding)
        assert ("band_overlap" in codes) == any(count > 1 for count in holding)


SOUND: list[dict[str, Any]] = [
    {"value": 0, "below": 1},
    {"value": 1, "at_least": 1, "below": 2},
    {"value": 2, "at_least": 2, "at_most": 3},
    {"value": 3, "above": 3, "at_most": 4},
    {"value": 4, "above": 4},
]


def test_bands_that_meet_have_no_problem() -> None:
    assert problems(number(SOUND, decimals=2)) == []
    falling = [{**band, "value": 4 - band["value"]} for band in SOUND]
    assert problems(number(falling, better="lower")) == []


@pytest.mark.parametrize(
    ("position", "band", "code", "words", "remedy"),
    [
        (1, {"value": 1, "at_least": 1, "below": 1.5}, "band_gap", "1.5 to 1.9", "bands meet"),
        (1, {"value": 1, "above": 1, "below": 2}, "band_gap", "no band holds 1.0", "bands meet"),
        (4, {"value": 4, "above": 4, "at_most": 5}, "band_gap", "5.1 to 6.0", "bands meet"),
        (0, {"value": 0, "at_most": 1}, "band_overlap", "0 and 1 both hold 1.0", "exclude"),
        (0, {"value": 0, "at_most": 5}, "band_overlap", "both hold 1.0 to 1.9", "exclude"),
        (3, {"value": 0, "above": 3, "at_most": 4}, "missing_value", "value 3", "add the band"),
        (2, {"value": 2, "at_least": 2.5, "at_most": 2}, "empty_band", "value 2", "bounds"),
        (0, {"value": 4, "below": 1}, "band_order", "value 1 follows value 4", "values rise"),
        (1, {"value": 0, "at_least": 1, "below": 2}, "band_order", "value 0 follows", "rise"),
        (2, {"value": 2, "at_least": 2, "above": 2, "at_most": 3}, "incomplete_definition",
         "both at_least and above", "keep one"),
    ],
)  # fmt: skip
def test_each_mistake_is_named(
    position: int, band: dict[str, Any], code: str, words: str, remedy: str
) -> None:
    bands = [*SOUND[:position], band, *SOUND[position + 1 :]]
    found = next(p for p in problems(number(bands, decimals=1)) if p.code == code)
    assert words in found.message
    assert remedy in found.remedy
    assert found.path[:3] == ("questions", 0, "bands")


def test_finer_decimals_find_finer_gaps() -> None:
    bands = [{"value": 0, "at_most": 0.9}, *SOUND[1:]]
    assert problems(number(bands, decimals=1)) == []
    (gap,) = problems(number(bands, decimals=2))
    assert "0.91 to 0.99" in gap.message


def test_few_items_need_only_the_lowest_and_the_highest_value() -> None:
    bands = [{"value": 0, "at_most": 0}, {"value": 4, "at_least": 1}]
    assert problems(multiple(bands, 2)) == []
    assert {p.code for p in problems(multiple(bands, 4))} == {"missing_value"}


def test_an_infinite_bound_is_an_open_side() -> None:
    infinite = float("inf")
    bands = [{"value": 0, "at_least": -infinite, "below": 1}, *SOUND[1:4],
             {"value": 4, "above": 4, "at_most": infinite}]  # fmt: skip
    assert problems(number(bands)) == []
