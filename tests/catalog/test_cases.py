"""Worked cases: answers in, every difference from the expected outcome out, with its line."""

from pathlib import Path

import pytest

from readiness.catalog.cases import Case, CaseRun, load_cases, run_case
from readiness.catalog.loader import Loaded, load_questionnaire
from readiness.scoring import Problem, QuestionnaireRefused
from tests.catalog.small_questionnaire import place_of, write_version

SELLER = """\
case: seller
title: A seller that sends parcels
story: Parcels leave every day.
organization: {name: Paketfreund GmbH, country: DE}
answers:
  PRF-01: businesses
  profile.seller: true
  logistics.single_parcel: 2
  LOG-02: 98.5
  channels.partners: [lead]
second_opinions:
  LOG-01: 4
expect:
  score: 50
  level: 2
  dimensions:
    LOG: {score: 50, level: 2, confidence: 1}
    CHN: {score: 50.4}
  gates: {G1: condition}
  findings: []
  routes:
    R1: {fit: 100, readiness: 50, verdict: pilot, blocked_by: [], conditions: [G1]}
    R2: {standing: base}
  primary_route: R1
  next_routes: []
  variants: {}
  recommendations:
    present: [REC-01]
    absent: [REC-02]
    first: [REC-01]
    order: [REC-01]
    light: [REC-01]
"""

BLOCKED = """\
cases:
  - case: blocked
    base: seller
    answers:
      LOG-01: 0
      logistics.accuracy: dont_know
    expect:
      gates: {G1: block}
      variants: {R1-OUTSOURCED: {verdict: go}}
      recommendations: {order: [REC-02, REC-01]}
  - case: no-answer
    base: blocked
    answers: {LOG-02: null}
    expect: {recommendations: {absent: [REC-02]}}
"""


def loaded(directory: Path, cases: dict[str, str]) -> Loaded:
    files: dict[str, str | None] = {f"cases/{name}.yaml": text for name, text in cases.items()}
    return load_questionnaire(write_version(directory, files))


def runs(directory: Path, cases: dict[str, str]) -> dict[str, CaseRun]:
    questionnaire = loaded(directory, cases)
    return {case.case: run_case(questionnaire, case) for case in load_cases(questionnaire)}


def refused(directory: Path, cases: dict[str, str]) -> tuple[Problem, ...]:
    questionnaire = loaded(directory, cases)
    with pytest.raises(QuestionnaireRefused) as refusal:
        load_cases(questionnaire)
    return refusal.value.problems


def test_cases_without_a_difference_have_no_problem(tmp_path: Path) -> None:
    done = runs(tmp_path, {"a": SELLER, "b": BLOCKED})
    assert list(done) == ["seller", "blocked", "no-answer"]
    assert [problem for run in done.values() for problem in run.problems] == []
    assert all(run.result is not None for run in done.values())


def test_a_case_takes_the_answers_of_its_base(tmp_path: Path) -> None:
    questionnaire = loaded(tmp_path, {"a": SELLER, "b": BLOCKED})
    cases: dict[str, Case] = {case.case: case for case in load_cases(questionnaire)}
    assert cases["blocked"].answers == {
        "PRF-01": "businesses",
        "profile.seller": True,
        "channels.partners": ["lead"],
        "LOG-01": 0,
        "logistics.accuracy": "dont_know",
    }
    assert "logistics.accuracy" not in cases["no-answer"].answers
    assert cases["blocked"].second_opinions == {"LOG-01": 4}
    assert cases["seller"].organization is not None
    assert cases["blocked"].organization is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  score: 50", "  score: 52", "score: expected 52.0, got 5"),
        ("  score: 50", "  score: null", "score: expected none, got 5"),
        ("  level: 2", "  level: 1", "level: expected 1, got 2"),
        ("LOG: {score: 50,", "LOG: {score: 51.5,", "LOG score: expected 51.5, got 50.0"),
        ("confidence: 1", "confidence: 0.98", "LOG confidence: expected 0.98, got 1.0"),
        ("gates: {G1: condition}", "gates: {G1: block}", "gate G1: expected block, got condition"),
        ("gates: {G1: condition}", "gates: {}", "gate G1: expected clear, got condition"),
        ("findings: []", "findings: [X-01]", "findings: expected X-01, got none"),
        ("fit: 100", "fit: 98", "R1 fit: expected 98.0, got 100.0"),
        ("verdict: pilot", "verdict: go", "R1 verdict: expected go, got pilot"),
        ("blocked_by: []", "blocked_by: [G1]", "R1 blocked_by: expected G1, got none"),
        ("conditions: [G1]", "conditions: []", "R1 conditions: expected none, got G1"),
        ("standing: base", "standing: next", "R2 standing: expected next, got base"),
        ("primary_route: R1", "primary_route: R2", "primary_route: expected R2, got R1"),
        ("primary_route: R1", "primary_route: null", "primary_route: expected none, got R1"),
        ("next_routes: []", "next_routes: [R2]", "next_routes: expected R2, got none"),
        ("variants: {}", "variants: {R1-OUTSOURCED: {}}", "expected printed, got not printed"),
        ("present: [REC-01]", "present: [REC-02]", "present: expected REC-02, got REC-01"),
        ("absent: [REC-02]", "absent: [REC-01]", "absent: expected REC-01, got REC-01"),
        ("first: [REC-01]", "first: [REC-02]", "first: expected REC-02, got REC-01"),
        ("order: [REC-01]", "order: [REC-02, REC-01]", "order: expected REC-02, REC-01, got"),
        ("light: [REC-01]", "light: [REC-02]", "light: expected REC-02, got REC-01"),
        ("absent: [REC-02]", "absent_from_report: [REC-01]", "absent_from_report: expected"),
    ],
)  # fmt: skip
def test_each_difference_is_named_at_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = SELLER.replace(old, new, 1)
    (problem,) = runs(tmp_path, {"a": text})["seller"].problems
    assert problem.code == "case_differs"
    assert problem.message.startswith("seller: ")
    assert message in problem.message
    assert (problem.file or "").endswith("cases/a.yaml")
    assert problem.line == place_of(text, new)[0]
    assert problem.column
    assert problem.remedy


def test_figures_may_differ_by_one_point(tmp_path: Path) -> None:
    text = SELLER.replace("fit: 100, readiness: 50", "fit: 99, readiness: 51")
    assert runs(tmp_path, {"a": text})["seller"].problems == ()


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ("CHN: {", "CHM: {", "'CHN'"),
        ("absent: [REC-02]", "absent: [REC-03]", "'REC-0"),
        ("gates: {G1: condition}", "gates: {G1: condition, Gate1: block}", "use one of G1"),
        ("findings: []", "findings: [X-02]", "'X-01'"),
    ],
)
def test_a_code_that_does_not_exist_is_a_problem(
    tmp_path: Path, old: str, new: str, remedy: str
) -> None:
    text = SELLER.replace(old, new, 1)
    problems = runs(tmp_path, {"a": text})["seller"].problems
    problem = next(p for p in problems if p.code == "unknown_reference")
    assert problem.line == place_of(text, new)[0]
    assert remedy in problem.remedy


def test_refused_answers_are_placed_in_the_case(tmp_path: Path) -> None:
    text = SELLER.replace("  LOG-02: 98.5", "  LOG-02: 101\n  LOG-99: 3")
    run = runs(tmp_path, {"a": text, "b": BLOCKED})["seller"]
    assert run.result is None
    assert [(p.code, p.line, p.column) for p in run.problems] == [
        ("out_of_range", 9, 11),
        ("unknown_question", 10, 3),
    ]


def test_refused_answers_of_the_base_are_placed_at_base(tmp_path: Path) -> None:
    text = SELLER.replace("[lead]", "[laed]")
    (problem,) = runs(tmp_path, {"a": text, "b": BLOCKED})["blocked"].problems
    assert (problem.code, problem.line) == ("unknown_option", place_of(BLOCKED, "base: seller")[0])
    assert (problem.file or "").endswith("b.yaml")


@pytest.mark.parametrize(
    ("cases", "code", "line", "column", "remedy"),
    [
        ({"a": SELLER, "b": "case: seller\n"}, "duplicate_case", 1, 7, "another name"),
        ({"a": SELLER, "b": "case: b\nbase: sellr\n"}, "unknown_base", 2, 7, "'seller'"),
        ({"a": "cases:\n  - {case: a, base: b}\n  - {case: b, base: a}\n"},
         "case_cycle", 3, 21, "own answers"),
        ({"a": SELLER.replace("story:", "stroy:")}, "unknown_key", 3, 1, "'story'"),
        ({"a": SELLER.replace("G1: condition", "G1: conditon")},
         "wrong_value", 19, 15, "'condition'"),
        ({"a": "cases: []\n"}, "wrong_value", 1, 1, "1 or more"),
        ({"a": "- case: a\n"}, "wrong_value", 1, 1, "a mapping"),
        ({"a": "case: no\n"}, "ambiguous_word", 1, 7, '"no"'),
    ],
)  # fmt: skip
def test_mistakes_in_case_files_are_refused(
    tmp_path: Path, cases: dict[str, str], code: str, line: int, column: int, remedy: str
) -> None:
    (problem,) = refused(tmp_path, cases)
    assert (problem.code, problem.line, problem.column) == (code, line, column)
    assert remedy in problem.remedy
