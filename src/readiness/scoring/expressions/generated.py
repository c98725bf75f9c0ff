"""The scalar back end: an expression as one Python function of (values, states).

The function's source is put together from fixed pieces and numbered names; literals are handed to
it as values. Nothing an author has written ever becomes part of the source.
"""

import math
from collections.abc import Callable, Mapping, Sequence
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
from readiness.scoring.expressions.values import Evaluator

_SIGNS: Mapping[str, str] = {
    sign: sign for sign in ("==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/")
}


def compile_expression(node: Node, slots: Mapping[str, int]) -> Evaluator:
    """A function of (values, states) that gives the value of the expression, None if missing.

    `slots` maps every identifier of the node to its index in both sequences. Values are of the
    declared type (truth values real bools, numbers finite) or None. Raises KeyError for an
    identifier without a slot.
    """
    writer = _Writer(slots)
    source = f"lambda v, s: {writer.written(node)}"
    evaluator: Evaluator = eval(source, writer.given)  # noqa: S307 - see the module's docstring
    return evaluator


class _Writer:
    """Writes Python; `given` are the values that its names stand for."""

    def __init__(self, slots: Mapping[str, int]) -> None:
        self.given: dict[str, Any] = {"__builtins__": {}, "INFINITE": math.inf}
        self._slots = slots
        self._names = 0

    def written(self, node: Node) -> str:
        """Return the source of a node; its value is None where it is missing."""
        return _WRITERS[type(node)](self, node)

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
        if isinstance(node.members, Identifier):
            return self._guarded((node.element, node.members), "{} in {}")
        members = self._hand_over(frozenset(part.value for part in node.members.constants))
        return self._guarded((node.element,), f"{{}} in {members}")

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
        name = self._name()
        self.given[name] = value
        return name

    def _name(self) -> str:
        self._names += 1
        return f"n{self._names:d}"


_WRITERS: Mapping[type, Callable[[_Writer, Any], str]] = {
    Constant: _Writer.constant,
    Identifier: _Writer.identifier,
    AnswerTest: _Writer.answer_test,
    Not: _Writer.negation,
    Negative: _Writer.negative,
    And: _Writer.logic,
    Or: _Writer.logic,
    Comparison: _Writer.comparison,
    Membership: _Writer.membership,
    Arithmetic: _Writer.arithmetic,
    Conditional: _Writer.conditional,
    Call: _Writer.call,
}
