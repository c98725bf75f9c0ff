"""What the names in rules stand for on a sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import polars as pl

from readiness.errors import InputProblem, InvalidInput
from readiness.scoring.expressions.intervals import UNBOUNDED, Interval


@dataclass(frozen=True, slots=True)
class Number:
    """A column of numbers; a column of bytes holds whole numbers from 0 to 255."""

    column: pl.Expr
    interval: Interval = UNBOUNDED
    is_byte: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """A column of truth values."""

    column: pl.Expr


@dataclass(frozen=True, slots=True)
class Word:
    """A column of bytes: positions in `words`. What is not a string equals no string."""

    column: pl.Expr
    words: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list of strings as truth values by string; null where there is no list."""

    items: Mapping[str, pl.Expr]


@dataclass(frozen=True, slots=True)
class Text:
    """Free text, which code vectors do not carry."""


Name: TypeAlias = Number | Flag | Word | Items | Text
Kind = TypeVar("Kind", Number, Flag, Word, Items)


@dataclass(frozen=True, slots=True)
class Names:
    """What rules may read: names, and answer tests by (function, question): true or false."""

    values: dict[str, Name]
    tests: dict[tuple[str, str], pl.Expr]

    def known(self, name: str, kind: type[Kind]) -> Kind:
        """Return what a name stands for.

        Raises `InvalidInput` for free text; that it is of this kind, the rules' checker has seen.
        """
        known = self.values[name]
        if isinstance(known, Text):
            detail = f"A rule compares the free text {name!r}, which code vectors do not carry."
            remedy = "Score such assessments one at a time, or ask with options instead."
            raise InvalidInput([InputProblem("free_text_in_rule", detail, remedy)])
        if not isinstance(known, kind):
            raise TypeError(f"{name} is no {kind.__name__}")
        return known
