"""The mark of a verdict: a shape of its own, so that it reads without colour."""

from __future__ import annotations

from math import cos, pi, sin

from readiness.reports.charts.drawing import Drawing, Point
from readiness.reports.charts.palette import Palette, Verdict


def draw_verdict_mark(
    drawing: Drawing,
    centre: Point,
    radius: float,
    verdict: Verdict | None,
    palette: Palette,
) -> None:
    """Go: disc with a tick. Pilot: diamond. Prepare: triangle. Blocked: octagon with a bar.
    Not a fit: ring with a bar. No verdict: small ring."""
    x, y = centre
    if verdict is None:
        drawing.circle(centre, radius * 0.55, palette.paper, palette.muted, radius * 0.22)
        return
    fill = palette.verdicts[verdict].fill
    if verdict == "go":
        drawing.circle(centre, radius, fill)
        tick = [(-0.45, 0.05), (-0.12, 0.38), (0.48, -0.35)]
        points = [(x + radius * dx, y + radius * dy) for dx, dy in tick]
        drawing.polyline(points, palette.paper, radius * 0.28)
    elif verdict == "pilot":
        drawing.polygon(_regular(centre, radius * 1.1, 4, -pi / 2), fill)
        drawing.circle(centre, radius * 0.32, palette.paper)
    elif verdict == "prepare":
        drawing.polygon(_regular((x, y + radius * 0.2), radius * 1.15, 3, -pi / 2), fill)
    elif verdict == "blocked":
        drawing.polygon(_regular(centre, radius * 1.08, 8, pi / 8), fill)
        drawing.rect(
            x - radius * 0.55, y - radius * 0.17, radius * 1.1, radius * 0.34, palette.paper
        )
    else:
        drawing.circle(centre, radius * 0.85, palette.paper, fill, radius * 0.28)
        drawing.line((x - radius * 0.4, y), (x + radius * 0.4, y), fill, radius * 0.28)


def _regular(centre: Point, radius: float, corners: int, start: float) -> list[Point]:
    angles = [start + 2 * pi * corner / corners for corner in range(corners)]
    return [(centre[0] + radius * cos(a), centre[1] + radius * sin(a)) for a in angles]
