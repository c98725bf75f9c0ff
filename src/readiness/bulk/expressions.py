"""The rule language on columns: nodes into Polars expressions.

Missing is null, and Kleene's logic is what Polars does with nulls. Numbers are float64, never NaN
and never infinite; comparisons of whole bytes are left as bytes, which is the same and faster.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import add, and_, or_
from typing import Any, Final, TypeAlias

import polars as pl

from readiness.bulk.division import quotient
from readiness.bulk.names import Flag, Items, Names, Number, Text, Word
from readiness.bulk.number_nodes import adds_up_exactly, is_bounded
from readiness.bulk.sheet import Sheet
from readiness.bulk.words import WordCompiler, any_of
from readiness.scoring.expressions import (
    And,
    AnswerTest,
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Constant,
    Identifier,
    Membership,
    Negative,
    Node,
    Not,
    Or,
)
from readiness.scoring.expressions.functions import MIRRORED, REDUCERS

_Operation: TypeAlias = Callable[[pl.Expr, pl.Expr], pl.Expr]
_COMPARISONS: Final[Mapping[str, _Operation]] = {
    "==": pl.Expr.eq,
    "!=": pl.Expr.ne,
    "<": pl.Expr.lt,
    "<=": pl.Expr.le,
    ">": pl.Expr.gt,
    ">=": pl.Expr.ge,
}
_ARITHMETIC: Final[Mapping[str, _Operation]] = {
    "+": pl.Expr.add,
    "-": pl.Expr.sub,
    "*": pl.Expr.mul,
    "/": quotient,
}
_BYTE: Final = range(256)


class RuleCompiler:
    """Compiles conditions and formulas that read the names of one sheet.

    What an expression needs more than once is put on the sheet, so that its size stays that of
    the rule. Raises `InvalidInput` for rules that compare free text, which no code vector carries.
    """

    def __init__(self, sheet: Sheet, names: Names) -> None:
        self._sheet = sheet
        self._names = names
        self._words = WordCompiler(sheet, names, self._choice)
        self._conditions: dict[int, pl.Expr] = {}

    def condition(self, node: Node) -> pl.Expr:
        """Return a truth value, null where it is missing."""
        return _CONDITIONS[type(node)](self, node)

    def number(self, node: Node) -> pl.Expr:
        """Return a finite float64, null where it is missing."""
        return _NUMBERS[type(node)](self, node)

    def _truth(self, node: Constant) -> pl.Expr:
        return pl.lit(node.value, dtype=pl.Boolean)

    def _flag(self, node: Identifier) -> pl.Expr:
        return self._names.known(node.name, Flag).column

    def _answer_test(self, node: AnswerTest) -> pl.Expr:
        return self._names.tests[node.function, node.question.name]

    def _not(self, node: Not) -> pl.Expr:
        return self.condition(node.operand).not_()

    def _and(self, node: And) -> pl.Expr:
        return reduce(and_, map(self.condition, node.operands))

    def _or(self, node: Or) -> pl.Expr:
        return reduce(or_, map(self.condition, node.operands))

    def _choice(self, node: Conditional, compile_: Callable[[Node], pl.Expr]) -> pl.Expr:
        """Missing while the condition is; the result not chosen does not matter."""
        chosen = self._conditions.get(id(node))
        if chosen is None:
            chosen = self._sheet.share(self.condition(node.condition))
            self._conditions[id(node)] = chosen
        then, otherwise = compile_(node.then), compile_(node.otherwise)
        return pl.when(chosen).then(then).when(~chosen).then(otherwise)

    def _comparison(self, node: Comparison) -> pl.Expr:
        left, right, operator = node.left, node.right, node.operator
        if isinstance(left, Constant) and not isinstance(right, Constant):
            left, right, operator = right, left, MIRRORED[operator]
        kind = self._kind(left)
        if kind is Word:
            equal = self._words.same(left, right)
            return equal if operator == "==" else equal.not_()
        compare = _COMPARISONS[operator]
        if kind is Flag:
            return compare(self.condition(left), self.condition(right))
        byte = self._byte(left)
        if byte is not None and isinstance(right, Constant):
            return compare(byte, _number_literal(right.value))
        return compare(self.number(left), self.number(right))

    def _byte(self, node: Node) -> pl.Expr | None:
        known = self._names.values[node.name] if isinstance(node, Identifier) else None
        return known.column if isinstance(known, Number) and known.is_byte else None

    def _kind(self, node: Node) -> type[Flag | Word | Number]:
        """Which of the three a node is; both sides of a comparison are the same."""
        match node:
            case Constant(value=str()):
                return Word
            case Constant(value=bool()):
                return Flag
            case Identifier():
                known = type(self._names.values[node.name])
                return Word if known in (Word, Text) else Flag if known is Flag else Number
            case Conditional():
                return self._kind(node.then)
            case Call(function="coalesce"):
                return self._kind(node.arguments[0])
            case Constant() | Arithmetic() | Negative() | Call():
                return Number
            case _:
                return Flag

    def _membership(self, node: Membership) -> pl.Expr:
        element, members = node.element, node.members
        if isinstance(members, Identifier):
            return self._words.in_list(element, self._names.known(members.name, Items))
        constants = [constant.value for constant in members.constants]
        if self._kind(element) is Word:
            return self._words.among(element, constants)
        column = self._byte(element)
        if column is None:
            column = self._sheet.share(self.number(element))
        tests = [column.eq(_number_literal(constant)) for constant in constants]
        return any_of(tests, column.is_not_null())

    def _number(self, node: Identifier) -> pl.Expr:
        known = self._names.known(node.name, Number)
        return known.column.cast(pl.Float64) if known.is_byte else known.column

    def _arithmetic(self, node: Arithmetic) -> pl.Expr:
        operate = _ARITHMETIC[node.operator]
        return self._finite(node, operate(self.number(node.left), self.number(node.right)))

    def _finite(self, node: Node, value: pl.Expr) -> pl.Expr:
        """Null for what is not finite, where that can happen: x / 0, overflow."""
        if is_bounded(node, self._names.values):
            return value
        value = self._sheet.share(value)
        return pl.when(value.is_finite()).then(value)

    def _call(self, node: Call) -> pl.Expr:
        if node.function == "coalesce":
            return pl.coalesce(*map(self.number, node.arguments))
        if node.function == "count":
            flags = map(self.condition, node.arguments)
            return reduce(add, (pl.when(flag).then(1.0).otherwise(0.0) for flag in flags))
        arguments = [self.number(argument) for argument in node.arguments]
        if node.function in ("sum", "mean"):
            total = self._sum(node, arguments)
            return total if node.function == "sum" else quotient(total, float(len(arguments)))
        arguments = [self._sheet.share(argument) for argument in arguments]
        present = pl.all_horizontal(argument.is_not_null() for argument in arguments)
        return pl.when(present).then(_extreme(node.function, arguments))

    def _sum(self, node: Call, arguments: Sequence[pl.Expr]) -> pl.Expr:
        """Rounded once, as `math.fsum`: two numbers, and whole ones, need nothing else."""
        if len(arguments) <= 2:
            return self._finite(node, reduce(add, arguments))
        if adds_up_exactly(node, self._names.values):
            return reduce(add, arguments)
        return pl.map_batches(arguments, _sum_rows, return_dtype=pl.Float64, is_elementwise=True)


_CONDITIONS: Final[Mapping[type, Callable[[RuleCompiler, Any], pl.Expr]]] = {
    Constant: RuleCompiler._truth,
    Identifier: RuleCompiler._flag,
    AnswerTest: RuleCompiler._answer_test,
    Not: RuleCompiler._not,
    And: RuleCompiler._and,
    Or: RuleCompiler._or,
    Comparison: RuleCompiler._comparison,
    Membership: RuleCompiler._membership,
    Conditional: lambda compiler, node: compiler._choice(node, compiler.condition),
    Call: lambda compiler, node: pl.coalesce(*map(compiler.condition, node.arguments)),
}
_NUMBERS: Final[Mapping[type, Callable[[RuleCompiler, Any], pl.Expr]]] = {
    Constant: lambda _, node: pl.lit(node.value, dtype=pl.Float64),
    Identifier: RuleCompiler._number,
    Negative: lambda compiler, node: compiler.number(node.operand).neg(),
    Arithmetic: RuleCompiler._arithmetic,
    Conditional: lambda compiler, node: compiler._choice(node, compiler.number),
    Call: RuleCompiler._call,
}


def _number_literal(value: Any) -> pl.Expr:
    """A byte where the number is one, so that bytes are compared with bytes."""
    if value in _BYTE:
        return pl.lit(int(value), dtype=pl.UInt8)
    return pl.lit(float(value), dtype=pl.Float64)


def _extreme(function: str, arguments: Sequence[pl.Expr]) -> pl.Expr:
    match function:
        case "min":
            return pl.min_horizontal(arguments)
        case "max":
            return pl.max_horizontal(arguments)
        case _:
            number, low, high = arguments
            return pl.max_horizontal(low, pl.min_horizontal(number, high))


def _sum_rows(columns: Sequence[pl.Series]) -> pl.Series:
    add_up = REDUCERS["sum"]
    length = max(map(len, columns))
    rows = zip(*(c.to_list() * (length if len(c) == 1 else 1) for c in columns), strict=False)
    return pl.Series([None if None in row else add_up(row) for row in rows], dtype=pl.Float64)
