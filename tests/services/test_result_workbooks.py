"""The workbook of a result: its worksheets calculate themselves, and say what the engine says."""

import math
from collections.abc import Iterator
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.reports.cost_sheets import LiveSheet, build_cost_sheets
from readiness.reports.cost_sheets.layout import column_letters
from readiness.reports.view.facts import gather_facts
from readiness.services.documents import ReportSource, report_context
from tests.reports.view.companies import CREATED_AT, organization, questionnaire, result
from tests.reports.view.migration import migration, mover_case, mover_result, tco
from tests.spreadsheet import Spreadsheet

HOSTILE: Final = (
    '=HYPERLINK("http://example.org")',
    "\U0001f600 🇳🇱",
    "x" * 10_000,
    "a\x00b\x1bc\ud800",
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
            "benefits_distinct": st.none() | st.booleans() | st.just("yes"),
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
    (typed,) = (place for place, cell in sheet.cells.items() if wanted.cells[place].value == 123456.78
                and cell.style == "input")  # fmt: skip
    sheet.cells[typed] = wanted.cells[typed]
    program = opened(sheet)
    for (row, column), cell in wanted.cells.items():
        if isinstance(cell.value, int | float) and cell.formula:
            assert is_like(program.shown(f"{column_letters(column)}{row + 1}"), cell.value)
