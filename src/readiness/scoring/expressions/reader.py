"""From what stands in a rules file to a checked node, with every error found on the way."""

import contextlib
import sys
from collections.abc import Mapping
from typing import NamedTuple, NoReturn

from readiness.scoring.expressions.checker import Checker
from readiness.scoring.expressions.declarations import Declaration, Type
from readiness.scoring.expressions.errors import (
    Code,
    ErrorLog,
    ExpressionError,
    Path,
    Refused,
    Span,
    Unreadable,
    did_you_mean,
    quoted,
)
from readiness.scoring.expressions.functions import ARITIES, Arity
from readiness.scoring.expressions.limits import MAX_CHARACTERS, MAX_DEPTH
from readiness.scoring.expressions.names import check_names
from readiness.scoring.expressions.nodes import Constant, Node, Not, conjunction, depth, disjunction
from readiness.scoring.expressions.parser import NodeBudget, Parser
from readiness.scoring.expressions.tokens import tokenize

_STRUCTURE_REMEDY = "Write an expression as text, or a mapping with one of all:, any:, not:."
_JOINING_KEYS = ("all", "any", "not")


class Parsed(NamedTuple):
    """Either a node and no errors, or no node and at least one error."""

    node: Node | None
    errors: tuple[ExpressionError, ...]


def parse_condition(
    source: object,
    declarations: Mapping[str, Declaration],
    functions: Mapping[str, Arity] = ARITIES,
) -> Parsed:
    """Reads a true/false expression: a text, or nested mappings of `all:`, `any:` and `not:`.

    Takes what a YAML or JSON loader gives; anything else is reported, nothing is raised.
    Functions beyond those of the language take numbers and give a number.
    """
    return _Reader(declarations, functions).condition(source)


def parse_formula(
    source: object,
    declarations: Mapping[str, Declaration],
    functions: Mapping[str, Arity] = ARITIES,
) -> Parsed:
    """Reads an expression that gives a number: a text, or a plain number."""
    return _Reader(declarations, functions).formula(source)


class _Reader:
    """Reads one source; its limits count over all texts in it."""

    def __init__(
        self, declarations: Mapping[str, Declaration], functions: Mapping[str, Arity]
    ) -> None:
        self._declarations = declarations
        self._functions = functions
        self._errors = ErrorLog()
        self._budget = NodeBudget(self._errors)
        self._checker = Checker(declarations, functions, self._errors)
        self._characters = 0

    def condition(self, source: object) -> Parsed:
        node = None
        with contextlib.suppress(Refused):
            node = self._condition(source, (), 1)
            if node and depth(node) > MAX_DEPTH:
                self._refuse_depth(Span())
        return self._parsed(node)

    def formula(self, source: object) -> Parsed:
        node = None
        with contextlib.suppress(Refused):
            if isinstance(source, str):
                node = self._text(source, (), Type.NUMBER, "a formula")
            else:
                node = self._plain_number(source)
        return self._parsed(node)

    def _parsed(self, node: Node | None) -> Parsed:
        errors = self._errors.listed()
        return Parsed(None if errors else node, errors)

    def _plain_number(self, source: object) -> Node | None:
        remedy = "Write a number, or an expression as text such as min(30, fit.R1)."
        if not isinstance(source, int | float) or isinstance(source, bool):
            message = "a formula must be a text or a number"
            self._errors.add(Code.TYPE_MISMATCH, Span(), message, remedy)
        elif -sys.float_info.max <= source <= sys.float_info.max:
            return Constant(float(source), Span())
        else:
            message = "a formula must be a finite number"
            self._errors.add(Code.INVALID_NUMBER, Span(), message, remedy)
        return None

    def _condition(self, source: object, path: Path, level: int) -> Node | None:
        if level > MAX_DEPTH:
            self._refuse_depth(Span(path=path))
        if isinstance(source, str):
            return self._text(source, path, Type.BOOL, "a condition")
        if not isinstance(source, Mapping) or len(source) != 1:
            self._invalid(path, "a condition must be a text or a mapping with one key")
            return None
        ((key, content),) = source.items()
        span = self._budget.take(Span(path=path))
        if key == "not":
            operand = self._condition(content, (*path, key), level + 1)
            return operand and Not(operand, span)
        if key in ("all", "any"):
            operands = self._conditions(content, (*path, key), level + 1)
            join = conjunction if key == "all" else disjunction
            return join(operands, span) if operands else None
        message = f"{quoted(str(key))} does not join conditions"
        self._invalid(path, message, did_you_mean(str(key), _JOINING_KEYS, _STRUCTURE_REMEDY))
        return None

    def _conditions(self, content: object, path: Path, level: int) -> list[Node]:
        """The nodes of a list of conditions; those with errors are left out."""
        if not isinstance(content, list | tuple) or not content:
            remedy = "Write one condition a line, each after a dash."
            self._invalid(path, f"{path[-1]}: needs a list of conditions", remedy)
            return []
        operands = []
        for index, entry in enumerate(content):
            self._budget.take(Span(path=path))
            operands.append(self._condition(entry, (*path, index), level))
        return [operand for operand in operands if operand]

    def _invalid(self, path: Path, message: str, remedy: str = _STRUCTURE_REMEDY) -> None:
        self._errors.add(Code.INVALID_CONDITION, Span(path=path), message, remedy)

    def _refuse_depth(self, span: Span) -> NoReturn:
        self._errors.refuse(
            Code.TOO_DEEP,
            span,
            f"operations are nested more than {MAX_DEPTH} deep",
            "Split it into several rules or variables; add up long lists with sum().",
        )

    def _text(self, text: str, path: Path, wanted: Type, place: str) -> Node | None:
        """The checked node of one text, or None after recording what is wrong with it."""
        whole = Span(0, len(text), path)
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            self._errors.refuse(
                Code.TOO_LONG,
                whole,
                f"the text is longer than {MAX_CHARACTERS} characters",
                "Split it into several rules or variables.",
            )
        if not text.strip():
            remedy = "Write an expression, or remove the entry."
            self._errors.add(Code.EMPTY_TEXT, whole, "the text is empty", remedy)
            return None
        try:
            tokens = tokenize(text, path, self._errors)
            check_names(tokens, self._declarations, self._functions, self._errors)
            node = Parser(tokens, self._budget, self._errors).parse()
        except Unreadable:
            return None
        if depth(node) > MAX_DEPTH:
            self._refuse_depth(whole)
        self._checker.expect(node, wanted, place)
        return node
