"""Charts of a report: pure functions from plain values to SVG, the same for web and PDF."""

from readiness.reports.charts.cost_curve import CostTexts, CostYear, cost_curve
from readiness.reports.charts.decision_matrix import (
    MatrixOutcome,
    MatrixScale,
    decision_matrix,
)
from readiness.reports.charts.dumbbell import DumbbellRow, DumbbellTexts, dumbbell
from readiness.reports.charts.gauge import gauge
from readiness.reports.charts.image import chart_image
from readiness.reports.charts.level_ladder import level_ladder
from readiness.reports.charts.level_stairs import StairScore, level_stairs
from readiness.reports.charts.opinion_gap import opinion_gap
from readiness.reports.charts.option_scale import option_scale
from readiness.reports.charts.palette import PALETTE, Palette, Severity, Tone, Verdict
from readiness.reports.charts.radar import COMPACT, WIDE, Axis, RadarSize, radar
from readiness.reports.charts.risk_map import RiskMapTexts, RiskPoint, risk_map
from readiness.reports.charts.route_bars import RouteBarTexts, RouteRow, route_bars
from readiness.reports.charts.route_map import (
    RouteMapTexts,
    RoutePoint,
    RouteThresholds,
    route_map,
)
from readiness.reports.charts.scale import Format, ScoreLabels
from readiness.reports.charts.score_bar import score_bar
from readiness.reports.charts.timeline import TimelineRow, TimelineTexts, timeline

__all__ = [
    "COMPACT",
    "PALETTE",
    "WIDE",
    "Axis",
    "CostTexts",
    "CostYear",
    "DumbbellRow",
    "DumbbellTexts",
    "Format",
    "MatrixOutcome",
    "MatrixScale",
    "Palette",
    "RadarSize",
    "RiskMapTexts",
    "RiskPoint",
    "RouteBarTexts",
    "RouteMapTexts",
    "RoutePoint",
    "RouteRow",
    "RouteThresholds",
    "ScoreLabels",
    "Severity",
    "StairScore",
    "TimelineRow",
    "TimelineTexts",
    "Tone",
    "Verdict",
    "chart_image",
    "cost_curve",
    "decision_matrix",
    "dumbbell",
    "gauge",
    "level_ladder",
    "level_stairs",
    "opinion_gap",
    "option_scale",
    "radar",
    "risk_map",
    "route_bars",
    "route_map",
    "score_bar",
    "timeline",
]
