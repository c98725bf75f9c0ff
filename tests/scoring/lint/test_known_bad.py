"""Every problem code has a known-bad document that fails with it, at its place, with a remedy."""

from pathlib import Path

import pytest

from readiness.catalog.answers_file import parse_answers_file
from readiness.catalog.catalog import Catalog
from readiness.catalog.documents import MAX_ANSWERS_BYTES, DocumentRefused
from readiness.catalog.loader import load_questionnaire
from readiness.catalog.release_lock import write_lock
from readiness.catalog.strict_yaml import read_document
from readiness.commands.answers import parse_sheet
from readiness.scoring import (
    AnswersRefused,
    Problem,
    Questionnaire,
    QuestionnaireRefused,
    parse_answers,
)
from readiness.scoring.expressions import Code
from readiness.scoring.problems import KINDS
from readiness.services.checks import check
from tests.catalog.small_questionnaire import FILES, QUESTIONNAIRE, RULES, place_of, write_version
from tests.house.repository import ROOT
from tests.scoring.lint.known_bad import (
    ANSWERS,
    CASES,
    CHECKED,
    LOADED,
    RULE_LANGUAGE,
    SECOND_OPINIONS,
    TEXTS,
    Bad,
)

HERE = {
    "other_questionnaire": "test_answers_to_another_questionnaire",
    "released_changed": "test_releases_that_are_not_as_locked",
    "not_locked": "test_releases_that_are_not_as_locked",
    "wrong_lock_line": "test_releases_that_are_not_as_locked",
    "avoided_word": "test_a_word_that_the_glossary_avoids",
    "never_fires": "test_rules_that_no_case_shows",
    "never_silent": "test_rules_that_no_case_shows",
}
"""Codes that need more than one spoilt text, and the test that has it."""
_TABLES = ("tests/scoring/worksheets/test_lint_table.py", "test_a_known_bad_table_is_refused")
ELSEWHERE = {
    "unknown_check": _TABLES,
    "wrong_column": _TABLES,
    "wrong_feed": _TABLES,
    **dict.fromkeys(
        (
            "wrong_factor",
            "raise_without_effect",
            "missing_routes",
            "wrong_letters",
            "decision_gap",
            "decision_overlap",
        ),
        ("tests/scoring/lint/test_lint_decisions.py", "test_a_known_bad_definition"),
    ),
    **dict.fromkeys(
        (
            "unused_input",
            "excluded_read",
            "forward_figure",
            "wrong_horizon",
            "default_out_of_range",
        ),
        (
            "tests/scoring/lint/test_lint_worksheets.py",
            "test_a_known_bad_worksheet_is_refused_at_its_place",
        ),
    ),
    "input_missing": (
        "tests/scoring/worksheets/test_inputs.py",
        "test_what_is_needed_and_not_typed_is_missing",
    ),
    "unknown_input": (
        "tests/scoring/worksheets/test_inputs.py",
        "test_an_unknown_input_is_named_and_changes_nothing_else",
    ),
    "answer_missing": ("tests/api/test_main_job.py", "test_submitting_early_lists_every_missing"),
}
"""Codes that another test shows, and that test."""


def test_every_code_has_a_known_bad_document() -> None:
    tables = (LOADED, RULE_LANGUAGE, TEXTS, ANSWERS, SECOND_OPINIONS, CHECKED, HERE, ELSEWHERE)
    shown = {code for table in tables for code in table}
    assert shown == {*KINDS, *(code.value for code in Code)}
    assert set(RULE_LANGUAGE) == {code.value for code in Code}
    assert {name for name in globals() if name.startswith("test_")} >= set(HERE.values())
    for file, test in ELSEWHERE.values():
        assert f"def {test}" in (ROOT / file).read_text("utf-8")


def refused(directory: Path, files: dict[str, str | None]) -> tuple[Problem, ...]:
    folder = write_version(directory, files)
    with pytest.raises(QuestionnaireRefused) as refusal:
        load_questionnaire(folder)
    return refusal.value.problems


def line_of(text: str, words: str) -> int:
    """The line in which the words end."""
    return text[: text.index(words) + len(words)].count("\n") + 1


def named(problems: tuple[Problem, ...], code: str) -> Problem:
    found = [problem for problem in problems if problem.code == code]
    assert found, problems
    return found[0]


@pytest.mark.parametrize("code", [code for code in LOADED if code != "missing_file"])
def test_a_known_bad_questionnaire_is_refused_at_the_line(tmp_path: Path, code: str) -> None:
    bad: Bad = LOADED[code]
    problem = named(refused(tmp_path, {bad.file: bad.text}), code)
    found_in = place_file(problem)
    whole = bad.text if found_in == bad.file else FILES[found_in]
    assert problem.line == line_of(whole, bad.at)
    assert problem.column
    assert bad.remedy in problem.remedy
    assert problem.message


def place_file(problem: Problem) -> str:
    """The file's name inside the version folder."""
    assert problem.file is not None
    return problem.file.split("/2026.1.0/")[1]


def test_a_folder_without_a_questionnaire(tmp_path: Path) -> None:
    bad = LOADED["missing_file"]
    problem = named(refused(tmp_path, {bad.file: None}), "missing_file")
    assert (place_file(problem), problem.line) == (bad.file, 1)
    assert bad.remedy in problem.remedy


@pytest.mark.parametrize("code", RULE_LANGUAGE)
def test_a_known_bad_rule_is_refused_at_line_and_column(tmp_path: Path, code: str) -> None:
    bad, at = RULE_LANGUAGE[code]
    problem = named(refused(tmp_path, {bad.file: bad.text}), code)
    assert place_file(problem) == "rules.yaml"
    assert (problem.line, problem.column) == place_of(bad.text, at)
    assert bad.remedy in problem.remedy
    assert problem.path == ("findings", 0, "when")


@pytest.mark.parametrize("code", TEXTS)
def test_known_bad_bytes_are_refused_at_the_line(code: str) -> None:
    data, line, remedy = TEXTS[code]
    name = "a.json" if code == "json_syntax" else "a.yaml"
    with pytest.raises(DocumentRefused) as refusal:
        read_document(data, name, limit=MAX_ANSWERS_BYTES)
    problem = named(refusal.value.problems, code)
    assert (problem.file, problem.line) == (name, line)
    assert remedy in problem.remedy


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Questionnaire:
    """The small questionnaire with a text question."""
    text = QUESTIONNAIRE.replace(
        "benchmarks:",
        "  - {id: profile.note, code: PRF-03, type: text, role: sales}\nbenchmarks:",
    ).replace("  - id: profile.buyers\n", "  - id: profile.buyers\n    dont_know: refused\n")
    texts = FILES["texts/en.yaml"].replace(
        "questions:\n", "questions:\n  profile.note: {title: Anything else?}\n"
    )
    files: dict[str, str | None] = {"questionnaire.yaml": text, "texts/en.yaml": texts}
    folder = write_version(tmp_path_factory.mktemp("small"), files)
    return load_questionnaire(folder).questionnaire


@pytest.mark.parametrize("code", ANSWERS)
def test_known_bad_answers_are_refused_where_they_are(small: Questionnaire, code: str) -> None:
    answers, at, remedy = ANSWERS[code]
    with pytest.raises(AnswersRefused) as refusal:
        parse_answers(small, answers)
    problem = named(refusal.value.problems, code)
    assert problem.path[:2] == ("answers", at)
    assert remedy in problem.remedy


@pytest.mark.parametrize("code", SECOND_OPINIONS)
def test_known_bad_second_opinions_are_refused(small: Questionnaire, code: str) -> None:
    answers, at, remedy = SECOND_OPINIONS[code]
    with pytest.raises(AnswersRefused) as refusal:
        parse_answers(small, {}, answers)
    problem = named(refusal.value.problems, code)
    assert problem.path == ("second_opinions", at)
    assert remedy in problem.remedy


@pytest.mark.parametrize("code", CHECKED)
def test_known_bad_cases_are_reported_at_the_line(tmp_path: Path, code: str) -> None:
    text, at, remedy = CHECKED[code]
    write_version(tmp_path, {"cases/all.yaml": text})
    problem = named(check([tmp_path], tmp_path).problems, code)
    assert place_file(problem) == "cases/all.yaml"
    assert problem.line == line_of(text, at)
    assert remedy in problem.remedy


def test_rules_that_no_case_shows(tmp_path: Path) -> None:
    write_version(tmp_path, {"cases/all.yaml": CASES})
    problems = check([tmp_path], tmp_path).problems
    never = next(p for p in problems if "X-01" in p.message)
    assert (never.code, never.line) == ("never_fires", line_of(RULES, "code: X-01"))
    assert "add a case" in never.remedy
    always = CASES.replace("PRF-02: false, LOG-01: 4, CHN-01: null", "PRF-01: also_consumers")
    write_version(tmp_path, {"cases/all.yaml": always})
    problem = named(check([tmp_path], tmp_path).problems, "never_silent")
    assert problem.line == line_of(RULES, "id: sellers")
    assert "stays silent" in problem.remedy


def test_a_word_that_the_glossary_avoids(tmp_path: Path) -> None:
    write_version(tmp_path)
    (tmp_path / "glossary").mkdir()
    file = tmp_path / "glossary" / "en.yaml"
    file.write_text("parcel:\n  use: package\n  avoid: [parcels]\n", encoding="utf-8")
    problem = named(check([tmp_path], tmp_path).problems, "avoided_word")
    assert place_file(problem) == "texts/en.rules.yaml"
    assert problem.line == line_of(FILES["texts/en.rules.yaml"], "name: Single parcels")
    assert "'package'" in problem.remedy
    file.write_text("parcel:\n  avoid: [parcels]\n", encoding="utf-8")
    problem = named(check([tmp_path], tmp_path).problems, "missing_key")
    assert (problem.file, problem.line) == (str(file), 1)


def test_releases_that_are_not_as_locked(tmp_path: Path) -> None:
    released = QUESTIONNAIRE.replace("status: draft", "status: released")
    folder = write_version(tmp_path, {"questionnaire.yaml": released})
    problem = named(check([tmp_path], tmp_path).problems, "not_locked")
    assert (place_file(problem), problem.line) == ("questionnaire.yaml", 3)
    assert "readiness lock" in problem.remedy
    write_lock(tmp_path)
    (folder / "questionnaire.yaml").write_text(released.replace("weight: 3", "weight: 4"))
    problem = named(check([tmp_path], tmp_path).problems, "released_changed")
    assert (place_file(problem), problem.line) == ("questionnaire.yaml", 2)
    assert "new version folder" in problem.remedy
    (tmp_path / "released.lock").write_text("small 2026\n")
    problem = named(check([tmp_path], tmp_path).problems, "wrong_lock_line")
    assert ((problem.file or "").endswith("released.lock"), problem.line) == (True, 1)
    assert "put back the line" in problem.remedy


def test_answers_to_another_questionnaire(tmp_path: Path) -> None:
    write_version(tmp_path)
    sheet = parse_answers_file(b"questionnaire: large\nanswers: {}\n", "a.yaml")
    with pytest.raises(AnswersRefused) as refusal:
        parse_sheet(Catalog(tmp_path), "small@2026.1.0", sheet)
    problem = named(refusal.value.problems, "other_questionnaire")
    assert (problem.file, problem.line) == ("a.yaml", 1)
    assert "name large" in problem.remedy
