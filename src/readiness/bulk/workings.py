"""What is put on a sheet while a questionnaire is laid out on it, from part to part."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from readiness.bulk.expressions import RuleCompiler
from readiness.bulk.names import Names
from readiness.bulk.sheet import Sheet
from readiness.scoring.plans import Program


@dataclass(slots=True)
class Workings:
    """A sheet with what later parts read of earlier ones.

    `codes` are the questions' bytes by position, once what is not asked is left out; `capped` the
    scores by dimension, `outcomes` bytes by gate: positions in `program.OUTCOMES`.
    """

    program: Program
    sheet: Sheet
    names: Names
    compiler: RuleCompiler
    codes: list[pl.Expr] = field(default_factory=list)
    outcomes: dict[str, pl.Expr] = field(default_factory=dict)
    capped: dict[str, pl.Expr] = field(default_factory=dict)


def empty_sheet(program: Program, given: Iterable[str]) -> Workings:
    """Start with the columns that are given."""
    sheet, names = Sheet(given), Names({}, {})
    return Workings(program, sheet, names, RuleCompiler(sheet, names))
