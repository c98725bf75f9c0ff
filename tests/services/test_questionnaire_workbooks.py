"""A questionnaire goes through a workbook and back without loss; mistakes are named by cell."""

from collections.abc import Callable
from pathlib import Path

import pytest

from readiness.catalog.cases import load_cases
from readiness.catalog.loader import Loaded, load_questionnaire
from readiness.scoring.problems import Problem, ProblemsFound
from readiness.services.workbook_export import export_workbook
from readiness.services.workbook_import import import_workbook, write_files
from readiness.settings import Settings
from readiness.tabular.workbook_reading import open_workbook
from readiness.tabular.workbook_writing import WrittenSheet, write_workbook
from tests.catalog.small_questionnaire import write_version
from tests.scoring.lint.known_bad import CASES

Sheets = dict[str, list[list[object]]]
DELIVERED = sorted(file.parent for file in Settings().questionnaires.glob("*/*/questionnaire.yaml"))


def around(loaded: Loaded, directory: Path) -> Loaded:
    """Return what comes back of a questionnaire."""
    files = import_workbook(export_workbook(loaded, "w.xlsx"), "w.xlsx")
    write_files(directory, files)
    return load_questionnaire(directory / next(iter(files)).parents[-3])


@pytest.fixture
def small(tmp_path: Path) -> Loaded:
    """The small questionnaire with a case."""
    return load_questionnaire(write_version(tmp_path / "small", {"cases/all.yaml": CASES}))


def spoilt(loaded: Loaded, change: Callable[[Sheets], None]) -> tuple[Problem, ...]:
    """Return the problems of the questionnaire's workbook after somebody has changed it."""
    workbook = open_workbook(export_workbook(loaded, "w.xlsx"), "w.xlsx")
    sheets: Sheets = {
        name: [list(cells) for _, cells in workbook.rows(name)] for name in workbook.sheets
    }
    change(sheets)
    written = [
        WrittenSheet(name, [str(cell or "") for cell in heading], rows, {})  # type: ignore[arg-type]  # cells as they were read
        for name, (heading, *rows) in sheets.items()
    ]
    with pytest.raises(ProblemsFound) as refused:
        import_workbook(write_workbook(written, "w.xlsx"), "w.xlsx")
    return refused.value.problems


@pytest.mark.parametrize("folder", DELIVERED, ids=lambda folder: folder.parent.name)
def test_a_delivered_questionnaire_comes_back_whole(folder: Path, tmp_path: Path) -> None:
    loaded = load_questionnaire(folder)
    again = around(loaded, tmp_path)
    said, says = (each.questionnaire.model_dump(exclude={"digest"}) for each in (loaded, again))
    assert says == said
    assert [case.sheet for case in load_cases(again)] == [case.sheet for case in load_cases(loaded)]
    assert (again.folder / "CHANGES.md").read_bytes() == (folder / "CHANGES.md").read_bytes()
    assert export_workbook(again, "w.xlsx") == export_workbook(loaded, "w.xlsx")


def test_the_same_questionnaire_gives_the_same_bytes(small: Loaded) -> None:
    assert export_workbook(small, "a.xlsx") == export_workbook(small, "b.xlsx")


def test_what_comes_back_is_written_the_same_again(small: Loaded, tmp_path: Path) -> None:
    once = around(small, tmp_path / "once")
    twice = around(once, tmp_path / "twice")
    assert once.questionnaire.digest == twice.questionnaire.digest


def test_a_wrong_value_is_named_by_its_cell(small: Loaded) -> None:
    def change(sheets: Sheets) -> None:
        row = sheets["questions"][3]
        row[sheets["questions"][0].index("weight")] = 300

    (problem,) = spoilt(small, change)
    assert (problem.code, problem.file, problem.line) == ("wrong_value", "w.xlsx[questions]", 4)
    assert "cell E4: 300 is not at most 100" in problem.message


def test_a_rule_that_cannot_be_is_named_by_its_cell(small: Loaded) -> None:
    def change(sheets: Sheets) -> None:
        sheets["findings"][1][1] = "logistics.accuracy = 0"

    (problem,) = spoilt(small, change)
    assert (problem.code, problem.file) == ("wrong_operator", "w.xlsx[findings]")
    assert (problem.line, problem.column) == (2, 2)


def test_a_missing_text_is_named_by_its_language(small: Loaded) -> None:
    def change(sheets: Sheets) -> None:
        sheets["texts"] = [row for row in sheets["texts"] if row[0] != "findings/X-01"]

    (problem,) = spoilt(small, change)
    assert (problem.code, problem.file, problem.line) == ("missing_text", "w.xlsx[texts]", 1)


def test_a_text_given_twice_is_refused(small: Loaded) -> None:
    def change(sheets: Sheets) -> None:
        sheets["texts"].append(["title", "Again"])

    (problem,) = spoilt(small, change)
    assert (problem.code, problem.column) == ("unreadable_cell", 2)
    assert "given twice" in problem.message


@pytest.mark.parametrize(
    ("sheet", "heading", "code"),
    [
        ("gatess", ["code"], "unknown_sheet"),
        ("texts", ["Place", "german"], "unknown_column"),
        ("risks", ["code", "code"], "unknown_column"),
    ],
)
def test_a_sheet_or_column_that_means_nothing_is_refused(
    small: Loaded, sheet: str, heading: list[object], code: str
) -> None:
    def change(sheets: Sheets) -> None:
        sheets[sheet] = [heading, [f"cell {column}" for column in heading]]

    assert code in {problem.code for problem in spoilt(small, change)}


@pytest.mark.parametrize("name", ["key", "version"])
@pytest.mark.parametrize("value", ["../../outside", "", None, "/absolute"])
def test_a_key_or_version_leads_nowhere_else(small: Loaded, name: str, value: str | None) -> None:
    def change(sheets: Sheets) -> None:
        next(row for row in sheets["questionnaire"] if row[0] == name)[1] = value

    assert {problem.code for problem in spoilt(small, change)} <= {"wrong_value", "missing_key"}


def test_a_case_that_builds_on_nothing_is_named_by_its_cell(small: Loaded) -> None:
    def change(sheets: Sheets) -> None:
        lost = {"case": "lost", "base": "nowhere"}
        sheets["cases"].append([lost.get(str(column)) for column in sheets["cases"][0]])

    problems = spoilt(small, change)
    assert [problem.code for problem in problems] == ["unknown_base"]
    assert problems[0].file == "w.xlsx[cases]"


def test_without_sheets_everything_is_missing() -> None:
    empty = write_workbook([WrittenSheet("questionnaire", ["Name", "Value"], [], {})], "w.xlsx")
    with pytest.raises(ProblemsFound, match=r"w\.xlsx\[questionnaire\]:1:1: missing_sheet"):
        import_workbook(empty, "w.xlsx")
