"""The workbook of a result: its worksheets calculate themselves, and say what the engine says."""

import math
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from readiness.reports.brand import Brand
from readiness.reports.cost_sheets import LiveSheet, build_cost_sheets
from readiness.reports.cost_sheets.layout import column_letters
from readiness.reports.view import AnswerNote, EvidencePiece, GivenBy
from readiness.reports.view.facts import gather_facts
from readiness.services.documents import ReportSource, report_context
from readiness.services.result_sheets import write_result
from tests.reports.view.companies import CREATED_AT, organization, questionnaire, result
from tests.reports.view.migration import migration, mover_case, mover_result, tco
from tests.spreadsheet import Spreadsheet

HOSTILE: Final = (
    '=HYPERLINK("http://example.org")',
    "\U0001f600 🇳🇱",
    "x" * 10_000,
    "a\x00b\x1bc",
)
AMOUNTS = st.integers(0, 10**8).map(lambda cents: cents / 100)
RATES = st.integers(0, 5000).map(lambda hundredths: hundredths / 100)


def company() -> ReportSource:
    name = "c1-nordwerk"
    return ReportSource(
        questionnaire(), result(name), organization(name), "DE", (), made_at=CREATED_AT
    )


def mover(case: str = "mc-1", **changed: object) -> ReportSource:
    """A company that moves, with the worked example of the worksheet of total cost."""
    answers = mover_case(case).answers
    return ReportSource(
        migration(), mover_result(answers), "Muster & Söhne", "DE", (), CREATED_AT,
        worksheets=(tco(**changed),),
    )  # fmt: skip


def live_sheet(source: ReportSource, language: str = "en") -> LiveSheet:
    facts = gather_facts(source.questionnaire, source.result, report_context(source, language))
    (sheet,) = build_cost_sheets(facts)
    return sheet


def opened(sheet: LiveSheet) -> Spreadsheet:
    """The sheet in a program that calculates it anew; values are kept only where none is given."""
    cells: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for (row, column), cell in sheet.cells.items():
        name = f"{column_letters(column)}{row + 1}"
        if cell.formula is not None:
            cells[name] = f"={cell.formula}"
        elif isinstance(cell.value, str):
            texts[name] = cell.value
        else:
            cells[name] = cell.value
    return Spreadsheet(cells, texts)


def differing(sheet: LiveSheet) -> Iterator[tuple[str, Any, Any]]:
    """Every formula that comes to something else than the value written beside it."""
    program = opened(sheet)
    for (row, column), cell in sheet.cells.items():
        if cell.formula is None:
            continue
        name = f"{column_letters(column)}{row + 1}"
        found = program.shown(name)
        if not is_like(found, cell.value):
            yield name, found, cell.value


def is_like(found: Any, written: Any) -> bool:
    if written in ("#N/A", None):
        return isinstance(found, str) and found.startswith("#")
    if isinstance(written, int | float) and not isinstance(written, bool):
        close = {"rel_tol": 1e-9, "abs_tol": 1e-6}
        return isinstance(found, int | float) and math.isclose(found, written, **close)
    return bool(found == written)


def test_every_formula_comes_to_what_the_engine_calculated() -> None:
    sheet = live_sheet(mover(horizon=8))
    formulas = [cell for cell in sheet.cells.values() if cell.formula is not None]
    assert len(formulas) > 150
    assert list(differing(sheet)) == []


@settings(max_examples=25, deadline=None)
@given(
    changed=st.fixed_dictionaries(
        {},
        optional={
            "implementation": st.none() | AMOUNTS,
            "licences": st.none() | AMOUNTS,
            "old_run": st.none() | AMOUNTS,
            "discount_rate": st.none() | RATES,
            "cost_change": st.integers(-5000, 10000).map(lambda n: n / 100),
            "growth": st.sampled_from([-50, 0, 7.25, "a lot", 999, 1.234]),
            "horizon": st.none() | st.integers(0, 16),
            "missed_channels": st.none() | AMOUNTS,
            "benefits_distinct": st.none() | st.booleans() | st.just("perhaps"),
            "training": st.sampled_from([0, 5000, None]),
            "parallel_months": st.sampled_from([0, 2.5, 61, -1]),
        },
    ),
    case=st.sampled_from(["mc-1", "mc-2", "mc-3"]),
)
def test_whatever_is_typed_sheet_and_engine_agree(changed: dict[str, Any], case: str) -> None:
    assert list(differing(live_sheet(mover(case, **changed)))) == []


def test_another_figure_typed_into_the_sheet_gives_what_the_engine_then_gives() -> None:
    sheet, wanted = live_sheet(mover(horizon=8)), live_sheet(mover(horizon=8, licences=123_456.78))
    inputs = [place for place, cell in sheet.cells.items() if cell.style == "input"]
    (typed,) = (place for place in inputs if wanted.cells[place].value == 123_456.78)
    sheet.cells[typed] = wanted.cells[typed]
    program = opened(sheet)
    for (row, column), cell in wanted.cells.items():
        if isinstance(cell.value, int | float) and cell.formula:
            assert is_like(program.shown(f"{column_letters(column)}{row + 1}"), cell.value)


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """The rows of each sheet, as another library reads them."""
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def xml_of(content: bytes) -> str:
    """Everything in the file that is not a chart."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return "".join(archive.read(n).decode() for n in archive.namelist() if "/charts/" not in n)


@pytest.mark.parametrize("language", ["en", "de", "nl"])
def test_a_workbook_has_tables_worksheet_answers_and_sources(language: str) -> None:
    content = write_result(mover(horizon=8), language)
    assert content == write_result(mover(horizon=8), language)
    read = sheets(content)
    assert len(read) >= 8
    assert list(read)[-3].startswith("TCO")
    cost = read[list(read)[-3]]
    typed = next(row for row in cost if row[0] == "C1")
    assert typed[2] == typed[4]
    assert "<f>" in xml_of(content)


def test_values_beside_formulas_are_there_for_programs_that_only_show() -> None:
    read = sheets(write_result(mover(), "en"))
    (net,) = (row for row in read[list(read)[-3]] if row[:1] == ["NET"])
    wanted = live_sheet(mover())
    place = next(at for at, cell in wanted.cells.items() if cell.value == "NET")
    assert net[4] == pytest.approx(wanted.cells[place[0], 4].value)


def test_without_a_filled_worksheet_there_is_an_empty_one_that_says_nothing_yet() -> None:
    source = replace(mover(), worksheets=())
    sheet = live_sheet(source)
    figures = [c for c in sheet.cells.values() if c.bounds and not c.bounds.words]
    assert {cell.value for cell in figures} == {None}
    assert list(differing(sheet)) == []


def test_a_questionnaire_without_worksheets_has_no_formula() -> None:
    assert "<f>" not in xml_of(write_result(company(), "en"))


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_people_type_is_never_a_formula_nor_lost(typed: str) -> None:
    source = replace(
        mover(exit_cost=typed),
        organization=typed,
        notes=(AnswerNote("cutover.redirect_plan", typed[:4_000]),),
        given=(GivenBy("cutover.redirect_plan", typed, "it"),),
        evidence=tuple(EvidencePiece("cutover.redirect_plan", "text", typed) for _ in range(40)),
        brand=Brand(name=typed, primary="#4A1D6B"),
    )
    content = write_result(source, "en")
    shown = xml_of(content)
    assert "<hyperlink " not in shown
    formulas = re.findall(r"<f>(.*?)</f>", shown)
    plain = xml_of(write_result(mover(exit_cost="x"), "en"))
    assert formulas == re.findall(r"<f>(.*?)</f>", plain)


def test_an_answer_stands_with_who_gave_it_as_what_with_note_and_evidence() -> None:
    question = next(q for q in questionnaire().questions if q.code == "LOG-01")
    source = replace(
        company(),
        notes=(AnswerNote(question.id, "seen in the warehouse"),),
        given=(GivenBy(question.id, "Ada Muster", "management"),),
        evidence=(EvidencePiece(question.id, "file", "photo.jpg"),),
    )
    (row,) = (row for row in sheets(write_result(source, "en"))["Answers"] if row[0] == "LOG-01")
    assert row[6:] == ["Ada Muster", "Management", "seen in the warehouse", "photo.jpg"]
