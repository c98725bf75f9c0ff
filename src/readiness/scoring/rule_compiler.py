"""Rule texts made ready to run, and the names they may read."""

from collections.abc import Iterable
from typing import Final

from readiness.scoring.expressions import (
    Declaration,
    ExpressionError,
    Node,
    Path,
    Type,
    compile_decider,
    compile_expression,
    identifiers,
    leaves,
    parse_condition,
    parse_formula,
    source_text,
)
from readiness.scoring.limits import MAX_PROBLEMS, MAX_RULE_CHARACTERS, too_large
from readiness.scoring.plans import LeafPlan, NamedSlots, Rule
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

ITEMS: Final = "items."
"""What stands before a question's id in the name of the list of its ticked items."""


class RuleCompiler:
    """Gives every declared name a slot, compiles rules that read them, gathers the problems.

    After `MAX_PROBLEMS`, or beyond `MAX_RULE_CHARACTERS` of all rules, no more rules are read.
    `read` are the slots that some rule reads, `declared` what is known of each name.
    """

    def __init__(self) -> None:
        self.slots: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.read: set[int] = set()
        self.declared: dict[str, Declaration] = {}
        self._characters = 0

    def declare(self, name: str, declaration: Declaration) -> int:
        """Make a name readable from here on and return its slot."""
        self.declared[name] = declaration
        return self.slots.setdefault(name, len(self.slots))

    def condition(self, source: Condition, path: Path) -> Rule:
        """Compile a condition; with problems it is one that is never true."""
        if self._gives_up(source, path):
            return self._rule(None, (), path)
        node, errors = parse_condition(source, self.declared)
        return self._rule(node, errors, path)

    def optional(self, source: Condition | None, path: Path) -> Rule | None:
        """Compile a condition that may be absent."""
        return None if source is None else self.condition(source, path)

    def formula(self, source: str, path: Path) -> Rule:
        """Compile a formula; with problems it gives no number."""
        if self._gives_up(source, path):
            return self._rule(None, (), path)
        node, errors = parse_formula(source, self.declared)
        return self._rule(node, errors, path)

    def _gives_up(self, source: Condition, path: Path) -> bool:
        """Whether there is too much to read; the problem is reported once."""
        before, self._characters = self._characters, self._characters + len(str(source))
        if before <= MAX_RULE_CHARACTERS < self._characters:
            self.problems.append(
                too_large(
                    "all conditions and formulas up to here have more than "
                    f"{MAX_RULE_CHARACTERS:,} characters",
                    path,
                )
            )
        return self._characters > MAX_RULE_CHARACTERS or len(self.problems) >= MAX_PROBLEMS

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
        named = self._named(node)
        reads = tuple(slot for _, slot in named)
        self.read.update(reads)
        return Rule(
            node=node,
            reads=reads,
            named=named,
            run=compile_expression(node, self.slots),
            decide=compile_decider(node, self.slots),
            text=source_text(node),
            leaves={
                id(leaf): LeafPlan(source_text(leaf), self._named(leaf)) for leaf in leaves(node)
            },
        )

    def _named(self, node: Node) -> NamedSlots:
        """The names that are read; who reads the items of a question reads the question too."""
        read = ((name, name.removeprefix(ITEMS)) for name in identifiers(node))
        names = dict.fromkeys(name for pair in read for name in pair)
        return tuple((name, self.slots[name]) for name in names)


def rule_name(code: str) -> str:
    """A code as it is written in expressions: `X-15` becomes `X_15`."""
    return code.replace("-", "_")


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
