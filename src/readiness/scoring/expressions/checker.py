"""Types of nodes against the declarations; every mistake is reported, not only the first."""

from collections.abc import Callable, Mapping
from typing import Any

from readiness.scoring.expressions.declarations import Declaration, Type
from readiness.scoring.expressions.errors import Code, ErrorLog, Span, quoted
from readiness.scoring.expressions.functions import ANSWER_TESTS, REDUCERS, Arity
from readiness.scoring.expressions.intervals import Interval, combined, negative, reduced
from readiness.scoring.expressions.meanings import (
    BOOL,
    Meaning,
    constant_meaning,
    declared_meaning,
    united,
)
from readiness.scoring.expressions.nodes import (
    And,
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
    Or,
)
from readiness.scoring.expressions.plausibility import (
    check_comparison,
    check_constants_in,
    check_list_holds,
)
from readiness.scoring.expressions.printer import source_text

_EXPECTED_REMEDIES = {
    Type.BOOL: "Write a comparison such as x >= 3; after ! put it in brackets.",
    Type.NUMBER: "Write a number; c ? 1 : 0 turns a condition into one.",
}


class Checker:
    """Finds what nodes mean. None as a meaning says that an error has been reported already.

    Names that are not declared are reported from the tokens, before, and pass silently here.
    """

    def __init__(
        self,
        declarations: Mapping[str, Declaration],
        functions: Mapping[str, Arity],
        errors: ErrorLog,
    ) -> None:
        self._declarations = declarations
        self._functions = functions
        self._errors = errors

    def expect(self, node: Node, wanted: Type, place: str) -> Meaning | None:
        """The meaning of the node if it has the wanted type; `place` names it in the message."""
        meaning = self._meaning(node)
        if meaning is None or meaning.type is wanted:
            return meaning
        message = f"{place} must be a {wanted}, but {_shown(node)} is a {meaning.type}"
        self._mismatch(node.span, message, _EXPECTED_REMEDIES[wanted])
        return None

    def _meaning(self, node: Node) -> Meaning | None:
        return _FINDERS[type(node)](self, node)

    def _mismatch(self, span: Span, message: str, remedy: str) -> None:
        self._errors.add(Code.TYPE_MISMATCH, span, message, remedy)

    def _constant(self, node: Constant) -> Meaning:
        return constant_meaning(node.value)

    def _identifier(self, node: Identifier) -> Meaning | None:
        declaration = self._declarations.get(node.name)
        return None if declaration is None else declared_meaning(declaration)

    def _not(self, node: Not) -> Meaning | None:
        return self.expect(node.operand, Type.BOOL, "what follows !")

    def _logic(self, node: And | Or) -> Meaning:
        operator = "&&" if isinstance(node, And) else "||"
        for operand in node.operands:
            self.expect(operand, Type.BOOL, f"each side of {operator}")
        return BOOL

    def _negative(self, node: Negative) -> Meaning | None:
        operand = self.expect(node.operand, Type.NUMBER, "what follows -")
        if operand is None:
            return None
        return Meaning(Type.NUMBER, interval=negative(operand.interval))

    def _conditional(self, node: Conditional) -> Meaning | None:
        self.expect(node.condition, Type.BOOL, "what stands before ?")
        return self._either(node, node.then, node.otherwise, "the results of ?:")

    def _answer_test(self, node: AnswerTest) -> Meaning:
        declaration = self._declarations.get(node.question.name)
        if declaration and not declaration.is_question:
            self._not_a_question(node.function, node.question)
        return BOOL

    def _not_a_question(self, function: str, argument: Node) -> None:
        self._errors.add(
            Code.NOT_A_QUESTION,
            argument.span,
            f"{function}() asks how a question was answered, and {_shown(argument)} is not one",
            "Put the id of a question between the brackets.",
        )

    def _arithmetic(self, node: Arithmetic) -> Meaning | None:
        left = self.expect(node.left, Type.NUMBER, f"the left side of {node.operator}")
        right = self.expect(node.right, Type.NUMBER, f"the right side of {node.operator}")
        if left is None or right is None:
            return None
        interval = combined(node.operator, left.interval, right.interval)
        return Meaning(Type.NUMBER, interval=interval)

    def _either(self, node: Node, one: Node, other: Node, place: str) -> Meaning | None:
        """The meaning of a node that becomes one of two."""
        first, second = self._meaning(one), self._meaning(other)
        if first is None or second is None:
            return None
        if first.type is not second.type or first.type is Type.LIST:
            self._mismatch(
                node.span,
                f"{place} must have one type and be no lists,"
                f" but are a {first.type} and a {second.type}",
                "Give both the same type: number, string or true/false.",
            )
            return None
        return united(first, second)

    def _comparison(self, node: Comparison) -> Meaning:
        left, right = self._meaning(node.left), self._meaning(node.right)
        if left is None or right is None:
            return BOOL
        if Type.LIST in (left.type, right.type):
            message = f"a list cannot be compared with {node.operator}"
            self._mismatch(node.span, message, 'Ask for one entry: "entry" in list.')
        elif left.type is not right.type:
            message = f"a {left.type} cannot be compared with a {right.type}"
            self._mismatch(node.span, message, _comparison_remedy(node))
        elif left.type is not Type.NUMBER and node.operator not in ("==", "!="):
            message = f"{node.operator} compares numbers, but both sides are a {left.type}"
            self._mismatch(node.span, message, "Use == or !=, or 'in' with a list.")
        else:
            check_comparison(node, left, right, self._errors)
        return BOOL

    def _membership(self, node: Membership) -> Meaning:
        element = self._meaning(node.element)
        if element and element.type in (Type.LIST, Type.BOOL):
            message = f"left of 'in' stands a number or a string, not a {element.type}"
            self._mismatch(node.element.span, message, "Name one entry left of 'in'.")
        elif isinstance(node.members, ConstantList):
            self._membership_in_constants(node, node.members, element)
        else:
            self._membership_in_list(node, node.members, element)
        return BOOL

    def _membership_in_constants(
        self, node: Membership, members: ConstantList, element: Meaning | None
    ) -> None:
        types = {constant_meaning(constant.value).type for constant in members.constants}
        if len(types) > 1:
            message = "the list mixes numbers and strings"
            self._mismatch(members.span, message, "Use only one of them in a list.")
        elif element and types and types != {element.type}:
            message = f"{_shown(node.element)} is a {element.type}, the list holds {types.pop()}s"
            self._mismatch(node.span, message, f"Fill the list with {element.type}s.")
        elif element:
            check_constants_in(node, members, element, self._errors)

    def _membership_in_list(
        self, node: Membership, members: Identifier, element: Meaning | None
    ) -> None:
        listed = self._identifier(members)
        if listed and listed.type is not Type.LIST:
            message = f"right of 'in' stands a list, but {_shown(members)} is a {listed.type}"
            self._mismatch(members.span, message, "Use == to compare single values.")
        elif listed and element and element.type is not Type.STRING:
            message = f"{quoted(members.name)} is a list of strings and holds no {element.type}"
            self._mismatch(node.element.span, message, "Write a string left of 'in'.")
        elif listed and element:
            check_list_holds(node, element, listed, self._errors)

    def _call(self, node: Call) -> Meaning | None:
        arity = self._functions.get(node.function)
        if arity and not arity.accepts(len(node.arguments)):
            self._errors.add(
                Code.WRONG_ARGUMENT_COUNT,
                node.span,
                f"{node.function}() takes {arity.described()} argument(s),"
                f" not {len(node.arguments)}",
                "Add or remove arguments; they are separated by commas.",
            )
            arity = None
        if arity is None:
            for argument in node.arguments:
                self._meaning(argument)
            return None
        return self._known_call(node)

    def _known_call(self, node: Call) -> Meaning | None:
        place = f"each argument of {node.function}()"
        if node.function in ANSWER_TESTS:
            self._not_a_question(node.function, node.arguments[0])
            return BOOL
        if node.function == "coalesce":
            preferred, default = node.arguments
            return self._either(node, preferred, default, "the arguments of coalesce()")
        if node.function == "count":
            for argument in node.arguments:
                self.expect(argument, Type.BOOL, place)
            return Meaning(Type.NUMBER, interval=Interval(0.0, float(len(node.arguments))))
        found = [self.expect(argument, Type.NUMBER, place) for argument in node.arguments]
        numbers = [meaning.interval for meaning in found if meaning]
        if len(numbers) < len(found):
            return None
        if node.function not in REDUCERS:
            return Meaning(Type.NUMBER)
        if node.function == "clamp" and numbers[1].low > numbers[2].high:
            self._errors.add(
                Code.EMPTY_RANGE,
                node.span,
                "the lower end of clamp() is above its upper end",
                "Write clamp(x, low, high).",
            )
        return Meaning(Type.NUMBER, interval=reduced(node.function, numbers))


_FINDERS: Mapping[type, Callable[[Checker, Any], Meaning | None]] = {
    Constant: Checker._constant,
    Identifier: Checker._identifier,
    AnswerTest: Checker._answer_test,
    Not: Checker._not,
    Negative: Checker._negative,
    And: Checker._logic,
    Or: Checker._logic,
    Comparison: Checker._comparison,
    Membership: Checker._membership,
    Arithmetic: Checker._arithmetic,
    Conditional: Checker._conditional,
    Call: Checker._call,
}


def _shown(node: Node) -> str:
    return quoted(source_text(node))


def _comparison_remedy(node: Comparison) -> str:
    for side in (node.left, node.right):
        if isinstance(side, Constant) and isinstance(side.value, str) and side.value.isdecimal():
            return f"Write {side.value} without quotes if the number is meant."
    return "Compare numbers with numbers and strings with strings."
