"""Bands cover every figure once: an exact check on the figures that can be typed."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from readiness.scoring.expressions import Path
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import Problem
from readiness.scoring.questions import (
    BEST_VALUE,
    Band,
    MultipleQuestion,
    NumberQuestion,
    Question,
)


@dataclass(frozen=True, slots=True)
class Grid:
    """The figures that can be typed: whole multiples of 10^-decimals from `first` to `last`."""

    decimals: int
    first: int
    last: int

    def shown(self, step: int) -> str:
        """Return a figure as it is typed."""
        return f"{Decimal(step).scaleb(-self.decimals):f}"

    def stretch(self, first: int, last: int) -> str:
        """Return the figures between two steps in words."""
        return self.shown(first) if first == last else f"{self.shown(first)} to {self.shown(last)}"


@dataclass(frozen=True, slots=True)
class Scale:
    """The bands of one question and what is expected of them; `path` leads to the bands.

    `concern`: they count in an index in which high is bad.
    """

    code: str
    bands: Sequence[Band]
    grid: Grid
    rising: bool
    values: Sequence[int]
    path: Path
    concern: bool

    def problem(self, code: str, message: str, remedy: str, *inner: str | int) -> Problem:
        """Return a problem with a band, or with one of its bounds."""
        path = (*self.path, *inner)
        return Problem(code=code, message=f"{self.code}: {message}", remedy=remedy, path=path)


@dataclass(frozen=True, slots=True)
class Reach:
    """The steps of the grid that a band holds; empty when `first` is after `last`."""

    position: int
    value: int
    first: int
    last: int


def lint_bands(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield gaps, overlaps, missing values and wrong order of the bands of each question."""
    concerns = {index.id for index in questionnaire.indices if index.direction == "concern"}
    for i, question in enumerate(questionnaire.questions):
        concern = question.dimension in concerns
        scale = _scale(question, ("questions", i, "bands"), concern=concern)
        if scale is not None and scale.bands:
            yield from _checked(scale)


def _scale(question: Question, path: Path, *, concern: bool) -> Scale | None:
    if isinstance(question, NumberQuestion) and question.low < question.high:
        rising = (question.better != "lower") is not concern
        values = range(BEST_VALUE + 1)
        return Scale(
            question.code,
            question.bands,
            typed_figures(question, question.low, question.high),
            rising,
            values,
            path,
            concern,
        )
    if isinstance(question, MultipleQuestion):
        # Four items or more can be counted into five values; fewer cannot.
        every = 1 if len(question.items) >= BEST_VALUE else BEST_VALUE
        values = range(0, BEST_VALUE + 1, every)
        grid = Grid(0, 0, len(question.items))
        return Scale(question.code, question.bands, grid, True, values, path, concern)
    return None


def reach(band: Band, position: int, grid: Grid) -> Reach:
    """Return the steps of the grid that the band holds."""
    lower, upper = [grid.first], [grid.last]
    if band.at_least is not None:
        lower.append(_steps(band.at_least, grid, ROUND_CEILING))
    if band.above is not None:
        lower.append(_steps(band.above, grid, ROUND_FLOOR) + 1)
    if band.at_most is not None:
        upper.append(_steps(band.at_most, grid, ROUND_FLOOR))
    if band.below is not None:
        upper.append(_steps(band.below, grid, ROUND_CEILING) - 1)
    return Reach(position, band.value, max(lower), min(upper))


def typed_figures(question: NumberQuestion, low: float, high: float) -> Grid:
    """Return the figures that can be typed between two ends, both included."""
    whole = Grid(question.decimals, 0, 0)
    return Grid(
        question.decimals,
        _steps(low, whole, ROUND_CEILING),
        _steps(high, whole, ROUND_FLOOR),
    )


def _steps(bound: float, grid: Grid, rounding: str) -> int:
    """The bound as a number of steps; `repr` gives the digits the author wrote."""
    if not math.isfinite(bound):
        return grid.last + 1 if bound > 0 else grid.first - 1
    return int(Decimal(repr(bound)).scaleb(grid.decimals).to_integral_value(rounding))


def _checked(scale: Scale) -> Iterator[Problem]:
    yield from _double_bounds(scale)
    given = {band.value for band in scale.bands}
    for value in scale.values:
        if value not in given:
            yield scale.problem("missing_value", f"no band has the value {value}", "add the band")
    reaches = sorted(
        (reach(band, i, scale.grid) for i, band in enumerate(scale.bands)),
        key=lambda r: (r.first, r.last),
    )
    for empty in (r for r in reaches if r.first > r.last):
        yield scale.problem(
            "empty_band",
            f"no figure that can be typed lies in the band of value {empty.value}",
            "correct its bounds; mind the accepted range and the decimals",
            empty.position,
        )
    filled = [r for r in reaches if r.first <= r.last]
    if filled:
        yield from _gaps(scale, filled)
        yield from _overlaps(scale, filled)
        yield from _order(scale, filled)


def _double_bounds(scale: Scale) -> Iterator[Problem]:
    for i, band in enumerate(scale.bands):
        for one, other in (("at_least", "above"), ("at_most", "below")):
            if getattr(band, one) is not None and getattr(band, other) is not None:
                yield scale.problem(
                    "incomplete_definition",
                    f"the band of value {band.value} has both {one} and {other}",
                    "keep one of the two",
                    i,
                    other,
                )


def _gaps(scale: Scale, filled: Sequence[Reach]) -> Iterator[Problem]:
    free = scale.grid.first
    for band in filled:
        if band.first > free:
            yield _gap(scale, free, band.first - 1, band)
        free = max(free, band.last + 1)
    if free <= scale.grid.last:
        yield _gap(scale, free, scale.grid.last, filled[-1])


def _gap(scale: Scale, first: int, last: int, beside: Reach) -> Problem:
    return scale.problem(
        "band_gap",
        f"no band holds {scale.grid.stretch(first, last)}",
        "move a bound so that the bands meet",
        beside.position,
    )


def _overlaps(scale: Scale, filled: Sequence[Reach]) -> Iterator[Problem]:
    widest = filled[0]
    for band in filled[1:]:
        if band.first <= widest.last:
            shared = scale.grid.stretch(band.first, min(band.last, widest.last))
            yield scale.problem(
                "band_overlap",
                f"the bands of values {widest.value} and {band.value} both hold {shared}",
                "let one start where the other ends; above and below exclude the figure itself",
                band.position,
            )
        if band.last > widest.last:
            widest = band


def _order(scale: Scale, filled: Sequence[Reach]) -> Iterator[Problem]:
    end, moves = ("higher", "rise") if scale.rising else ("lower", "fall")
    what = "worse" if scale.concern else "better"
    for lower, upper in pairwise(filled):
        if upper.value == lower.value or (upper.value > lower.value) != scale.rising:
            yield scale.problem(
                "band_order",
                f"value {upper.value} follows value {lower.value} where {end} is {what}",
                f"let the values {moves} while the figures rise, or correct better:",
                upper.position,
            )
