"""Finds room for labels near their points so that nothing covers anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot, inf

from readiness.reports.charts.drawing import Point

_GRID = 6.0
_CLEARANCE = 3.0
_CROWD = 60.0  # px within which points get in each other's way
_NEARBY = 30.0  # px beyond the wanted distance within which nearly every label finds a place
_DISTANCES = (7.0, 24.0, 44.0, 70.0)  # wanted between point and label, wider while some find none


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    def grown(self, by: float) -> Box:
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: Box) -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def nearest(self, point: Point) -> Point:
        """The point of this box that is nearest to `point`."""
        return (
            min(max(point[0], self.x), self.x + self.width),
            min(max(point[1], self.y), self.y + self.height),
        )

    def crossed_by(self, start: Point, end: Point) -> bool:
        """Whether the straight line from `start` to `end` passes through the inside."""
        enter, leave = 0.0, 1.0
        spans = (
            (start[0], end[0] - start[0], self.x, self.x + self.width),
            (start[1], end[1] - start[1], self.y, self.y + self.height),
        )
        for origin, step, low, high in spans:
            if step == 0:
                if not low < origin < high:
                    return False
                continue
            first, last = sorted(((low - origin) / step, (high - origin) / step))
            enter, leave = max(enter, first), min(leave, last)
        return enter < leave


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label went and where its leader line touches it."""

    box: Box
    touch: Point


@dataclass(frozen=True, slots=True)
class Label:
    """A label to place: the point it belongs to and its size."""

    point: Point
    width: float
    height: float


def place_labels(
    labels: Sequence[Label], area: Box, obstacles: Sequence[Box], point_radius: float
) -> list[Placed | None]:
    """A place inside `area` for every label; None where there is no room left.

    Labels keep clear of all points, of `obstacles`, of each other and of all leader lines, and the
    lines of other labels and of `obstacles`. Points in a crowd get more distant labels until all
    have one. Same input, same places.
    """
    best: list[Placed | None] = [None] * len(labels)
    for distance in _DISTANCES:
        found = _Attempt(labels, area, obstacles, point_radius).place_all(distance)
        if found.count(None) < best.count(None):
            best = found
        if None not in best:
            break
    return best


class _Attempt:
    """One attempt to place all labels: what is taken so far."""

    def __init__(
        self, labels: Sequence[Label], area: Box, obstacles: Sequence[Box], point_radius: float
    ) -> None:
        self._labels = labels
        self._area = area
        points = [Box(*label.point, 0, 0).grown(point_radius) for label in labels]
        self._taken = [box.grown(_CLEARANCE) for box in (*points, *obstacles)]
        self._texts = list(obstacles)
        self._leaders: list[tuple[Point, Point]] = []

    def place_all(self, crowd_distance: float) -> list[Placed | None]:
        found: list[Placed | None] = [None] * len(self._labels)
        for index in _crowded_first(self._labels):
            crowded = _in_crowd(index, self._labels)
            distance = crowd_distance if crowded else _DISTANCES[0]
            found[index] = self._place(self._labels[index], distance)
        return found

    def _place(self, label: Label, distance: float) -> Placed | None:
        for place in _candidates(label, self._area, distance):
            if self._is_free(label, place):
                self._taken.append(place.box.grown(_CLEARANCE))
                self._texts.append(place.box)
                self._leaders.append((label.point, place.touch))
                return place
        return None

    def _is_free(self, label: Label, place: Placed) -> bool:
        return not (
            any(place.box.overlaps(box) for box in self._taken)
            or any(box.crossed_by(label.point, place.touch) for box in self._texts)
            or any(place.box.grown(1).crossed_by(*leader) for leader in self._leaders)
        )


def _distance(one: Label, other: Label) -> float:
    return hypot(one.point[0] - other.point[0], one.point[1] - other.point[1])


def _in_crowd(index: int, labels: Sequence[Label]) -> bool:
    near = (_distance(labels[index], other) < _CROWD for other in labels)
    return sum(near) > 1


def _crowded_first(labels: Sequence[Label]) -> list[int]:
    spread = [sum(_distance(label, other) for other in labels) for label in labels]
    return sorted(range(len(labels)), key=lambda index: (spread[index], index))


def _candidates(label: Label, area: Box, distance: float) -> Iterator[Placed]:
    """Grid places, nearest to the wanted distance first; beside a point beats above or below."""
    width, height = label.width, label.height
    near = distance + _NEARBY
    # What is farther off than `near` costs more than `_NEARBY`; it is hardly ever asked for.
    for reach, least, most in ((near, 0.0, _NEARBY), (inf, _NEARBY, inf)):
        for cost, y, x in sorted(_ranked(label, area, distance, reach)):
            if least <= cost < most:
                box = Box(x, y, width, height)
                yield Placed(box, box.nearest(label.point))


def _ranked(
    label: Label, area: Box, distance: float, reach: float
) -> Iterator[tuple[float, float, float]]:
    """Cost, y and x of each place that is no farther than `reach` across and down."""
    across_all = _offsets(label.point[0], area.x, area.width, label.width)
    down_all = _offsets(label.point[1], area.y, area.height, label.height)
    rows = [row for row in down_all if row[1] <= reach]
    for x, across, beside_middle in across_all:
        if across <= reach:
            for y, down, below_middle in rows:
                off_middle = below_middle if across else beside_middle
                cost = abs(hypot(across, down) - distance) + 0.4 * down + 0.05 * off_middle
                yield round(cost, 3), y, x


def _offsets(
    point: float, start: float, room: float, length: float
) -> Iterator[tuple[float, float, float]]:
    """Along one axis: each place, how far from the point its box ends, and how far its middle."""
    for step in range(int((room - length) // _GRID) + 1):
        place = start + step * _GRID
        away = max(place - point, point - (place + length), 0.0)
        yield place, away, abs(place + length / 2 - point)
