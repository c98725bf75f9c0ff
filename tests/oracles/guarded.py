"""Rules for engines that know nothing of missing answers: every reading guarded.

From one node three texts can be made: when it is true, when it is false, what it gives. The engine
needs two-valued logic only, as long as `and` and `or` stop at the first operand that decides.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

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

Text = TypeVar("Text")
Literal = float | bool | str


class Dialect(Protocol[Text]):
    """How an engine writes things; a missing name is null there."""

    def constant(self, value: Literal | None) -> Text: ...

    def name(self, name: str) -> Text: ...

    def answer_test(self, function: str, question: str) -> Text: ...

    def every(self, parts: Sequence[Text]) -> Text: ...

    def some(self, parts: Sequence[Text]) -> Text: ...

    def negated(self, part: Text) -> Text: ...

    def choice(self, condition: Text, then: Text, otherwise: Text) -> Text: ...

    def infix(self, operator: str, left: Text, right: Text) -> Text: ...

    def among(self, element: Text, members: Sequence[Literal]) -> Text: ...

    def held_by(self, element: Text, listed: Text) -> Text: ...

    def call(self, function: str, arguments: Sequence[Text]) -> Text: ...


class Guarded(Generic[Text]):
    """Writes nodes in one dialect; names that are `always_there` need no guard."""

    def __init__(self, dialect: Dialect[Text], always_there: Callable[[str], bool]) -> None:
        self._dialect = dialect
        self._always_there = always_there

    def true(self, node: Node) -> Text:
        """When the condition is true."""
        return self._decided(node, True)

    def false(self, node: Node) -> Text:
        """When the condition is false: neither true nor missing."""
        return self._decided(node, False)

    def number_or_null(self, node: Node) -> Text:
        """What the formula gives, null where it is missing."""
        guards = self._guards(node)
        value = self._value(node)
        if not guards:
            return value
        null = self._dialect.constant(None)
        return self._dialect.choice(self._dialect.every(guards), value, null)

    def _decided(self, node: Node, wanted: bool) -> Text:
        dialect = self._dialect
        match node:
            case Not():
                return self._decided(node.operand, not wanted)
            case And() | Or():
                parts = [self._decided(operand, wanted) for operand in node.operands]
                return (
                    dialect.every(parts) if isinstance(node, And) is wanted else dialect.some(parts)
                )
            case Conditional():
                return dialect.some(
                    [
                        dialect.every(
                            [self._decided(node.condition, taken), self._decided(branch, wanted)]
                        )
                        for taken, branch in ((True, node.then), (False, node.otherwise))
                    ]
                )
            case _:
                value = self._value(node)
                outcome = value if wanted else dialect.negated(value)
                guards = self._guards(node)
                return dialect.every([*guards, outcome]) if guards else outcome

    def _guards(self, node: Node) -> list[Text]:
        """What must hold so that the node has a value; nothing if it always has one."""
        dialect = self._dialect
        match node:
            case Identifier():
                if self._always_there(node.name):
                    return []
                return [dialect.infix("!=", dialect.name(node.name), dialect.constant(None))]
            case And() | Or() | Not():
                return [dialect.some([self.true(node), self.false(node)])]
            case Conditional():
                return self._guards_of_choice(node)
            case Call(function="coalesce"):
                return self._guards_of_default(node)
            case Call(function="count") | Constant() | AnswerTest():
                return []
            case Arithmetic(operator="/"):
                divisor = dialect.infix("!=", self._value(node.right), dialect.constant(0.0))
                return [*self._guards_of([node.left, node.right]), divisor]
            case _:
                return self._guards_of(_operands(node))

    def _guards_of(self, nodes: Iterable[Node]) -> list[Text]:
        return [guard for node in nodes for guard in self._guards(node)]

    def _guards_of_choice(self, node: Conditional) -> list[Text]:
        then, otherwise = self._guards(node.then), self._guards(node.otherwise)
        if not then and not otherwise:
            return self._guards(node.condition)
        taken = self._dialect.every([self.true(node.condition), *then])
        not_taken = self._dialect.every([self.false(node.condition), *otherwise])
        return [self._dialect.some([taken, not_taken])]

    def _guards_of_default(self, node: Call) -> list[Text]:
        preferred, default = (self._guards(each) for each in node.arguments)
        if not preferred or not default:
            return []
        return [self._dialect.some([self._dialect.every(each) for each in (preferred, default)])]

    def _value(self, node: Node) -> Text:
        """What the node gives where its guards hold."""
        dialect = self._dialect
        match node:
            case Constant() | Identifier() | AnswerTest():
                return self._leaf(node)
            case Negative():
                return dialect.infix("-", dialect.constant(0.0), self._value(node.operand))
            case Comparison() | Arithmetic():
                return dialect.infix(node.operator, self._value(node.left), self._value(node.right))
            case Membership():
                return self._membership(node)
            case Conditional():
                branches = (self._value(node.then), self._value(node.otherwise))
                return dialect.choice(self.true(node.condition), *branches)
            case Call():
                return self._call(node)
            case _:
                return self.true(node)

    def _leaf(self, node: Constant | Identifier | AnswerTest) -> Text:
        match node:
            case Constant():
                return self._dialect.constant(node.value)
            case Identifier():
                return self._dialect.name(node.name)
            case AnswerTest():
                return self._dialect.answer_test(node.function, node.question.name)

    def _membership(self, node: Membership) -> Text:
        element = self._value(node.element)
        if isinstance(node.members, Identifier):
            return self._dialect.held_by(element, self._dialect.name(node.members.name))
        return self._dialect.among(element, [each.value for each in node.members.constants])

    def _call(self, node: Call) -> Text:
        dialect = self._dialect
        if node.function == "coalesce":
            preferred, default = (self._value(each) for each in node.arguments)
            guards = self._guards(node.arguments[0])
            return (
                dialect.choice(dialect.every(guards), preferred, default) if guards else preferred
            )
        if node.function != "count":
            return dialect.call(node.function, [self._value(each) for each in node.arguments])
        one, none = dialect.constant(1.0), dialect.constant(0.0)
        counted = [dialect.choice(self.true(each), one, none) for each in node.arguments]
        return dialect.call("sum", counted)


def _operands(node: Node) -> Sequence[Node]:
    match node:
        case Negative():
            return (node.operand,)
        case Comparison() | Arithmetic():
            return (node.left, node.right)
        case Membership(members=Identifier() as listed):
            return (node.element, listed)
        case Membership():
            return (node.element,)
        case Call():
            return node.arguments
        case _:
            raise TypeError(f"{type(node).__name__} has its own guards")
