"""What the names in an expression mean: the types an expression is checked against."""

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """The four types of the rule language; a list is a list of strings."""

    NUMBER = "number"
    BOOL = "true/false value"
    STRING = "string"
    LIST = "list of strings"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One identifier that expressions may use.

    `options` closes the set of constants a STRING or LIST may be compared with; None leaves it
    open. `low` and `high` bound a NUMBER, both included; None leaves that side open.
    `is_question` allows the identifier in `answered`, `unknown` and `measured`.
    """

    type: Type
    options: frozenset[str] | None = None
    low: float | None = None
    high: float | None = None
    is_question: bool = False
