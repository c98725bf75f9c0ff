"""Nodes back into text."""

from collections.abc import Callable, Mapping
from typing import Any

from readiness.scoring.expressions.intervals import number_text
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

_ATOM = 8
_UNARY = 7
_RELATION = 4
_CONJUNCTION = 3
_DISJUNCTION = 2
_CONDITIONAL = 1
_STRENGTHS: Mapping[type, int] = {
    Not: _UNARY,
    Negative: _UNARY,
    Comparison: _RELATION,
    Membership: _RELATION,
    And: _CONJUNCTION,
    Or: _DISJUNCTION,
    Conditional: _CONDITIONAL,
}
_ARITHMETIC_STRENGTHS = {"*": 6, "/": 6, "+": 5, "-": 5}


def source_text(node: Node) -> str:
    """The canonical text of an expression; structured conditions read as `&&`, `||`, `!(…)`.

    Parsing it gives an equal node again (unless the spaces put it beyond the text limit).
    """
    return _PRINTERS[type(node)](node)


def _strength(node: Node) -> int:
    """How strongly the outermost operator of the node binds."""
    if isinstance(node, Arithmetic):
        return _ARITHMETIC_STRENGTHS[node.operator]
    return _STRENGTHS.get(type(node), _ATOM)


def _operand(node: Node, at_least: int) -> str:
    text = source_text(node)
    return text if _strength(node) >= at_least else f"({text})"


def _constant(node: Constant) -> str:
    if isinstance(node.value, bool):
        return "true" if node.value else "false"
    if isinstance(node.value, str):
        quote = "'" if '"' in node.value else '"'
        return f"{quote}{node.value}{quote}"
    return number_text(node.value)


def _identifier(node: Identifier) -> str:
    return node.name


def _answer_test(node: AnswerTest) -> str:
    return f"{node.function}({node.question.name})"


def _not(node: Not) -> str:
    return f"!{_operand(node.operand, _UNARY)}"


def _negative(node: Negative) -> str:
    return f"-{_operand(node.operand, _UNARY)}"


def _and(node: And) -> str:
    return " && ".join(_operand(operand, _CONJUNCTION + 1) for operand in node.operands)


def _or(node: Or) -> str:
    return " || ".join(_operand(operand, _DISJUNCTION + 1) for operand in node.operands)


def _comparison(node: Comparison) -> str:
    # Comparisons do not chain, so one inside another needs brackets on either side.
    left, right = _operand(node.left, _RELATION + 1), _operand(node.right, _RELATION + 1)
    return f"{left} {node.operator} {right}"


def _membership(node: Membership) -> str:
    element = _operand(node.element, _RELATION + 1)
    if isinstance(node.members, Identifier):
        return f"{element} in {node.members.name}"
    return f"{element} in [{', '.join(map(_constant, node.members.constants))}]"


def _arithmetic(node: Arithmetic) -> str:
    # Floating-point operations are not associative: brackets on the right are kept.
    strength = _ARITHMETIC_STRENGTHS[node.operator]
    left, right = _operand(node.left, strength), _operand(node.right, strength + 1)
    return f"{left} {node.operator} {right}"


def _conditional(node: Conditional) -> str:
    condition = _operand(node.condition, _CONDITIONAL + 1)
    then = _operand(node.then, _CONDITIONAL + 1)
    return f"{condition} ? {then} : {source_text(node.otherwise)}"


def _call(node: Call) -> str:
    return f"{node.function}({', '.join(map(source_text, node.arguments))})"


_PRINTERS: Mapping[type, Callable[[Any], str]] = {
    Constant: _constant,
    Identifier: _identifier,
    AnswerTest: _answer_test,
    Not: _not,
    Negative: _negative,
    And: _and,
    Or: _or,
    Comparison: _comparison,
    Membership: _membership,
    Arithmetic: _arithmetic,
    Conditional: _conditional,
    Call: _call,
}
