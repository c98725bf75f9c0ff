"""Rules, routes and the order of actions, as somebody who checks reads them."""

import pytest

from readiness.reports.view.facts import gather_facts
from readiness.reports.view.rule_text import name_label, rule_label
from tests.reports.view.companies import (
    COMPANIES,
    CONTEXT,
    all_unknown,
    questionnaire,
    result,
    view,
    view_of,
)
from tests.reports.view.migration import MOVERS, mover, mover_of


def said(text: str) -> str:
    return rule_label(gather_facts(questionnaire(), result("c3-delta"), CONTEXT), text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "logistics.single_parcel <= 1 || logistics.pick_accuracy == 0",
            "LOG-01 ≤ 1 or LOG-02 = 0",
        ),
        ("!(profile.basket >= 3) && profile.basket != 1", "not (PRF-06 ≥ 3) and PRF-06 ≠ 1"),
        ("unknown(strategy.ownership)", "unknown(STR-01)"),
        ('gate.G2 in ["block", "condition"]', "G2 among [block, condition]"),
        ("finding.X_15", "X-15"),
        ("fit.R3 >= 55", "Fit R3 ≥ 55"),
        ("level.product_data < 3", "Level PDT < 3"),
        ("variable.value_per_order * 25", "value_per_order × 25"),
        ("level.overall == 2", "Level Overall = 2"),
        ('elsewhere.name == "free"', 'elsewhere name = "free"'),
    ],
)
def test_rules_are_said_in_codes_and_words(text: str, label: str) -> None:
    assert said(text) == label


def test_an_option_stands_under_its_label() -> None:
    question = next(each for each in questionnaire().questions if each.code == "PRF-05")
    label = questionnaire().texts["en"].questions[question.id].options["also_consumers"]
    assert said(f'{question.id} == "also_consumers"') == f"PRF-05 = “{label}”"


def test_a_very_long_rule_is_cut() -> None:
    label = said(" || ".join(["logistics.single_parcel <= 1"] * 100))
    assert label.endswith(" …")
    assert len(label) <= 602


def test_a_name_without_a_code_keeps_its_id() -> None:
    facts = gather_facts(questionnaire(), result("c3-delta"), CONTEXT)
    assert name_label(facts, "somewhat") == "somewhat"
    assert name_label(facts, "items.logistics.single_parcel") == "LOG-01"


@pytest.mark.parametrize("company", COMPANIES)
def test_every_gate_has_a_row_and_those_met_come_first(company: str) -> None:
    receipts = view(company).annex.receipts
    met = [gate.code for gate in result(company).gates if gate.outcome != "clear"]
    shown = [
        row.code for row in receipts.rules if row.code in {g.code for g in questionnaire().gates}
    ]
    assert shown == met
    clear = {gate.code for gate in result(company).gates if gate.outcome == "clear"}
    assert {row.code for row in receipts.clear} == clear
    assert all(row.condition for row in (*receipts.rules, *receipts.clear))


def test_a_rule_names_the_answers_that_decided_it() -> None:
    rows = {row.code: row for row in view("c3-delta").annex.receipts.rules}
    assert rows["G4"].condition == "CHN-05 = 1 or CHN-05 = 2 or unknown(CHN-05)"
    assert rows["G4"].because == "CHN-05 = 2"
    assert rows["COM"].outcome_label == "weight × 0.5"


def test_what_is_not_known_is_said_in_words() -> None:
    receipts = view_of(all_unknown()).annex.receipts
    assert any("Don't know" in row.because for row in receipts.rules)


def test_risks_and_decisions_have_their_rules() -> None:
    rows = {row.code: row for row in mover("mc-1").annex.receipts.rules}
    assert rows["RSK-09"].because == "HT1 = Yes"
    assert rows["MIGRATION"].outcome_label == "row 11"
    assert rows["MIGRATION"].because == "Level SIGNS = 4; Level Overall = 2"
    assert rows["RSK-01"].outcome_label == "raised"
    nothing = {row.code: row for row in mover_of({}).annex.receipts.rules}
    assert nothing["RSK-01"].outcome_label == "not excluded"


def test_points_cut_by_a_rule_say_by_how_much() -> None:
    rows = {row.code: row for row in mover("mc-2").annex.receipts.rules}
    assert rows["SIG-01"].outcome_label == "points × 0.5"


@pytest.mark.parametrize("company", COMPANIES)
def test_the_terms_of_a_route_add_up(company: str) -> None:
    for route in view(company).annex.receipts.routes:
        points = [float(term.rpartition(" = ")[2]) for term in route.readiness_terms]
        if points:
            assert sum(points) == pytest.approx(float(route.readiness_label), abs=0.3)
        assert any(note.startswith("Verdict by row") for note in route.notes)


def test_a_route_says_formula_limit_and_index() -> None:
    routes = {route.code: route for route in view("c3-delta").annex.receipts.routes}
    assert routes["R1"].notes[0] == "Fit held at 30 at most: PRF-06 ≤ 1 (PRF-06 = 0)"
    assert routes["R1"].notes[1] == "Index = Fit 30.0 × 60% + Readiness 36.3 × 40%"
    assert routes["R4"].notes[0].startswith("Fit = 60 + 20 × PRF-11 / 4")
    assert routes["R1"].fit_terms[0] == "PRF-06 × 25: 0.0 × 35% = 0.0"


@pytest.mark.parametrize("name", [*COMPANIES, *MOVERS])
def test_every_recommendation_has_its_place_and_its_sum(name: str) -> None:
    made = mover(name) if name in MOVERS else view(name)
    ranks = made.annex.receipts.ranks
    planned = [row.action.code for row in ranks if row.place == "planned"]
    listed = {a.code for window in made.plan.windows for a in window.actions}
    assert set(planned) == listed
    assert [row.action.code for row in ranks if row.place == "further"] == [
        action.code for action in made.annex.remaining
    ]
    assert all(" ÷ " in row.order_label for row in ranks)


def test_the_order_says_what_comes_before_priority() -> None:
    rows = {row.action.code: row for row in view("c3-delta").annex.receipts.ranks}
    assert rows["REC-12"].order_label == "mends a condition; 5 × 0.6 (R2) ÷ 1 = 3.0"
    assert rows["REC-01"].order_label == "needed by REC-06; 5 × 1 (R4) ÷ 1 = 5.0"
    assert rows["REC-38"].rank_label == "–"
    assert rows["REC-12"].because == "CHN-05 ≤ 2 (CHN-05 = 2)"
    assert mover("mc-1").annex.receipts.ranks[0].order_label.startswith("comes first; ")


def test_routes_say_how_the_primary_one_is_found() -> None:
    standing = view("c3-delta").annex.receipts.standing
    assert standing is not None
    assert standing.endswith("whose fit is at least 55; else R4.")
    assert mover("mc-1").annex.receipts.standing is None
