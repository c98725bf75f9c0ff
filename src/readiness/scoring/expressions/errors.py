"""What can be wrong with an expression, and how all of it is collected."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, NoReturn, TypeAlias

from readiness.scoring.expressions.likeness import closest
from readiness.scoring.expressions.limits import MAX_ERRORS

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indices that lead from a structured condition to one text in it; () is the top."""

_LONGEST_QUOTE = 60


class Code(StrEnum):
    """Stable names of the errors."""

    EMPTY_TEXT = "empty_text"
    INVALID_CONDITION = "invalid_condition"
    SYNTAX = "syntax"
    UNTERMINATED_STRING = "unterminated_string"
    WRONG_OPERATOR = "wrong_operator"
    CHAINED_COMPARISON = "chained_comparison"
    INVALID_NUMBER = "invalid_number"
    UNKNOWN_IDENTIFIER = "unknown_identifier"
    UNKNOWN_FUNCTION = "unknown_function"
    WRONG_ARGUMENT_COUNT = "wrong_argument_count"
    NOT_A_QUESTION = "not_a_question"
    TYPE_MISMATCH = "type_mismatch"
    UNKNOWN_OPTION = "unknown_option"
    NEVER_TRUE = "never_true"
    ALWAYS_TRUE = "always_true"
    EMPTY_RANGE = "empty_range"
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    TOO_MANY_NODES = "too_many_nodes"
    LIST_TOO_LONG = "list_too_long"
    TOO_MANY_ERRORS = "too_many_errors"


class Span(NamedTuple):
    """A place: `length` characters from `offset`, in the text at `path`."""

    offset: int = 0
    length: int = 0
    path: Path = ()


@dataclass(frozen=True, slots=True)
class ExpressionError:
    """One problem: what is wrong, how to mend it, and where it is."""

    code: Code
    message: str
    remedy: str
    offset: int
    length: int
    path: Path = ()


class Unreadable(Exception):
    """One text cannot be read further; the error is recorded, other texts can still be read."""


class Refused(Exception):
    """The whole source is beyond a limit; the error is recorded and nothing more is read."""


class ErrorLog:
    """Collects errors in the order found, each once, and gives up after `MAX_ERRORS`."""

    def __init__(self) -> None:
        self._errors: dict[ExpressionError, None] = {}

    def add(self, code: Code, span: Span, message: str, remedy: str) -> None:
        """Records one error; raises Refused once there are too many to be useful."""
        error = ExpressionError(code, message, remedy, span.offset, span.length, span.path)
        self._errors[error] = None
        if len(self._errors) == MAX_ERRORS:
            self.refuse(
                Code.TOO_MANY_ERRORS,
                span,
                f"there are more than {MAX_ERRORS} errors; the rest is not listed",
                "Mend the errors listed and check again.",
            )

    def refuse(self, code: Code, span: Span, message: str, remedy: str) -> NoReturn:
        """Records that a limit is exceeded and raises Refused."""
        error = ExpressionError(code, message, remedy, span.offset, span.length, span.path)
        self._errors[error] = None
        raise Refused

    def listed(self) -> tuple[ExpressionError, ...]:
        """All errors, in the order found."""
        return tuple(self._errors)


def quoted(text: str) -> str:
    """The text in quotes for a message, shortened if it is long."""
    shown = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
    return f"'{shown}'"


def did_you_mean(name: str, candidates: Iterable[str], otherwise: str) -> str:
    """A remedy that names the candidate most like `name`, or `otherwise` if none is close."""
    close = closest(name, candidates)
    return otherwise if close is None else f"Did you mean {quoted(close)}?"
