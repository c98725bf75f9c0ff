"""Routes on a sheet: fit, readiness, index and verdict of each."""

from dataclasses import dataclass
from functools import reduce
from operator import add, or_
from typing import Final, get_args

import polars as pl

from readiness.bulk.division import quotient
from readiness.bulk.expressions import RuleCompiler
from readiness.bulk.gates import BLOCK, CONDITION
from readiness.bulk.names import Flag, Names, Number, Word
from readiness.bulk.number_nodes import is_bounded
from readiness.bulk.rounding import SMALL, settle
from readiness.bulk.workings import Workings
from readiness.scoring.expressions.intervals import UNBOUNDED, Interval
from readiness.scoring.plans import FitPlan, RoutePlan
from readiness.scoring.result import Verdict
from readiness.scoring.rule_compiler import rule_name
from readiness.scoring.rules import RouteRules

VERDICTS: Final = get_args(Verdict)
"""A verdict on a sheet is a byte: its position here."""

_NEVER: Final = pl.lit(value=False)
_SCORE: Final = Interval(0, 100)
_FIT: Final = Interval(-SMALL, SMALL)


@dataclass(frozen=True, slots=True)
class Route:
    """One route judged; `small` tells that its fit is no larger than scores can be."""

    code: str
    fit: pl.Expr
    readiness: pl.Expr
    index: pl.Expr
    verdict: pl.Expr
    small: bool


def put_route(work: Workings, plan: RoutePlan) -> Route:
    """Put a route on the sheet. Routes read no other route, see `let_read`."""
    sheet, name = work.sheet, rule_name(plan.route.code)
    small = _is_small(plan.fit, work.names)
    fit = sheet.put(f"fit.{name}", settle(sheet, _fit(work, plan.fit), small=small))
    readiness = sheet.put(f"readiness.{name}", settle(sheet, _readiness(work, plan)))
    rules = work.program.questionnaire.route_rules
    index = pl.lit(None, dtype=pl.Float64)
    if rules is not None:
        index = settle(sheet, _index(rules, fit, readiness), small=small)
    inputs = Names(
        {
            "fit": Number(fit, _FIT if small else UNBOUNDED),
            "readiness": Number(readiness, _SCORE),
            "blocked": Flag(sheet.share(_any_gate(work, plan, _BLOCKING))),
            "conditioned": Flag(sheet.share(_any_gate(work, plan, _CONDITIONING))),
        },
        {},
    )
    return Route(
        code=plan.route.code,
        fit=fit,
        readiness=readiness,
        index=sheet.put(f"index.{name}", index),
        verdict=sheet.put(f"verdict.{name}", _verdict(work, RuleCompiler(sheet, inputs))),
        small=small,
    )


def let_read(work: Workings, route: Route) -> None:
    """Let later rules read what was judged."""
    name = rule_name(route.code)
    work.names.values[f"fit.{name}"] = Number(route.fit, _FIT if route.small else UNBOUNDED)
    work.names.values[f"readiness.{name}"] = Number(route.readiness, _SCORE)
    work.names.values[f"verdict.{name}"] = Word(route.verdict, VERDICTS)


def _is_small(plan: FitPlan, names: Names) -> bool:
    rules = [rule for rule, _ in plan.terms]
    if plan.formula is not None:
        rules = [plan.formula]
    return all(is_bounded(rule.node, names.values, SMALL) for rule in rules)


def _fit(work: Workings, plan: FitPlan) -> pl.Expr:
    """The sum or formula, held at the lowest limit that applies."""
    if plan.formula is not None:
        fit = work.compiler.number(plan.formula.node)
    else:
        terms = (float(weight) * work.compiler.number(rule.node) for rule, weight in plan.terms)
        fit = quotient(reduce(add, terms), float(sum(weight for _, weight in plan.terms)))
    for at_most, rule in plan.limits:
        fit = work.sheet.share(fit)
        holds = work.compiler.condition(rule.node) & (fit > at_most)
        fit = pl.when(holds).then(at_most).otherwise(fit)
    return fit


def _readiness(work: Workings, plan: RoutePlan) -> pl.Expr:
    """The mean of the dimensions that have a score, added from the first to the last."""
    terms = [(float(w), work.capped[name]) for name, w in plan.route.readiness.items()]
    weights = (pl.when(s.is_not_null()).then(w).otherwise(0.0) for w, s in terms)
    total = work.sheet.share(reduce(add, weights))
    points = reduce(add, (w * s.fill_null(0.0) for w, s in terms))
    return pl.when(total > 0).then(quotient(points, total))


def _index(rules: RouteRules, fit: pl.Expr, readiness: pl.Expr) -> pl.Expr:
    parts = rules.index
    total = float(parts["fit"]) * fit + float(parts["readiness"]) * readiness
    return quotient(total, float(parts["fit"] + parts["readiness"]))


_BLOCKING: Final = {("blocks", "block")}
_CONDITIONING: Final = {
    ("blocks", "condition"),
    ("conditions", "block"),
    ("conditions", "condition"),
    ("conditions_on_block", "block"),
}


def _any_gate(work: Workings, plan: RoutePlan, meanings: set[tuple[str, str]]) -> pl.Expr:
    """Whether a gate is in a form that means this for the route, see S-35."""
    forms = {"block": BLOCK, "condition": CONDITION}
    found = (
        work.outcomes[code] == forms[form]
        for code, use in plan.route.gates.items()
        for of, form in sorted(meanings)
        if use == of
    )
    return reduce(or_, found, _NEVER)


def _verdict(work: Workings, rows: RuleCompiler) -> pl.Expr:
    """The first row that holds; one that cannot be told leaves the verdict open."""
    verdict = pl.lit(None, dtype=pl.UInt8)
    for row, rule in reversed(work.program.verdict_rules):
        given = pl.lit(VERDICTS.index(row.verdict), dtype=pl.UInt8)
        if rule is None:
            verdict = given
            continue
        holds = work.sheet.share(rows.condition(rule.node))
        verdict = pl.when(holds).then(given).when(~holds).then(verdict)
    return verdict
