"""The intermediate form: what texts and structured conditions are lowered to.

Nodes are equal when they mean the same, wherever they were written: places do not count.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from readiness.scoring.expressions.errors import Span


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal; minus signs before numbers are part of them."""

    value: float | bool | str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ConstantList:
    """Numbers or strings, right of `in` only."""

    constants: tuple[Constant, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Identifier:
    """The value of a question, or of something the rules define."""

    name: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class AnswerTest:
    """`answered(q)`, `unknown(q)` or `measured(q)`: true or false, never missing."""

    function: str
    question: Identifier
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """`!operand`."""

    operand: "Node"
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Negative:
    """Unary minus."""

    operand: "Node"
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """At least two operands, none of them an And."""

    operands: tuple["Node", ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """At least two operands, none of them an Or."""

    operands: tuple["Node", ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`operator` is one of == != < <= > >=."""

    operator: str
    left: "Node"
    right: "Node"
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Membership:
    """`element in members`."""

    element: "Node"
    members: ConstantList | Identifier
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`operator` is one of + - * /."""

    operator: str
    left: "Node"
    right: "Node"
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Conditional:
    """`condition ? then : otherwise`."""

    condition: "Node"
    then: "Node"
    otherwise: "Node"
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the closed list, other than the answer tests."""

    function: str
    arguments: tuple["Node", ...]
    span: Span = field(compare=False)


Node: TypeAlias = (
    Constant
    | Identifier
    | AnswerTest
    | Not
    | Negative
    | And
    | Or
    | Comparison
    | Membership
    | Arithmetic
    | Conditional
    | Call
)
Leaf: TypeAlias = Identifier | AnswerTest | Comparison | Membership
"""What a receipt prints as one line: everything above it is logic or arithmetic."""


def conjunction(operands: Iterable[Node], span: Span) -> Node:
    """All operands joined by `&&`, nested ones flattened; a single operand is itself."""
    flat = [
        part
        for operand in operands
        for part in (operand.operands if isinstance(operand, And) else (operand,))
    ]
    return flat[0] if len(flat) == 1 else And(tuple(flat), span)


def disjunction(operands: Iterable[Node], span: Span) -> Node:
    """All operands joined by `||`, nested ones flattened; a single operand is itself."""
    flat = [
        part
        for operand in operands
        for part in (operand.operands if isinstance(operand, Or) else (operand,))
    ]
    return flat[0] if len(flat) == 1 else Or(tuple(flat), span)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, in the order written."""
    match node:
        case Constant() | Identifier():
            return ()
        case AnswerTest():
            return (node.question,)
        case Not() | Negative():
            return (node.operand,)
        case And() | Or():
            return node.operands
        case Membership():
            listed = (node.members,) if isinstance(node.members, Identifier) else ()
            return (node.element, *listed)
        case Conditional():
            return (node.condition, node.then, node.otherwise)
        case Call():
            return node.arguments
        case _:
            return (node.left, node.right)


def depth(node: Node) -> int:
    """Levels of the tree. Does not recurse, so it is safe on a tree not yet limited."""
    deepest = 0
    pending = [(node, 1)]
    while pending:
        current, level = pending.pop()
        deepest = max(deepest, level)
        pending.extend((child, level + 1) for child in children(current))
    return deepest


def identifiers(node: Node) -> tuple[str, ...]:
    """Every name the expression reads, each once, in order of appearance."""
    names: dict[str, None] = {}
    pending = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, Identifier):
            names[current.name] = None
        else:
            pending.extend(reversed(children(current)))
    return tuple(names)


def leaves(node: Node) -> tuple[Leaf, ...]:
    """The comparisons, tests and plain reads that logic and arithmetic are built on, in order."""
    if isinstance(node, Leaf):
        return (node,)
    return tuple(leaf for child in children(node) for leaf in leaves(child))
