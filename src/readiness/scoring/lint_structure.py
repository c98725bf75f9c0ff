"""Ids are unique and free to use, levels rise from 0."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Final

from readiness.scoring.expressions import Path
from readiness.scoring.levels import Level
from readiness.scoring.model import Questionnaire
from readiness.scoring.problems import Problem
from readiness.scoring.questions import MultipleQuestion, SingleQuestion
from readiness.scoring.worksheets.model import CalculationWorksheet, Worksheet

NAMESPACES: Final = frozenset(
    {
        "decision",
        "figure",
        "finding",
        "fit",
        "gate",
        "input",
        "items",
        "level",
        "primary",
        "readiness",
        "risk",
        "score",
        "second_opinion",
        "variable",
        "verdict",
    }
)
"""First words of names that rules read besides questions."""

RESERVED_ANSWERS: Final = frozenset({"dont_know", "not_applicable"})

_PARTS_OF_A_WORKSHEET: Final = (
    "sheets",
    "groups",
    "figures",
    "checks",
    "readings",
    "reading_notes",
    "benchmarks",
)

Named = tuple[str, Path]


def lint_structure(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield problems with ids, codes and levels."""
    for names in _name_lists(questionnaire):
        yield from _duplicates(names)
    yield from _reserved_ids(questionnaire)
    yield from _reserved_answers(questionnaire)
    yield from _level_order(questionnaire.levels, ("levels",))
    for i, index in enumerate(questionnaire.indices):
        yield from _level_order(index.levels, ("indices", i, "levels"))


def _name_lists(questionnaire: Questionnaire) -> Iterator[list[Named]]:
    """Lists of names of which each must be unique, with their places."""
    for attribute, section in (
        ("id", "roles"),
        ("code", "roles"),
        ("id", "levels"),
        ("id", "questions"),
        ("code", "questions"),
        ("id", "variables"),
        ("id", "value_rules"),
        ("id", "weight_rules"),
        ("code", "gates"),
        ("code", "findings"),
        ("code", "risks"),
        ("code", "decisions"),
        ("code", "routes"),
        ("code", "variants"),
        ("code", "recommendations"),
        ("code", "responsibilities"),
        ("id", "benchmarks"),
        ("code", "worksheets"),
        ("id", "sources"),
    ):
        yield _named(questionnaire, attribute, section)
    for attribute in ("id", "code"):  # indices stand beside dimensions
        both = (_named(questionnaire, attribute, s) for s in ("dimensions", "indices"))
        yield list(chain.from_iterable(both))
    for section, parts in (
        ("gates", "notes"),
        ("indices", "levels"),
        ("decisions", "notes"),
        ("responsibilities", "tasks"),
    ):
        for i, entry in enumerate(getattr(questionnaire, section)):
            inner = enumerate(getattr(entry, parts))
            yield [(part.id, (section, i, parts, n, "id")) for n, part in inner]
    yield from (_answer_names(questionnaire, i) for i in range(len(questionnaire.questions)))
    for i, worksheet in enumerate(questionnaire.worksheets):
        yield from _parts_of_worksheet(worksheet, ("worksheets", i))


def _parts_of_worksheet(worksheet: Worksheet, path: Path) -> Iterator[list[Named]]:
    if not isinstance(worksheet, CalculationWorksheet):
        return
    for section in _PARTS_OF_A_WORKSHEET:
        parts = enumerate(getattr(worksheet, section))
        yield [(part.id, (*path, section, i, "id")) for i, part in parts]
    yield [
        (entry.id, (*path, "groups", g, "inputs", i, "id"))
        for g, group in enumerate(worksheet.groups)
        for i, entry in enumerate(group.inputs)
    ]


def _named(questionnaire: Questionnaire, attribute: str, section: str) -> list[Named]:
    entries = enumerate(getattr(questionnaire, section))
    return [(getattr(entry, attribute), (section, i, attribute)) for i, entry in entries]


def _answer_names(questionnaire: Questionnaire, position: int) -> list[Named]:
    """Every spelling that answers one question."""
    question = questionnaire.questions[position]
    path: Path = ("questions", position)
    names: list[Named] = []
    if isinstance(question, SingleQuestion):
        for i, option in enumerate(question.options):
            names.append((str(option.value), (*path, "options", i, "value")))
            names += [
                (alias, (*path, "options", i, "aliases", a))
                for a, alias in enumerate(option.aliases)
            ]
    elif isinstance(question, MultipleQuestion):
        for i, item in enumerate(question.items):
            names.append((item.id, (*path, "items", i, "id")))
            names += [
                (alias, (*path, "items", i, "aliases", a)) for a, alias in enumerate(item.aliases)
            ]
    return names


def _duplicates(names: Iterable[Named]) -> Iterator[Problem]:
    seen: set[str] = set()
    for name, path in names:
        if name in seen:
            yield Problem(
                code="duplicate_id",
                message=f"{name!r} is used twice in {path[0]}",
                remedy="give each its own name",
                path=path,
            )
        seen.add(name)


def _reserved_ids(questionnaire: Questionnaire) -> Iterator[Problem]:
    for i, question in enumerate(questionnaire.questions):
        first = question.id.split(".")[0]
        if first in NAMESPACES:
            yield Problem(
                code="reserved_name",
                message=f"{question.id!r} starts with {first!r}, which rules use for results",
                remedy="start the id with another word, such as the dimension's",
                path=("questions", i, "id"),
            )


def _reserved_answers(questionnaire: Questionnaire) -> Iterator[Problem]:
    for position in range(len(questionnaire.questions)):
        for name, path in _answer_names(questionnaire, position):
            if name in RESERVED_ANSWERS:
                yield Problem(
                    code="reserved_name",
                    message=f"{name!r} is an answer that every question understands",
                    remedy="choose another word for the option",
                    path=path,
                )


def _level_order(levels: Sequence[Level], path: Path) -> Iterator[Problem]:
    if levels[0].from_score != 0:
        yield Problem(
            code="level_order",
            message=f"the first level starts at {levels[0].from_score:g}",
            remedy="let it start at 0, so that every score has a level",
            path=(*path, 0, "from_score"),
        )
    for i, (lower, upper) in enumerate(pairwise(levels), start=1):
        if upper.from_score <= lower.from_score:
            yield Problem(
                code="level_order",
                message=f"{upper.id!r} starts at {upper.from_score:g}, not above {lower.id!r}",
                remedy=f"let it start above {lower.from_score:g}, or change the order",
                path=(*path, i, "from_score"),
            )
    for i, level in enumerate(levels):
        if level.number != i + 1:
            yield Problem(
                code="level_order",
                message=f"{level.id!r} has number {level.number} and is level {i + 1} in the list",
                remedy=f"give it number {i + 1}",
                path=(*path, i, "number"),
            )
