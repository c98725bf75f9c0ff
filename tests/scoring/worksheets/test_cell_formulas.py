"""Formulas of spreadsheets say what the engine calculates, for whatever is typed or missing."""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.scoring.expressions import Declaration, Node, Type, parse_condition, parse_formula
from readiness.scoring.worksheets.cell_formulas import (
    LONGEST_TEXT,
    cell_formula,
    condition_figure,
    text_literal,
)
from readiness.scoring.worksheets.exact import FUNCTIONS, Exact, evaluate
from tests.spreadsheet import SheetError, Spreadsheet

CELLS = {"a": "A1", "b": "B1", "n": "$N$1", "p": "P1", "q": "Q1"}
NAMES = {name: Declaration(Type.NUMBER) for name in ("a", "b", "n")} | {
    name: Declaration(Type.BOOL) for name in ("p", "q")
}
FORMULAS = (
    "a", "-a", "a + b * n", "(a + b) * n", "a - (b - n)", "a - b - n", "a / b / n", "a / (b * n)",
    "-a * -2", "2 - -a", "a * (-1.5)", "min(a, b)", "max(a, b, n)", "sum(a, b, 0.1)", "mean(a, b)",
    "clamp(a, 0, 10)", "coalesce(a, b)", "count(p, q, a > b)", "p ? a : b", "a > b ? a / n : b",
    "p && q ? 1 : 2", "present_value(a, b / 100, 0.05, n)", "present_value(1, 0, b / 100, 3)",
    "present_value(a, -1, 0.1, 3)", "grown(a, b / 100, n)", "grown(a, -1, n)",
    "1000000000000000000",     "coalesce(a / b, n) + 1", "present_value(min(a, b), 0, 0, 15)",
)  # fmt: skip
CONDITIONS = (
    "a > b", "a == b", "a != b", "a <= n", "p", "!p", "p && q", "p || q", "!(p && q)",
    "p || !q && a > b",
    "(p || q) == (a > b)", "a in [1, 2, 3]", "p == q", "p == true", "!(a > b)", "(p ? a : b) >= 2",
    "(a > b) != p", "p ? q : a > 1", '(p ? "x" : "X") == "X"', '(p ? "x" : "y") != "y"',
    '(p ? "x" : "X") in ["x"]',
)  # fmt: skip
numbers = st.none() | st.integers(-20, 20) | st.integers(-2000, 2000).map(lambda n: n / 100)
truths = st.none() | st.booleans()


def formula(text: str) -> Node:
    node, errors = parse_formula(text, NAMES, FUNCTIONS)
    assert node is not None, errors
    return node


def condition(text: str) -> Node:
    node, errors = parse_condition(text, NAMES, FUNCTIONS)
    assert node is not None, errors
    return node


def in_cells(typed: Mapping[str, Any]) -> Spreadsheet:
    """What is typed, in its cells; what is missing is not available there."""
    return Spreadsheet(
        {
            CELLS[name].replace("$", ""): "=NA()" if value is None else value
            for name, value in typed.items()
        }
    )


def exactly(typed: Mapping[str, Any]) -> dict[str, Exact]:
    return {
        name: value if value is None or isinstance(value, bool) else Fraction(str(value))
        for name, value in typed.items()
    }


def calculated(sheet: Spreadsheet, text: str) -> Any:
    """What a formula comes to, `None` for an error."""
    try:
        return sheet.calculated(text)
    except SheetError:
        return None


def is_like(found: Any, expected: Exact) -> bool:
    if isinstance(expected, Fraction):
        return found is not None and math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9)
    return bool(found == expected and (found is None) == (expected is None))


@pytest.mark.parametrize("text", FORMULAS)
@settings(max_examples=40, deadline=None)
@given(a=numbers, b=numbers, n=st.none() | st.integers(-1, 17) | st.just(2.5), p=truths, q=truths)
def test_a_formula_comes_to_what_the_engine_calculates(text: str, **typed: Any) -> None:
    """S-100: missing too, where an error stands for it."""
    node = formula(text)
    found = calculated(in_cells(typed), cell_formula(node, CELLS.__getitem__))
    assert is_like(found, evaluate(node, exactly(typed)))


@pytest.mark.parametrize("text", CONDITIONS)
@settings(max_examples=40, deadline=None)
@given(
    a=st.none() | st.integers(0, 4),
    b=st.none() | st.integers(0, 4),
    n=st.just(2),
    p=truths,
    q=truths,
)
def test_a_condition_is_true_false_or_open_as_for_the_engine(text: str, **typed: Any) -> None:
    """S-100: false decides an "and" and true an "or" whatever else is missing."""
    node, sheet = condition(text), in_cells(typed)
    expected = evaluate(node, exactly(typed))
    assert is_like(calculated(sheet, cell_formula(node, CELLS.__getitem__)), expected)
    figure = sheet.calculated(condition_figure(node, CELLS.__getitem__))
    assert figure == {False: 0, None: 0.5, True: 1}[expected]  # type: ignore[index] # a condition


def test_formulas_have_no_brackets_they_do_not_need() -> None:
    """S-100: they are there to be read."""
    texts = {
        "a + b * n": "A1+B1*$N$1",
        "(a + b) * n": "(A1+B1)*$N$1",
        "a - (b - n)": "A1-(B1-$N$1)",
    }
    for text, expected in texts.items():
        assert cell_formula(formula(text), CELLS.__getitem__) == expected


@pytest.mark.parametrize(
    "text", ["", 'say "yes"', '"&HYPERLINK("x")&"', "x" * (2 * LONGEST_TEXT + 1)]
)
def test_a_text_in_a_formula_stays_that_text(text: str) -> None:
    """S-100: quotes cannot end it, and a long one is put together from pieces that are allowed."""
    literal = text_literal(text)
    assert Spreadsheet({}).calculated(literal) == text
    assert all(len(piece) <= 2 * LONGEST_TEXT + 2 for piece in literal.split('"&"'))
