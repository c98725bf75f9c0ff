"""What the first pages of a report say: how firm, how far, who repairs what by when."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from readiness.reports.view import OpinionPair, ReportView, SettledOpinion, build_view
from readiness.scoring import live_result, parse_answers
from tests.reports.view.companies import CONTEXT, case, questionnaire, result, view, view_of
from tests.reports.view.migration import mover
from tests.reports.view.small_report import small_view


def live(company: str, *opinions: OpinionPair) -> ReportView:
    """A company's report with its ranges, and where two roles answered differently."""
    read = parse_answers(questionnaire(), case(company).answers)
    context = replace(CONTEXT, opinions=opinions)
    return build_view(questionnaire(), live_result(questionnaire(), read), context)


def test_a_level_that_is_not_firm_is_never_said_as_if_it_were() -> None:
    made = live("c6-lindner")
    assert made.cover.level_number is None
    assert made.cover.level_label == "Exploring or Pilot-capable"
    assert made.cover.range_label == made.summary.range_label == "35.2 – 42.6"
    assert made.summary.certainty_note == (
        "The level is not firm: the unknown answers leave 35.2 – 42.6, "
        "that is Exploring or Pilot-capable."
    )


def test_a_firm_level_with_unknown_answers_says_that_it_is_firm() -> None:
    made = live("c4-holtmann")
    assert made.cover.level_number == 2
    assert made.cover.range_label is None
    assert made.summary.certainty_note is not None
    assert made.summary.certainty_note.startswith("The level is firm: the unknown answers leave")


def test_a_score_without_unknown_answers_speaks_of_no_range() -> None:
    made = live("c1-nordwerk")
    assert made.summary.certainty_note is None
    assert not made.profile.open
    assert live("c4-holtmann").profile.open


def test_every_dimension_aims_at_the_bound_of_its_next_level() -> None:
    strategy = view("c1-nordwerk").profile.dimensions[0]
    assert (strategy.score_label, strategy.target, strategy.target_points) == ("64", 80, "+15.7")
    assert strategy.target_note == "15.7 points to Connected"
    top = small_view({"CARE-01": 4, "CARE-02": 4, "SPEED-01": 2}).profile.dimensions[0]
    assert (top.target, top.target_note, top.target_points) == (None, None, None)


def test_the_dimensions_say_which_is_nearest_to_its_next_level() -> None:
    assert view("c1-nordwerk").profile.dimensions_message == (
        "Nearest to its next level: Product data & planning-tool readiness, with 5.0 points to go"
    )
    highest = small_view({"CARE-01": 4, "CARE-02": 4, "SPEED-01": 4}).profile
    assert highest.dimensions_message == "Every dimension scored has reached the highest level"
    assert view_of({}).profile.dimensions_message == "What has to be found out first"


@pytest.mark.parametrize(
    ("made_at", "due"),
    [
        (datetime(2026, 11, 22, tzinfo=UTC), "by May 2027"),
        (datetime(2026, 6, 30, tzinfo=UTC), "by Dec 2026"),
        (datetime(2027, 1, 31, tzinfo=UTC), "by Jul 2027"),
    ],
)
def test_a_step_is_due_at_the_end_of_its_window_after_the_day_of_the_report(
    made_at: datetime, due: str
) -> None:
    context = replace(CONTEXT, created_at=made_at)
    made = build_view(questionnaire(), result("c1-nordwerk"), context)
    mandate = made.gates.gates[0].repairs[0]
    assert (mandate.code, mandate.window, mandate.due_label) == ("REC-03", "3-6", due)


def test_due_months_are_worded_in_the_language_of_the_report() -> None:
    def due(language: str) -> str:
        context = replace(CONTEXT, language=language)
        made = build_view(questionnaire(), result("c1-nordwerk"), context)
        return made.gates.gates[0].repairs[0].due_label.partition(" ")[2]

    assert (due("de"), due("nl")) == ("Mai 2027", "mei 2027")


def test_a_board_sees_every_gate_with_what_mends_it_and_the_whole_plan() -> None:
    made = view("c4-holtmann")
    steps = {gate.code: gate for gate in made.steps.gates}
    assert list(steps) == [gate.code for gate in made.gates.gates]
    assert steps["G4"].step == "REC-12"
    assert steps["G1"].step.startswith("REC-34 Do not open parcel sale yet")
    assert steps["G1"].step.endswith(" · REC-35")
    planned = [action for window in made.plan.windows for action in window.actions]
    assert list(made.steps.actions) == planned


def test_a_gate_that_nothing_mends_yet_says_so_on_the_board_page() -> None:
    open_gates = [gate for gate in view_of({"PRF-06": 2}).steps.gates if gate.due_label == "–"]
    assert open_gates
    assert all("open questions" in gate.step for gate in open_gates)


def test_the_guide_explains_the_marks_a_report_can_print() -> None:
    items = [item for column in view("c1-nordwerk").reading.columns for item in column]
    marks = {sign.mark for item in items for sign in item.signs}
    assert {"go", "pilot", "prepare", "blocked", "not_a_fit", "open"} <= marks
    assert {"1", "2", "3", "4", "5", "range", "target", "before"} <= marks


def test_the_guide_leaves_out_what_a_questionnaire_has_none_of() -> None:
    deciding = [item.subject for column in mover("mc-1").reading.columns for item in column]
    assert "gates" in deciding
    assert "verdicts" not in deciding
    small = [item.subject for column in small_view({}).reading.columns for item in column]
    assert small == ["levels", "unknown", "range", "evidence"]


def test_disagreements_carry_both_values_and_say_how_many_are_settled() -> None:
    settled = SettledOpinion(2, "Agreed in the workshop.", "Ada Muster", CONTEXT.created_at)
    pair = OpinionPair("strategy.alignment", 1, 4, settled=settled)
    findings = live("c1-nordwerk", pair).findings
    assert findings.disagreements_title == "Two roles differed on one question, and it is settled"
    gap = findings.disagreements[0]
    assert gap.settled is not None
    assert (gap.first_value, gap.second_value, gap.settled.value) == (1, 4, 2)
    still_open = view_of(case("c1-nordwerk").answers, {"strategy.alignment": 4}).findings
    assert still_open.disagreements_title == (
        "Two roles differ on one question, which is still open"
    )
