"""The named levels as an upright scale, with where the score stands and what comes next."""

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
    score_on_scale,
)
from readiness.reports.fonts import BOLD, REGULAR, SEMIBOLD

_WIDTH = 232.0
_HEIGHT = 270.0
_TOP = 8.0
_TICKS = 22.0  # px for the bounds on the left
_STEP = 112.0  # px of a step's width
_GAP = 3.0
_FLAGS = _TICKS + _STEP + 30.0
_FLAG_GAP = 6.0


@dataclass(frozen=True, slots=True)
class StairScore:
    """What stands on the scale, 0-100: the score, before gates, its range, and what comes next."""

    value: float | None
    calculated: float | None = None
    span: tuple[float, float] | None = None
    target: float | None = None


@dataclass(frozen=True, slots=True)
class _Scale:
    """Steps of equal height, whatever the bounds; the highest on top."""

    bounds: tuple[float, ...]

    @property
    def count(self) -> int:
        return len(self.bounds) + 1

    @property
    def height(self) -> float:
        return (_HEIGHT - 2 * _TOP) / self.count

    def top(self, index: int) -> float:
        return _TOP + (self.count - 1 - index) * self.height

    def y(self, score: float) -> float:
        index = level_index(score, self.bounds)
        edges = (LOWEST, *self.bounds, HIGHEST)
        share = (score - edges[index]) / (edges[index + 1] - edges[index])
        return self.top(index) + (1 - share) * self.height


@dataclass(frozen=True, slots=True)
class _Flag:
    score: float
    colour: str
    value: TextBlock
    name: TextBlock

    @property
    def height(self) -> float:
        return self.value.height + self.name.height


def level_stairs(
    levels: Sequence[str],
    score: StairScore,
    *,
    title: str,
    fmt: Format,
    labels: ScoreLabels = UNNAMED,
    bounds: Sequence[float] = LEVEL_BOUNDS,
    palette: Palette = PALETTE,
) -> Markup:
    """Steps with the names of all levels from the lowest below to the highest on top.

    Flags beside them stand at the score, at the one before gates where it differs, and at the
    target; `labels` name them. A bracket spans what the score can still become.
    """
    inner = checked_bounds(bounds)
    if len(levels) != len(inner) + 1:
        raise ValueError(f"{len(levels)} levels need {len(levels) - 1} bounds, got {len(inner)}")
    scale, drawing = _Scale(inner), Drawing()
    value = optional_score(score.value)
    reached = -1 if value is None else level_index(value, inner)
    _draw_steps(drawing, scale, levels, reached, palette)
    if score.span is not None and score.span[0] < score.span[1]:
        _draw_span(drawing, scale, score.span, palette)
    _draw_flags(drawing, scale, _flags(score, labels, fmt, palette))
    if score.target is not None:
        at = scale.y(score_on_scale(score.target))
        drawing.line((_TICKS, at), (_FLAGS - _FLAG_GAP, at), palette.target, 1.6, "5 3")
    return drawing.finish(_WIDTH, _HEIGHT, title)


def _draw_steps(
    drawing: Drawing, scale: _Scale, levels: Sequence[str], reached: int, palette: Palette
) -> None:
    for index, name in enumerate(levels):
        tone, top, here = palette.level(index, scale.count), scale.top(index), index == reached
        fill, text = (tone.fill, tone.text) if index <= reached else (palette.track, palette.ink)
        drawing.rect(_TICKS, top + _GAP / 2, _STEP, scale.height - _GAP, fill, radius=2)
        weight = SEMIBOLD if here else REGULAR
        block = fit_text(f"{index + 1}\u00a0{clean(name)}", _STEP - 16, 12, weight, lines=2)
        middle = top + scale.height / 2
        drawing.block((_TICKS + 8, middle - block.height / 2), block, text)
    for edge in (LOWEST, *scale.bounds, HIGHEST):
        at = (_TICKS - 5, scale.y(edge) + 3.4)
        drawing.text(at, f"{edge:g}", 9.5, palette.muted, anchor="end")


def _draw_span(
    drawing: Drawing, scale: _Scale, span: tuple[float, float], palette: Palette
) -> None:
    low, high = (scale.y(score_on_scale(end)) for end in span)
    x = _TICKS + _STEP + 6
    drawing.line((x, low), (x, high), palette.ink, 1.6)
    for end in (low, high):
        drawing.line((x - 3.5, end), (x + 0.8, end), palette.ink, 1.6)


def _flags(score: StairScore, labels: ScoreLabels, fmt: Format, palette: Palette) -> list[_Flag]:
    value, before = optional_score(score.value), optional_score(score.calculated)
    wanted = [(score.target, labels.target, palette.target)]
    wanted.append((before if differs(before, value) else None, labels.calculated, palette.muted))
    wanted.append((value, labels.score, palette.accent))
    return [
        _Flag(
            at,
            colour,
            fit_text(fmt(at), _WIDTH - _FLAGS, 14, BOLD, lines=1),
            fit_text(clean(label), _WIDTH - _FLAGS, 10.5, lines=2),
        )
        for at, label, colour in wanted
        if at is not None
    ]


def _draw_flags(drawing: Drawing, scale: _Scale, flags: Sequence[_Flag]) -> None:
    wanted = [scale.y(flag.score) for flag in flags]
    heights = [flag.height + _FLAG_GAP for flag in flags]
    places = spread(wanted, heights, 0, _HEIGHT)
    for flag, y, middle in zip(flags, wanted, places, strict=True):
        x = _TICKS + _STEP + 16
        drawing.line((x, y), (_FLAGS - 4, middle), flag.colour, 1.2)
        drawing.polygon([(x - 4, y), (x + 3, y - 4), (x + 3, y + 4)], flag.colour)
        top = middle - flag.height / 2
        drawing.block((_FLAGS, top), flag.value, flag.colour)
        drawing.block((_FLAGS, top + flag.value.height), flag.name, flag.colour)
