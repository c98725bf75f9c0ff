"""The rule language: a closed subset of CEL, read, checked, evaluated and explained.

Pure and self-contained: no I/O, no clock, nothing of the product is imported. The language is
described for authors in docs/rules-language.md.
"""

from readiness.scoring.expressions.declarations import Declaration, Type
from readiness.scoring.expressions.errors import Code, ExpressionError, Path, Span
from readiness.scoring.expressions.explanation import Decider, compile_decider
from readiness.scoring.expressions.generated import (
    First,
    Sums,
    Tests,
    compile_expression,
    compile_first,
    compile_mean,
    compile_sums,
    compile_tests,
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
    Leaf,
    Membership,
    Negative,
    Node,
    Not,
    Or,
    identifiers,
    leaves,
)
from readiness.scoring.expressions.printer import source_text
from readiness.scoring.expressions.reader import Parsed, parse_condition, parse_formula
from readiness.scoring.expressions.values import Evaluator, Reading, State, Value

__all__ = [
    "And",
    "AnswerTest",
    "Arithmetic",
    "Call",
    "Code",
    "Comparison",
    "Conditional",
    "Constant",
    "ConstantList",
    "Decider",
    "Declaration",
    "Evaluator",
    "ExpressionError",
    "First",
    "Identifier",
    "Leaf",
    "Membership",
    "Negative",
    "Node",
    "Not",
    "Or",
    "Parsed",
    "Path",
    "Reading",
    "Span",
    "State",
    "Sums",
    "Tests",
    "Type",
    "Value",
    "compile_decider",
    "compile_expression",
    "compile_first",
    "compile_mean",
    "compile_sums",
    "compile_tests",
    "identifiers",
    "leaves",
    "parse_condition",
    "parse_formula",
    "source_text",
]
