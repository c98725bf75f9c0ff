"""A questionnaire as tables and back: the same value, and every mistake named by its cell."""

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from readiness.catalog.loader import load_questionnaire
from readiness.catalog.plain_text import hidden_character
from readiness.catalog.plain_version import read_plain
from readiness.catalog.workbook_cells import ReadCell, UnreadableCell, read_cell, written_cell
from readiness.catalog.workbook_shapes import Kind, Shape, questionnaire_shape
from readiness.catalog.workbook_tables import (
    ROOT_TABLE,
    Table,
    sheet_title,
    table_plans,
    tables_of,
)
from readiness.catalog.workbook_values import ReadRow, ReadTable, ReadValues, values_of
from readiness.scoring import Questionnaire
from tests.catalog.small_questionnaire import write_version
from tests.house.repository import ROOT
from tests.planning.random_questionnaires import random_task
from tests.scoring.ranges.random_questionnaires import random_questionnaire

SHAPE = questionnaire_shape()
DELIVERED = sorted(
    folder for folder in (ROOT / "questionnaires").glob("*/*") if (folder / "cases").is_dir()
)
NO_TEXTS = {"texts", "digest"}


def as_read(tables: dict[str, Table]) -> dict[str, ReadTable]:
    """Return tables as they are read from a workbook: a heading, rows below, empty cells gone."""
    return {
        name: ReadTable(
            {column: number for number, column in enumerate(table.columns, start=1)},
            [
                ReadRow(number, {column: cell for column, cell in row.items() if cell is not None})
                for number, row in enumerate(table.rows, start=2)
            ],
        )
        for name, table in tables.items()
    }


def around(value: dict[str, JsonValue]) -> ReadValues:
    """Return what comes back of a value."""
    return values_of(SHAPE, as_read(tables_of(SHAPE, value)))


def plain(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return a questionnaire as its files would say it."""
    value = json.loads(questionnaire.model_dump_json(exclude=NO_TEXTS, exclude_unset=True))
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize("folder", DELIVERED, ids=lambda folder: folder.parent.name)
def test_a_delivered_questionnaire_comes_back(folder: Path) -> None:
    version = read_plain(folder, {})
    value = version.sections | {"cases": version.cases}
    read = around(value)
    assert (read.problems, read.value) == ([], value)


@pytest.mark.parametrize("seed", range(60))
def test_random_questionnaires_come_back(seed: int) -> None:
    for questionnaire in (random_questionnaire(seed), random_task(seed).questionnaire):
        value = plain(questionnaire)
        read = around(value)
        assert (read.problems, read.value) == ([], value)
        assert plain(Questionnaire.model_validate(read.value)) == value


def test_the_tables_of_what_came_back_are_the_same() -> None:
    version = read_plain(DELIVERED[0], {})
    tables = tables_of(SHAPE, version.sections | {"cases": version.cases})
    again = tables_of(SHAPE, values_of(SHAPE, as_read(tables)).value)
    assert {name: table.rows for name, table in tables.items()} == {
        name: table.rows for name, table in again.items()
    }


def test_every_table_has_a_sheet_of_its_own() -> None:
    titles = [sheet_title(plan.name) for plan in table_plans(SHAPE)]
    assert len(set(titles)) == len(titles)
    assert all(len(title) <= 31 for title in titles)


def test_a_table_reads_as_a_consultant_thinks(tmp_path: Path) -> None:
    loaded = load_questionnaire(write_version(tmp_path))
    tables = tables_of(SHAPE, read_plain(loaded.folder, {}).sections)
    assert tables["gates"].columns == (
        *("code", "block", "condition", "caps.overall", "repairs", "basis"),
    )
    assert tables["gates"].rows[0]["block"] == "logistics.single_parcel == 0"
    assert tables["gates.notes"].rows == [
        {"(gates)": "G1", "id": "consumers", "when": 'profile.buyers == "also_consumers"'}
    ]
    assert tables["questions.bands"].rows[0] == {
        "(questions)": "LOG-02",
        "value": 0,
        "below": 95,
    }
    assert tables["routes.readiness"].rows[0] == {
        "(routes)": "R1",
        "(key)": "logistics",
        "(value)": 60,
    }


READABLE = st.text(max_size=30).filter(lambda text: hidden_character(text) is None)
TEXTS = READABLE.filter(lambda text: "\r" not in text) | st.sampled_from(
    ["null", "[]", "{}", "", '"', '""', '"a"', "- a", "a: b", "1", "true", " a ", "a\nb", "all: x"]
)
FREE = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(TEXTS.filter(lambda key: key != "<<"), inner, max_size=3)
    ),
    max_leaves=6,
)
VALUES: dict[Kind, tuple[Shape, st.SearchStrategy[Any]]] = {
    "cell": (Shape("cell"), st.none() | st.booleans() | st.integers(0, 99) | TEXTS),
    "lines": (Shape("lines", text=True), st.lists(TEXTS, max_size=4)),
    "condition": (Shape("condition"), TEXTS | st.just(True) | st.dictionaries(TEXTS, FREE)),
    "free": (Shape("free"), FREE),
}


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_what_stands_in_a_cell_comes_back(kind: Kind, data: st.DataObject) -> None:
    shape, values = VALUES[kind]
    value = data.draw(values)
    cell = written_cell(shape, value)
    assert (cell is None) is False
    assert read_cell(shape, cell) == value


@given(st.lists(st.integers(-99, 99) | TEXTS, max_size=4))
def test_lines_of_figures_and_texts_come_back(value: list[JsonValue]) -> None:
    shape = Shape("lines")
    assert read_cell(shape, written_cell(shape, value)) == value


@pytest.mark.parametrize(
    ("shape", "cell", "value"),
    [
        (Shape("cell", text=True), 2026, "2026"),
        (Shape("cell", text=True), True, "true"),
        (Shape("cell", text=True), date(2026, 11, 22), "2026-11-22"),
        (Shape("cell", text=True), datetime(2026, 11, 22), "2026-11-22"),  # noqa: DTZ001 - as read
        (Shape("lines", text=True), 5, ["5"]),
        (Shape("lines"), 5, [5]),
        (Shape("lines", text=True), "a\r\n\r\n b ", ["a", "b"]),
        (Shape("condition"), "all:\n  - a\n  - b", {"all": ["a", "b"]}),
        (Shape("free"), "- a\n- 1", ["a", 1]),
    ],
)
def test_a_cell_is_read_as_its_column_means(shape: Shape, cell: ReadCell, value: object) -> None:
    assert read_cell(shape, cell) == value


@pytest.mark.parametrize(
    ("shape", "cell", "words"),
    [
        (Shape("cell"), time(12, 30), "holds a time"),
        (Shape("cell"), "a\u202eb", "invisible character U"),
        (Shape("condition"), "all:\n  - no", "cannot be read"),
        (Shape("rows"), "text", "sheet of its own"),
    ],
)
def test_a_cell_that_cannot_be_read_says_why(shape: Shape, cell: ReadCell, words: str) -> None:
    with pytest.raises(UnreadableCell, match=words):
        read_cell(shape, cell)


def table(columns: list[str], *rows: dict[str, ReadCell]) -> ReadTable:
    """Return a table as read, its rows from the second on."""
    numbers = {column: number for number, column in enumerate(columns, start=1)}
    return ReadTable(numbers, [ReadRow(number, row) for number, row in enumerate(rows, start=2)])


QUESTIONS = table(["id", "code"], {"id": "a.b", "code": "A-01"}, {"id": "a.c", "code": "A-02"})


@pytest.mark.parametrize(
    ("name", "given", "found"),
    [
        ("questions", table(["idd"], {"idd": "a"}), (1, 1, "unknown_column", "did you mean 'id'")),
        (
            "questions.options",
            table(["(questions)", "value"], {"(questions)": "A-03", "value": 1}),
            (2, 1, "unknown_entry", "did you mean"),
        ),
        ("questions.options", table(["value"], {"value": 1}), (2, 1, "unknown_entry", "write")),
        (
            "recommendation_rules.effort",
            table(["(key)", "(value)"], {"(key)": "S", "(value)": 1}, {"(key)": "S"}),
            (3, 1, "wrong_key", "of its own"),
        ),
        (
            "recommendation_rules.effort",
            table(["(key)", "(value)"], {"(value)": 1}),
            (2, 1, "wrong_key", "of its own"),
        ),
        (
            "gates",
            table(["code", "block"], {"code": "G1", "block": "any:\n  - yes"}),
            (2, 2, "unreadable_cell", "true"),
        ),
        (
            ROOT_TABLE,
            table(["Name", "Value"], {"Name": "keyy", "Value": "a"}),
            (2, 2, "unknown_column", "did you mean 'key'"),
        ),
    ],
)
def test_a_mistake_is_named_by_its_cell(
    name: str, given: ReadTable, found: tuple[int, int, str, str]
) -> None:
    row, column, code, remedy = found
    tables = {"questions": QUESTIONS} | {name: given}
    (problem,) = values_of(SHAPE, tables).problems
    assert (problem.where.table, problem.where.row, problem.where.column) == (name, row, column)
    assert problem.code == code
    assert remedy in problem.remedy


def test_entries_are_named_by_position_too() -> None:
    options = table(["(questions)", "value"], {"(questions)": 2, "value": 1})
    read = values_of(SHAPE, {"questions": QUESTIONS, "questions.options": options})
    assert read.value["questions"] == [
        {"id": "a.b", "code": "A-01"},
        {"id": "a.c", "code": "A-02", "options": [{"value": 1}]},
    ]
