"""Scores of dimensions and overall on a sheet, before and after what gates cap."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Final

import polars as pl

from readiness.bulk.division import quotient
from readiness.bulk.gates import capped
from readiness.bulk.layout import DONT_KNOW, FIRST_STATE, NOT_APPLICABLE, NOT_ASKED
from readiness.bulk.names import Number
from readiness.bulk.rounding import settle
from readiness.bulk.workings import Workings
from readiness.scoring.expressions.intervals import Interval
from readiness.scoring.indices import PARTS_OF_ONE
from readiness.scoring.plans import DimensionPlan
from readiness.scoring.questions import BEST_VALUE, POINTS_PER_VALUE

_LARGEST_BYTE: Final = 255
_LARGEST_PAIR: Final = 65_535
Weighted = tuple[int, pl.Expr]


@dataclass(frozen=True, slots=True)
class Dimension:
    """Weights answered and applicable, whole; the score before caps, null without evidence."""

    plan: DimensionPlan
    answered: pl.Expr
    applicable: pl.Expr
    calculated: pl.Expr


def put_dimension(work: Workings, plan: DimensionPlan, factors: Mapping[int, pl.Expr]) -> Dimension:
    """Put what a dimension or an index scores on the sheet, from whole weights and values.

    `factors` are those of value rules, in thousandths, by the slot of the question.
    """
    sheet = work.sheet
    members = [(weight, work.codes[slot]) for slot, weight, _ in plan.members]
    zeros = [(weight, work.codes[slot]) for slot, weight, is_zero in plan.members if is_zero]
    points = _total(((w, _value(code)) for w, code in members), BEST_VALUE)
    answered = sheet.share(_total(((w, _flag(code < FIRST_STATE)) for w, code in members), 1))
    unknown = _total(((w, _flag(code == DONT_KNOW)) for w, code in zeros), 1)
    left_out = _total(((w, _flag(_is_left_out(code))) for w, code in members), 1)
    scored = sheet.share((answered + unknown).cast(pl.Float64))
    whole = pl.lit(sum(weight for weight, _ in members), dtype=pl.UInt32)
    score = quotient(points.cast(pl.Float64) * float(POINTS_PER_VALUE), scored)
    reduced = [
        weight * _value(work.codes[slot]).cast(pl.Float64) * (PARTS_OF_ONE - factors[slot])
        for slot, weight, _ in plan.members
        if slot in factors
    ]
    if reduced:
        parts = points.cast(pl.Float64) * float(PARTS_OF_ONE) - reduce(add, reduced)
        score = quotient(parts * float(POINTS_PER_VALUE), scored * float(PARTS_OF_ONE))
    calculated = settle(sheet, pl.when(scored > 0).then(score))
    return Dimension(
        plan=plan,
        answered=answered,
        applicable=sheet.share(whole - left_out),
        calculated=sheet.put(f"calculated.{plan.id}", calculated),
    )


def put_capped(work: Workings, dimension: Dimension) -> None:
    """Put the capped score and its level on the sheet, and let rules read them."""
    plan = dimension.plan
    score = work.sheet.put(f"score.{plan.id}", capped(work, dimension.calculated, plan.id))
    work.capped[plan.id] = score
    _let_read(work, plan.id, score)


def put_overall(work: Workings, dimensions: Sequence[Dimension]) -> None:
    """Put the overall score before and after caps on the sheet, and let rules read it."""
    sheet = work.sheet
    weights = [sheet.share(_weight(work, dimension)) for dimension in dimensions]
    total = sheet.share(reduce(add, weights))
    before, after = (
        settle(sheet, pl.when(total > 0).then(quotient(_weighted(weights, scores), total)))
        for scores in (
            [dimension.calculated for dimension in dimensions],
            [work.capped[dimension.plan.id] for dimension in dimensions],
        )
    )
    sheet.put("calculated.overall", before)
    score = sheet.put("score.overall", capped(work, sheet.share(after)))
    _let_read(work, "overall", score)


def _weight(work: Workings, dimension: Dimension) -> pl.Expr:
    """The dimension's weight overall, 0 without a score."""
    weight = pl.lit(float(dimension.plan.weight))
    for weight_rule, rule in work.program.weight_rules:
        if weight_rule.dimension == dimension.plan.id:
            weight = work.sheet.share(weight)
            applies = work.compiler.condition(rule.node)
            weight = pl.when(applies).then(weight * weight_rule.factor).otherwise(weight)
    return pl.when(dimension.calculated.is_not_null()).then(weight).otherwise(0.0)


def _weighted(weights: Sequence[pl.Expr], scores: Sequence[pl.Expr]) -> pl.Expr:
    """Added from the first to the last, as scoring does: the order decides the last bit."""
    return reduce(add, (w * s.fill_null(0.0) for w, s in zip(weights, scores, strict=True)))


def _let_read(work: Workings, name: str, score: pl.Expr) -> None:
    level = work.sheet.put(f"level.{name}", level_of(score, work.program.level_bounds))
    work.names.values[f"score.{name}"] = Number(score, Interval(0, 100))
    levels = Interval(0, len(work.program.level_bounds))
    work.names.values[f"level.{name}"] = Number(level, levels, is_byte=True)


def level_of(score: pl.Expr, bounds: Sequence[float]) -> pl.Expr:
    """Return how many bounds the score reaches; null without a score."""
    level: pl.Expr = pl.when(score.is_not_null()).then(_byte(0))
    for number, bound in enumerate(sorted(bounds), start=1):
        level = pl.when(score >= bound).then(_byte(number)).otherwise(level)
    return level


def _value(code: pl.Expr) -> pl.Expr:
    return pl.when(code < FIRST_STATE).then(code).otherwise(_byte(0))


def _flag(condition: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(_byte(1)).otherwise(_byte(0))


def _is_left_out(code: pl.Expr) -> pl.Expr:
    return (code == NOT_APPLICABLE) | (code == NOT_ASKED)


def _total(terms: Iterable[Weighted], largest: int) -> pl.Expr:
    """Add up bytes of at most `largest` by weight; wide enough not to overflow.

    Bytes of one weight are added as bytes first, which is the fastest thing there is.
    """
    by_weight: defaultdict[int, list[pl.Expr]] = defaultdict(list)
    for weight, term in terms:
        by_weight[weight].append(term)
    total = sum(weight * largest * len(group) for weight, group in by_weight.items())
    wide = pl.UInt16 if total <= _LARGEST_PAIR else pl.UInt32
    sums = [
        reduce(add, part).cast(wide) * pl.lit(weight, dtype=wide)
        for weight, group in by_weight.items()
        for part in _parts(group, _LARGEST_BYTE // largest)
    ]
    return reduce(add, sums) if sums else pl.lit(0, dtype=wide)


def _parts(terms: Sequence[pl.Expr], length: int) -> Iterator[Sequence[pl.Expr]]:
    for start in range(0, len(terms), length):
        yield terms[start : start + length]


def _byte(value: int) -> pl.Expr:
    return pl.lit(value, dtype=pl.UInt8)
