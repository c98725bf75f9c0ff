"""The working sheet: named columns, each put down once, in an order that works out by itself.

Rules build on each other and share parts. An expression that is used twice would be computed
twice, and nested ones would double at every level; so what is used again becomes a column.
"""

from collections.abc import Iterable

import polars as pl


class Sheet:
    """Columns to be computed, in stages: each stage reads only those before it."""

    def __init__(self, given: Iterable[str] = ()) -> None:
        self._stage_of = dict.fromkeys(given, 0)
        self._stages: list[dict[str, pl.Expr]] = []
        self._reads: dict[str, list[str]] = {}
        self._unnamed = 0

    def put(self, name: str, expression: pl.Expr) -> pl.Expr:
        """Put a column down and return it.

        Raises `ValueError` for a name already put, `KeyError` for a column that is not there.
        """
        if name in self._stage_of:
            raise ValueError(f"there is a column {name!r} already")
        self._reads[name] = reads = expression.meta.root_names()
        stage = max((self._stage_of[read] for read in reads), default=0)
        if stage == len(self._stages):
            self._stages.append({})
        self._stages[stage][name] = expression
        self._stage_of[name] = stage + 1
        return pl.col(name)

    def __contains__(self, name: str) -> bool:
        """Tell whether a column of this name is given or put."""
        return name in self._stage_of

    def share(self, expression: pl.Expr) -> pl.Expr:
        """Return the expression in a form that may be used several times."""
        if expression.meta.is_column() or expression.meta.is_literal():
            return expression
        self._unnamed += 1
        return self.put(f"#{self._unnamed}", expression)

    def drop_unread(self, results: Iterable[pl.Expr]) -> frozenset[str]:
        """Drop columns no result rests on; return the given columns that are read."""
        pending = [name for result in results for name in result.meta.root_names()]
        read: set[str] = set()
        while pending:
            name = pending.pop()
            if name not in read:
                read.add(name)
                pending.extend(self._reads.get(name, ()))
        for stage in self._stages:
            for name in stage.keys() - read:
                del stage[name]
        return frozenset(read - self._reads.keys())

    def fill(self, given: pl.LazyFrame) -> pl.LazyFrame:
        """Compute every column beside the given ones."""
        for stage in self._stages:
            given = given.with_columns(**stage)
        return given
