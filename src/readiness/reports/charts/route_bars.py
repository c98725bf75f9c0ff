"""Fit and readiness of every route as paired bars, with the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.reports.charts.drawing import Drawing, clean
from readiness.reports.charts.legend import LegendEntry, draw_legend
from readiness.reports.charts.measure import TextBlock, fit_text, text_width
from readiness.reports.charts.palette import PALETTE, Palette, Verdict
from readiness.reports.charts.scale import HIGHEST, Format, optional_score, print_score
from readiness.reports.charts.verdict_mark import draw_verdict_mark
from readiness.reports.fonts import BOLD, SEMIBOLD

_WIDTH = 656.0
_TEXT = 12.0
_CODE = 30.0
_NAME = 172.0
_TRACK_LEFT = _CODE + _NAME + 14
_TRACK = 240.0
_BAR = 9.0
_BAR_GAP = 4.0
_VERDICT_LEFT = _TRACK_LEFT + _TRACK + 48
_ROW_PADDING = 9.0


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A route; `fit` and `readiness` are 0-100 or None."""

    code: str
    name: str
    fit: float | None
    readiness: float | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class RouteBarTexts:
    """Words of the chart: both measures, the verdicts, and what the ticks mean (may be empty)."""

    fit: str
    readiness: str
    verdicts: Mapping[Verdict, str]
    thresholds: str = ""


@dataclass(frozen=True, slots=True)
class _Bar:
    top: float
    value: float | None
    thresholds: Sequence[float]
    fill: str


@dataclass(frozen=True, slots=True)
class _Measured:
    row: RouteRow
    code: TextBlock
    name: TextBlock
    verdict: TextBlock

    @property
    def height(self) -> float:
        bars = 2 * _BAR + _BAR_GAP
        texts = (self.code.height, self.name.height, self.verdict.height, bars)
        return max(texts) + 2 * _ROW_PADDING


def route_bars(
    rows: Sequence[RouteRow],
    texts: RouteBarTexts,
    *,
    title: str,
    fmt: Format,
    fit_thresholds: Sequence[float] = (40.0, 55.0),
    readiness_thresholds: Sequence[float] = (40.0, 60.0),
    palette: Palette = PALETTE,
) -> Markup:
    """One row a route: code and name, two bars from 0 to 100 with their figures, the verdict."""
    drawing = Drawing()
    y = _draw_key(drawing, texts, palette) + 6
    for measured in [_measure(row, texts) for row in rows]:
        drawing.line((0, y), (_WIDTH, y), palette.grid, 0.8)
        middle = y + measured.height / 2
        drawing.block((0, middle - measured.code.height / 2), measured.code, palette.ink)
        drawing.block((_CODE, middle - measured.name.height / 2), measured.name, palette.ink)
        row = measured.row
        bars = (
            _Bar(middle - _BAR - _BAR_GAP / 2, row.fit, fit_thresholds, palette.muted),
            _Bar(middle + _BAR_GAP / 2, row.readiness, readiness_thresholds, palette.accent),
        )
        for bar in bars:
            _draw_bar(drawing, bar, fmt, palette)
        _draw_verdict(drawing, middle, measured, palette)
        y += measured.height
    drawing.line((0, y), (_WIDTH, y), palette.grid, 0.8)
    return drawing.finish(_WIDTH, y + 1, title)


def _measure(row: RouteRow, texts: RouteBarTexts) -> _Measured:
    verdict = texts.verdicts[row.verdict] if row.verdict is not None else ""
    return _Measured(
        row,
        fit_text(clean(row.code), _CODE - 4, _TEXT, BOLD, lines=1),
        fit_text(clean(row.name), _NAME, _TEXT, lines=2),
        fit_text(clean(verdict), _WIDTH - _VERDICT_LEFT - 24, _TEXT, SEMIBOLD),
    )


def _draw_key(drawing: Drawing, texts: RouteBarTexts, palette: Palette) -> float:
    entries = [
        LegendEntry(texts.fit, palette.muted, "bar"),
        LegendEntry(texts.readiness, palette.accent, "bar"),
    ]
    if texts.thresholds:
        entries.append(LegendEntry(texts.thresholds, palette.ink, "tick"))
    return draw_legend(drawing, entries, (0, 0), _WIDTH, palette)


def _draw_bar(drawing: Drawing, bar: _Bar, fmt: Format, palette: Palette) -> None:
    score = optional_score(bar.value)
    drawing.rect(_TRACK_LEFT, bar.top, _TRACK, _BAR, palette.track)
    if score is not None:
        drawing.rect(_TRACK_LEFT, bar.top, _TRACK * score / HIGHEST, _BAR, bar.fill)
    for threshold in bar.thresholds:
        x = _TRACK_LEFT + _TRACK * threshold / HIGHEST
        covered = score is not None and score > threshold
        colour = palette.paper if covered else palette.ink
        drawing.line((x, bar.top), (x, bar.top + _BAR), colour, 1.2)
    printed = print_score(score, fmt)
    size = min(_TEXT, _TEXT * 38 / max(text_width(printed, _TEXT, SEMIBOLD), 1.0))
    at = (_TRACK_LEFT + _TRACK + 7, bar.top + _BAR - 0.5)
    colour = palette.muted if score is None else palette.ink
    drawing.text(at, printed, size, colour, weight=SEMIBOLD)


def _draw_verdict(drawing: Drawing, middle: float, measured: _Measured, palette: Palette) -> None:
    verdict = measured.row.verdict
    draw_verdict_mark(drawing, (_VERDICT_LEFT + 8, middle), 7.5, verdict, palette)
    if verdict is not None:
        top = middle - measured.verdict.height / 2
        colour = palette.verdicts[verdict].fill
        drawing.block((_VERDICT_LEFT + 22, top), measured.verdict, colour)
