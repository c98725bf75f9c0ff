"""Radar, ladder, gauge, score bar and option scale: what each shows of its values."""

import base64
import math

import pytest

from readiness.reports.charts import (
    Axis,
    StairScore,
    chart_image,
    gauge,
    level_ladder,
    level_stairs,
    opinion_gap,
    option_scale,
    radar,
)
from tests.reports.charts.samples import (
    LEVELS,
    TITLE,
    decimal_comma,
    gauge_of,
    ladder_of,
    radar_of,
    score_bar_of,
    stairs_of,
)
from tests.reports.charts.svg_reading import SVG, parse, printed


def contents(svg: str) -> list[str]:
    return [text.content for text in printed(parse(svg))]


def count(svg: str, element: str) -> int:
    return len(parse(svg).findall(f"{SVG}{element}"))


def test_radar_prints_every_score_with_the_callers_format() -> None:
    shown = contents(radar_of(64, 70.5, 71, 75, 71, 66, 70, 0))
    assert {"64,0", "70,5", "75,0", "0,0"} <= set(shown)


def test_radar_has_rings_at_the_level_bounds() -> None:
    assert {"20", "40", "60", "80"} <= set(contents(radar_of(*[50.0] * 8)))


def test_radar_shows_a_missing_score_as_a_dash_and_a_gap() -> None:
    whole, broken = radar_of(*[50.0] * 8), radar_of(50, 50, None, 50, 50, 50, 50, 50)
    assert "–" in contents(broken)
    assert "–" not in contents(whole)
    assert (count(whole, "polyline"), count(broken, "polyline")) == (0, 1)
    assert count(broken, "circle") == 7


def test_radar_prints_a_differing_calculated_score_in_brackets_with_a_legend() -> None:
    capped = contents(radar_of(*[38.0] * 8, calculated=61.4))
    assert capped.count("(61,4)") == 8
    assert "Calculated before gates" in capped
    assert "Calculated before gates" not in contents(radar_of(*[38.0] * 8, calculated=38.0))


def test_radar_refuses_two_axes() -> None:
    with pytest.raises(ValueError, match="at least three axes"):
        radar([Axis(("A",), 1), Axis(("B",), 2)], title=TITLE, fmt=decimal_comma)


@pytest.mark.parametrize("value", [-1, 100.5, math.nan, math.inf])
def test_scores_off_the_scale_are_refused(value: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        gauge_of(value)


def test_rounding_dust_beyond_the_scale_is_cut() -> None:
    assert gauge_of(100 + 1e-9) == gauge_of(100)


@pytest.mark.parametrize("title", ["", "  ", "\u202e"])
def test_a_chart_without_a_title_is_refused(title: str) -> None:
    with pytest.raises(ValueError, match="needs a title"):
        gauge(50, "Level 3", title=title, fmt=decimal_comma)


@pytest.mark.parametrize(
    ("value", "reached"), [(0, 0), (19.99, 0), (20, 1), (79.9, 3), (80, 4), (100, 4)]
)
def test_ladder_sets_the_reached_level_in_bold(value: float, reached: int) -> None:
    root = parse(ladder_of(value))
    bold = [t.text for t in root.iter(f"{SVG}text") if t.attrib.get("font-weight") == "600"]
    assert [text for text in bold if text in LEVELS] == [LEVELS[reached]]


def test_ladder_shows_both_scores_only_when_they_differ() -> None:
    assert "Calculated before gates 52,3" in contents(ladder_of(38, 52.3))
    assert "Score 38,0" in contents(ladder_of(38, 52.3))
    assert ladder_of(38, 38) == ladder_of(38)


def test_ladder_without_a_score_reaches_no_level() -> None:
    assert not [text for text in contents(ladder_of(None)) if "Score" in text]


@pytest.mark.parametrize("bounds", [(20, 40, 60), (20, 40, 40, 80), (0, 40, 60, 80)])
def test_ladder_refuses_bounds_that_do_not_fit(bounds: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="bounds"):
        level_ladder(LEVELS, 50, title=TITLE, fmt=decimal_comma, bounds=bounds)


def test_gauge_fills_nothing_at_zero_and_everything_at_a_hundred() -> None:
    assert count(gauge_of(0), "path") == 5
    assert count(gauge_of(100), "path") == 10
    assert "–" in contents(gauge_of(None))


def test_score_bar_marks_what_a_gate_took() -> None:
    assert count(score_bar_of(38, 61.5), "line") == count(score_bar_of(38), "line") + 1
    assert score_bar_of(38, 38) == score_bar_of(38)
    assert contents(score_bar_of(None)) == ["–"]


@pytest.mark.parametrize(("value", "filled"), [(None, 0), (0, 1), (2.5, 3), (4, 5)])
def test_option_scale_fills_the_dots_up_to_the_value(value: float | None, filled: int) -> None:
    dots = parse(option_scale(value, title=TITLE)).findall(f"{SVG}circle")
    assert len(dots) == 5
    assert sum(dot.attrib["fill"] == dot.attrib["stroke"] for dot in dots) == filled


@pytest.mark.parametrize(("value", "best"), [(5, 4), (-1, 4), (0, 0)])
def test_option_scale_refuses_values_beyond_its_dots(value: float, best: int) -> None:
    with pytest.raises(ValueError, match="option value"):
        option_scale(value, best, title=TITLE)


def test_chart_image_carries_the_same_svg_and_its_alternative_text() -> None:
    svg = gauge_of(69.6)
    image = chart_image(svg, 'Score 69.6 of 100, "Direct-ready" & rising')
    head, _, rest = str(image).partition("base64,")
    assert 'alt="Score 69.6 of 100, &#34;Direct-ready&#34; &amp; rising"' in head
    assert base64.b64decode(rest.partition('"')[0]).decode() == svg


def test_chart_image_needs_an_alternative_text() -> None:
    with pytest.raises(ValueError, match="alternative text"):
        chart_image(gauge_of(1), " ")


def test_markup_in_labels_stays_text() -> None:
    svg = gauge(1, "<b>&amp;", title="<script>", fmt=decimal_comma)
    assert "<b>&amp;" in contents(svg)
    assert parse(svg)[0].text == "<script>"


def test_targets_are_dashed_and_named_in_the_radar() -> None:
    plain, aimed = radar_of(*[50.0] * 8), radar_of(*[50.0] * 8, target=60)
    assert "Next level" in contents(aimed)
    assert "Next level" not in contents(plain)
    assert aimed.count("stroke-dasharray") > plain.count("stroke-dasharray")


def test_stairs_print_score_calculated_score_and_target_each_with_its_name() -> None:
    shown = contents(stairs_of(38, 61.4, None, 40))
    assert {"38,0", "61,4", "40,0"} <= set(shown)
    assert "Next level" in shown
    assert {"0", "20", "40", "60", "80", "100"} <= set(shown)


def test_stairs_without_a_score_show_the_levels_only() -> None:
    assert "–" not in contents(stairs_of(None))
    assert any("Direct-ready" in text for text in contents(stairs_of(None)))


def test_stairs_refuse_levels_that_do_not_go_with_the_bounds() -> None:
    with pytest.raises(ValueError, match="4 levels need 3 bounds, got 4"):
        level_stairs(LEVELS[:4], StairScore(50), title=TITLE, fmt=decimal_comma)


def test_a_range_is_drawn_only_where_it_is_one() -> None:
    for chart in (gauge_of, score_bar_of, stairs_of):
        plain, alike, open_one = chart(50), chart(50, span=(50, 50)), chart(50, span=(40, 60))
        assert plain == alike
        assert len(open_one) > len(plain)


def test_both_opinions_and_what_was_settled_are_drawn() -> None:
    still_open, settled = (opinion_gap(1, 4, value, title=TITLE) for value in (None, 2))
    assert {"1", "2", "0", "3", "4"} <= set(contents(still_open))
    assert count(settled, "polygon") == count(still_open, "polygon") + 1


@pytest.mark.parametrize("values", [(-1, 2, None), (0, 5, None), (0, 4, 7)])
def test_opinions_off_the_scale_are_refused(values: tuple[int, int, int | None]) -> None:
    with pytest.raises(ValueError, match="between 0 and 4"):
        opinion_gap(*values, title=TITLE)
