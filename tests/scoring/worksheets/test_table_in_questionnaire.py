"""A table worksheet is loaded, linted and worded like the rest of a questionnaire."""

from pathlib import Path

import pytest

from readiness.catalog.loader import load_questionnaire
from readiness.scoring import Problem, QuestionnaireRefused
from readiness.scoring.worksheets.texts import TableText
from tests.catalog.small_questionnaire import write_version
from tests.redirect_worksheet import worksheet_files, write_with_worksheet

TEXTS = "texts/en.worksheets.yaml"


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(QuestionnaireRefused) as refused:
        load_questionnaire(folder)
    return list(refused.value.problems)


def test_a_table_is_loaded_with_its_texts(tmp_path: Path) -> None:
    questionnaire = load_questionnaire(write_with_worksheet(tmp_path)).questionnaire
    (table,) = questionnaire.tables
    assert questionnaire.calculations == ()
    assert table.code == "REDIRECTS"
    text = questionnaire.texts["en"].worksheets["REDIRECTS"]
    assert isinstance(text, TableText)
    assert text.columns["old_url"] == "Old address"


def spoilt(tmp_path: Path, name: str, old: str, new: str) -> list[Problem]:
    files = worksheet_files()
    text = files[name]
    assert text is not None
    assert old in text
    return problems(write_version(tmp_path, files | {name: text.replace(old, new, 1)}))


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "remedy"),
    [
        ("worksheets.yaml", "id: loop", "id: lop", "unknown_check", "'loop'"),
        ("worksheets.yaml", "logistics.accuracy", "profile.seller", "wrong_feed", "accuracy"),
        ("worksheets.yaml", "kind: table", "kind: tables", "wrong_value", "'table'"),
        ("worksheets.yaml", "  kind: table\n", "", "missing_key", "add kind:"),
        ("worksheets.yaml", "keep_months:", "keep_month:", "unknown_key", "'keep_months'"),
        (TEXTS, "loop:", "lop:", "missing_text", "add loop:"),
        (TEXTS, "loop:", "lop:", "orphaned_text", "'loop'"),
        (TEXTS, "owner: owner", "owners: owner", "missing_text", "add owner:"),
        (TEXTS, "suggestion:", "suggestions:", "unknown_key", "'suggestion'"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(
    tmp_path: Path, file: str, old: str, new: str, code: str, remedy: str
) -> None:
    found = [p for p in spoilt(tmp_path, file, old, new) if p.code == code]
    assert found
    assert (found[0].file or "").endswith(file)
    assert remedy in found[0].remedy


def test_the_wording_of_a_calculation_does_not_word_a_table(tmp_path: Path) -> None:
    text = "name: x\n      definition: x\n      sheets: {}\n      groups: {}\n      inputs: {}"
    wrong = f"worksheets:\n  REDIRECTS:\n      {text}\n      units: {{}}\n      figures: {{}}\n"
    found = problems(write_version(tmp_path, worksheet_files() | {TEXTS: wrong}))
    assert [(p.code, p.path[-1]) for p in found] == [("missing_text", "columns")]
