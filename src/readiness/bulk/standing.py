"""Which route comes first on a sheet: primary, next and close routes, see S-38 to S-41."""

from collections.abc import Sequence
from functools import reduce
from operator import add, and_, or_

import polars as pl

from readiness.bulk.names import Word
from readiness.bulk.rounding import settle
from readiness.bulk.routes import VERDICTS, Route
from readiness.bulk.workings import Workings
from readiness.scoring.rule_compiler import rule_name
from readiness.scoring.rules import RouteChoice, RouteRules

_MISSING = -1.0
_NEVER = pl.lit(value=False)


def put_standing(work: Workings, rules: RouteRules, routes: Sequence[Route]) -> Word:
    """Put the primary route, the places of next routes and close alternatives on the sheet.

    Candidates are compared in pairs: that takes no sorting, and ties keep their order.
    """
    by_code = {route.code: route for route in routes}
    candidates = [by_code[code] for code in rules.candidates]
    sheet = work.sheet
    able = [
        sheet.share(_chosen(route, rules.primary) & route.index.is_not_null())
        for route in candidates
    ]
    first = _put_primary(work, candidates, able)
    words = tuple(dict.fromkeys((*by_code, rules.base)))
    primary = pl.lit(words.index(rules.base), dtype=pl.UInt8)
    best = pl.lit(None, dtype=pl.Float64)
    for route, is_first in zip(candidates, first, strict=True):
        position = pl.lit(words.index(route.code), dtype=pl.UInt8)
        primary = pl.when(is_first).then(position).otherwise(primary)
        best = pl.when(is_first).then(route.index).otherwise(best)
    best = sheet.share(best)
    for route, is_able, is_first in zip(candidates, able, first, strict=True):
        behind = settle(sheet, best - route.index, small=all(r.small for r in candidates))
        close = is_able & ~is_first & (behind < rules.close_within)
        sheet.put(f"close.{rule_name(route.code)}", close.fill_null(value=False))
    _put_next(work, rules.next, candidates)
    return Word(sheet.put("primary route", primary), words)


def _put_primary(
    work: Workings, candidates: Sequence[Route], able: Sequence[pl.Expr]
) -> list[pl.Expr]:
    """For each candidate whether it is the first of those able."""
    keys = [(route.index, route.fit, route.readiness.fill_null(_MISSING)) for route in candidates]
    overtakes = _overtakes(work, keys)
    return [
        work.sheet.share(
            reduce(
                and_,
                (
                    ~able[other] | (~overtakes[at, other] if at < other else overtakes[other, at])
                    for other in range(len(candidates))
                    if other != at
                ),
                able[at],
            )
        )
        for at in range(len(candidates))
    ]


def _put_next(work: Workings, choice: RouteChoice, candidates: Sequence[Route]) -> None:
    """Number the candidates that repair can bring about, from 1; null for others."""
    keys = [(route.fit, route.readiness.fill_null(_MISSING)) for route in candidates]
    waiting = [work.sheet.share(_chosen(route, choice)) for route in candidates]
    overtakes = _overtakes(work, keys)
    for at, route in enumerate(candidates):
        ahead = (
            waiting[other] & (overtakes[at, other] if at < other else ~overtakes[other, at])
            for other in range(len(candidates))
            if other != at
        )
        counted = (pl.when(before).then(_byte(1)).otherwise(_byte(0)) for before in ahead)
        place = pl.when(waiting[at]).then(reduce(add, counted, _byte(1)))
        work.sheet.put(f"next.{rule_name(route.code)}", place)


def _chosen(route: Route, choice: RouteChoice) -> pl.Expr:
    """Whether a route has one of the verdicts and enough fit."""
    verdicts = (route.verdict == VERDICTS.index(v) for v in choice.verdicts if v in VERDICTS)
    chosen = reduce(or_, verdicts, _NEVER) & (route.fit >= choice.fit_at_least)
    return chosen.fill_null(value=False)


def _overtakes(
    work: Workings, keys: Sequence[tuple[pl.Expr, ...]]
) -> dict[tuple[int, int], pl.Expr]:
    """For each pair (earlier, later) whether the later one is strictly higher, key by key."""
    return {
        (earlier, later): work.sheet.share(_is_higher(keys[later], keys[earlier]))
        for later in range(len(keys))
        for earlier in range(later)
    }


def _is_higher(one: tuple[pl.Expr, ...], other: tuple[pl.Expr, ...]) -> pl.Expr:
    higher = one[-1] > other[-1]
    for mine, yours in zip(one[-2::-1], other[-2::-1], strict=True):
        higher = (mine > yours) | ((mine == yours) & higher)
    return higher


def _byte(value: int) -> pl.Expr:
    return pl.lit(value, dtype=pl.UInt8)
