"""A file as plain values with the place of each, and what every reader of files refuses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple, NoReturn

from pydantic import JsonValue

from readiness.scoring.problems import Problem, ProblemsFound

Path = tuple[str | int, ...]

MAX_ANSWERS_BYTES: Final = 1_000_000
MAX_QUESTIONNAIRE_BYTES: Final = 5_000_000
MAX_DEPTH: Final = 40
MAX_NODES: Final = 200_000
MAX_PROBLEMS: Final = 100

ABOUT_THE_KEY: Final = frozenset(
    {
        "duplicate_answer",
        "duplicate_key",
        "orphaned_text",
        "second_opinion_not_asked",
        "unknown_input",
        "unknown_key",
        "unknown_question",
        "wrong_file",
    }
)
"""Codes of problems that concern the key of an entry, not its value."""


class Spot(NamedTuple):
    """Where a value stands: line and column, counted from 1.

    `text_column` is the column of the first character of a text in which every character takes
    one column, so that a place inside it can be named. `key` is where the entry's key stands.
    """

    line: int
    column: int
    text_column: int | None = None
    key: tuple[int, int] | None = None


class Positions:
    """Where each value of a document stands; the document itself, `()`, is always there."""

    def __init__(self, spots: Mapping[Path, Spot]) -> None:
        self._spots = spots

    def find(self, path: Path, offset: int = 0) -> tuple[int, int]:
        """Return line and column of a value, or of the nearest ancestor that is known.

        `offset` counts characters into a text.
        """
        spot = self._nearest(path)
        if offset and spot.text_column is not None and path in self._spots:
            return spot.line, spot.text_column + offset
        return spot.line, spot.column

    def find_key(self, path: Path) -> tuple[int, int]:
        """Return line and column of an entry's key; for a list entry, those of the entry."""
        spot = self._nearest(path)
        return spot.key or (spot.line, spot.column)

    def _nearest(self, path: Path) -> Spot:
        while path not in self._spots:
            path = path[:-1]
        return self._spots[path]


@dataclass(frozen=True, slots=True)
class Document:
    """The plain value of a file, its name and its positions."""

    file: str
    value: JsonValue
    positions: Positions

    def placed(self, problem: Problem) -> Problem:
        """Return the problem with file, line and column; its path leads into this document."""
        if problem.code in ABOUT_THE_KEY:
            line, column = self.positions.find_key(problem.path)
        else:
            line, column = self.positions.find(problem.path, problem.offset)
        return problem.model_copy(update={"file": self.file, "line": line, "column": column})


class DocumentRefused(ProblemsFound):
    """A file cannot be read as plain values without guessing."""


class Unreadable(Exception):
    """Nothing more of a file can be read; its problems are recorded."""


@dataclass(slots=True)
class ProblemLog:
    """Collects the problems of one file and gives up when there are too many to be useful."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, at: tuple[int, int], message: str, remedy: str) -> None:
        """Record a problem; raise `Unreadable` after `MAX_PROBLEMS`."""
        self._append(code, at, message, remedy)
        if len(self.problems) == MAX_PROBLEMS:
            self.give_up(
                "too_many_problems",
                at,
                f"there are more than {MAX_PROBLEMS} problems and the rest is not listed",
                "mend those listed and check again",
            )

    def give_up(self, code: str, at: tuple[int, int], message: str, remedy: str) -> NoReturn:
        """Record a problem after which nothing more can be read; raise `Unreadable`."""
        self._append(code, at, message, remedy)
        raise Unreadable

    def _append(self, code: str, at: tuple[int, int], message: str, remedy: str) -> None:
        line, column = at
        self.problems.append(
            Problem(
                code=code, message=message, remedy=remedy, file=self.file, line=line, column=column
            )
        )


def with_key(spot: Spot, key: tuple[int, int] | None, *, at_key: bool) -> Spot:
    """Return the spot of an entry's value; a collection is found at its key."""
    if key is None:
        return spot
    if at_key:
        return Spot(*key, key=key)
    return spot._replace(key=key)


def in_reading_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by file, line and column, each once."""
    ordered = sorted(
        dict.fromkeys(problems),
        key=lambda p: (p.file or "", p.line or 0, p.column or 0, p.code, p.message),
    )
    return tuple(ordered)
