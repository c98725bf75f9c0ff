"""Fits, verdicts and the order of routes."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.bulk_numpy.blocks import (
    Block,
    Bytes,
    Column,
    Numbers,
    Truths,
    any_of,
    printed,
    settle,
)

READINESS: dict[str, dict[str, float | Numbers]] = {
    "R1": {
        "logistics": 30,
        "commerce": 25,
        "channels": 15,
        "product_data": 15,
        "customers": 10,
        "strategy": 5,
    },
    "R2": {"marketplaces": 35, "product_data": 25, "logistics": 20, "channels": 10, "commerce": 10},
    "R3": {"channels": 40, "commerce": 20, "customers": 15, "product_data": 15, "strategy": 10},
    "R4": {"customers": 45, "product_data": 30, "channels": 15, "strategy": 10},
    "R5": {"services": 45, "commerce": 15, "logistics": 15, "customers": 15, "channels": 10},
    "R6": {"product_data": 60, "customers": 15, "channels": 15, "strategy": 10},
}
BLOCKING = {
    "R1": ("G1", "G3", "G4", "G5", "G7", "G11"),
    "R2": ("G1", "G3", "G5", "G7"),
    "R3": ("G3", "G4", "G7", "G11"),
    "R4": (),
    "R5": ("G5", "G9", "G11"),
    "R6": ("G2", "G3"),
}
CONDITIONING = {
    "R1": ("G6", "G8", "G10"),
    "R2": ("G4", "G6", "G8"),
    "R3": ("G8", "G10"),
    "R4": ("G4",),
    "R5": ("G4", "G6", "G8", "G10"),
    "R6": (),
}
CONDITIONING_ON_BLOCK = {"R2": ("G11",), "R6": ("G11",)}


GO, PILOT, PREPARE, BLOCKED, NOT_A_FIT, NO_VERDICT = range(6)
CANDIDATES = ("R1", "R2", "R3", "R5", "R6")
BASE = 3


def fits(b: Block) -> dict[str, Numbers]:
    """Compute the fit of all routes."""
    v = b.value
    share, basket = v["profile.parcel_share"], v["profile.basket"]
    brand, trade = v["profile.brand_demand"], v["profile.trade_share"]
    worth = (v["profile.order_value"] + v["profile.margin"]) / 2
    standard, advice = v["profile.standardised"], v["profile.advice"]
    consumption, stock = v["profile.consumption"], v["profile.point_of_use_stock"]
    r1 = (35 * (basket * 25) + 30 * (worth * 25) + 20 * share + 15 * (brand * 25)) / 100
    r1 = np.where(basket <= 1, np.minimum(r1, 30), r1)
    r1 = np.where((worth <= 1) | (share < 40), np.minimum(r1, 45), r1)
    r2 = (35 * (standard * 25) + 25 * share + 25 * (brand * 25) + 15 * ((4 - advice) * 25)) / 100
    r2 = np.where(share < 30, np.minimum(r2, 30), r2)
    r2 = np.where(standard <= 1, np.minimum(r2, 35), r2)
    r3 = (35 * (advice * 25) + 30 * (trade * 25) + 20 * (brand * 25) + 15 * (worth * 25)) / 100
    r3 = np.where(trade <= 1, np.minimum(r3, 35), r3)
    r5 = (55 * (consumption * 25) + 45 * (stock * 25)) / 100
    r5 = np.where(consumption <= 1, np.minimum(r5, 30), r5)
    planned = v["profile.specified"]
    known = ~np.isnan(planned)
    table = np.array([0.0, 25.0, 55.0, 80.0, 100.0])
    r6 = np.where(known, table[np.where(known, planned, 0).astype(np.intp)], np.nan)
    r4 = 60 + 20 * trade / 4 + 20 * (4 - basket) / 4
    return {
        code: settle(fit)
        for code, fit in zip(
            ("R1", "R2", "R3", "R4", "R5", "R6"), (r1, r2, r3, r4, r5, r6), strict=True
        )
    }


def weighted(weights: Mapping[str, float | Numbers], scores: Mapping[str, Numbers]) -> Numbers:
    """Take the mean of the scores that are there."""
    rows = len(next(iter(scores.values())))
    total, points = np.zeros(rows), np.zeros(rows)
    for name, weight in weights.items():
        known = ~np.isnan(scores[name])
        total += np.where(known, weight, 0.0)
        points += np.where(known, weight * scores[name], 0.0)
    with np.errstate(invalid="ignore"):
        return settle(points / total)


def verdict(fit: Numbers, readiness: Numbers, blocked: Truths, conditioned: Truths) -> Bytes:
    """Read the verdict table."""
    conditions = [
        fit < 40,
        np.isnan(fit),
        blocked,
        np.isnan(readiness),
        readiness < 40,
        (readiness < 60) | conditioned,
    ]
    choices = [NOT_A_FIT, NO_VERDICT, BLOCKED, NO_VERDICT, PREPARE, PILOT]
    return np.select(conditions, choices, GO).astype(np.uint8)


@dataclass(frozen=True)
class Judged:
    """All routes, by code."""

    fit: dict[str, Numbers]
    ready: dict[str, Numbers]
    index: dict[str, Numbers]
    verdict: dict[str, Bytes]


def judge(b: Block, scores: Mapping[str, Numbers], found: Mapping[str, Bytes]) -> Judged:
    """Judge all routes."""
    fit = fits(b)
    ready = {code: weighted(weights, scores) for code, weights in READINESS.items()}
    index = {code: settle((60 * fit[code] + 40 * ready[code]) / 100) for code in fit}
    none = np.zeros(len(fit["R1"]), dtype=np.bool_)
    verdicts = {}
    for code in fit:
        blocked = any_of(none, *(found[g] == 0 for g in BLOCKING[code]))
        conditioned = any_of(
            none,
            *(found[g] == 1 for g in BLOCKING[code]),
            *(found[g] <= 1 for g in CONDITIONING[code]),
            *(found[g] == 0 for g in CONDITIONING_ON_BLOCK.get(code, ())),
        )
        verdicts[code] = verdict(fit[code], ready[code], blocked, conditioned)
    return Judged(fit, ready, index, verdicts)


def routes(judged: Judged) -> dict[str, Column]:
    """Give the columns of all routes, the order among them too."""
    results: dict[str, Column] = {}
    for code, fit in judged.fit.items():
        results[f"fit.{code}"] = printed(fit)
        results[f"readiness.{code}"] = printed(judged.ready[code])
        results[f"index.{code}"] = printed(judged.index[code])
        results[f"verdict.{code}"] = judged.verdict[code]
    return results | first_routes(judged) | next_routes(judged)


def first_routes(judged: Judged) -> dict[str, Column]:
    """Choose the primary route and those close to it."""
    fit, ready, verdicts = judged.fit, judged.ready, judged.verdict
    able = {
        c: (verdicts[c] <= PILOT) & (fit[c] >= 55) & ~np.isnan(judged.index[c]) for c in CANDIDATES
    }
    keys = {c: np.where(able[c], judged.index[c], -1.0) for c in CANDIDATES}
    rows = len(fit["R1"])
    best, at = np.full(rows, -1.0), np.full(rows, BASE, dtype=np.uint8)
    best_fit, best_ready = best.copy(), best.copy()
    for c in CANDIDATES:
        better = able[c] & (
            (keys[c] > best)
            | (keys[c] == best)
            & ((fit[c] > best_fit) | (fit[c] == best_fit) & (ready[c] > best_ready))
        )
        best = np.where(better, keys[c], best)
        best_fit = np.where(better, fit[c], best_fit)
        best_ready = np.where(better, ready[c], best_ready)
        at = np.where(better, np.uint8(int(c[1]) - 1), at)
    results: dict[str, Column] = {"primary": at}
    for c in CANDIDATES:
        is_first = at == int(c[1]) - 1
        results[f"close.{c}"] = able[c] & ~is_first & (settle(best - keys[c]) < 5)
    return results


def next_routes(judged: Judged) -> dict[str, Column]:
    """Number the routes that repair can bring about, from 1; 0 for others."""
    fit, verdicts = judged.fit, judged.verdict
    waiting = {
        c: ((verdicts[c] == BLOCKED) | (verdicts[c] == PREPARE)) & (fit[c] >= 55)
        for c in CANDIDATES
    }
    order_fit = np.stack([np.where(waiting[c], fit[c], -2.0) for c in CANDIDATES], axis=1)
    order_ready = np.stack([np.nan_to_num(judged.ready[c], nan=-1.0) for c in CANDIDATES], axis=1)
    order = np.lexsort((-order_ready, -order_fit), axis=1)
    place = np.empty_like(order)
    np.put_along_axis(place, order, np.arange(1, len(CANDIDATES) + 1)[None, :], axis=1)
    return {
        f"next.{c}": np.where(waiting[c], place[:, i], 0).astype(np.uint8)
        for i, c in enumerate(CANDIDATES)
    }
