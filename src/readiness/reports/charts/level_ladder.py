"""The named levels as rising steps, with flags where the score stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.reports.charts.drawing import Drawing, clean
from readiness.reports.charts.measure import TextBlock, fit_text, spread
from readiness.reports.charts.palette import PALETTE, Palette
from readiness.reports.charts.scale import (
    HIGHEST,
    LEVEL_BOUNDS,
    LOWEST,
    UNNAMED,
    Format,
    ScoreLabels,
    checked_bounds,
    differs,
    level_index,
    optional_score,
)
from readiness.reports.fonts import BOLD, REGULAR, SEMIBOLD

_WIDTH = 656.0
_MARGIN = 10.0
_STEP_GAP = 4.0
_FIRST_STEP, _RISE = 26.0, 16.0
_FLAG_TEXT = 12.0
_FLAG_WIDTH = 190.0


@dataclass(frozen=True, slots=True)
class _Flag:
    score: float
    text: TextBlock
    colour: str
    final: bool


@dataclass(frozen=True, slots=True)
class _Steps:
    """Where the steps are: equal widths, whatever the bounds."""

    bounds: tuple[float, ...]
    base: float

    @property
    def count(self) -> int:
        return len(self.bounds) + 1

    @property
    def width(self) -> float:
        return (_WIDTH - 2 * _MARGIN) / self.count

    def left(self, index: int) -> float:
        return _MARGIN + index * self.width

    def top(self, index: int) -> float:
        return self.base - _FIRST_STEP - _RISE * index

    def x(self, score: float) -> float:
        index = level_index(score, self.bounds)
        edges = (LOWEST, *self.bounds, HIGHEST)
        share = (score - edges[index]) / (edges[index + 1] - edges[index])
        return self.left(index) + share * (self.width - _STEP_GAP)


def level_ladder(  # noqa: PLR0913 - one keyword for each thing that is drawn
    levels: Sequence[str],
    value: float | None,
    *,
    title: str,
    fmt: Format,
    calculated: float | None = None,
    labels: ScoreLabels = UNNAMED,
    bounds: Sequence[float] = LEVEL_BOUNDS,
    palette: Palette = PALETTE,
) -> Markup:
    """Steps with the names of all levels and a flag at `value`.

    A lighter flag stands at `calculated` when it differs; `labels` name both. `bounds` are the
    inner bounds, one less than there are levels.
    """
    inner = checked_bounds(bounds)
    if len(levels) != len(inner) + 1:
        raise ValueError(f"{len(levels)} levels need {len(levels) - 1} bounds, got {len(inner)}")
    score, before = optional_score(value), optional_score(calculated)
    flags = _flags(score, before, labels, fmt, palette)
    flag_height = max((flag.text.height for flag in flags), default=0.0)
    rise = _FIRST_STEP + _RISE * len(inner)
    steps = _Steps(inner, _MARGIN + flag_height + (24 if flags else 0) + rise)
    drawing = Drawing()
    reached = -1 if score is None else level_index(score, inner)
    _draw_steps(drawing, steps, reached, palette)
    _draw_flags(drawing, steps, flags, palette)
    bottom = _draw_names(drawing, steps, levels, reached, palette)
    return drawing.finish(_WIDTH, bottom + 2, title)


def _flags(
    score: float | None,
    before: float | None,
    labels: ScoreLabels,
    fmt: Format,
    palette: Palette,
) -> list[_Flag]:
    flags: list[_Flag] = []
    if before is not None and differs(before, score):
        text = f"{clean(labels.calculated)} {fmt(before)}".strip()
        block = fit_text(text, _FLAG_WIDTH, _FLAG_TEXT)
        flags.append(_Flag(before, block, palette.muted, final=False))
    if score is not None:
        text = f"{clean(labels.score)} {fmt(score)}".strip()
        block = fit_text(text, _FLAG_WIDTH, _FLAG_TEXT + 1, BOLD)
        flags.append(_Flag(score, block, palette.accent, final=True))
    return flags


def _draw_steps(drawing: Drawing, steps: _Steps, reached: int, palette: Palette) -> None:
    for index in range(steps.count):
        tone = palette.level(index, steps.count)
        fill, text = (tone.fill, tone.text) if index <= reached else (palette.track, palette.muted)
        left, top = steps.left(index), steps.top(index)
        drawing.rect(left, top, steps.width - _STEP_GAP, steps.base - top, fill, radius=2)
        weight = BOLD if index <= reached else SEMIBOLD
        drawing.text((left + 8, steps.base - 8), str(index + 1), 13, text, weight=weight)


def _draw_flags(drawing: Drawing, steps: _Steps, flags: Sequence[_Flag], palette: Palette) -> None:
    poles = [steps.x(flag.score) for flag in flags]
    widths = [flag.text.width + 14 for flag in flags]
    centres = spread(poles, widths, 0, _WIDTH)
    row = max((flag.text.height for flag in flags), default=0.0) + _MARGIN / 2
    for flag, pole, centre in zip(flags, poles, centres, strict=True):
        foot = (pole, steps.top(level_index(flag.score, steps.bounds)))
        half = max(flag.text.width / 2 - 4, 0)
        start = min(max(pole, centre - half), centre + half)
        knee = [(start, row + 2), (pole, row + 10), foot]
        drawing.polyline(knee, flag.colour, 1.8 if flag.final else 1.3, "" if flag.final else "3 3")
        inside = flag.colour if flag.final else palette.paper
        drawing.circle(foot, 4.5, inside, palette.paper if flag.final else flag.colour, 1.5)
        drawing.block((centre, row - flag.text.height), flag.text, flag.colour, "middle")


def _draw_names(
    drawing: Drawing, steps: _Steps, levels: Sequence[str], reached: int, palette: Palette
) -> float:
    edges = (LOWEST, *steps.bounds, HIGHEST)
    for index, edge in enumerate(edges):
        anchor = "start" if index == 0 else "end" if index == steps.count else "middle"
        x = steps.left(index) - (0 if index == 0 else _STEP_GAP / (1 if anchor == "end" else 2))
        drawing.text((x, steps.base + 12), f"{edge:g}", 9.5, palette.muted, anchor=anchor)
    bottom = steps.base
    for index, name in enumerate(levels):
        here = index == reached
        block = fit_text(clean(name), steps.width - 10, 12, SEMIBOLD if here else REGULAR, lines=2)
        centre = steps.left(index) + (steps.width - _STEP_GAP) / 2
        top = steps.base + 18
        drawing.block((centre, top), block, palette.ink if here else palette.muted, "middle")
        bottom = max(bottom, top + block.height)
    return bottom
