import re
from collections.abc import Iterator

import pytest

from readiness.errors import NotFound
from readiness.reports.view import ReportContext, ReportView, build_view
from readiness.scoring import score
from tests.reports.view.companies import (
    COMPANIES,
    CONTEXT,
    CREATED_AT,
    case,
    questionnaire,
    result,
    routes_of,
    view,
    view_of,
)
from tests.reports.view.small_report import small_questionnaire

# "None" is the label of several answers; that no value is ever None, the typed view holds.
LEFTOVER = re.compile(r"\{\{|%\(|\bTrue\b|\bFalse\b")


def strings(value: object) -> Iterator[str]:
    """Every string anywhere in a dumped view, with its place."""
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from strings(inner)
        case list() | tuple():
            for inner in value:
                yield from strings(inner)


@pytest.mark.parametrize("company", COMPANIES)
def test_every_part_has_its_title(company: str) -> None:
    made = view(company)
    parts = [getattr(made, name) for name in ("summary", "profile", "gates", "routes", "findings",
                                              "plan", "annex", "sources", "method")]  # fmt: skip
    assert all(part.title for part in parts)
    assert made.cover.organization == made.organization


@pytest.mark.parametrize("company", COMPANIES)
def test_every_recommendation_stands_in_plan_or_annex_exactly_once(company: str) -> None:
    made, scored = view(company), result(company)
    planned = [a.code for window in made.plan.windows for a in window.actions]
    assert sorted(planned) == sorted(a.code for a in scored.recommendations if a.in_report)
    assert [a.code for a in made.annex.remaining] == [
        a.code for a in scored.recommendations if not a.in_report
    ]
    assert [a.code for a in made.annex.not_relevant] == [a.code for a in scored.not_relevant]


@pytest.mark.parametrize("company", COMPANIES)
def test_every_gate_is_printed_as_met_or_named_as_clear(company: str) -> None:
    made = view(company)
    printed = {gate.code: gate.outcome for gate in made.gates.gates}
    printed |= {gate.code: "clear" for gate in made.gates.clear}
    assert printed == {gate.code: gate.outcome for gate in result(company).gates}


@pytest.mark.parametrize("company", COMPANIES)
def test_every_finding_names_the_answers_behind_it(company: str) -> None:
    made = view(company)
    assert {f.code for f in made.findings.findings} == {f.code for f in result(company).findings}
    assert all(finding.answers for finding in made.findings.findings)


@pytest.mark.parametrize("company", COMPANIES)
def test_no_action_stands_before_one_it_needs(company: str) -> None:
    made = view(company)
    start = {a.code: w.first_month for w in made.plan.windows for a in w.actions}
    for window in made.plan.windows:
        for action in window.actions:
            needed = [start[code] for code in action.prerequisites if code in start]
            assert all(month <= window.first_month for month in needed)


@pytest.mark.parametrize("company", COMPANIES)
def test_no_placeholder_or_python_value_is_left_in_any_text(company: str) -> None:
    texts = list(strings(view(company).model_dump(mode="json")))
    assert not [text for text in texts if LEFTOVER.search(text)]


@pytest.mark.parametrize("company", COMPANIES)
def test_all_answers_are_listed_with_what_is_known_of_them(company: str) -> None:
    groups = view(company).annex.answers
    assert [a.code for group in groups for a in group.answers] == [
        q.code for q in questionnaire().questions
    ]
    assert all(a.label and a.state_label for group in groups for a in group.answers)


@pytest.mark.parametrize("company", COMPANIES)
def test_decisions_are_managements_highest_filled_by_rank(company: str) -> None:
    ranked = result(company).recommendations
    own = [a.code for a in ranked if a.owner == "management"]
    others = [a.code for a in ranked if a.owner != "management"]
    decisions = [a.code for a in view(company).summary.decisions]
    assert decisions == [*own[:3], *others][:3]


def test_the_headline_names_route_verdict_and_condition() -> None:
    assert view("c1-nordwerk").summary.title == (
        "Own shop is the route to pilot, on one condition: Mandate"
    )
    assert "waits for one repair: Planning data" in view("c4-holtmann").summary.title
    assert "is the route to start now" in view("c5-falke").summary.title


def test_a_gate_names_its_answers_what_is_missing_and_its_repairs() -> None:
    gate = next(g for g in view("c2-schleifkraft").gates.gates if g.code == "G1")
    assert gate.outcome == "block"
    assert [a.code for a in gate.answers] == ["LOG-01"]
    assert [a.code for a in gate.unknown] == ["LOG-02", "LOG-05"]
    assert [action.code for action in gate.repairs] == ["REC-34", "REC-35"]
    assert gate.checked is not None
    assert "22 November 2026" in gate.checked


def test_a_very_small_firm_gets_the_light_wording() -> None:
    texts = [a.text for window in view("c6-lindner").plan.windows for a in window.actions]
    assert "Say who does what and buy the rest as a service." in texts


def test_a_blocked_consumer_offer_comes_with_the_business_only_variant() -> None:
    own_shop = next(r for r in routes_of(view("c6-lindner")).routes if r.line.code == "R1")
    assert own_shop.line.verdict == "blocked"
    assert any("businesses only" in variant.text for variant in own_shop.variants)
    assert all(variant.verdict_label for variant in own_shop.variants)


def test_a_route_says_with_the_answers_why_it_fits_or_not() -> None:
    own_shop = next(r for r in routes_of(view("c4-holtmann")).routes if r.line.code == "R1")
    assert own_shop.fit_reasons[0].answers[0].code == "PRF-06"
    assert own_shop.fit_reasons[0].points_label == "8.8 of 35"
    assert any("PRF-06 (Rarely)" in limit for limit in own_shop.fit_limits)


def test_thin_evidence_is_said_with_the_missing_answers() -> None:
    services = next(d for d in view("c4-holtmann").profile.dimensions if d.code == "SRV")
    assert services.insufficient
    assert services.confidence_note == "Insufficient evidence: 60% of the weight is answered."
    assert [answer.code for answer in services.missing] == ["SRV-07"]


def test_strongest_and_weakest_answers_never_overlap() -> None:
    for company in COMPANIES:
        for dimension in view(company).profile.dimensions:
            strong = {a.code for a in dimension.strongest}
            assert not strong & {a.code for a in dimension.weakest}


def test_vendor_claims_are_never_a_target() -> None:
    made = view("c2-schleifkraft")
    values = [b for route in routes_of(made).routes for b in route.benchmarks]
    values += [b for dimension in made.profile.dimensions for b in dimension.benchmarks]
    assert {b.grade for b in values if not b.is_target} == {"D"}
    assert {b.grade for b in values if b.is_target} <= {"A", "B", "C"}


def test_open_law_is_printed_as_open_with_its_day() -> None:
    law = {source.id: source for source in view("c3-delta").sources.law}
    assert law["F-EI-05"].is_open
    assert law["F-EI-05"].open_label == "open"
    assert all(source.checked for source in law.values())
    assert "open" in view("c3-delta").sources.title


def test_a_capped_score_stands_beside_the_calculated_one() -> None:
    high = {**case("c5-falke").answers, "logistics.single_parcel": 1}
    made = view_of(high)
    logistics = next(d for d in made.profile.dimensions if d.code == "LOG")
    assert made.summary.capped
    assert made.summary.score_label == "59.9"
    assert float(made.summary.calculated_label) > 80
    assert logistics.score_label == "40"
    assert logistics.calculated_label != logistics.score_label
    assert logistics.capped_note is not None
    assert "G1 Single parcels" in logistics.capped_note
    assert any("overall" in cap for cap in made.annex.caps)


def test_a_second_opinion_far_off_is_shown_with_both_answers() -> None:
    made = view_of(case("c1-nordwerk").answers, {"strategy.alignment": 4})
    gap = made.findings.disagreements[0]
    assert (gap.code, gap.gap_label) == ("STR-03", "3 steps apart")
    assert (gap.first_role, gap.second_role) == ("Management", "Sales and partner management")
    assert "X-16" in {finding.code for finding in made.findings.findings}


def test_roles_show_who_answered_and_how_far() -> None:
    roles = {role.code: role for role in view("c2-schleifkraft").annex.roles}
    assert roles["MGT"].people == "Dr Ute Krämer"
    assert roles["SAL"].people == "Jan de Vries"
    assert roles["FIN"].people == "nobody named"
    assert roles["LOG"].dont_know == 2
    assert all(r.asked == r.answered + r.dont_know + r.missing for r in roles.values())
    assert sum(r.missing for r in roles.values()) == len(result("c2-schleifkraft").missing) == 0


def test_points_of_the_dimensions_add_up_to_the_overall_score() -> None:
    annex = view("c3-delta").annex
    total = sum(float(row.brings) for row in annex.weights)
    assert total == pytest.approx(float(annex.overall_row.brings), abs=0.5)


def test_the_plans_title_counts_what_can_begin_now() -> None:
    assert view("c5-falke").plan.title == "2 actions move you on; one of them can begin now"
    assert view("c1-nordwerk").plan.title == "6 actions move you on"


def test_the_same_inputs_give_the_same_view() -> None:
    again = build_view(questionnaire(), result("c3-delta"), CONTEXT)
    first = build_view(questionnaire(), result("c3-delta"), CONTEXT)
    assert first.model_dump_json() == again.model_dump_json()


def test_a_view_survives_the_way_through_json() -> None:
    made = view("c4-holtmann")
    assert ReportView.model_validate_json(made.model_dump_json()) == made


def test_the_date_is_the_one_given_from_outside() -> None:
    assert view("c1-nordwerk").created_label == "22 November 2026"
    assert view("c1-nordwerk").created_at == CREATED_AT


def test_a_language_the_questionnaire_lacks_is_refused() -> None:
    asked = small_questionnaire()
    context = ReportContext(organization="Any", created_at=CREATED_AT, language="nl")
    with pytest.raises(NotFound) as refusal:
        build_view(asked, score(asked, {}), context)
    assert refusal.value.remedy == "Choose one of: en."
