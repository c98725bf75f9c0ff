"""Assessments: pinned to a questionnaire's bytes, answered in parts, submitted once."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict, InvalidInput, NotFound
from readiness.scoring import live_result, parse_answers
from readiness.services.assessments import (
    AnswerChanges,
    answer_sheet,
    current_result,
    open_assessment,
    save_answers,
    submit,
)
from readiness.settings import Settings
from readiness.storage.organizations import add_organization
from tests.services.conftest import NOW, Account


def test_the_stored_result_is_what_the_core_says(account: Account, answers: dict[str, Any]) -> None:
    assessment_id = account.submitted(answers)
    stored = account.database.read_now(current_result, account.catalog, account.id, assessment_id)
    questionnaire = account.catalog.get("d2c-readiness").questionnaire
    assert stored() == live_result(questionnaire, parse_answers(questionnaire, answers))


def test_answers_given_in_parts_are_the_same_as_at_once(
    account: Account, answers: dict[str, Any]
) -> None:
    half = dict(list(answers.items())[:40])
    rest = {name: value for name, value in answers.items() if name not in half}
    assessment_id = account.assessment(half)
    account.database.write_now(
        save_answers, account.catalog, account.id, assessment_id, AnswerChanges(rest), NOW
    )
    sheet = account.database.read_now(answer_sheet, account.catalog, account.id, assessment_id)
    assert {answer.question_id: answer.value for answer in sheet.answers} == answers
    assert sheet.missing == ()


def test_a_second_opinion_stands_beside_the_first_answer(account: Account) -> None:
    assessment_id = account.assessment({"strategy.alignment": 3})
    account.database.write_now(
        save_answers,
        account.catalog,
        account.id,
        assessment_id,
        AnswerChanges(second_opinions={"STR-03": 1}, answered_by="Bo Beispiel", role="sales"),
        NOW,
    )
    sheet = account.database.read_now(answer_sheet, account.catalog, account.id, assessment_id)
    given = {answer.kind: (answer.value, answer.answered_by) for answer in sheet.answers}
    assert given == {"owner": (3, "Ada Muster"), "second": (1, "Bo Beispiel")}


def test_a_refused_set_changes_nothing(account: Account) -> None:
    assessment_id = account.assessment({"STR-01": 1})
    wrong = AnswerChanges({"STR-01": 2, "STR-02": 9}, {"STR-03": 9})
    with pytest.raises(InvalidInput) as refused:
        account.database.write_now(
            save_answers, account.catalog, account.id, assessment_id, wrong, NOW
        )
    pointers = {problem.pointer for problem in refused.value.problems}
    assert pointers == {"/answers/STR-02", "/second_opinions/STR-03"}
    sheet = account.database.read_now(answer_sheet, account.catalog, account.id, assessment_id)
    assert [answer.value for answer in sheet.answers] == [1]


def test_a_questionnaire_whose_files_changed_is_noticed(
    account: Account, answers: dict[str, Any], tmp_path: Path
) -> None:
    assessment_id = account.assessment(answers)
    folder = tmp_path / "questionnaires"
    shutil.copytree(Settings().questionnaires, folder)
    (sources,) = (folder / "d2c-readiness").rglob("sources.yaml")
    sources.write_text(sources.read_text("utf-8") + "\n# changed\n", "utf-8")
    with pytest.raises(Conflict) as changed:
        account.database.write_now(submit, Catalog(folder), account.id, assessment_id, NOW)
    assert changed.value.code == "questionnaire_changed"
    account.database.write_now(submit, account.catalog, account.id, assessment_id, NOW)


def test_an_unknown_questionnaire_opens_nothing(account: Account) -> None:
    organization = account.database.write_now(add_organization, account.id, name="A", now=NOW)
    with pytest.raises(NotFound, match="no questionnaire"):
        account.database.write_now(
            open_assessment, account.catalog, account.id, organization.id, "other", NOW
        )
