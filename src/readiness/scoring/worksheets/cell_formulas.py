"""Expressions of the rule language as formulas of a spreadsheet program, live in its cells.

What is missing is an error there (`#N/A`, and `#DIV/0!` for x/0): an error runs through every
formula that reads it, as what is missing does here. Logic is the exception: false decides an "and"
whatever else is missing. So conditions are written as figures, 0 for false, 1/2 for missing and 1
for true; "and" is then the least of them, "or" the greatest.

A spreadsheet program keeps 15 digits, `exact` keeps all.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from readiness.scoring.expressions import (
    And,
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
from readiness.scoring.expressions.intervals import number_text
from readiness.scoring.worksheets.model import LONGEST_HORIZON

CellOf: TypeAlias = Callable[[str], str]
"""Gives the cell in which a name stands, such as `$D$7`."""

LONGEST_TEXT: Final = 255
"""Characters of one text in a formula; longer ones are put together."""

_ATOM, _UNARY, _PRODUCT, _SUM, _TEXT, _RELATION = 6, 5, 4, 3, 2, 1
_STRENGTHS: Final[Mapping[str, int]] = {"*": _PRODUCT, "/": _PRODUCT, "+": _SUM, "-": _SUM}
_RELATIONS: Final[Mapping[str, str]] = {"==": "=", "!=": "<>"}
_YEARS: Final = f"{{{','.join(str(year) for year in range(1, LONGEST_HORIZON + 1))}}}"
_YEARS_BEFORE: Final = f"{{{','.join(str(year) for year in range(LONGEST_HORIZON))}}}"


def cell_formula(node: Node, cell_of: CellOf) -> str:
    """Return the formula that gives the value of an expression, without `=` before it.

    Names of functions and separators are those of the file format, which every program shows in
    its user's language.
    """
    return _written(node, cell_of)[0]


def condition_figure(node: Node, cell_of: CellOf) -> str:
    """Return the formula that gives 1 for a true condition, 0 for a false one, 0.5 for missing."""
    if isinstance(node, Not):
        return f"(1-{condition_figure(node.operand, cell_of)})"
    if isinstance(node, And | Or):
        figures = ",".join(condition_figure(operand, cell_of) for operand in node.operands)
        return f"{'MIN' if isinstance(node, And) else 'MAX'}({figures})"
    return f"IFERROR(IF({cell_formula(node, cell_of)},1,0),0.5)"


def text_literal(text: str) -> str:
    """Return a text as a formula writes it; nothing in it is read as a formula."""
    pieces = [text[at : at + LONGEST_TEXT] for at in range(0, len(text), LONGEST_TEXT)] or [""]
    return "&".join(f'"{piece.replace(chr(34), chr(34) * 2)}"' for piece in pieces)


_Written: TypeAlias = tuple[str, int]
"""A formula, and how strongly its outermost operator binds."""


def _written(node: Node, cell_of: CellOf) -> _Written:
    return _WRITERS[type(node)](node, cell_of)


def _operand(node: Node, at_least: int, cell_of: CellOf) -> str:
    text, strength = _written(node, cell_of)
    return text if strength >= at_least else f"({text})"


def _constant(node: Constant, _cell_of: CellOf) -> _Written:
    if isinstance(node.value, bool):
        return ("TRUE" if node.value else "FALSE"), _ATOM
    if isinstance(node.value, str):
        return text_literal(node.value), _TEXT
    return number_text(node.value).upper(), _ATOM if node.value >= 0 else _UNARY


def _identifier(node: Identifier, cell_of: CellOf) -> _Written:
    return cell_of(node.name), _ATOM


def _negative(node: Negative, cell_of: CellOf) -> _Written:
    return f"-{_operand(node.operand, _UNARY, cell_of)}", _UNARY


def _not(node: Not, cell_of: CellOf) -> _Written:
    return f"NOT({cell_formula(node.operand, cell_of)})", _ATOM


def _logic(node: And | Or, cell_of: CellOf) -> _Written:
    return f"CHOOSE(1+2*{condition_figure(node, cell_of)},FALSE,NA(),TRUE)", _ATOM


def _arithmetic(node: Arithmetic, cell_of: CellOf) -> _Written:
    strength = _STRENGTHS[node.operator]
    left = _operand(node.left, strength, cell_of)
    right = _operand(node.right, strength + 1, cell_of)
    return f"{left}{node.operator}{right}", strength


def _comparison(node: Comparison, cell_of: CellOf) -> _Written:
    return _compared(node.operator, node.left, node.right, cell_of)


def _compared(operator: str, left: Node, right: Node, cell_of: CellOf) -> _Written:
    if _is_text(left) or _is_text(right):  # `=` takes capitals for small letters
        same = f"EXACT({cell_formula(left, cell_of)},{cell_formula(right, cell_of)})"
        return (same if operator == "==" else f"NOT({same})"), _ATOM
    sides = (_operand(side, _RELATION + 1, cell_of) for side in (left, right))
    return _RELATIONS.get(operator, operator).join(sides), _RELATION


def _is_text(node: Node) -> bool:
    if isinstance(node, Conditional):
        return _is_text(node.then)
    return isinstance(node, Constant) and isinstance(node.value, str)


def _membership(node: Membership, cell_of: CellOf) -> _Written:
    members: Any = node.members  # constants: a worksheet has no lists by name
    each = [_compared("==", node.element, one, cell_of)[0] for one in members.constants]
    return f"OR({','.join(each)})", _ATOM


def _conditional(node: Conditional, cell_of: CellOf) -> _Written:
    parts = (node.condition, node.then, node.otherwise)
    return f"IF({','.join(cell_formula(part, cell_of) for part in parts)})", _ATOM


def _call(node: Call, cell_of: CellOf) -> _Written:
    return _CALLS[node.function](node.arguments, cell_of)


def _function(name: str) -> Callable[[tuple[Node, ...], CellOf], _Written]:
    """A function that both languages have, and that is missing as soon as an argument is."""
    return lambda arguments, cell_of: (
        f"{name}({','.join(cell_formula(argument, cell_of) for argument in arguments)})",
        _ATOM,
    )


def _clamp(arguments: tuple[Node, ...], cell_of: CellOf) -> _Written:
    number, low, high = (cell_formula(argument, cell_of) for argument in arguments)
    return f"MAX({low},MIN({number},{high}))", _ATOM


def _count(arguments: tuple[Node, ...], cell_of: CellOf) -> _Written:
    each = (f"IFERROR(IF({cell_formula(one, cell_of)},1,0),0)" for one in arguments)
    return f"SUM({','.join(each)})", _ATOM


def _present_value(arguments: tuple[Node, ...], cell_of: CellOf) -> _Written:
    first, change, rate, years = (_operand(one, _ATOM, cell_of) for one in arguments)
    factors = f"(1+{change})^{_YEARS_BEFORE}/(1+{rate})^{_YEARS}*({_YEARS}<={years})"
    summed = f"IF({change}=-1,{first}/(1+{rate}),{first}*SUMPRODUCT({factors}))"
    return _over_years(years, summed), _ATOM


def _grown(arguments: tuple[Node, ...], cell_of: CellOf) -> _Written:
    first, change, year = (_operand(one, _ATOM, cell_of) for one in arguments)
    value = f"IF(AND({change}=-1,{year}=1),{first},{first}*(1+{change})^({year}-1))"
    return _over_years(year, value), _ATOM


def _over_years(years: str, formula: str) -> str:
    """The formula where the years are whole and not too many; it takes no 0 to the power of 0."""
    whole = f"AND({years}>=1,{years}<={LONGEST_HORIZON},{years}=INT({years}))"
    return f"IF({whole},{formula},NA())"


_CALLS: Final[Mapping[str, Callable[[tuple[Node, ...], CellOf], _Written]]] = {
    "min": _function("MIN"),
    "max": _function("MAX"),
    "sum": _function("SUM"),
    "mean": _function("AVERAGE"),
    "coalesce": _function("IFERROR"),
    "clamp": _clamp,
    "count": _count,
    "present_value": _present_value,
    "grown": _grown,
}
_WRITERS: Final[Mapping[type, Callable[[Any, CellOf], _Written]]] = {
    Constant: _constant,
    Identifier: _identifier,
    Not: _not,
    Negative: _negative,
    And: _logic,
    Or: _logic,
    Comparison: _comparison,
    Membership: _membership,
    Arithmetic: _arithmetic,
    Conditional: _conditional,
    Call: _call,
}
"""There is none for `answered` and its like: no input of a worksheet is a question."""
