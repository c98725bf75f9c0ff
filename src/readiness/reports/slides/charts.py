"""Native charts of a presentation: their figures can be edited there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.slide import Slide
from pptx.util import Inches, Pt

from readiness.reports.charts import PALETTE
from readiness.reports.slides.deck import Box, describe, rgb
from readiness.reports.slides.fitting import plain

_NAME: Final = 60
_TEXT_SIZE: Final = 12
_CLOSE: Final = 12
_ROUND: Final = (
    XL_LABEL_POSITION.LEFT,
    XL_LABEL_POSITION.ABOVE,
    XL_LABEL_POSITION.BELOW,
    XL_LABEL_POSITION.RIGHT,
)


@dataclass(frozen=True, slots=True)
class Series:
    """A row of bars: its name, its colour, a figure of 0-100 or None for each category."""

    name: str
    colour: str
    figures: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Dots of one colour: what they have in common, and each with its name, from 0 to 100."""

    name: str
    colour: str
    places: tuple[tuple[str, float, float], ...]


def add_bars(
    slide: Slide, box: Box, categories: Sequence[str], series: Sequence[Series], said: str
) -> None:
    """Add lying bars, the first category on top."""
    data = CategoryChartData(number_format="0")
    data.categories = [plain(name, _NAME) for name in categories]
    for each in series:
        data.add_series(plain(each.name, _NAME), each.figures)
    chart = _added(slide, XL_CHART_TYPE.BAR_CLUSTERED, box, data, said)
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = rgb(PALETTE.grid)
    chart.category_axis.tick_labels.font.size = Pt(_TEXT_SIZE)
    _scale(chart.value_axis, None)
    chart.value_axis.visible = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, -5
    plot.has_data_labels = True
    plot.data_labels.font.size = Pt(_TEXT_SIZE)
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0", False
    for made, each in zip(plot.series, series, strict=True):
        made.format.fill.solid()
        made.format.fill.fore_color.rgb = rgb(each.colour)
    _legend(chart, shown=len(series) > 1)


def add_map(
    slide: Slide, box: Box, names: tuple[str, str], series: Sequence[Points], said: str
) -> None:
    """Add dots over two scales of 0-100, named across and upwards; each dot with its name."""
    data = XyChartData(number_format="0.0")
    for each in series:
        made = data.add_series(plain(each.name, _NAME))
        for _, across, upwards in each.places:
            made.add_data_point(across, upwards)
    chart = _added(slide, XL_CHART_TYPE.XY_SCATTER, box, data, said)
    for axis, name in zip((chart.category_axis, chart.value_axis), names, strict=True):
        _scale(axis, name)
    positions = _label_positions(series)
    for shown, each in zip(chart.plots[0].series, series, strict=True):
        shown.format.line.fill.background()
        shown.marker.style, shown.marker.size = XL_MARKER_STYLE.CIRCLE, 14
        shown.marker.format.fill.solid()
        shown.marker.format.fill.fore_color.rgb = rgb(each.colour)
        shown.marker.format.line.color.rgb = rgb(PALETTE.paper)
        for at, (name, _, _) in enumerate(each.places):
            label = shown.points[at].data_label
            label.position = positions[name]
            label.has_text_frame = True
            run = label.text_frame.paragraphs[0].add_run()
            run.text = name
            run.font.size, run.font.bold = Pt(_TEXT_SIZE), True
    _legend(chart, shown=True)


def _label_positions(series: Sequence[Points]) -> dict[str, Any]:
    """Where each dot's name stands: beside it, and round it in turn where dots lie close."""
    places = sorted((place for each in series for place in each.places), key=lambda one: one[1:])
    found: dict[str, Any] = {}
    turn = 0
    for at, (name, across, upwards) in enumerate(places):
        close = (
            at and across - places[at - 1][1] < _CLOSE and abs(upwards - places[at - 1][2]) < _CLOSE
        )
        turn = (turn + 1) % len(_ROUND) if close else 0
        found[name] = _ROUND[turn]
    return found


def _added(slide: Slide, kind: Any, box: Box, data: Any, said: str) -> Any:
    at = (Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height))
    graphic: Any = slide.shapes.add_chart(kind, *at, data)
    describe(graphic, said)
    graphic.chart.font.size = Pt(_TEXT_SIZE)
    graphic.chart.font.color.rgb = rgb(PALETTE.ink)
    graphic.chart.has_title = False
    return graphic.chart


def _scale(axis: Any, name: str | None) -> None:
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 100, 20
    axis.has_major_gridlines = name is not None
    axis.tick_labels.font.size = Pt(11)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    axis.format.line.color.rgb = rgb(PALETTE.grid)
    axis.has_title = name is not None
    if name is not None:
        axis.major_gridlines.format.line.color.rgb = rgb(PALETTE.track)
        frame = axis.axis_title.text_frame
        frame.text = name
        frame.paragraphs[0].runs[0].font.size = Pt(_TEXT_SIZE)


def _legend(chart: Any, *, shown: bool) -> None:
    chart.has_legend = shown
    if shown:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(_TEXT_SIZE)
