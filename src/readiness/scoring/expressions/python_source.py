"""Expressions as source of Python, put together from fixed pieces and numbered names.

Nothing an author has written becomes part of it: slots are numbers, and literals are handed over as
the values of names.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from readiness.scoring.expressions.functions import ANSWER_TESTS, REDUCERS
from readiness.scoring.expressions.nodes import (
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

_SIGNS: Mapping[str, str] = {
    sign: sign for sign in ("==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/")
}
_OPPOSITES: Mapping[str, str] = {
    "==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<",
}  # fmt: skip


class SourceWriter:
    """Writes Python; `given` are the values that its names stand for.

    Names of `whole` are known to stand for whole numbers, which Python compares with each other
    in half the time that it takes to compare them with fractions.
    """

    def __init__(self, slots: Mapping[str, int], whole: Collection[str] = ()) -> None:
        self.given: dict[str, Any] = {"__builtins__": {}, "INFINITE": math.inf}
        self._slots = slots
        self._whole = whole
        self._names = 0

    def value(self, node: Node) -> str:
        """Return the source of a whole rule; its value is None where it is missing."""
        self._names = 0  # rules of one function share its variables
        return self.written(node)

    def mean(self, terms: Sequence[tuple[Node, int]]) -> str:
        """Return the source of a weighted mean; it is missing as soon as one of its terms is."""
        self._names = 0
        present, products = [], []
        for node, weight in terms:
            name = self._name()
            present.append(f"({name} := {self.written(node)}) is not None")
            products.append(f"{self._hand_over(weight)} * {name}")
        if not terms:
            return "None"
        total = self._hand_over(sum(weight for _, weight in terms))
        mean = f"(0.0 + {' + '.join(products)}) / {total}"
        return f"{mean} if {' and '.join(present)} else None"

    def first(self, nodes: Sequence[Node]) -> str:
        """Return the source of the position of the first condition that is true.

        It is missing where none is, or where one before it cannot be told.
        """
        rows = [
            f"{position:d} if (row := {self.value(node)}) is True else None if row is None else "
            for position, node in enumerate(nodes)
        ]
        return f"{''.join(rows)}None"

    def sums(self, members: Sequence[tuple[int, int]]) -> str:
        """Return the source of sums over (slot, weight), see `generated.Sums`."""
        if not members:
            return "(0, 0)"
        products = [
            f"(0 if (n{i:d} := v[{slot:d}]) is None else {weight:d} * n{i:d})"
            for i, (slot, weight) in enumerate(members)
        ]
        weights = [f"(0 if n{i:d} is None else {w:d})" for i, (_, w) in enumerate(members)]
        return f"({' + '.join(products)}, {' + '.join(weights)})"

    def test(self, node: Node, wanted: bool) -> str:
        """Return the source of a whole condition: True where it is as wanted, else False."""
        self._names = 0
        return f"True if {self.decided(node, wanted)} else False"

    def written(self, node: Node) -> str:
        """Return the source of a node; its value is None where it is missing."""
        return _WRITERS[type(node)](self, node)

    def decided(self, node: Node, wanted: bool) -> str:
        """Return the source of a test that stops as soon as the condition cannot be as wanted."""
        match node:
            case Not():
                return self.decided(node.operand, not wanted)
            case And() | Or():
                sign = " and " if isinstance(node, And) is wanted else " or "
                return f"({sign.join([self.decided(part, wanted) for part in node.operands])})"
            case AnswerTest():
                return self.answer_test(node) if wanted else f"(not {self.answer_test(node)})"
            case Comparison():
                sign = node.operator if wanted else _OPPOSITES[node.operator]
                sides = self._as_whole(node.left, node.right)
                return self._held(sides, f"{{}} {_SIGNS[sign]} {{}}")
            case Membership():
                operands, result = self._among(node, "in" if wanted else "not in")
                return self._held(operands, result)
            case Conditional():
                then, otherwise = (
                    self.decided(part, wanted) for part in (node.then, node.otherwise)
                )
                chosen = self._name()
                condition = self.written(node.condition)
                return (
                    f"(False if ({chosen} := {condition}) is None"
                    f" else {then} if {chosen} else {otherwise})"
                )
            case _:
                return f"({self.written(node)} is {wanted})"

    def constant(self, node: Constant) -> str:
        return self._hand_over(node.value)

    def identifier(self, node: Identifier) -> str:
        return f"v[{self._slots[node.name]:d}]"

    def answer_test(self, node: AnswerTest) -> str:
        slot = self._slots[node.question.name]
        states = [self._hand_over(state) for state in sorted(ANSWER_TESTS[node.function])]
        return f"({' or '.join(f's[{slot:d}] is {state}' for state in states)})"

    def negation(self, node: Not) -> str:
        return self._guarded((node.operand,), "not {}")

    def negative(self, node: Negative) -> str:
        return self._guarded((node.operand,), "-{}")

    def logic(self, node: And | Or) -> str:
        """`&&` (False decides), `||` (True decides); missing unless decided or all are present."""
        decisive = isinstance(node, Or)
        names = [self._name() for _ in node.operands]
        decided = " or ".join(
            f"({name} := {self.written(operand)}) is {decisive}"
            for name, operand in zip(names, node.operands, strict=True)
        )
        missing = " or ".join(f"{name} is None" for name in names)
        return f"({decisive} if {decided} else None if {missing} else {not decisive})"

    def comparison(self, node: Comparison) -> str:
        return self._guarded((node.left, node.right), f"{{}} {_SIGNS[node.operator]} {{}}")

    def arithmetic(self, node: Arithmetic) -> str:
        """What is not finite is missing."""
        names, present = self._taken((node.left, node.right))
        if node.operator == "/":
            present = [*present, f"{names[1]} != 0"]
        result = self._name()
        number = f"({result} := {names[0]} {_SIGNS[node.operator]} {names[1]})"
        finite = f"-INFINITE < {number} < INFINITE"
        return f"({result} if {' and '.join([*present, finite])} else None)"

    def membership(self, node: Membership) -> str:
        operands, result = self._among(node, "in")
        return self._guarded(operands, result)

    def _among(self, node: Membership, sign: str) -> tuple[tuple[Node, ...], str]:
        """Return the operands and the pattern into which their names are put."""
        if isinstance(node.members, Identifier):
            return (node.element, node.members), f"{{}} {sign} {{}}"
        members = self._hand_over(frozenset(part.value for part in node.members.constants))
        return (node.element,), f"{{}} {sign} {members}"

    def conditional(self, node: Conditional) -> str:
        chosen = self._name()
        condition, then, otherwise = map(self.written, (node.condition, node.then, node.otherwise))
        return (
            f"(None if ({chosen} := {condition}) is None else {then} if {chosen} else {otherwise})"
        )

    def call(self, node: Call) -> str:
        if node.function == "coalesce":
            preferred, default = map(self.written, node.arguments)
            name = self._name()
            return f"({default} if ({name} := {preferred}) is None else {name})"
        if node.function == "count":
            true = [f"({self.written(argument)} is True)" for argument in node.arguments]
            return f"{self._hand_over(float)}({' + '.join(true)})"
        reduce = self._hand_over(REDUCERS[node.function])
        return self._guarded(
            node.arguments, f"{reduce}([{', '.join('{}' for _ in node.arguments)}])"
        )

    def _guarded(self, operands: Sequence[Node], result: str) -> str:
        """`result` with the operands put in, missing as soon as one of them is."""
        names, present = self._taken(operands)
        filled = result.format(*names)
        return f"({filled} if {' and '.join(present)} else None)" if present else f"({filled})"

    def _as_whole(self, left: Node, right: Node) -> tuple[Node, Node]:
        """Make a constant that is compared with a whole number one too, if it can be."""
        if isinstance(left, Constant) and not isinstance(right, Constant):
            return self._as_whole(right, left)[::-1]
        if isinstance(left, Identifier) and left.name in self._whole:
            value = right.value if isinstance(right, Constant) else None
            if isinstance(value, float) and value.is_integer():
                return left, Constant(int(value), right.span)
        return left, right

    def _held(self, operands: Sequence[Node], result: str) -> str:
        """Test `result` with the operands put in; it does not hold if one of them is missing."""
        names, present = self._taken(operands)
        return f"({' and '.join([*present, result.format(*names)])})"

    def _taken(self, operands: Sequence[Node]) -> tuple[list[str], list[str]]:
        """Names of the operands' values, and tests that take the values and find them present."""
        names: list[str] = []
        present: list[str] = []
        for operand in operands:
            if isinstance(operand, Constant):
                names.append(self.constant(operand))
            else:
                names.append(self._name())
                present.append(f"({names[-1]} := {self.written(operand)}) is not None")
        return names, present

    def _hand_over(self, value: object) -> str:
        name = f"c{len(self.given):d}"
        self.given[name] = value
        return name

    def _name(self) -> str:
        self._names += 1
        return f"n{self._names:d}"


_WRITERS: Mapping[type, Callable[[SourceWriter, Any], str]] = {
    Constant: SourceWriter.constant,
    Identifier: SourceWriter.identifier,
    AnswerTest: SourceWriter.answer_test,
    Not: SourceWriter.negation,
    Negative: SourceWriter.negative,
    And: SourceWriter.logic,
    Or: SourceWriter.logic,
    Comparison: SourceWriter.comparison,
    Membership: SourceWriter.membership,
    Arithmetic: SourceWriter.arithmetic,
    Conditional: SourceWriter.conditional,
    Call: SourceWriter.call,
}
