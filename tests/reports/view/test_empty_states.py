import re
from dataclasses import replace

from readiness.reports.view import build_view
from tests.reports.view.companies import (
    CONTEXT,
    all_unknown,
    questionnaire,
    result,
    routes_of,
    view,
    view_of,
)
from tests.reports.view.small_report import small_view


def test_no_gate_has_its_own_sentence() -> None:
    gates = view("c5-falke").gates
    assert gates.title == "No gate stands in your way"
    assert "None of your answers stops a route" in gates.lead


def test_no_finding_has_its_own_sentence() -> None:
    findings = view("c1-nordwerk").findings
    assert findings.title == "Your answers fit together"
    assert "None of them contradicts another" in findings.lead


def test_nothing_answered_says_what_is_missing_and_judges_nothing() -> None:
    made = view_of({})
    assert made.summary.incomplete is not None
    assert re.match(r"Not yet closed: [67]\d answers missing\.", made.summary.incomplete)
    assert made.summary.title == "There are too few answers for a result yet"
    assert made.summary.score_label == "–"
    assert made.profile.title == "There are too few answers for a profile yet"
    assert routes_of(made).title == "No route can be judged before more questions are answered"
    assert made.plan.title == "No action can be named yet"


def test_one_missing_answer_is_counted_in_the_singular() -> None:
    made = small_view({"CARE-01": 4, "CARE-02": 3})
    assert made.summary.incomplete is not None
    assert "1 answer missing." in made.summary.incomplete


def test_everything_unknown_is_thin_evidence_everywhere() -> None:
    made = view_of(all_unknown())
    assert all(dimension.insufficient for dimension in made.profile.dimensions)
    assert all(dimension.missing for dimension in made.profile.dimensions)
    assert "too few answers" in made.profile.lead
    assert not any(route.verdict == "go" for route in made.summary.routes)


def test_a_questionnaire_without_routes_gates_and_actions_still_makes_a_report() -> None:
    made = small_view({"CARE-01": 4, "CARE-02": 1, "SPEED-01": 2})
    assert made.summary.title == "You stand at level 1, Beginning"
    assert made.summary.routes == ()
    assert made.summary.primary is None
    assert made.summary.no_decisions.startswith("No decision is asked of you")
    assert made.routes is None
    assert made.plan.title == "No action is called for"
    assert made.gates.clear == ()
    assert made.annex.no_caps == "No gate lowers a score."


def test_a_dimension_says_what_carries_it_and_what_the_next_level_looks_like() -> None:
    care = small_view({"CARE-01": 4, "CARE-02": 1, "SPEED-01": 2}).profile.dimensions[0]
    assert care.title == "Care: Little care"
    assert (care.next_level, care.next_level_line) == ("Practised", "Much care")
    assert [(a.code, a.won) for a in care.strongest] == [("CARE-01", "25.0")]
    assert [(a.code, a.lost) for a in care.weakest] == [("CARE-02", "56.3")]


def test_the_highest_level_has_no_next_one() -> None:
    care = small_view({"CARE-01": 4, "CARE-02": 4, "SPEED-01": 2}).profile.dimensions[0]
    assert care.next_level is None
    assert care.weakest == ()
    assert care.no_weakest == "No scored answer leaves points behind."


def test_a_report_without_participants_country_and_account_names_none() -> None:
    context = replace(CONTEXT, participants=(), country=None, report_id=None, account_name=None)
    cover = build_view(questionnaire(), result("c1-nordwerk"), context).cover
    assert cover.no_participants == "No participants were named."
    assert cover.prepared_by is None
    assert [fact.label for fact in cover.facts] == ["Date", "Rule set", "Edition"]


def test_nothing_known_is_not_called_free_of_contradiction() -> None:
    findings = view_of({}).findings
    assert findings.title == "There are too few answers to compare yet"
    assert "None of them contradicts" not in findings.lead


def test_a_gate_on_routes_that_do_not_fit_asks_for_no_repair_by_a_month() -> None:
    parcels = next(gate for gate in view("c4-holtmann").gates.gates if gate.code == "G1")
    assert parcels.effects[-1] == "None of these routes fits you, so the repair can wait."
    assert {repair.due_label for repair in parcels.repairs} == {"not relevant now"}


def test_dimensions_that_share_the_highest_score_are_not_told_apart() -> None:
    profile = view("c2-schleifkraft").profile
    assert profile.title == "Most to gain: Marketplaces & e-procurement"
    assert profile.dimensions_message.startswith("4 dimensions stand nearest")


def test_a_finding_parts_what_was_found_from_what_to_do() -> None:
    finding = view("c2-schleifkraft").findings.findings[0]
    assert finding.statement.endswith("so each order may lose money.")
    assert finding.advice.startswith("Consider pack sizes")
