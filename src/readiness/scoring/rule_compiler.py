"""Rule texts made ready to run, and the names they may read."""

from collections.abc import Iterable

from readiness.scoring.expressions import (
    Declaration,
    ExpressionError,
    Node,
    Path,
    Type,
    compile_expression,
    identifiers,
    leaves,
    parse_condition,
    parse_formula,
    source_text,
)
from readiness.scoring.plans import Rule
from readiness.scoring.problems import Problem
from readiness.scoring.questions import (
    BEST_VALUE,
    BooleanQuestion,
    Condition,
    MultipleQuestion,
    NumberQuestion,
    Question,
    SingleQuestion,
)


class RuleCompiler:
    """Gives every declared name a slot, compiles rules that read them, gathers the problems."""

    def __init__(self) -> None:
        self.slots: dict[str, int] = {}
        self.problems: list[Problem] = []
        self._declared: dict[str, Declaration] = {}

    def declare(self, name: str, declaration: Declaration) -> int:
        """Make a name readable from here on and return its slot."""
        self._declared[name] = declaration
        return self.slots.setdefault(name, len(self.slots))

    def condition(self, source: Condition, path: Path) -> Rule:
        """Compile a condition; with problems it is one that is never true."""
        node, errors = parse_condition(source, self._declared)
        return self._rule(node, errors, path)

    def optional(self, source: Condition | None, path: Path) -> Rule | None:
        """Compile a condition that may be absent."""
        return None if source is None else self.condition(source, path)

    def formula(self, source: str, path: Path) -> Rule:
        """Compile a formula; with problems it gives no number."""
        node, errors = parse_formula(source, self._declared)
        return self._rule(node, errors, path)

    def _rule(self, node: Node | None, errors: Iterable[ExpressionError], path: Path) -> Rule:
        self.problems.extend(
            Problem(
                code=error.code,
                message=error.message,
                remedy=error.remedy,
                path=(*path, *error.path),
                offset=error.offset,
            )
            for error in errors
        )
        if node is None:
            node, _ = parse_condition("false", {})
            assert node is not None
        return Rule(
            node=node,
            reads=tuple(self.slots[name] for name in identifiers(node)),
            run=compile_expression(node, self.slots),
            text=source_text(node),
            leaf_texts={id(leaf): source_text(leaf) for leaf in leaves(node)},
        )


def number(low: float | None = None, high: float | None = None) -> Declaration:
    """Declare a number, with its bounds where there are any."""
    return Declaration(Type.NUMBER, low=low, high=high)


def words(options: Iterable[str]) -> Declaration:
    """Declare one of several words."""
    return Declaration(Type.STRING, options=frozenset(options))


def flag() -> Declaration:
    """Declare something true or false."""
    return Declaration(Type.BOOL)


def answer_to(question: Question) -> Declaration:
    """Declare what rules read for a question: 0-4 if it is scored, else what is answered."""
    if question.scored:
        return Declaration(Type.NUMBER, low=0, high=BEST_VALUE, is_question=True)
    match question:
        case SingleQuestion():
            values = [option.value for option in question.options]
            numbers = [value for value in values if isinstance(value, int)]
            if len(numbers) == len(values):
                return Declaration(
                    Type.NUMBER, low=min(numbers), high=max(numbers), is_question=True
                )
            return Declaration(Type.STRING, options=frozenset(map(str, values)), is_question=True)
        case MultipleQuestion():
            items = frozenset(item.id for item in question.items)
            return Declaration(Type.LIST, options=items, is_question=True)
        case NumberQuestion():
            return Declaration(Type.NUMBER, low=question.low, high=question.high, is_question=True)
        case BooleanQuestion():
            return Declaration(Type.BOOL, is_question=True)
        case _:
            return Declaration(Type.STRING, is_question=True)
