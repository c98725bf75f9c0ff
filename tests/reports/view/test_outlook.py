"""What is still open, in words: ranges, levels still possible, and what differs between results."""

from __future__ import annotations

from typing import Any

from readiness.reports.view import ReportContext, ReportView, build_view
from readiness.reports.view.difference_parts import DifferenceView
from readiness.reports.view.differences import build_difference
from readiness.reports.view.facts import gather_facts
from readiness.scoring import Mode, Result, live_result, parse_answers
from tests.reports.view.companies import CREATED_AT, case, questionnaire

CONTEXT = ReportContext(organization="Muster GmbH", created_at=CREATED_AT)


def answers(company: str) -> dict[str, Any]:
    return dict(case(company).answers)


def live(given: dict[str, Any], mode: Mode = "full") -> Result:
    return live_result(questionnaire(), parse_answers(questionnaire(), given), mode)


def worded(given: dict[str, Any], mode: Mode = "full") -> ReportView:
    return build_view(questionnaire(), live(given, mode), CONTEXT)


def part_of(company: str, share: float) -> dict[str, Any]:
    whole = list(answers(company).items())
    return dict(whole[: int(len(whole) * share)])


def differing(before: dict[str, Any], after: dict[str, Any]) -> DifferenceView:
    facts = gather_facts(questionnaire(), live(after), CONTEXT)
    return build_difference(facts, live(before))


def test_a_result_so_far_names_range_and_levels_and_no_level_as_final() -> None:
    made = worded(part_of("c1-nordwerk", 0.45)).summary
    assert made.so_far
    assert made.title.startswith("So far: ")
    assert made.range_label is not None
    assert made.levels_possible_label is not None
    assert "Levels still possible" in made.sentence
    assert "which is level" not in made.sentence


def test_a_complete_result_without_unknowns_has_no_range_left() -> None:
    made = worded(answers("c1-nordwerk"))
    assert not made.summary.so_far
    assert made.summary.range_label is None
    assert made.summary.levels_possible_label is None
    assert "which is level" in made.summary.sentence
    assert made.outlook is not None
    assert made.outlook.settled


def test_every_dimension_carries_its_own_range() -> None:
    for dimension in worded(part_of("c1-nordwerk", 0.45)).profile.dimensions:
        assert dimension.low is not None
        assert dimension.high is not None
        if dimension.score is not None and dimension.range_label is None:
            assert dimension.low == dimension.high == dimension.score


def test_a_quick_scan_says_what_it_cannot_say() -> None:
    made = worded(part_of("c1-nordwerk", 0.9), "quick")
    assert made.summary.title.startswith("Quick scan: ")
    assert made.outlook is not None
    assert made.outlook.quick_notes


def test_gates_name_the_answers_behind_them() -> None:
    outlook = worded(answers("c1-nordwerk") | {"logistics.single_parcel": 0}).outlook
    assert outlook is not None
    hit = [gate for gate in outlook.gates if gate.outcome == "block"]
    assert hit
    assert any(answer.code == "LOG-01" for gate in hit for answer in gate.because)


def test_the_same_answers_differ_in_nothing() -> None:
    same = differing(answers("c1-nordwerk"), answers("c1-nordwerk"))
    assert same.nothing
    assert same.sentence == "Nothing differs."
    assert {figure.direction for figure in same.figures} == {"same"}
    assert same.groups == ()


def test_a_worse_answer_is_told_in_words() -> None:
    changed = answers("c1-nordwerk") | {"logistics.single_parcel": 0}
    worse = differing(answers("c1-nordwerk"), changed)
    assert worse.sentence.startswith("The overall score falls by ")
    assert worse.figures[0].direction == "worse"
    titles = [group.title for group in worse.groups]
    assert "Gates" in titles
    assert "Routes" in titles
    gates = next(group for group in worse.groups if group.title == "Gates")
    assert all(change.direction == "worse" for change in gates.changes)
    assert worse.lists


def test_what_was_no_score_before_has_changed_without_direction() -> None:
    appeared = differing({}, answers("c1-nordwerk"))
    assert appeared.figures[0].direction == "other"
    assert appeared.figures[0].before == "–"
    assert "The overall score goes from – to" in appeared.sentence
