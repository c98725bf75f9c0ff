"""Names that no declaration and no function carries, found even where the structure is broken."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from readiness.scoring.expressions.declarations import Declaration
from readiness.scoring.expressions.errors import Code, ErrorLog, did_you_mean, quoted
from readiness.scoring.expressions.functions import Arity
from readiness.scoring.expressions.tokens import Kind, Token

_NO_VALUE_WORDS = frozenset({"null", "none", "nil", "undefined"})


def check_names(
    tokens: Sequence[Token],
    declarations: Mapping[str, Declaration],
    functions: Mapping[str, Arity],
    errors: ErrorLog,
) -> None:
    """Reports every name that is neither declared nor, before a bracket, a function."""
    for token, following in pairwise(tokens):
        if token.kind is not Kind.NAME:
            continue
        if following.kind is Kind.OPERATOR and following.text == "(":
            _check_function(token, functions, errors)
        elif token.text not in declarations:
            _report_identifier(token, declarations, functions, errors)


def _check_function(token: Token, functions: Mapping[str, Arity], errors: ErrorLog) -> None:
    if token.text not in functions:
        errors.add(
            Code.UNKNOWN_FUNCTION,
            token.span,
            f"there is no function {quoted(token.text)}",
            did_you_mean(
                token.text, functions, f"The functions are: {', '.join(sorted(functions))}."
            ),
        )


def _report_identifier(
    token: Token,
    declarations: Mapping[str, Declaration],
    functions: Mapping[str, Arity],
    errors: ErrorLog,
) -> None:
    if token.text.lower() in _NO_VALUE_WORDS:
        remedy = "Write answered(question) to ask whether there is a value."
    elif token.text in functions:
        remedy = f"Write its arguments in brackets: {token.text}(…)."
    else:
        otherwise = "Use the id of a question or of something the rules define."
        remedy = did_you_mean(token.text, declarations, otherwise)
    errors.add(
        Code.UNKNOWN_IDENTIFIER,
        token.span,
        f"there is no question or variable {quoted(token.text)}",
        remedy,
    )
