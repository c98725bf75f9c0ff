"""What holds for every chart, whatever its kind and values."""

import hashlib
import os
import subprocess
import sys
from itertools import combinations

import pytest

from readiness.reports.fonts import covered_characters
from tests.reports.charts.samples import CHARTS, LONG, TITLE
from tests.reports.charts.svg_reading import (
    SVG,
    Rectangle,
    parse,
    printed,
    shapes,
    squeezed,
    view_box,
    words,
)

every_chart = pytest.mark.parametrize("name", CHARTS)

ELEMENTS = {"title", "desc", "rect", "line", "circle", "polygon", "polyline", "path", "text"}
FORBIDDEN = {"style", "class", "id", "transform", "text-anchor", "fill-opacity", "opacity"}


@every_chart
def test_chart_is_an_image_whose_first_child_is_its_title(name: str) -> None:
    root = parse(CHARTS[name]())
    assert root.tag == f"{SVG}svg"
    assert root.attrib["role"] == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == TITLE


@every_chart
def test_chart_uses_plain_shapes_and_presentation_attributes_only(name: str) -> None:
    for element in list(parse(CHARTS[name]())):
        assert element.tag.removeprefix(SVG) in ELEMENTS
        assert not FORBIDDEN & element.attrib.keys()
        assert not any("url(" in value for value in element.attrib.values())


@every_chart
def test_all_text_lies_inside_the_chart(name: str) -> None:
    root = parse(CHARTS[name]())
    outside = [text for text in printed(root) if not view_box(root).holds(text.box)]
    assert not outside


@every_chart
def test_all_shapes_lie_inside_the_chart(name: str) -> None:
    root = parse(CHARTS[name]())
    frame = view_box(root)
    assert not [shape for shape in shapes(root) if not frame.holds(shape)]


@every_chart
def test_no_text_covers_another(name: str) -> None:
    texts = printed(parse(CHARTS[name]()))
    assert not [
        (one.content, other.content)
        for one, other in combinations(texts, 2)
        if one.box.overlaps(other.box)
    ]


@every_chart
def test_all_text_can_be_drawn_with_the_fonts(name: str) -> None:
    for text in printed(parse(CHARTS[name]())):
        assert {ord(character) for character in text.content} <= covered_characters()


@pytest.mark.parametrize("name", [name for name in CHARTS if "long" in name])
def test_the_longest_labels_are_printed_whole(name: str) -> None:
    assert squeezed(LONG) in words(parse(CHARTS[name]()))


def test_the_same_values_give_the_same_chart() -> None:
    assert [chart() for chart in CHARTS.values()] == [chart() for chart in CHARTS.values()]


def test_charts_do_not_depend_on_the_process() -> None:
    program = (
        "import hashlib; from tests.reports.charts.samples import CHARTS;"
        "print(hashlib.sha256(''.join(chart() for chart in CHARTS.values()).encode()).hexdigest())"
    )
    here = hashlib.sha256("".join(chart() for chart in CHARTS.values()).encode()).hexdigest()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Tokyo"}
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == here


def test_an_overlap_would_be_noticed() -> None:
    assert Rectangle(0, 0, 10, 10).overlaps(Rectangle(9, 9, 20, 20))
    assert not Rectangle(0, 0, 10, 10).overlaps(Rectangle(10, 0, 20, 10))
    assert not Rectangle(0, 0, 10, 10).holds(Rectangle(5, 5, 11, 6))
