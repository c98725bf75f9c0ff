"""Problems of a table worksheet that a schema cannot say; paths lead into the worksheet."""

from collections.abc import Iterable, Iterator, Mapping

from readiness.scoring.expressions import Path
from readiness.scoring.problems import Problem
from readiness.scoring.questions import NumberQuestion, Question
from readiness.scoring.spelling import did_you_mean
from readiness.scoring.worksheets.table import (
    ALWAYS_READ,
    GONE,
    TABLE_CHECKS,
    ColumnType,
    TableCheck,
    TableColumn,
    TableWorksheet,
    counted_columns,
)

_CHECKED_AS_UNIQUE = "old_url"
_PER_CENT = (0.0, 100.0)


def lint_table(worksheet: TableWorksheet, questions: Iterable[Question]) -> Iterator[Problem]:
    """Yield problems with columns, checks, the base of the coverage and the question fed."""
    yield from _duplicates("columns", [column.id for column in worksheet.columns])
    yield from _duplicates("checks", [check.id for check in worksheet.checks])
    for i, column in enumerate(worksheet.columns):
        yield from _column(column, ("columns", i))
    for i, check in enumerate(worksheet.checks):
        yield from _check(worksheet, check, ("checks", i))
    yield from _base(worksheet)
    yield from _feed(worksheet, questions)


def _duplicates(section: str, ids: list[str]) -> Iterator[Problem]:
    for i, name in enumerate(ids):
        if name in ids[:i]:
            yield Problem(
                code="duplicate_id",
                message=f"{name!r} is used twice in {section}",
                remedy="give each its own name",
                path=(section, i, "id"),
            )


def _column(column: TableColumn, path: Path) -> Iterator[Problem]:
    if column.low is not None and column.high is not None and column.low >= column.high:
        yield Problem(
            code="wrong_range",
            message=f"the lowest figure of {column.id!r} is not below the highest",
            remedy="exchange low and high",
            path=(*path, "low"),
        )
    if (column.type in ("choice", "choices")) != bool(column.items):
        yield _wrong_column(
            f"{column.id!r} is of type {column.type} and has {len(column.items)} items",
            "give items: to choices, and to nothing else",
            (*path, "items"),
        )
    if column.unique and column.id != _CHECKED_AS_UNIQUE:
        yield _wrong_column(
            f"nothing checks that {column.id!r} is unique",
            f"leave unique: out; it is for {_CHECKED_AS_UNIQUE}",
            (*path, "unique"),
        )


def _check(worksheet: TableWorksheet, check: TableCheck, path: Path) -> Iterator[Problem]:
    needs = TABLE_CHECKS.get(check.id)
    if needs is None:
        yield Problem(
            code="unknown_check",
            message=f"there is no check {check.id!r}",
            remedy=did_you_mean(check.id, TABLE_CHECKS, f"use one of {', '.join(TABLE_CHECKS)}"),
            path=(*path, "id"),
        )
        return
    for name, kind in _lacking(worksheet, needs.columns):
        yield _wrong_column(
            f"the check {check.id!r} reads a column {name!r} of type {kind}",
            f"add {{id: {name}, type: {kind}}} to columns:, or remove the check",
            (*path, "id"),
        )
    given = {
        name for name in ("at_least_rows", "above_percent", "similarity_below")
        if getattr(check, name) is not None
    }  # fmt: skip
    for name in sorted(given ^ set(needs.parameters)):
        done, remedy = ("takes no", "remove") if name in given else ("needs", "add")
        yield Problem(
            code="incomplete_definition",
            message=f"the check {check.id!r} {done} {name}",
            remedy=f"{remedy} {name}:",
            path=path,
        )


def _lacking(
    worksheet: TableWorksheet, needed: Mapping[str, ColumnType]
) -> Iterator[tuple[str, ColumnType]]:
    """Yield the columns that are missing or of another type."""
    for name, kind in needed.items():
        column = worksheet.column(name)
        if column is None or column.type != kind:
            yield name, kind


def _base(worksheet: TableWorksheet) -> Iterator[Problem]:
    for name, kind in _lacking(worksheet, ALWAYS_READ):
        yield _wrong_column(
            f"the coverage reads a column {name!r} of type {kind}",
            f"add {{id: {name}, type: {kind}}} to columns:",
            ("columns",),
        )
    match = worksheet.column("match_type")
    if match is not None and match.items and GONE not in match.items:
        yield _wrong_column(
            f"match_type has no item {GONE!r}",
            f"add {GONE} to its items:",
            ("columns", worksheet.columns.index(match), "items"),
        )
    try:
        counted_columns(worksheet)
    except ValueError:
        numbers = [column.id for column in worksheet.columns if column.type == "number"]
        yield _wrong_column(
            "the base of the coverage is not made of number columns above 0",
            f"write column > 0, joined by ||; number columns are {', '.join(numbers) or 'missing'}",
            ("coverage", "base"),
        )


def _feed(worksheet: TableWorksheet, questions: Iterable[Question]) -> Iterator[Problem]:
    feeds = worksheet.feeds
    known = {question.id: question for question in questions}
    fed = known.get(feeds.question)
    numbers = [name for name, each in known.items() if isinstance(each, NumberQuestion)]
    if not isinstance(fed, NumberQuestion):
        some = f"name a number question in per cent ({', '.join(sorted(numbers)) or 'none'})"
        yield _wrong_feed(
            f"{feeds.question!r} is no number question",
            did_you_mean(feeds.question, numbers, some),
            ("feeds", "question"),
        )
    elif (fed.low, fed.high) != _PER_CENT:
        yield _wrong_feed(
            f"{feeds.question!r} takes {fed.low:g} to {fed.high:g}, coverage is 0 to 100 per cent",
            "name a question that takes 0 to 100",
            ("feeds", "question"),
        )
    elif fed.decimals != feeds.decimals:
        yield _wrong_feed(
            f"{feeds.question!r} takes {fed.decimals} decimals, not {feeds.decimals}",
            f"write decimals: {fed.decimals}",
            ("feeds", "decimals"),
        )


def _wrong_column(message: str, remedy: str, path: Path) -> Problem:
    return Problem(code="wrong_column", message=message, remedy=remedy, path=path)


def _wrong_feed(message: str, remedy: str, path: Path) -> Problem:
    return Problem(code="wrong_feed", message=message, remedy=remedy, path=path)
