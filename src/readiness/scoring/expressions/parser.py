"""Tokens into nodes: a Pratt parser that never recurses deeper than the limits allow."""

from typing import NoReturn

from readiness.scoring.expressions.errors import Code, ErrorLog, Span, Unreadable, quoted
from readiness.scoring.expressions.functions import ANSWER_TESTS, COMPARISONS
from readiness.scoring.expressions.limits import (
    MAX_DEPTH,
    MAX_LIST_LENGTH,
    MAX_NODES,
    MAX_PARSER_NESTING,
)
from readiness.scoring.expressions.nodes import (
    AnswerTest,
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Constant,
    ConstantList,
    Identifier,
    Membership,
    Negative,
    Node,
    Not,
    conjunction,
    disjunction,
)
from readiness.scoring.expressions.tokens import Kind, Token

_RELATIONS = frozenset({*COMPARISONS, "in"})
_BINDING = {
    "?": 1,
    "||": 2,
    "&&": 3,
    **dict.fromkeys(_RELATIONS, 4),
    **dict.fromkeys("+-", 5),
    **dict.fromkeys("*/", 6),
}
_BINDING_UNARY = 7
_STRAY_REMEDY = "Put an operator such as && or == before it, or remove it."
_STRAY_REMEDIES = {
    ")": "Remove it: no bracket is open here.",
    ",": "Write decimals with a point: 99.5.",
}


class NodeBudget:
    """Counts the nodes of one source, over all its texts."""

    def __init__(self, errors: ErrorLog) -> None:
        self._left = MAX_NODES
        self._errors = errors

    def take(self, span: Span) -> Span:
        """Counts one node at `span`, which it hands back; raises Refused when none is left."""
        if self._left == 0:
            self._errors.refuse(
                Code.TOO_MANY_NODES,
                span,
                f"there are more than {MAX_NODES} operators, values and names",
                "Split it into several rules or variables.",
            )
        self._left -= 1
        return span


class Parser:
    """Reads one text; `parse` raises Unreadable after recording the first error of structure."""

    def __init__(self, tokens: list[Token], budget: NodeBudget, errors: ErrorLog) -> None:
        self._tokens = tokens
        self._position = 0
        self._budget = budget
        self._errors = errors
        self._nesting = 0
        self._brackets = 0

    def parse(self) -> Node:
        node = self._expression(0)
        if self._next.kind is not Kind.END:
            self._fail_at_next(_STRAY_REMEDIES.get(self._next.text, _STRAY_REMEDY))
        return node

    @property
    def _next(self) -> Token:
        return self._tokens[self._position]

    def _at(self, *operators: str) -> bool:
        return self._next.kind is Kind.OPERATOR and self._next.text in operators

    def _take(self) -> Token:
        token = self._next
        self._position += 1
        return token

    def _expect(self, operator: str) -> None:
        if not self._at(operator):
            self._fail_at_next(f"Write {operator} here.")
        self._take()

    def _fail_at_next(self, remedy: str) -> NoReturn:
        found = self._next
        if found.kind is Kind.END:
            message = "the text ends too early"
        else:
            message = f"{quoted(found.text)} is not expected here"
        self._errors.add(Code.SYNTAX, found.span, message, remedy)
        raise Unreadable

    def _fail_too_deep(self) -> NoReturn:
        self._errors.add(
            Code.TOO_DEEP,
            self._next.span,
            f"brackets and operators are nested more than {MAX_DEPTH} deep",
            "Split it into several rules or variables.",
        )
        raise Unreadable

    def _span_from(self, start: Span) -> Span:
        last = self._tokens[self._position - 1].span
        return Span(start.offset, last.offset + last.length - start.offset, start.path)

    def _node_span(self, start: Span) -> Span:
        return self._budget.take(self._span_from(start))

    def _expression(self, weaker: int) -> Node:
        """Reads one operand and every operator after it that binds stronger than `weaker`."""
        self._nesting += 1
        if self._nesting > MAX_PARSER_NESTING:
            self._fail_too_deep()
        start = self._next.span
        node = self._operand()
        compared = False
        while (binding := self._next_binding()) > weaker:
            operator = self._take()
            if operator.text in _RELATIONS:
                node = self._relation(operator, node, start, compared)
                compared = True
            elif operator.text == "?":
                node = self._conditional(node, start)
            else:
                node = self._binary(operator.text, node, self._expression(binding), start)
        self._nesting -= 1
        return node

    def _next_binding(self) -> int:
        return _BINDING.get(self._next.text, 0) if self._next.kind is Kind.OPERATOR else 0

    def _binary(self, operator: str, left: Node, right: Node, start: Span) -> Node:
        span = self._node_span(start)
        if operator == "&&":
            return conjunction((left, right), span)
        if operator == "||":
            return disjunction((left, right), span)
        return Arithmetic(operator, left, right, span)

    def _relation(self, operator: Token, left: Node, start: Span, compared: bool) -> Node:
        node: Node
        if operator.text == "in":
            members = self._members()
            node = Membership(left, members, self._node_span(start))
        else:
            right = self._expression(_BINDING[operator.text])
            node = Comparison(operator.text, left, right, self._node_span(start))
        if not compared:
            return node
        self._errors.add(
            Code.CHAINED_COMPARISON,
            operator.span,
            "comparisons cannot be chained",
            "Write a < b && b < c instead of a < b < c, or use brackets.",
        )
        return left

    def _conditional(self, condition: Node, start: Span) -> Node:
        then = self._expression(_BINDING["?"])
        self._expect(":")
        otherwise = self._expression(0)
        return Conditional(condition, then, otherwise, self._node_span(start))

    def _operand(self) -> Node:
        token = self._next
        if token.kind is Kind.NAME:
            return self._name()
        if self._at("("):
            return self._bracketed()
        if self._at("!", "-"):
            return self._unary()
        if self._at("["):
            self._fail_at_next("Lists are allowed right of 'in' only.")
        constant = self._constant("Write a value, a name or a bracket here.")
        self._budget.take(constant.span)
        return constant

    def _bracketed(self) -> Node:
        self._open_bracket()
        node = self._expression(0)
        self._close_bracket()
        return node

    def _open_bracket(self) -> None:
        self._brackets += 1
        if self._brackets > MAX_DEPTH:
            self._fail_too_deep()
        self._take()

    def _close_bracket(self) -> None:
        self._expect(")")
        self._brackets -= 1

    def _unary(self) -> Node:
        operator = self._take()
        operand = self._expression(_BINDING_UNARY)
        span = self._node_span(operator.span)
        if operator.text == "!":
            return Not(operand, span)
        if isinstance(operand, Constant) and isinstance(operand.value, float):
            return Constant(_negated(operand.value), span)
        return Negative(operand, span)

    def _name(self) -> Node:
        token = self._take()
        if self._at("("):
            return self._call(token)
        return Identifier(token.text, self._budget.take(token.span))

    def _call(self, name: Token) -> Node:
        arguments: list[Node] = []
        self._open_bracket()
        while not self._at(")"):
            if arguments:
                self._expect(",")
            arguments.append(self._expression(0))
        self._close_bracket()
        span = self._node_span(name.span)
        if name.text in ANSWER_TESTS and len(arguments) == 1:
            question = arguments[0]
            if isinstance(question, Identifier):
                return AnswerTest(name.text, question, span)
        return Call(name.text, tuple(arguments), span)

    def _members(self) -> ConstantList | Identifier:
        if self._next.kind is Kind.NAME:
            token = self._take()
            return Identifier(token.text, self._budget.take(token.span))
        if not self._at("["):
            self._fail_at_next("Write a list of constants such as [1, 2], or the name of a list.")
        return self._constant_list()

    def _constant_list(self) -> ConstantList:
        start = self._take().span
        constants: list[Constant] = []
        while not self._at("]"):
            if constants:
                self._expect(",")
            constants.append(self._list_item())
        self._take()
        span = self._node_span(start)
        if len(constants) > MAX_LIST_LENGTH:
            self._errors.add(
                Code.LIST_TOO_LONG,
                span,
                f"the list has {len(constants)} entries; at most {MAX_LIST_LENGTH} are allowed",
                "Split the list.",
            )
        return ConstantList(tuple(constants), span)

    def _list_item(self) -> Constant:
        remedy = "Write numbers or strings here: lists hold constants only."
        if self._next.kind is Kind.TRUTH:
            self._fail_at_next(remedy)
        if not self._at("-"):
            return self._constant(remedy)
        minus = self._take()
        if self._next.kind is not Kind.NUMBER:
            self._fail_at_next(remedy)
        number = self._take()
        return Constant(_negated(float(number.text)), self._span_from(minus.span))

    def _constant(self, remedy: str) -> Constant:
        """Reads a number, a string or a truth value, or fails with the remedy given."""
        token = self._next
        value: float | bool | str
        if token.kind is Kind.NUMBER:
            value = float(token.text)
        elif token.kind is Kind.STRING:
            value = token.text
        elif token.kind is Kind.TRUTH:
            value = token.text == "true"
        else:
            self._fail_at_next(remedy)
        self._take()
        return Constant(value, token.span)


def _negated(number: float) -> float:
    """Minus the number, without a negative zero."""
    return 0.0 - number
