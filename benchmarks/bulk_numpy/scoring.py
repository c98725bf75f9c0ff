"""d2c-readiness 2026.1.0 scored: one block of rows at a time, so that a block stays in cache."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.bulk_numpy.blocks import (
    Block,
    Bytes,
    Column,
    Numbers,
    Scored,
    any_of,
    branch,
    dimension,
    level,
    printed,
)
from benchmarks.bulk_numpy.gates import findings, gates
from benchmarks.bulk_numpy.recommendations import recommendations
from benchmarks.bulk_numpy.routes import judge, routes, weighted

ROWS = 16_384
"""The fastest of 4,096, 16,384, 65,536 and all at once."""

DIMENSIONS = {
    "strategy": 12,
    "channels": 14,
    "customers": 14,
    "product_data": 16,
    "logistics": 16,
    "commerce": 12,
    "marketplaces": 8,
    "services": 8,
}
CAPS = (("G1", "logistics"), ("G2", "product_data"), ("G3", "product_data"), ("G11", "strategy"))


@dataclass(frozen=True)
class Places:
    """Where the bytes stand in a code vector, and the questions of each dimension."""

    questions: Mapping[str, int]
    gap_at: int
    share_at: int
    scored: Mapping[str, Sequence[Scored]]


def score_matrix(matrix: Bytes, places: Places) -> dict[str, Column]:
    """Score code vectors; columns as those of `score_many`, words as small numbers."""
    whole: dict[str, Column] = {}
    for start in range(0, len(matrix), ROWS):
        part = score_block(matrix[start : start + ROWS], places)
        if not whole:
            whole = {name: np.empty_like(c, shape=len(matrix)) for name, c in part.items()}
        for name, column in part.items():
            whole[name][start : start + ROWS] = column
    return whole


def score_block(matrix: Bytes, places: Places) -> dict[str, Column]:
    """Score one block."""
    b = Block(matrix, places.questions, places.share_at)
    branch(b)
    found = gates(b)
    made = findings(b, matrix[:, places.gap_at])
    results, capped = scores(b, places.scored, found)
    judged = judge(b, capped, found)
    fired = recommendations(b, found, made, judged.fit)
    results["complete"] = ~any_of(*(b.waiting[name] for name in places.questions))
    results |= {f"gate.{code}": gate for code, gate in found.items()}
    results |= {f"finding.{code}": is_made for code, is_made in made.items()}
    results |= routes(judged)
    results |= {f"recommendation.{code}": is_fired for code, is_fired in fired.items()}
    return results


def scores(
    b: Block, questions: Mapping[str, Sequence[Scored]], found: Mapping[str, Bytes]
) -> tuple[dict[str, Column], dict[str, Numbers]]:
    """Score dimensions and overall; also return the unrounded scores of dimensions after caps."""
    scored = {name: dimension(b, questions[name]) for name in DIMENSIONS}
    before = {name: score for name, (score, _, _) in scored.items()}
    after = dict(before)
    for gate, name in CAPS:
        after[name] = np.where(found[gate] == 0, np.minimum(after[name], 39.9), after[name])
    weights: dict[str, float | Numbers] = {name: float(w) for name, w in DIMENSIONS.items()}
    weights["product_data"] = np.where(b.value["profile.specified"] >= 3, 24.0, 16.0)
    weights["commerce"] = np.where(b.value["profile.basket"] <= 1, 6.0, 12.0)
    overall = weighted(weights, after)
    stopped = any_of(found["G1"] == 0, found["G2"] == 0, found["G11"] == 0)
    overall = np.where(stopped & (overall > 59.9), 59.9, overall)
    results: dict[str, Column] = {}
    for name, first, last in (
        ("overall", weighted(weights, before), overall),
        *((name, before[name], after[name]) for name in DIMENSIONS),
    ):
        results[f"calculated.{name}"] = printed(first)
        results[f"score.{name}"] = printed(last)
        results[f"level.{name}"] = level(last)
    answered = np.sum([part for _, part, _ in scored.values()], axis=0)
    applicable = np.sum([part for _, _, part in scored.values()], axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        results["coverage"] = printed(answered / applicable, 1e4)
        for name, (score, part, whole) in scored.items():
            confidence = part / whole
            results[f"confidence.{name}"] = printed(confidence, 1e4)
            results[f"insufficient_evidence.{name}"] = np.isnan(score) | ~(confidence >= 0.7)
    return results, after
