"""Value rules, indices, risks and decisions on a sheet."""

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import add
from typing import Final

import polars as pl

from readiness.bulk.dimensions import Dimension, level_of
from readiness.bulk.gates import awaits_answer
from readiness.bulk.names import Flag, Number, Word
from readiness.bulk.workings import Workings
from readiness.scoring.expressions.intervals import Interval
from readiness.scoring.indices import PARTS_OF_ONE
from readiness.scoring.plans import DecisionPlan, IndexPlan
from readiness.scoring.rule_compiler import rule_name

RISK_STATES: Final = ("raised", "open", "clear")
_RAISED, _OPEN, _CLEAR = (pl.lit(position, dtype=pl.UInt8) for position in range(len(RISK_STATES)))


def put_factors(work: Workings) -> dict[int, pl.Expr]:
    """Put the lowest factor of each question with value rules on the sheet, in thousandths."""
    found: dict[int, pl.Expr] = {}
    for rule, slot, condition in work.program.value_rules:
        before = found.get(slot, pl.lit(PARTS_OF_ONE, dtype=pl.UInt16))
        applies = work.compiler.condition(condition.node)
        lowest = pl.min_horizontal(before, pl.lit(rule.parts, dtype=pl.UInt16))
        found[slot] = work.sheet.share(pl.when(applies).then(lowest).otherwise(before))
    return found


def let_score_be_read(work: Workings, dimension: Dimension) -> None:
    """Let rules read the score of an index; its level is known after the findings."""
    name = f"score.{dimension.plan.id}"
    score = work.sheet.put(name, dimension.calculated)
    work.names.values[name] = Number(score, Interval(0, 100))


def put_raised_level(work: Workings, plan: IndexPlan, findings: Mapping[int, pl.Expr]) -> None:
    """Put the level of an index after raises on the sheet, and let rules read it."""
    name = f"level.{plan.score.id}"
    level = level_of(pl.col(f"score.{plan.score.id}"), plan.level_bounds)
    for each in plan.raises:
        made = [findings[position].cast(pl.UInt8) for position in sorted(each.findings)]
        fired = reduce(add, made, pl.lit(0, dtype=pl.UInt8)) >= each.at_least
        least = pl.lit(each.level, dtype=pl.UInt8)
        level = work.sheet.share(level)
        level = pl.when(fired).then(pl.max_horizontal(level, least)).otherwise(level)
    column = work.sheet.put(name, level)
    levels = Interval(0, len(plan.level_bounds))
    work.names.values[name] = Number(column, levels, is_byte=True)


def put_risks(work: Workings) -> Iterator[tuple[str, pl.Expr]]:
    """Put which risks are raised or open on the sheet, and let rules read which are raised."""
    raised: dict[str, pl.Expr] = {}
    for risk, _, rule in work.program.risks:
        name = f"risk.{rule_name(risk.code)}"
        holds = work.sheet.share(work.compiler.condition(rule.node))
        is_open = holds.is_null() & awaits_answer(rule, work.codes)
        state = pl.when(holds).then(_RAISED).when(is_open).then(_OPEN).otherwise(_CLEAR)
        column = work.sheet.put(name, state)
        raised[name] = work.sheet.share(column == _RAISED)
        yield name, column.cat.to(pl.Enum(RISK_STATES))
    work.names.values.update((name, Flag(column)) for name, column in raised.items())


def put_decisions(work: Workings) -> Iterator[tuple[str, pl.Expr]]:
    """Put what each decision comes to on the sheet, and let rules read it."""
    decided: dict[str, Word] = {}
    for plan in work.program.decisions:
        name = f"decision.{rule_name(plan.decision.code)}"
        words = tuple(dict.fromkeys(row.outcome for row in plan.decision.rows))
        column = work.sheet.put(name, _outcome(work, plan, words))
        decided[name] = Word(column, words)
        yield name, column.cat.to(pl.Enum(words))
    work.names.values.update(decided)


def _outcome(work: Workings, plan: DecisionPlan, words: tuple[str, ...]) -> pl.Expr:
    """The first row that is true; null where one before it cannot be told, or none is."""
    outcome = pl.lit(None, dtype=pl.UInt8)
    for row, rule in reversed(list(zip(plan.decision.rows, plan.rows, strict=True))):
        found = pl.lit(words.index(row.outcome), dtype=pl.UInt8)
        if rule is None:
            outcome = found
            continue
        holds = work.sheet.share(work.compiler.condition(rule.node))
        outcome = pl.when(holds).then(found).when(holds.not_()).then(outcome)
    return outcome
