"""Strings in rules: never built, only asked whether they are this word or that one."""

from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from typing import TypeAlias

import polars as pl

from readiness.bulk.names import Items, Names, Word
from readiness.bulk.sheet import Sheet
from readiness.scoring.expressions import Call, Conditional, Constant, Identifier, Node, source_text

Choose: TypeAlias = Callable[[Conditional, Callable[[Node], pl.Expr]], pl.Expr]
"""Compiles a conditional, its results with the function given."""


class WordCompiler:
    """Compiles comparisons of strings; truth values, null where a string is missing."""

    def __init__(self, sheet: Sheet, names: Names, choose: Choose) -> None:
        self._sheet = sheet
        self._names = names
        self._choose = choose

    def same(self, left: Node, right: Node) -> pl.Expr:
        """Whether two strings are equal."""
        if isinstance(right, Constant):
            return self._is_word(left, right.value)
        common = sorted(self._words(left) & self._words(right))
        present = self._sheet.share(self._present(left) & self._present(right))
        tests = [self._is_word(left, word) & self._is_word(right, word) for word in common]
        return pl.when(present).then(any_of(tests, present))

    def among(self, node: Node, words: Sequence[object]) -> pl.Expr:
        """Whether a string is one of the words."""
        tests = [self._is_word(node, word) for word in words]
        return any_of(tests, self._present(node))

    def in_list(self, node: Node, listed: Items) -> pl.Expr:
        """Whether a list holds a string."""
        if isinstance(node, Constant) and node.value in listed.items:
            return listed.items[str(node.value)]
        some = next(iter(listed.items.values()))
        present = self._sheet.share(self._present(node) & some.is_not_null())
        tests = [self._is_word(node, item) & held for item, held in listed.items.items()]
        return pl.when(present).then(any_of(tests, present))

    def _present(self, node: Node) -> pl.Expr:
        """Whichever word a string is asked for, the answer is missing only if the string is."""
        return self._is_word(node, next(iter(self._words(node)), "")).is_not_null()

    def _is_word(self, node: Node, word: object) -> pl.Expr:
        match node:
            case Constant():
                return pl.lit(node.value == word)
            case Identifier():
                known = self._names.known(node.name, Word)
                if word in known.words:
                    return known.column.eq(pl.lit(known.words.index(word), dtype=pl.UInt8))
                return pl.when(known.column.is_not_null()).then(statement=False)
            case Conditional():
                return self._choose(node, lambda result: self._is_word(result, word))
            case Call():
                return pl.coalesce(*(self._is_word(a, word) for a in node.arguments))
            case _:
                raise TypeError(f"{source_text(node)} is no string")

    def _words(self, node: Node) -> frozenset[str]:
        """Every string the node can become."""
        match node:
            case Constant():
                return frozenset({str(node.value)})
            case Identifier():
                words = self._names.known(node.name, Word).words
                return frozenset(word for word in words if isinstance(word, str))
            case Conditional():
                return self._words(node.then) | self._words(node.otherwise)
            case Call():
                return frozenset().union(*map(self._words, node.arguments))
            case _:
                raise TypeError(f"{source_text(node)} is no string")


def any_of(tests: Sequence[pl.Expr], present: pl.Expr) -> pl.Expr:
    """One of the tests; without any it is false where there is a value to be tested."""
    return reduce(or_, tests) if tests else pl.when(present).then(statement=False)
