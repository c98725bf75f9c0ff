"""The charts of one report, each with a sentence that says its values."""

from base64 import b64encode
from dataclasses import dataclass
from math import cos, pi, sin

from markupsafe import Markup

from readiness.reports.charts import (
    COMPACT,
    PALETTE,
    WIDE,
    Axis,
    RadarSize,
    RouteMapTexts,
    RoutePoint,
    RouteThresholds,
    Verdict,
    gauge,
    level_ladder,
    radar,
    route_map,
    score_bar,
)
from readiness.reports.html_decision_charts import (
    index_gauges,
    index_ladders,
    matrices,
    risk_chart,
)
from readiness.reports.html_drawing import Draw, as_image, inline, palette_of
from readiness.reports.html_plan_charts import comparison_chart, plan_chart
from readiness.reports.html_standing_charts import (
    opinions,
    sample_bar,
    score_labels,
    span,
    stairs,
)
from readiness.reports.html_worksheet_charts import cost_curves
from readiness.reports.numbers import Numbers
from readiness.reports.view.annex_parts import ReportView
from readiness.reports.view.pages import DimensionView
from readiness.reports.view.parts import RouteLine
from readiness.reports.view.route_parts import Routes, VerdictBounds
from readiness.reports.words import Words

_LEAST_AXES = 3


@dataclass(frozen=True, slots=True)
class ReportCharts:
    """Ready elements; None where the report has too little to draw."""

    gauge: Markup
    ladder: Markup
    stairs: Markup
    radar: Markup | None
    compact_radar: Markup | None
    route_map: Markup | None
    bars: dict[str, Markup]
    opinions: dict[str, Markup]
    sample_bar: Markup
    index_gauges: dict[str, Markup]
    index_ladders: dict[str, Markup]
    matrices: dict[str, Markup]
    risk_map: Markup | None
    cost_curves: dict[str, Markup]
    plan: Markup | None
    comparison: Markup | None


def report_charts(view: ReportView, words: Words, *, for_print: bool) -> ReportCharts:
    """All charts: images with an alternative text for print, inline drawings for the screen."""
    draw = as_image if for_print else inline
    numbers, palette = Numbers(view.language), palette_of(view)
    return ReportCharts(
        gauge=_gauge(view, words, numbers, draw),
        ladder=_ladder(view, words, numbers, draw),
        stairs=stairs(view, words, numbers, draw),
        radar=_radar(view, words, numbers, draw),
        compact_radar=_radar(view, words, numbers, draw, COMPACT),
        route_map=_route_map(view.routes, words, draw) if view.routes else None,
        bars=_bars(view, words, numbers, draw),
        opinions=opinions(view, words, draw),
        sample_bar=sample_bar(view, words, draw),
        index_gauges=index_gauges(view, words, numbers, draw),
        index_ladders=index_ladders(view, words, numbers, draw),
        matrices=matrices(view, words, draw),
        risk_map=risk_chart(view.risks, words, draw),
        cost_curves=cost_curves(view.worksheets, words, numbers, draw, palette),
        plan=plan_chart(view.plan, words, draw, palette),
        comparison=comparison_chart(
            view.comparison, view.levels_from, words, numbers, draw, palette
        ),
    )


def cover_art(view: ReportView) -> str | None:
    """The radar's silhouette as a data URL for a background; None below three dimensions."""
    axes, tones = view.profile.axes, palette_of(view).cover
    if len(axes) < _LEAST_AXES:
        return None
    rings = "".join(
        f'<polygon points="{_corners([share] * len(axes))}" fill="none" stroke="{tones.line}" '
        f'stroke-width="0.6"/>'
        for share in (20, 40, 60, 80, 100)
    )
    spokes = "".join(
        f'<line x1="0" y1="0" x2="{x}" y2="{y}" stroke="{tones.line}" stroke-width="0.6"/>'
        for x, y in (point.split(",") for point in _corners([100] * len(axes)).split())
    )
    shape = _corners([axis.score or 0 for axis in axes])
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" '
        f'viewBox="-104 -104 208 208">{rings}{spokes}'
        f'<polygon points="{shape}" fill="{tones.shape}" stroke="{tones.stroke}" '
        'stroke-width="1.4" stroke-linejoin="round"/></svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode('ascii')}"


def _corners(values: list[float]) -> str:
    step = 2 * pi / len(values)
    points = ((v * sin(i * step), -v * cos(i * step)) for i, v in enumerate(values))
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in points)


def _gauge(view: ReportView, words: Words, numbers: Numbers, draw: Draw) -> Markup:
    summary = view.summary
    sentence = words.say(
        "Overall score %(score)s of 100, %(level)s.",
        score=summary.score_label,
        level=summary.levels_possible_label or summary.level_name,
    )
    if summary.range_label:
        sentence += " " + words.say("Range %(range)s.", range=summary.range_label)
    return draw(
        sentence,
        lambda title: gauge(
            summary.score,
            summary.levels_possible_label or summary.level_name,
            title=title,
            fmt=numbers.tenth,
            span=span(summary),
            bounds=view.levels_from,
            palette=palette_of(view),
        ),
    )


def _ladder(view: ReportView, words: Words, numbers: Numbers, draw: Draw) -> Markup:
    summary, steps = view.summary, view.profile.ladder
    sentence = words.say(
        "The levels are %(levels)s; your overall score is %(score)s.",
        levels=", ".join(f"{step.number} {step.name}" for step in steps),
        score=summary.score_label,
    )
    return draw(
        sentence,
        lambda title: level_ladder(
            [step.name for step in steps],
            summary.score,
            title=title,
            fmt=numbers.tenth,
            calculated=summary.calculated,
            labels=score_labels(view, words),
            bounds=view.levels_from,
            palette=palette_of(view),
        ),
    )


def _radar(
    view: ReportView, words: Words, numbers: Numbers, draw: Draw, size: RadarSize = WIDE
) -> Markup | None:
    axes = view.profile.axes
    if len(axes) < _LEAST_AXES:
        return None
    sentence = words.say(
        "Scores of 100 by dimension: %(scores)s.",
        scores=", ".join(f"{axis.name} {axis.score_label}" for axis in axes),
    )
    known = [(axis.code, axis.target) for axis in axes if axis.target is not None]
    targets = ", ".join(f"{code} {numbers.figure(target)}" for code, target in known)
    if targets:
        sentence += " " + words.say("Next levels begin at: %(targets)s.", targets=targets)
    return draw(
        sentence,
        lambda title: radar(
            [
                Axis((a.name,), a.score, a.calculated, a.score_label, a.calculated_label, a.target)
                for a in axes
            ],
            title=title,
            fmt=numbers.whole,
            labels=score_labels(view, words),
            bounds=view.levels_from,
            size=size,
            palette=palette_of(view),
        ),
    )


def _route_map(part: Routes, words: Words, draw: Draw) -> Markup | None:
    bounds = part.bounds
    lines = [route.line for route in part.routes]
    points = [
        RoutePoint(line.code, line.name, line.fit, line.readiness, line.verdict)
        for line in lines
        if line.fit is not None and line.readiness is not None
    ]
    if bounds is None or not points:
        return None
    said = [_route_said(line, words) for line in lines]
    sentence = words.say("Routes by fit and readiness: %(routes)s.", routes="; ".join(said))
    texts = RouteMapTexts(
        fit=words.say("Fit"),
        readiness=words.say("Readiness"),
        zones=_zones(part),
        first_choice=words.say("first choice"),
    )
    return draw(
        sentence,
        lambda title: route_map(points, texts, title=title, thresholds=_thresholds(bounds)),
    )


def _route_said(line: RouteLine, words: Words) -> str:
    return words.say(
        "%(code)s %(name)s fit %(fit)s, readiness %(readiness)s, %(verdict)s",
        code=line.code,
        name=line.name,
        fit=line.fit_label,
        readiness=line.readiness_label,
        verdict=line.verdict_label,
    )


def _zones(part: Routes) -> dict[Verdict, str]:
    verdicts = part.verdicts
    return {code: verdicts[code] for code in PALETTE.verdicts if code in verdicts}


def _thresholds(bounds: VerdictBounds) -> RouteThresholds:
    return RouteThresholds(
        fit=bounds.fit, fit_first_choice=bounds.first_choice, pilot=bounds.pilot, go=bounds.go
    )


def _bars(view: ReportView, words: Words, numbers: Numbers, draw: Draw) -> dict[str, Markup]:
    def bar(dimension: DimensionView) -> Markup:
        score, printed = dimension.score, dimension.score_label
        sentence = words.say("%(name)s: %(score)s of 100.", name=dimension.name, score=printed)
        if dimension.range_label:
            sentence += " " + words.say("Range %(range)s.", range=dimension.range_label)
        return draw(
            sentence,
            lambda title: score_bar(
                score,
                title=title,
                fmt=lambda value: printed if value == score else numbers.whole(value),
                calculated=dimension.calculated,
                span=span(dimension),
                target=dimension.target,
                bounds=view.levels_from,
                palette=palette_of(view),
            ),
        )

    return {dimension.code: bar(dimension) for dimension in view.profile.dimensions}
