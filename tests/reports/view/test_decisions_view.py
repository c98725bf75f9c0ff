"""Decision, index, risks and roles in a report, and nothing about routes beside them."""

from collections.abc import Iterator

import pytest

from readiness.reports.view import build_view
from readiness.scoring import score
from tests.reports.view.companies import COMPANIES, CONTEXT, view
from tests.reports.view.migration import (
    MOVERS,
    migration,
    mover,
    mover_case,
    mover_of,
    mover_result,
    nothing_known,
)
from tests.reports.view.small_report import small_view


def without(name: str, *questions: str) -> dict[str, object]:
    answers = mover_case(name).answers
    return {key: answer for key, answer in answers.items() if key not in questions}


def marks(name: str) -> Iterator[tuple[str, str]]:
    matrix = mover(name).decisions[0].matrix
    assert matrix is not None
    for row, line in zip(matrix.rows, matrix.cells, strict=True):
        for column, cell in zip(matrix.columns, line, strict=True):
            if cell.mark != "none":
                yield f"{row.name} / {column.name}", cell.mark


@pytest.mark.parametrize(
    ("name", "outcome", "cell"),
    [
        ("mc-1", "Priority project with reduced scope", "Migrate with priority / Partly prepared"),
        ("mc-2", "Stay and tune; no project", "Stay and tune / Unprepared"),
        ("mc-3", "Start with a minimum viable product", "Plan migration / Prepared"),
    ],
)
def test_the_outcome_is_the_message_and_its_cell_is_marked(
    name: str, outcome: str, cell: str
) -> None:
    made = mover(name)
    assert made.summary.title == made.cover.message == made.decisions[0].title == outcome
    assert list(marks(name)) == [(cell, "held")]
    assert made.decisions[0].firmness == ""
    assert made.decisions[0].possible == ()


def test_a_matrix_names_its_levels_with_the_scores_they_reach_over() -> None:
    matrix = mover("mc-1").decisions[0].matrix
    assert matrix is not None
    assert (matrix.rows_name, matrix.columns_name) == ("Signs to migrate", "Readiness")
    assert [head.bounds for head in matrix.rows] == [
        "below 25", "25 to below 50", "50 to below 75", "from 75",
    ]  # fmt: skip
    assert [head.bounds for head in matrix.columns] == ["below 40", "40 to below 65", "from 65"]


def test_a_provisional_decision_says_what_else_can_come_out() -> None:
    made = mover_of(without("mc-1", "signs.update_hygiene", "signs.vendor_support"))
    decision = made.decisions[0]
    assert "provisional" in decision.firmness
    assert len(decision.possible) == 2
    assert decision.outcome_name in decision.possible
    assert decision.matrix is not None
    found = [cell.mark for line in decision.matrix.cells for cell in line]
    assert (found.count("held"), found.count("possible")) == (1, 1)


def test_without_answers_every_outcome_is_possible_and_none_is_given() -> None:
    decision = mover_of({}).decisions[0]
    assert decision.outcome is None
    assert decision.title == "The decision is still open"
    assert "open until the missing answers are given" in decision.firmness
    assert len(decision.possible) == 12


def test_a_result_without_ranges_still_tells_the_outcome() -> None:
    made = build_view(migration(), score(migration(), mover_case("mc-3").answers), CONTEXT)
    assert made.decisions[0].outcome == "minimum_viable_product"
    assert made.decisions[0].possible == ()


def test_an_index_says_what_raised_its_level() -> None:
    index = mover("mc-1").indices[0]
    assert (index.score_label, index.level_name) == ("72.5", "Migrate with priority")
    assert index.calculated_level_name == "Plan migration"
    assert index.raised_note == (
        "The index alone says “Plan migration”. "
        "It is raised to “Migrate with priority” by HT1, HT2."
    )
    assert [trigger.code for trigger in index.triggers] == ["HT1", "HT2"]
    assert mover("mc-3").indices[0].raised_note is None


def test_an_index_lists_its_answers_by_points_and_says_what_counts_half() -> None:
    index = mover("mc-2").indices[0]
    won = [float(answer.won or 0) for answer in index.answers]
    assert won == sorted(won, reverse=True)
    assert len(index.answers) == 15
    assert any("counts half" in note for note in index.value_notes)
    assert mover("mc-1").indices[0].value_notes == ()


def test_what_nobody_knows_is_listed_as_open() -> None:
    made = mover_of({**mover_case("mc-1").answers, "signs.mobile_use": "dont_know"})
    index = made.indices[0]
    assert index.open_note == "Not known, and therefore left out of the index: SIG-03."
    assert [answer.code for answer in index.unknown] == ["SIG-03"]


def test_an_index_without_known_answers_has_no_score_and_little_evidence() -> None:
    index = mover_of(nothing_known()).indices[0]
    assert index.score_label == "–"
    assert index.level_name == "Insufficient evidence"
    assert index.sentence == "Too few answers are known to calculate the index."
    thin = mover_of({"signs.mobile_use": 2}).indices[0]
    assert thin.confidence_note is None or "Insufficient evidence" in thin.confidence_note


@pytest.mark.parametrize("name", MOVERS)
def test_the_register_has_every_risk_of_the_result_in_its_order(name: str) -> None:
    made, scored = mover(name), mover_result(mover_case(name).answers)
    assert made.risks is not None
    assert [risk.code for risk in made.risks.risks] == [risk.code for risk in scored.risks]
    codes = {risk.code for risk in made.risks.risks} | {r.code for r in made.risks.not_raised}
    assert codes == {risk.code for risk in migration().risks}
    assert all(risk.answers and risk.mitigation for risk in made.risks.risks)


def test_risks_name_answers_through_gates_and_findings_and_what_lowers_them() -> None:
    risks = mover("mc-2").risks
    assert risks is not None
    bias = next(risk for risk in risks.risks if risk.code == "RSK-06")
    assert [answer.code for answer in bias.answers] == ["RDY-16"]
    assert [action.code for action in bias.repairs] == ["REC-M14"]
    assert (bias.high, bias.class_label) == (False, "Raised")


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        (mover_case("mc-1").answers, "6 risks are raised, 5 of them high"),
        (mover_case("mc-3").answers, "One risk is raised, and it is high"),
        ({}, "No risk is raised so far; some cannot be excluded yet"),
        (mover_case("all-well").answers, "No risk is raised"),
        ({**mover_case("all-well").answers, "signs.legal_functions": 3}, "One risk is raised"),
    ],
)
def test_the_title_counts_the_risks(answers: dict[str, object], title: str) -> None:
    risks = mover_of(answers).risks
    assert risks is not None
    assert risks.title == title


def test_a_risk_that_cannot_be_excluded_is_said_to_be_open() -> None:
    risks = mover_of({}).risks
    assert risks is not None
    assert {risk.state for risk in risks.risks} == {"open"}
    assert {risk.class_label for risk in risks.risks} == {"not excluded"}


def test_the_role_template_has_a_letter_for_every_task_and_role() -> None:
    part = mover("mc-1").responsibilities
    assert part is not None
    template = part.templates[0]
    assert [role.name for role in template.roles][:2] == [
        "Management",
        "Sales and partner management",
    ]
    assert template.tasks[0].letters == ("A", "C", "C", "I", "C", "R")
    assert len(template.tasks) == 12


def test_the_next_steps_are_the_first_of_the_plan_whoever_owns_them() -> None:
    summary = mover("mc-1").summary
    assert summary.decisions_title == "The three next steps"
    assert [action.code for action in summary.decisions] == ["REC-M01", "REC-M08", "REC-M11"]
    one = mover("mc-3").summary
    assert (one.decisions_title, len(one.decisions)) == ("Next steps", 1)
    none = mover_of(mover_case("all-well").answers).summary
    assert none.no_decisions == "None of the listed actions is called for."


def test_the_plan_says_that_what_cannot_wait_comes_first() -> None:
    assert "first what cannot wait" in mover("mc-1").plan.lead
    assert mover("mc-2").plan.lead.endswith(
        "repairs of gates first, then what brings most for its effort."
    )
    assert [window.window for window in mover("mc-1").plan.windows] == ["0-1", "0-3", "0-6"]


def test_follow_up_questions_stand_beside_theirs_in_the_annex() -> None:
    groups = {group.code: [a.code for a in group.answers] for group in mover("mc-1").annex.answers}
    assert groups["SIGNS"][:2] == ["SIG-01", "SIG-01-A"]
    assert all(code.startswith("PRF") for code in groups[""])


@pytest.mark.parametrize("name", MOVERS)
def test_sources_behind_index_decision_and_risks_are_listed(name: str) -> None:
    made = mover(name)
    listed = {source.id for group in made.sources.others for source in group.sources}
    assert {"M-05", "M-07", "M-53"} <= listed


def test_reports_about_routes_have_none_of_these_parts() -> None:
    for company in COMPANIES[:2]:
        made = view(company)
        assert made.routes is not None
        assert (made.decisions, made.indices, made.risks) == ((), (), None)
        assert made.responsibilities is None
        assert made.capping
    assert not small_view({}).capping
