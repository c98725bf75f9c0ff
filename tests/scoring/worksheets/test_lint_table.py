"""Table worksheets are checked as far as a schema cannot."""

from copy import deepcopy
from typing import Any

import pytest
from pydantic import ValidationError

from readiness.scoring import Problem
from readiness.scoring.questions import BooleanQuestion, NumberQuestion, Question
from readiness.scoring.worksheets.lint_table import lint_table
from readiness.scoring.worksheets.table import TABLE_CHECKS, TableWorksheet, counted_columns
from tests.redirect_worksheet import REDIRECTS

PLAN = NumberQuestion(
    id="cutover.redirect_plan",
    code="RDY-11",
    role="marketing",
    type="number",
    unit="%",
    low=0,
    high=100,
    decimals=1,
)
OTHERS: tuple[Question, ...] = (
    BooleanQuestion(id="cutover.manager", code="RDY-15", role="marketing", type="boolean"),
    PLAN.model_copy(update={"id": "cutover.months", "high": 240}),
)


def table(*path: str | int, to: Any) -> TableWorksheet:
    """The redirect worksheet with another value in one place; `...` removes it."""
    value = deepcopy(REDIRECTS)
    holder: Any = value
    for part in path[:-1]:
        holder = holder[part]
    if to is ...:
        del holder[path[-1]]
    else:
        holder[path[-1]] = to
    return TableWorksheet.model_validate(value)


def problems(worksheet: TableWorksheet) -> list[Problem]:
    return list(lint_table(worksheet, (PLAN, *OTHERS)))


def test_the_redirect_worksheet_is_sound_and_uses_every_check() -> None:
    worksheet = TableWorksheet.model_validate(REDIRECTS)
    assert problems(worksheet) == []
    assert {check.id for check in worksheet.checks} == set(TABLE_CHECKS)
    assert counted_columns(worksheet) == ("visits_16_months", "backlinks")
    assert worksheet.column("owner") is not None
    assert worksheet.column("colour") is None


BASE = ("coverage", "base")
CHECK = ("checks", 4, "id")


@pytest.mark.parametrize(
    ("path", "to", "code", "at", "remedy"),
    [
        (CHECK, "chains", "unknown_check", CHECK, "did you mean 'chain'?"),
        (CHECK, "spelling_of_texts", "unknown_check", CHECK, "not_an_address, duplicate_old_url"),
        (CHECK, "loop", "duplicate_id", ("checks", 5, "id"), "its own name"),
        (("columns", 1, "id"), "old_url", "duplicate_id", ("columns", 1, "id"), "its own name"),
        (("columns", 4, "low"), 599, "wrong_range", ("columns", 4, "low"), "exchange"),
        (("columns", 8, "items"), ..., "wrong_column", ("columns", 8, "items"), "give items: to"),
        (("columns", 0, "items"), ["a"], "wrong_column", ("columns", 0, "items"), "nothing else"),
        (("columns", 11, "unique"), True, "wrong_column", ("columns", 11, "unique"), "old_url"),
        (("columns", 6), {"id": "stay", "type": "yes_no"}, "wrong_column", ("checks", 10, "id"),
         "add {id: migrate, type: yes_no}"),
        (("columns", 4, "type"), "text", "wrong_column", ("checks", 8, "id"), "type: number"),
        (("columns", 7), {"id": "target", "type": "url"}, "wrong_column", ("columns",),
         "add {id: new_url, type: url}"),
        (("columns", 8, "items"), ["same"], "wrong_column", ("columns", 8, "items"), "add gone"),
        (("checks", 6, "above_percent"), ..., "incomplete_definition", ("checks", 6),
         "add above_percent:"),
        (("checks", 4, "similarity_below"), 0.3, "incomplete_definition", ("checks", 4),
         "remove similarity_below:"),
        (BASE, "visits_16_months >= 1", "wrong_column", BASE, "write column > 0"),
        (BASE, "backlinks > 5", "wrong_column", BASE, "number columns are visits_16_months"),
        (BASE, {"all": ["backlinks > 0", "visits_16_months > 0"]}, "wrong_column", BASE, "||"),
        (BASE, "owner > 0", "wrong_column", BASE, "backlinks"),
        (("feeds", "question"), "cutover.redirect_plans", "wrong_feed", ("feeds", "question"),
         "did you mean 'cutover.redirect_plan'?"),
        (("feeds", "question"), "cutover.manager", "wrong_feed", ("feeds", "question"),
         "did you mean 'cutover.months'?"),
        (("feeds", "question"), "x", "wrong_feed", ("feeds", "question"),
         "name a number question"),
        (("feeds", "question"), "cutover.months", "wrong_feed", ("feeds", "question"), "0 to 100"),
        (("feeds", "decimals"), 0, "wrong_feed", ("feeds", "decimals"), "decimals: 1"),
    ],
)  # fmt: skip
def test_a_known_bad_table_is_refused(
    path: tuple[str | int, ...], to: Any, code: str, at: tuple[str | int, ...], remedy: str
) -> None:
    found = [p for p in problems(table(*path, to=to)) if (p.code, p.path) == (code, at)]
    assert found
    assert remedy in found[0].remedy
    assert found[0].message


def test_the_base_may_be_written_as_a_list() -> None:
    worksheet = table(*BASE, to={"any": ["backlinks > 0", "visits_16_months > 0"]})
    assert problems(worksheet) == []
    assert counted_columns(worksheet) == ("backlinks", "visits_16_months")


def test_without_number_columns_nothing_can_be_counted() -> None:
    worksheet = table("columns", to=REDIRECTS["columns"][:1])
    found = [problem for problem in problems(worksheet) if problem.path == BASE]
    assert "missing" in found[0].remedy


@pytest.mark.parametrize(
    ("path", "to"),
    [(("rows_at_most",), 2_000_000), (("colour",), "red"), (("feeds", "round"), "up"),
     (("columns",), []), (("coverage", "covered"), "anything")],
)  # fmt: skip
def test_what_the_schema_can_say_is_said_by_it(path: tuple[str, ...], to: Any) -> None:
    with pytest.raises(ValidationError):
        table(*path, to=to)
