"""Fit against readiness: where every route stands and which verdict zone that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.reports.charts.drawing import BASELINE, Drawing, Point, clean
from readiness.reports.charts.measure import TextBlock, fit_text
from readiness.reports.charts.palette import PALETTE, Palette, Verdict
from readiness.reports.charts.placement import Box, Label, Placed, place_labels
from readiness.reports.charts.scale import HIGHEST, score_on_scale
from readiness.reports.charts.verdict_mark import draw_verdict_mark
from readiness.reports.fonts import BOLD, SEMIBOLD

_WIDTH = 656.0
_LEFT, _RIGHT = 34.0, 8.0
_PLOT_HEIGHT = 356.0
_NAMES_HEIGHT = 17.0
_TEXT = 11.5
_SMALL = 10.0
_NAME_WIDTH = 128.0
_DOT = 4.0
_PAD = 5.0
_MARK = 6.5
_CODE_GAP = 4.0


@dataclass(frozen=True, slots=True)
class RoutePoint:
    """A route on the map; `fit` and `readiness` are 0-100."""

    code: str
    name: str
    fit: float
    readiness: float
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class RouteMapTexts:
    """Words on the map: both axes, the zones by verdict, and what lies above the upper fit
    threshold (may be empty)."""

    fit: str
    readiness: str
    zones: Mapping[Verdict, str]
    first_choice: str = ""


@dataclass(frozen=True, slots=True)
class RouteThresholds:
    """Where the verdicts change, 0-100; `fit_first_choice` is drawn as a dashed line."""

    fit: float = 40.0
    fit_first_choice: float = 55.0
    pilot: float = 40.0
    go: float = 60.0


@dataclass(frozen=True, slots=True)
class _Label:
    """A route on its way into the map: where its dot is and what stands in its label."""

    verdict: Verdict | None
    dot: Point
    code: TextBlock
    name: TextBlock

    @property
    def size(self) -> tuple[float, float]:
        width = 3 * _PAD + 2 * _MARK + self.code.width + _CODE_GAP + self.name.width
        return width, max(self.name.height, self.code.height) + 2 * _PAD - 2

    def colour(self, palette: Palette) -> str:
        return palette.muted if self.verdict is None else palette.verdicts[self.verdict].fill


@dataclass(frozen=True, slots=True)
class _Plot:
    top: float

    @property
    def area(self) -> Box:
        return Box(_LEFT, self.top, _WIDTH - _LEFT - _RIGHT, _PLOT_HEIGHT)

    def x(self, readiness: float) -> float:
        return self.area.x + self.area.width * readiness / HIGHEST

    def y(self, fit: float) -> float:
        return self.area.y + self.area.height * (1 - fit / HIGHEST)


def route_map(
    points: Sequence[RoutePoint],
    texts: RouteMapTexts,
    *,
    title: str,
    thresholds: RouteThresholds = RouteThresholds(),
    palette: Palette = PALETTE,
) -> Markup:
    """Readiness to the right, fit upwards. Every route is a dot with a label beside it; routes at
    nearly the same point have leader lines. Labels that find no room are listed underneath."""
    drawing = Drawing()
    axis = fit_text(clean(texts.fit), _WIDTH, _TEXT, SEMIBOLD)
    drawing.block((0, 0), axis, palette.ink)
    plot = _Plot(axis.height + _NAMES_HEIGHT)
    zone_boxes = _draw_zones(drawing, plot, texts, thresholds, palette)
    _draw_ticks(drawing, plot, thresholds, palette)
    labels = [_label(point, plot) for point in points]
    places = place_labels(
        [Label(label.dot, *label.size) for label in labels],
        plot.area.grown(-4),
        zone_boxes,
        _DOT + 1,
    )
    bottom = plot.area.y + plot.area.height + 18
    readiness = fit_text(clean(texts.readiness), _WIDTH, _TEXT, SEMIBOLD)
    drawing.block((_WIDTH - _RIGHT, bottom), readiness, palette.ink, "end")
    bottom += readiness.height + 4
    everywhere, bottom = _list_the_rest(labels, places, bottom)
    _draw_routes(drawing, labels, everywhere, palette)
    return drawing.finish(_WIDTH, bottom, title)


def _draw_zones(
    drawing: Drawing, plot: _Plot, texts: RouteMapTexts, limits: RouteThresholds, palette: Palette
) -> list[Box]:
    area, floor = plot.area, plot.y(limits.fit)
    edges = (area.x, plot.x(limits.pilot), plot.x(limits.go), area.x + area.width)
    zones: list[tuple[Verdict, Box]] = [
        ("not_a_fit", Box(area.x, floor, area.width, area.y + area.height - floor))
    ]
    verdicts: tuple[Verdict, ...] = ("prepare", "pilot", "go")
    for verdict, left, right in zip(verdicts, edges, edges[1:], strict=False):
        zones.append((verdict, Box(left, area.y, right - left, floor - area.y)))
    for verdict, zone in zones:
        drawing.rect(zone.x, zone.y, zone.width, zone.height, palette.verdicts[verdict].pale)
    for x in edges[1:-1]:
        drawing.line((x, area.y), (x, floor), palette.paper, 2)
    drawing.line((area.x, floor), (area.x + area.width, floor), palette.paper, 2)
    boxes = [_draw_zone_name(drawing, verdict, zone, texts, palette) for verdict, zone in zones]
    upper = plot.y(limits.fit_first_choice)
    drawing.line((area.x, upper), (area.x + area.width, upper), palette.muted, 1, "3 4")
    if texts.first_choice:
        note = fit_text(clean(texts.first_choice), edges[1] - area.x - 16, _SMALL)
        top = upper - note.height - 2
        drawing.block((area.x + 8, top), note, palette.muted)
        boxes.append(Box(area.x + 8, top, note.width, note.height))
    return boxes


def _draw_zone_name(
    drawing: Drawing, verdict: Verdict, zone: Box, texts: RouteMapTexts, palette: Palette
) -> Box:
    """Names stand where no route can: above the zones, and at the foot of the lowest zone."""
    tone = palette.verdicts[verdict]
    block = fit_text(clean(texts.zones[verdict]), zone.width - 34, _TEXT, SEMIBOLD)
    low = verdict == "not_a_fit"
    top = zone.y + zone.height - block.height - 6 if low else zone.y - block.height - 2
    draw_verdict_mark(drawing, (zone.x + 13, top + block.line_height / 2), 5.5, verdict, palette)
    drawing.block((zone.x + 23, top), block, tone.fill)
    return Box(zone.x + 6, top, block.width + 17, block.height)


def _draw_ticks(drawing: Drawing, plot: _Plot, limits: RouteThresholds, palette: Palette) -> None:
    area = plot.area
    bottom = area.y + area.height
    for fit in (0.0, limits.fit, limits.fit_first_choice, HIGHEST):
        at = (area.x - 6, plot.y(fit) + 3.4)
        drawing.text(at, f"{fit:g}", _SMALL, palette.muted, anchor="end")
    for readiness in (0.0, limits.pilot, limits.go, HIGHEST):
        anchor = "end" if readiness == HIGHEST else "start" if readiness == 0 else "middle"
        at = (plot.x(readiness), bottom + 13)
        drawing.text(at, f"{readiness:g}", _SMALL, palette.muted, anchor=anchor)
    drawing.line((area.x, bottom), (area.x + area.width, bottom), palette.muted, 1)
    drawing.line((area.x, area.y), (area.x, bottom), palette.muted, 1)


def _label(point: RoutePoint, plot: _Plot) -> _Label:
    code = fit_text(clean(point.code), _NAME_WIDTH, _TEXT, BOLD, lines=1)
    name = fit_text(clean(point.name), _NAME_WIDTH, _TEXT, lines=2)
    dot = (plot.x(score_on_scale(point.readiness)), plot.y(score_on_scale(point.fit)))
    return _Label(point.verdict, dot, code, name)


def _list_the_rest(
    labels: Sequence[_Label], places: Sequence[Placed | None], bottom: float
) -> tuple[list[Placed], float]:
    everywhere: list[Placed] = []
    for label, place in zip(labels, places, strict=True):
        if place is not None:
            everywhere.append(place)
            continue
        width, height = label.size
        box = Box(_LEFT, bottom, width, height)
        everywhere.append(Placed(box, box.nearest(label.dot)))
        bottom += height + 4
    return everywhere, bottom


def _draw_routes(
    drawing: Drawing, labels: Sequence[_Label], places: Sequence[Placed], palette: Palette
) -> None:
    for label, place in zip(labels, places, strict=True):
        drawing.line(label.dot, place.touch, label.colour(palette), 1)
    for label in labels:
        drawing.circle(label.dot, _DOT, label.colour(palette), palette.paper, 1.2)
    for label, place in zip(labels, places, strict=True):
        _draw_label(drawing, label, place.box, palette)


def _draw_label(drawing: Drawing, label: _Label, box: Box, palette: Palette) -> None:
    inner = box.grown(-0.8)
    drawing.rect(box.x, box.y, box.width, box.height, label.colour(palette), radius=3.5)
    drawing.rect(inner.x, inner.y, inner.width, inner.height, palette.paper, radius=2.8)
    middle = box.y + box.height / 2
    centre = (box.x + _PAD + _MARK, middle)
    draw_verdict_mark(drawing, centre, _MARK - 0.5, label.verdict, palette)
    left = box.x + 2 * _PAD + 2 * _MARK
    top = middle - max(label.name.height, label.code.height) / 2
    drawing.block((left, top), label.code, palette.ink)
    same_baseline = top + (label.code.line_height - label.name.line_height) * BASELINE
    name_at = (left + label.code.width + _CODE_GAP, same_baseline)
    drawing.block(name_at, label.name, palette.ink)
