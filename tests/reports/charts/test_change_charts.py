"""Timeline and dumbbell: where bars, arrows and dots stand."""

import xml.etree.ElementTree as ET

import pytest

from readiness.reports.charts import PALETTE, TimelineRow, TimelineTexts, timeline
from tests.reports.charts.samples import TICKS, TITLE, dumbbell_of, timeline_of
from tests.reports.charts.svg_reading import SVG, parse, printed

BAR_HEIGHT = "15"


def bars(root: ET.Element) -> list[tuple[float, float]]:
    """Left and right edge of every bar, in the order of the rows."""
    found = [each for each in root.iter(f"{SVG}rect") if each.attrib["height"] == BAR_HEIGHT]
    lefts = [float(each.attrib["x"]) for each in found]
    return [
        (left, left + float(each.attrib["width"])) for left, each in zip(lefts, found, strict=True)
    ]


def arrows(root: ET.Element) -> list[list[tuple[float, float]]]:
    lines = root.iter(f"{SVG}polyline")
    return [
        [
            (float(x), float(y))
            for x, y in (pair.split(",") for pair in each.get("points", "").split())
        ]
        for each in lines
    ]


def row_of(start: float, end: float, impact: int = 3) -> TimelineRow:
    return TimelineRow("REC-01", "Do it", "Management", "S", impact, start, end)


def test_timeline_draws_months_to_scale() -> None:
    (first, second, last) = bars(parse(timeline_of((0, 3), (3, 6), (6, 18))))
    assert first[1] < second[0] < first[1] + 4
    inset = 2  # px that a bar is shorter than its months
    assert last[1] - last[0] + inset == pytest.approx(4 * (first[1] - first[0] + inset), abs=0.1)


def test_an_arrow_leads_from_what_comes_first_to_the_beginning_of_the_bar() -> None:
    root = parse(timeline_of((0, 1.5), (0, 3), (1.5, 3), after={2: (0,)}))
    needed, _, waiting = bars(root)
    (corners,) = arrows(root)
    assert needed[0] < corners[0][0] < needed[1]
    assert corners[0][1] < corners[-1][1]
    assert waiting[0] - 6 < corners[-1][0] <= waiting[0]


def test_what_is_not_on_the_timeline_needs_no_arrow() -> None:
    assert arrows(parse(timeline_of((0, 3), after={0: (7,)}))) == []


def test_effort_stands_in_the_bar_where_it_fits_and_beside_it_elsewhere() -> None:
    root = parse(timeline_of((0, 3), (0, 0.1), (17.9, 18)))
    wide, narrow, last = bars(root)
    efforts = [text.box for text in printed(root) if text.content == "M"]
    assert wide[0] < efforts[0].left
    assert efforts[0].right < wide[1]
    assert efforts[1].left > narrow[1]
    assert efforts[2].left > last[1]
    root = parse(timeline_of((17.9, 18), long=True))
    (effort,) = [text.box for text in printed(root) if text.content == "Mittel"]
    assert effort.right < bars(root)[0][0]


def test_impact_is_told_by_filled_dots() -> None:
    root = parse(timeline_of((0, 3), (0, 3), (0, 3)))
    filled = [c for c in root.iter(f"{SVG}circle") if c.attrib["fill"] == PALETTE.accent]
    assert len(filled) == 0 + 1 + 2


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (row_of(-1, 3), "within months 0 to 18; got -1 to 3"),
        (row_of(3, 3), "must begin before it ends"),
        (row_of(6, 19), "within months 0 to 18; got 6 to 19"),
        (row_of(0, 3, impact=6), "impact must be 0 to 5, got 6"),
    ],
)
def test_a_bar_beside_the_months_is_refused(row: TimelineRow, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        timeline([row], TICKS, TimelineTexts("Impact", "Months"), title=TITLE)


@pytest.mark.parametrize("ticks", [(), (3.0,), (0.0, 3.0, 3.0)])
def test_months_must_rise(ticks: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="rising months"):
        timeline([], ticks, TimelineTexts("Impact", "Months"), title=TITLE)


def dots(root: ET.Element) -> list[tuple[float, bool]]:
    """Where every dot stands and whether it is filled, without the legend's two."""
    found = list(root.iter(f"{SVG}circle"))[2:]
    return [(float(c.attrib["cx"]), c.attrib["fill"] == PALETTE.accent) for c in found]


def test_the_filled_dot_is_the_score_now() -> None:
    (before, hollow), (after, filled) = dots(parse(dumbbell_of((20, 60))))
    assert (hollow, filled) == (False, True)
    assert before < after


def test_a_score_that_stays_is_one_filled_dot_and_one_figure() -> None:
    root = parse(dumbbell_of((40, 40)))
    assert dots(root)[-1][1]
    assert len({x for x, _ in dots(root)}) == 1
    assert [text.content for text in printed(root)].count("40,0") == 1


def test_without_an_earlier_or_a_later_score_there_is_one_dot() -> None:
    assert [filled for _, filled in dots(parse(dumbbell_of((None, 12))))][-1]
    assert [filled for _, filled in dots(parse(dumbbell_of((12, None))))] == [False]
    assert dots(parse(dumbbell_of((None, None)))) == []
