"""Declarations the tests of the rule language share, and short ways to read and run texts."""

from collections.abc import Mapping

from readiness.scoring.expressions import (
    Declaration,
    ExpressionError,
    Node,
    Reading,
    State,
    Type,
    Value,
    compile_expression,
    identifiers,
    parse_condition,
    parse_formula,
)
from readiness.scoring.expressions.closures import compile_closures
from tests.scoring.expressions.explaining import evaluate

SCALE = Declaration(Type.NUMBER, low=0, high=4, is_question=True)
PERCENTAGE = Declaration(Type.NUMBER, low=0, high=100)
DECLARATIONS: Mapping[str, Declaration] = {
    "logistics.single_parcel": SCALE,
    "logistics.pick_accuracy": SCALE,
    "product_data.planning": SCALE,
    "fit.R1": PERCENTAGE,
    "fit.R2": PERCENTAGE,
    "level.product_data": Declaration(Type.NUMBER, low=1, high=5),
    "margin": Declaration(Type.NUMBER),
    "orders": Declaration(Type.NUMBER, low=0),
    "discount": Declaration(Type.NUMBER, high=0),
    "gate.G1": Declaration(Type.STRING, frozenset({"block", "condition", "open", "clear"})),
    "gate.G2": Declaration(Type.STRING, frozenset({"block", "condition", "open", "clear"})),
    "size": Declaration(Type.STRING, frozenset({"small", "large"})),
    "note": Declaration(Type.STRING),
    "finding.X_15": Declaration(Type.BOOL),
    "profile.dangerous": Declaration(Type.BOOL, is_question=True),
    "profile.families": Declaration(
        Type.LIST, frozenset({"tools", "wood", "small"}), is_question=True
    ),
    "tags": Declaration(Type.LIST),
}


def condition(source: object) -> Node:
    """The node of a condition that must be right."""
    node, errors = parse_condition(source, DECLARATIONS)
    assert node is not None, errors
    return node


def formula(source: object) -> Node:
    """The node of a formula that must be right."""
    node, errors = parse_formula(source, DECLARATIONS)
    assert node is not None, errors
    return node


def errors_in(source: object) -> tuple[ExpressionError, ...]:
    """The errors of a condition that must be wrong."""
    node, errors = parse_condition(source, DECLARATIONS)
    assert node is None
    return errors


def codes_in(source: object) -> list[str]:
    return [error.code.value for error in errors_in(source)]


def run(node: Node, values: Mapping[str, Value], states: Mapping[str, State]) -> Value:
    """The value by every back end, which must agree; names not given are missing."""
    names = identifiers(node)
    slots = {name: slot for slot, name in enumerate(names)}
    read = (
        [values.get(name) for name in names],
        [states.get(name, State.NO_VALUE) for name in names],
    )
    compiled = compile_expression(node, slots)(*read)
    closed = compile_closures(node, slots)(*read)
    walked = evaluate(
        node, lambda name: Reading(values.get(name), states.get(name, State.NO_VALUE))
    ).value
    assert compiled == closed == walked
    assert type(compiled) is type(closed) is type(walked)
    return compiled


def truth(source: object, **values: Value) -> Value:
    """The value of a condition; `__` in a keyword stands for the point of a name."""
    return run(condition(source), _pointed(values), {})


def number(source: object, **values: Value) -> Value:
    """The value of a formula; `__` in a keyword stands for the point of a name."""
    return run(formula(source), _pointed(values), {})


def _pointed(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name.replace("__", "."): value for name, value in values.items()}
