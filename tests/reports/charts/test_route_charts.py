"""Route map and route bars: what each shows, and that labels never collide."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.reports.charts import PALETTE, RouteMapTexts, RoutePoint, route_map
from readiness.reports.charts.placement import Box, Label, place_labels
from tests.reports.charts.samples import (
    ROUTES,
    VERDICTS,
    route_bars_of,
    route_map_of,
)
from tests.reports.charts.svg_reading import SVG, parse, printed, squeezed, view_box, words

SCORE = st.floats(0, 100)
PLACES = st.lists(st.tuples(SCORE, SCORE), min_size=6, max_size=6)
NEAR = st.lists(st.tuples(st.floats(55, 62), st.floats(55, 62)), min_size=6, max_size=6)


@given(PLACES | NEAR)
@settings(max_examples=15, deadline=None)
def test_map_labels_are_whole_inside_and_clear_of_each_other(
    places: list[tuple[float, float]],
) -> None:
    root = parse(route_map_of(*places))
    texts = printed(root)
    assert all(view_box(root).holds(text.box) for text in texts)
    assert not any(one.box.overlaps(other.box) for one, other in combinations(texts, 2))
    assert all(squeezed(name) in words(root) for _, name, _ in ROUTES)


def test_map_dots_stand_where_the_scores_are() -> None:
    root = parse(route_map_of((0, 0), (100, 100), (50, 50), (25, 75), (75, 25), (60, 60)))
    dots = [
        (float(dot.attrib["cx"]), float(dot.attrib["cy"]))
        for dot in root.iter(f"{SVG}circle")
        if dot.attrib["r"] == "4"
    ]
    (left, bottom), (right, top), middle = dots[:3]
    assert middle == ((left + right) / 2, (bottom + top) / 2)
    assert dots[3] == (left + 0.75 * (right - left), bottom + 0.25 * (top - bottom))


@given(NEAR)
@settings(max_examples=15, deadline=None)
def test_placed_labels_leave_points_and_leader_lines_free(
    points: list[tuple[float, float]],
) -> None:
    labels = [Label((x * 6, y * 4), 120, 30) for x, y in points]
    name = Box(300, 200, 80, 16)
    places = place_labels(labels, Box(0, 0, 600, 400), [name], 4)
    found = [(label, place) for label, place in zip(labels, places, strict=True) if place]
    assert len(found) == len(labels)
    for label, place in found:
        assert not any(place.box.overlaps(Box(*other.point, 0, 0).grown(4)) for other in labels)
        others = [name, *(other.box for _, other in found if other is not place)]
        assert not any(place.box.overlaps(box) for box in others)
        assert not any(box.crossed_by(label.point, place.touch) for box in others)


def test_map_lists_labels_that_find_no_room_underneath() -> None:
    texts = RouteMapTexts("Fit", "Readiness", VERDICTS)
    points = [
        RoutePoint(f"R{i}", f"Route {i} " + "with words " * 18, 50, 50, "go") for i in range(9)
    ]
    root = parse(route_map(points, texts, title="Nine routes at one point."))
    texts_printed = printed(root)
    assert view_box(root).bottom > 600
    assert all(view_box(root).holds(text.box) for text in texts_printed)
    assert not any(one.box.overlaps(other.box) for one, other in combinations(texts_printed, 2))


def test_a_label_without_room_is_reported() -> None:
    labels = [Label((50, 50), 90, 90), Label((50, 50), 90, 90)]
    assert place_labels(labels, Box(0, 0, 100, 100), [], 4) == [None, None]


def test_bars_print_both_figures_and_the_verdict_of_every_route() -> None:
    root = parse(route_bars_of((91, 70), (82, 71), (71, 70), (75, 71), (39, 67), (0, 73)))
    shown = [text.content for text in printed(root)]
    assert {"91,0", "70,0", "39,0", "0,0", "Pilot", "Go", "Not a fit", "Blocked"} <= set(shown)
    assert shown.count("–") == 2
    assert all(squeezed(name) in words(root) for _, name, _ in ROUTES)


def test_bars_are_as_long_as_their_scores() -> None:
    root = parse(route_bars_of((50, 100), *[(0, 0)] * 5))
    bars = {
        rect.attrib["fill"]: float(rect.attrib["width"])
        for rect in root.iter(f"{SVG}rect")
        if rect.attrib["height"] == "9" and float(rect.attrib["width"]) > 0
    }
    assert bars[PALETTE.muted] * 2 == bars[PALETTE.accent] == bars[PALETTE.track]
