"""The cost curve: both totals, where they meet, and ticks in round amounts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.reports.charts import PALETTE, CostTexts, CostYear, cost_curve
from tests.reports.charts.samples import TITLE, costs_of
from tests.reports.charts.svg_reading import SVG, parse, printed, view_box

AMOUNT = st.floats(-1e9, 1e9)


def upright(svg: str) -> list[float]:
    lines = parse(svg).findall(f"{SVG}line")
    return [float(line.attrib["x1"]) for line in lines if line.get("stroke") == PALETTE.target]


def test_the_meeting_stands_between_its_years() -> None:
    svg = costs_of((100, 0), (110, 60), (120, 130), meet_at=1.9)
    years = {t.content: t.box for t in printed(parse(svg)) if t.content in ("1", "2")}
    (at,) = upright(svg)
    assert years["1"].right < at < years["2"].right
    assert upright(costs_of((100, 0), (110, 60))) == []


def test_the_first_total_is_a_line_and_the_second_dashes() -> None:
    lines = parse(costs_of((100, 0), (110, 60))).findall(f"{SVG}polyline")
    assert [line.get("stroke-dasharray") is None for line in lines] == [False, True]


def test_amounts_are_round_and_the_last_ones_are_printed() -> None:
    shown = [text.content for text in printed(parse(costs_of((566420, 0), (757929, 276475))))]
    assert {"0", "200,000", "400,000", "800,000"} <= set(shown)
    assert {"757,929", "276,475"} <= set(shown)


@given(st.lists(st.tuples(AMOUNT, AMOUNT), min_size=2, max_size=16))
@settings(max_examples=40, deadline=None)
def test_whatever_the_amounts_all_stays_inside(years: list[tuple[float, float]]) -> None:
    root = parse(costs_of(*years, meet_at=len(years) - 1.0))
    assert all(view_box(root).holds(text.box) for text in printed(root))


@pytest.mark.parametrize("years", [[], [CostYear(0, 1, 1)], [CostYear(1, 1, 1), CostYear(2, 1, 1)]])
def test_years_from_0_on_are_needed(years: list[CostYear]) -> None:
    with pytest.raises(ValueError, match="from 0 on"):
        cost_curve(years, CostTexts("A", "B", "Years", "never"), meet_at=None, fmt=str, title=TITLE)
