"""Files of answers: the fixed format, every problem with its place."""

import time

import pytest

from readiness.catalog.answers_file import MAX_BYTES, AnswersFile, parse_answers_file
from readiness.scoring import AnswersRefused, Problem

FILE = """\
questionnaire: d2c-readiness            # or d2c-readiness@2026.1.0
organization: {name: Nordwerk Elektrowerkzeuge GmbH, country: DE}
answers:
  strategy.ownership: 3
  logistics.pick_accuracy: 99.6
  strategy.named_roles: [ecommerce_lead, product_data_owner]
  logistics.fulfilment_cost: dont_know
  LOG-03: {band: 3}
  PRF-13: true
second_opinions:
  strategy.ownership: 1
"""

JSON = """\
{"questionnaire": "d2c-readiness@2026.1.0",
 "organization": {"name": "Nordwerk"},
 "answers": {"strategy.ownership": 3,
             "logistics.pick_accuracy": 99.60}}
"""


def parsed(text: str, name: str = "answers.yaml") -> AnswersFile:
    return parse_answers_file(text.encode(), name)


def refused(data: bytes, name: str = "answers.yaml") -> tuple[Problem, ...]:
    with pytest.raises(AnswersRefused) as refusal:
        parse_answers_file(data, name)
    return refusal.value.problems


def test_the_format_is_read() -> None:
    file = parsed(FILE)
    assert file.questionnaire == "d2c-readiness"
    assert (file.organization.name, file.organization.country) == (
        "Nordwerk Elektrowerkzeuge GmbH",
        "DE",
    )
    assert file.answers == {
        "strategy.ownership": 3,
        "logistics.pick_accuracy": 99.6,
        "strategy.named_roles": ["ecommerce_lead", "product_data_owner"],
        "logistics.fulfilment_cost": "dont_know",
        "LOG-03": {"band": 3},
        "PRF-13": True,
    }
    assert file.second_opinions == {"strategy.ownership": 1}


def test_worksheets_are_read_by_worksheet_sheet_and_input() -> None:
    assert parsed(FILE).worksheets == {}
    filled = "worksheets:\n  TCO:\n    new_platform: {hardware: 0, contingency: 12.5}\n"
    worksheets = parsed(FILE + filled).worksheets
    assert worksheets == {"TCO": {"new_platform": {"hardware": 0, "contingency": 12.5}}}


@pytest.mark.parametrize("filled", ["[]", "{TCO: 1}", "{TCO: {new_platform: 3}}"])
def test_worksheets_of_another_form_are_refused(filled: str) -> None:
    (problem,) = refused(f"{FILE}worksheets: {filled}\n".encode())
    assert problem.line == 12


def test_json_is_read_too() -> None:
    file = parsed(JSON, "answers.json")
    assert file.answers == {"strategy.ownership": 3, "logistics.pick_accuracy": 99.6}
    assert file.organization.country is None
    assert file.second_opinions == {}
    assert file.place(("answers", "logistics.pick_accuracy")) == (4, 41)


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column", "remedy"),
    [
        ("answers:", "answer:", "missing_key", 1, 1, "add answers:"),
        ("second_opinions:", "second_opinons:", "unknown_key", 10, 1, "'second_opinions'"),
        ("country: DE", "country: de", "wrong_value", 2, 63, "two capital letters"),
        ("country: DE", "country: NO", "ambiguous_word", 2, 63, '"NO"'),
        ("country: DE", "land: DE", "unknown_key", 2, 54, "use one of country, name"),
        ("name: Nordwerk Elektrowerkzeuge GmbH", "name: 3", "wrong_value", 2, 22, '"3"'),
        ("  LOG-03: {band: 3}", "  PRF-13: false", "duplicate_key", 9, 3, "keep one"),
        ("99.6", "99.60", "ambiguous_number", 5, 28, "write 99.6 "),
        ("99.6", "99,6", "ambiguous_number", 5, 28, "write 99.6 "),
        ("true", "yes", "ambiguous_word", 9, 11, "write true"),
        ("dont_know", "", "empty_value", 7, 29, "write it"),
    ],
)  # fmt: skip
def test_mistakes_are_refused_with_place_and_remedy(
    old: str, new: str, code: str, line: int, column: int, remedy: str
) -> None:
    first = refused(FILE.replace(old, new, 1).encode())[0]
    assert (first.code, first.line, first.column) == (code, line, column)
    assert remedy in first.remedy


def test_a_misspelt_key_is_named_beside_the_missing_one() -> None:
    problems = refused(FILE.replace("answers:", "answer:", 1).encode())
    assert [(p.code, p.line) for p in problems] == [("missing_key", 1), ("unknown_key", 3)]
    assert "'answers'" in problems[1].remedy


@pytest.mark.parametrize("text", ["- 1\n", "3\n", "null\n"])
def test_something_else_than_a_mapping_is_refused(text: str) -> None:
    (problem,) = refused(text.encode())
    assert (problem.code, problem.line, problem.column) == ("wrong_value", 1, 1)


def test_ten_megabytes_are_refused_at_once() -> None:
    started = time.perf_counter()
    (problem,) = refused(b"answers: {" + b"a: 1, " * 1_700_000)
    assert time.perf_counter() - started < 0.1
    assert problem.code == "too_large"
    assert f"{MAX_BYTES:,}" in problem.message


def test_problems_found_later_are_placed() -> None:
    file = parsed(FILE)
    problem = Problem(code="out_of_range", message="m", remedy="r", path=("answers", "LOG-03"))
    assert str(file.placed(problem)) == "answers.yaml:8:3: out_of_range: m; r"
    unknown = problem.model_copy(
        update={"code": "unknown_question", "path": ("answers", "strategy.ownership")}
    )
    assert str(file.placed(unknown)).startswith("answers.yaml:4:3: unknown_question")
