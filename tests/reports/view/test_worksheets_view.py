"""A filled worksheet in a report: figures as printed, checks, what is missing, the curve."""

import pytest

from readiness.reports.view import FilledWorksheet
from readiness.reports.view.worksheet_parts import WorksheetView
from tests.reports.view.companies import view
from tests.reports.view.migration import mover, mover_case, mover_of, tco


def sheet(company: str = "mc-1", /, **changed: object) -> WorksheetView:
    (made,) = mover_of(mover_case(company).answers, tco(**changed)).worksheets
    return made


def by_horizon(made: WorksheetView, code: str) -> tuple[str, ...]:
    return next(row.values for row in made.by_horizon if row.code == code)


def test_the_worked_example_prints_to_the_euro() -> None:
    made = sheet()
    assert made.horizons == ("3 years", "5 years")
    assert by_horizon(made, "TCO") == ("1,124,841", "1,471,279")
    assert by_horizon(made, "NET") == ("-285,067", "-48,450")
    assert by_horizon(made, "INFRA") == ("2.9", "3.6")
    figures = {row.code: row.values for row in made.figures}
    assert figures["DELAY"] == ("7,505",)
    assert made.currency_note == "Amounts in EUR"


def test_what_the_figures_say_is_the_title_without_a_full_stop() -> None:
    made = sheet()
    assert made.title == (
        "On money alone, the move does not pay within three years and only nearly within five"
    )
    assert any("Break-even asks for EUR 223,646 a year" in note for note in made.notes)


def test_a_hard_trigger_of_the_assessment_is_told() -> None:
    said = "A hard trigger applies. It can justify the move although the money does not."
    assert said in sheet("mc-1").notes
    assert said not in sheet("mc-3").notes


def test_the_curve_says_where_the_totals_meet() -> None:
    never, later = sheet().curve, sheet(horizon=8).curve
    assert never is not None
    assert (never.break_even, never.break_even_label) == (None, "No break-even within 5 years")
    assert later is not None
    assert (later.break_even, later.break_even_label) == (5.4, "Break-even after 5.4 years")
    assert (later.figure_name, later.against_name) == (
        "Total cost of ownership",
        "Present value of the status quo",
    )
    assert [year.figure_label for year in later.years][:2] == ["566,420", "757,929"]


def test_other_benefits_are_named_beside_the_status_quo_where_there_are_some() -> None:
    curve = sheet(other_benefits=50000, benefits_distinct=True).curve
    assert curve is not None
    assert curve.against_name == (
        "Present value of the status quo + Present value of other benefits"
    )


def test_checks_stand_red_first_with_their_horizons_together() -> None:
    made = sheet(training=0, contingency=5, hosting=400000, horizon=2)
    assert [(check.outcome, check.years) for check in made.checks] == [
        ("red", "3 years, 5 years"),
        ("red", ""),
        ("amber", "2 years"),
        ("amber", ""),
        ("amber", "2 years"),
    ]
    assert made.checks[1].text.startswith("There is no money for training.")
    assert made.clear_note == "3 checks are clear."
    assert sheet().clear_note == "7 checks are clear."


def test_what_is_missing_leaves_figures_open_and_is_named() -> None:
    made = sheet(data_service=None)
    assert made.title == "What the figures say cannot be told yet"
    assert made.missing == ("Data-migration service",)
    assert made.refused == ()
    assert by_horizon(made, "TCO") == ("–", "–")
    assert by_horizon(made, "SQ") == ("839,774", "1,422,829")
    assert made.curve is None
    assert {check.outcome for check in made.checks} == {"open"}
    assert all(check.text.startswith("It cannot be told yet") for check in made.checks)


@pytest.mark.parametrize(
    "typed", [-1, "many", 480.001, "9" * 300, "<script>", float("inf"), [1], True]
)
def test_what_makes_no_sense_is_named_as_refused_and_shown_as_typed(typed: object) -> None:
    made = sheet(consultant=typed)
    assert made.refused == ("Consultant",)
    assert made.missing == ()
    (row,) = [row for group in made.inputs for row in group.rows if row.code == "C6"]
    assert (row.state, row.state_label) == ("refused", "refused")
    assert row.value == str(typed)[:80]


def test_inputs_are_listed_with_their_units_and_what_was_assumed() -> None:
    rows = {row.code: row for group in sheet().inputs for row in group.rows}
    assert (rows["C10"].value, rows["C11"].value) == ("210\u00a0person-days", "15%")
    assert (rows["C3-D"].value, rows["C3-D"].state_label) == ("0\u00a0EUR", "assumed")
    assert rows["B2"].value == "No"
    assert "X3" not in rows
    assert {fact.label for fact in sheet().assumed} >= {"Design", "Damage of that loss"}


def test_excluded_figures_stand_apart() -> None:
    made = sheet(card_volume=100000)
    assert [(row.code, row.values) for row in made.excluded] == [("X", ("1,100",))]
    assert sheet().excluded == ()


def test_sheets_stand_in_the_worksheets_order_and_empty_ones_are_left_out() -> None:
    answers = mover_case("mc-3").answers
    filled = (tco("both_to_c"), tco("a_into_b"), FilledWorksheet("TCO", "b_into_a", {}))
    made = mover_of(answers, *filled).worksheets
    assert [each.sheet for each in made] == ["a_into_b", "both_to_c"]


def test_without_filled_worksheets_there_is_no_part_about_them() -> None:
    assert mover("mc-1").worksheets == ()
    assert view("c1-nordwerk").worksheets == ()


def test_figures_are_written_as_the_language_does() -> None:
    (made,) = mover("mc-1", language="de", with_cost=True).worksheets
    assert by_horizon(made, "TCO")[0] == "1.124.841"
    assert made.curve is not None
    assert made.curve.break_even_label == "Kostengleichheit nach 5,4 Jahren"
