"""Risks by likelihood and impact: a grid of five by five, darker where the product is higher."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.reports.charts.drawing import Drawing, Point, clean
from readiness.reports.charts.measure import TextBlock, fit_text
from readiness.reports.charts.palette import PALETTE, Palette
from readiness.reports.fonts import SEMIBOLD

_STEPS = 5
_WIDTH = 656.0
_LEFT = 22.0
_CELL_HEIGHT = 44.0
_GAP = 3.0
_TEXT, _SMALL = 11.5, 10.0
_CHIP_PAD, _CHIP_GAP, _CHIP_HEIGHT = 5.0, 4.0, 16.0
_HIGH_OUTLINE = 2.0
_STEPS_OF_TONE = (5, 10)
"""Products from which the tone gets darker, below that of a high risk."""


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """A risk on the map; likelihood and impact are 1-5, an open one cannot be excluded yet."""

    code: str
    likelihood: int
    impact: int
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class RiskMapTexts:
    """Words on the map: both axes, and what the outlined cells are."""

    likelihood: str
    impact: str
    high: str


def risk_map(
    points: Sequence[RiskPoint],
    texts: RiskMapTexts,
    *,
    high_from: int | None,
    title: str,
    description: str,
    palette: Palette = PALETTE,
) -> Markup:
    """Impact to the right, likelihood upwards; each cell has its product and its risks' codes.

    Cells of high risks have an outline; the code of an open risk stands in a broken frame.
    """
    if any(not (1 <= p.likelihood <= _STEPS and 1 <= p.impact <= _STEPS) for p in points):
        raise ValueError("likelihood and impact run from 1 to 5")
    drawing = Drawing()
    width = (_WIDTH - _LEFT) / _STEPS
    axis = fit_text(clean(texts.likelihood), _WIDTH * 0.6, _TEXT, SEMIBOLD)
    drawing.block((0, 0), axis, palette.ink)
    y = axis.height + 6
    for likelihood in range(_STEPS, 0, -1):
        y = _draw_row(drawing, points, likelihood, (y, width), (high_from, palette))
    for impact in range(1, _STEPS + 1):
        centre = _LEFT + (impact - 0.5) * width
        drawing.text((centre, y + 12), str(impact), _SMALL, palette.muted, anchor="middle")
    y += 18
    y = _draw_foot(drawing, texts, (y, high_from), palette)
    return drawing.finish(_WIDTH, y, title, description)


def _draw_row(
    drawing: Drawing,
    points: Sequence[RiskPoint],
    likelihood: int,
    place: tuple[float, float],
    looks: tuple[int | None, Palette],
) -> float:
    (y, width), (high_from, palette) = place, looks
    cells = [
        _chips(points, likelihood, impact, width - _GAP - 2 * _CHIP_PAD)
        for impact in range(1, _STEPS + 1)
    ]
    lines = max(len(chips) for chips in cells)
    height = max(_CELL_HEIGHT, 20 + lines * (_CHIP_HEIGHT + _CHIP_GAP))
    for impact, chips in enumerate(cells, start=1):
        product, x = likelihood * impact, _LEFT + (impact - 1) * width
        is_high = high_from is not None and product >= high_from
        tone = _tone(product, palette, is_high=is_high)
        if is_high:
            drawing.rect(x, y, width - _GAP, height - _GAP, palette.ink, radius=3)
        inset = _HIGH_OUTLINE if is_high else 0
        inner = (width - _GAP - 2 * inset, height - _GAP - 2 * inset)
        drawing.rect(x + inset, y + inset, *inner, tone, radius=2)
        number = (x + width - _GAP - 6, y + 14)
        drawing.text(number, str(product), _SMALL, palette.ink, anchor="end")
        _draw_chips(drawing, chips, (x + _CHIP_PAD, y + 18), palette)
    at = (_LEFT - 9, y + height / 2 + 2)
    drawing.text(at, str(likelihood), _SMALL, palette.muted, anchor="end")
    return y + height


def _tone(product: int, palette: Palette, *, is_high: bool) -> str:
    if is_high:
        return palette.risks[-1].fill
    return palette.risks[sum(product >= bound for bound in _STEPS_OF_TONE)].fill


_Chip = tuple[TextBlock, bool]


def _chips(
    points: Sequence[RiskPoint], likelihood: int, impact: int, room: float
) -> list[list[_Chip]]:
    """The codes of a cell, in as many lines as they need."""
    lines: list[list[_Chip]] = []
    used = room
    for point in points:
        if (point.likelihood, point.impact) != (likelihood, impact):
            continue
        code = fit_text(clean(point.code), room - 2 * _CHIP_PAD, _SMALL, SEMIBOLD, lines=1)
        needed = code.width + 2 * _CHIP_PAD + _CHIP_GAP
        if used + needed > room + _CHIP_GAP:
            lines.append([])
            used = 0.0
        lines[-1].append((code, point.is_open))
        used += needed
    return lines


def _draw_chips(
    drawing: Drawing, lines: list[list[_Chip]], top_left: Point, palette: Palette
) -> None:
    x, y = top_left
    for line in lines:
        left = x
        for code, is_open in line:
            width = code.width + 2 * _CHIP_PAD
            drawing.rect(left, y, width, _CHIP_HEIGHT, palette.paper, radius=3)
            if is_open:
                right, bottom = left + width - 0.5, y + _CHIP_HEIGHT - 0.5
                frame = [(left + 0.5, y + 0.5), (right, y + 0.5), (right, bottom)]
                frame.append((left + 0.5, bottom))
                drawing.polyline(frame, palette.ink, 1, "3 2", closed=True)
            drawing.block((left + _CHIP_PAD, y + 2), code, palette.ink)
            left += width + _CHIP_GAP
        y += _CHIP_HEIGHT + _CHIP_GAP


def _draw_foot(
    drawing: Drawing, texts: RiskMapTexts, place: tuple[float, int | None], palette: Palette
) -> float:
    y, high_from = place
    impact = fit_text(clean(texts.impact), _WIDTH * 0.4, _TEXT, SEMIBOLD)
    drawing.block((_WIDTH, y), impact, palette.ink, "end")
    if high_from is None:
        return y + impact.height
    note = fit_text(clean(texts.high), _WIDTH * 0.5, _SMALL)
    drawing.rect(_LEFT, y + 2, 16, 11, palette.ink, radius=2)
    drawing.rect(_LEFT + 2, y + 4, 12, 7, palette.risks[-1].fill)
    drawing.block((_LEFT + 22, y + 1), note, palette.ink)
    return y + max(impact.height, note.height + 1, 14)
