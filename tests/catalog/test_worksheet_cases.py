"""Cases fill worksheets: figures are compared as printed, and every difference has its line."""

from pathlib import Path

import pytest

from readiness.catalog.cases import CaseRun, load_cases, run_case
from readiness.catalog.loader import load_questionnaire
from readiness.services.checks import check
from tests.catalog.small_questionnaire import place_of
from tests.catalog.small_worksheet import CASES, WORKSHEETS, write_with_worksheet


def runs(directory: Path, cases: str = CASES) -> dict[str, CaseRun]:
    loaded = load_questionnaire(write_with_worksheet(directory, {"cases/all.yaml": cases}))
    return {case.case: run_case(loaded, case) for case in load_cases(loaded)}


def test_cases_without_a_difference_have_no_problem(tmp_path: Path) -> None:
    done = runs(tmp_path)
    assert [problem for run in done.values() for problem in run.problems] == []
    assert {name: run.worksheet.reading for name, run in done.items() if run.worksheet} == {
        "cheap": "cheap",
        "dear": "costly",
        "middling": None,
        "amber": "costly",
    }


def test_a_case_takes_the_inputs_of_its_base(tmp_path: Path) -> None:
    done = runs(tmp_path)
    filling = done["dear"].case.worksheet
    assert filling is not None
    assert (filling.code, filling.sheet) == ("COST", "first")
    assert filling.inputs == {
        "setup": 90000,
        "rent": 20000,
        "sure": False,
        "change": 10,
        "rate": 25,
        "fees": 3,
        "horizon": 1,
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("complete: true", "complete: false", "complete: expected False, got True"),
        ("missing: []", "missing: [rate]", "missing: expected rate, got none"),
        ("assumed: []", "assumed: [sure]", "assumed: expected sure, got none"),
        ("problems: {}", "problems: {rate: out_of_range}",
         "problems: expected rate out_of_range, got none"),
        ("yearly: 2000", "yearly: 2000.01", "yearly: expected 2000.01, got 2000.0"),
        ("fees_twice: null", "fees_twice: 0", "fees_twice: expected 0, got none"),
        ("{last: 2420,", "{last: 2421,", "3 years: last: expected 2421, got 2420"),
        ("5: {total: 7297}", "4: {total: 7297}", "horizon of 4 years: expected calculated"),
        ("checks: {}", "checks: {unsure: amber}", "check unsure: expected amber, got clear"),
        ("checks: {}", "checks: {dear: {5: red}}",
         "check dear over 5 years: expected red, got clear"),
        ("reading: cheap", "reading: costly", "reading: expected costly, got cheap"),
        ("reading_notes: []", "reading_notes: [fees]", "reading_notes: expected fees, got none"),
    ],
)  # fmt: skip
def test_each_difference_is_named_at_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = CASES.replace(old, new, 1)
    (problem,) = runs(tmp_path, text)["cheap"].problems
    assert problem.code == "case_differs"
    assert problem.message.startswith(f"cheap: {message}")
    assert problem.line == place_of(text, new)[0]


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ("code: COST", "code: COTS", "'COST'"),
        ("sheet: first", "sheet: frist", "'first'"),
        ("yearly: 2000", "yearl: 2000", "'yearly'"),
        ("{last: 2420", "{lst: 2420", "'last'"),
        ("checks: {}", "checks: {der: red}", "'dear'"),
    ],
)
def test_a_name_that_is_not_there_is_a_problem(
    tmp_path: Path, old: str, new: str, remedy: str
) -> None:
    text = CASES.replace(old, new, 1)
    problems = runs(tmp_path, text)["cheap"].problems
    problem = next(each for each in problems if each.code == "unknown_reference")
    assert problem.line == place_of(text, new)[0]
    assert remedy in problem.remedy


def test_a_case_that_expects_a_worksheet_fills_one(tmp_path: Path) -> None:
    text = "case: empty\nanswers: {LOG-01: 4}\nexpect: {worksheet: {complete: true}}\n"
    (problem,) = runs(tmp_path, text)["empty"].problems
    assert problem.message == "empty: worksheet: expected filled, got not filled"


def test_another_worksheet_than_that_of_the_base_starts_empty(tmp_path: Path) -> None:
    second = WORKSHEETS + WORKSHEETS.replace("worksheets:\n", "").replace("COST", "OTHER")
    text = CASES + "  - {case: other, base: cheap, worksheet: {code: OTHER, inputs: {rent: 7}}}\n"
    texts = write_with_worksheet(tmp_path) / "texts" / "en.worksheets.yaml"
    wording = texts.read_text("utf-8")
    wording += wording.replace("worksheets:\n", "").replace("COST", "OTHER")
    files: dict[str, str | None] = {
        "worksheets.yaml": second,
        "texts/en.worksheets.yaml": wording,
        "cases/all.yaml": text,
    }
    loaded = load_questionnaire(write_with_worksheet(tmp_path, files))
    filling = load_cases(loaded)[-1].worksheet
    assert filling is not None
    assert (filling.code, filling.sheet, filling.inputs) == ("OTHER", None, {"rent": 7})


def test_checks_readings_and_notes_have_to_be_shown(tmp_path: Path) -> None:
    write_with_worksheet(tmp_path, {"cases/all.yaml": CASES})
    shown = [p for p in check([tmp_path], tmp_path).problems if "COST" in p.message]
    assert shown == []
    only_the_first = CASES[: CASES.index("  - case: dear")]
    write_with_worksheet(tmp_path, {"cases/all.yaml": only_the_first})
    problems = check([tmp_path], tmp_path).problems
    never = {p.message: p for p in problems if p.code == "never_fires" and "COST" in p.message}
    assert set(never) == {
        "no case shows check dear of COST in red",
        "no case shows check dear of COST in amber",
        "no case shows check unsure of COST in amber",
        "no case shows check short of COST in amber",
        "no case shows the reading costly of COST",
        "no case shows note by_finding of COST",
        "no case shows note fees of COST",
    }
    note = never["no case shows note fees of COST"]
    assert note.line == place_of(WORKSHEETS, "{id: fees, when")[0]
    always = [p.message for p in problems if p.code == "never_silent" and "COST" in p.message]
    assert always == ["every case shows the reading cheap of COST"]


def test_a_case_that_only_changes_an_input_shows_something(tmp_path: Path) -> None:
    clear = "  - {case: clear, base: cheap, expect: {worksheet: {checks: {}}}}\n"
    same = "  - {case: same, base: clear}\n"
    write_with_worksheet(tmp_path, {"cases/all.yaml": CASES + clear + same})
    idle = [p for p in check([tmp_path], tmp_path).problems if p.code == "case_shows_nothing"]
    assert [problem.message for problem in idle] == ["the case 'same' expects nothing"]
    changed = CASES + clear + clear.replace("clear, base: cheap", "again, base: clear")
    write_with_worksheet(tmp_path, {"cases/all.yaml": changed})
    idle = [p for p in check([tmp_path], tmp_path).problems if p.code == "case_shows_nothing"]
    assert ["expects of the same answers" in problem.message for problem in idle] == [True]
    other = "again, base: clear, worksheet: {code: COST, inputs: {setup: 999}}"
    changed = CASES + clear + clear.replace("clear, base: cheap", other)
    write_with_worksheet(tmp_path, {"cases/all.yaml": changed})
    problems = check([tmp_path], tmp_path).problems
    assert [p for p in problems if p.code == "case_shows_nothing"] == []
