"""What cases have to show of a rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

RulePath = tuple[str | int, ...]
Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class RuleForm(Generic[Shown]):
    """A rule, or one of its forms, that cases have to show firing and silent.

    `shows` tells of a result whether it fires; a verdict is given once for each route.
    """

    name: str
    path: RulePath
    shows: Callable[[Shown], Iterable[bool]]
