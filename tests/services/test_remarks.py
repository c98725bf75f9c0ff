"""Remarks on findings: kept in place of the one before, until the assessment is submitted."""

from __future__ import annotations

from typing import Any

import pytest

from readiness.errors import Conflict, InvalidInput, NotFound
from readiness.services.assessments import submit
from readiness.services.remarks import REMARK_CHARACTERS, Said, remarks_on, save_remark
from tests.services.conftest import NOW, Account
from tests.services.people import Team, team_of


@pytest.fixture
def team(account: Account, answers: dict[str, Any]) -> Team:
    """An assessment answered by three people."""
    return team_of(account, account.assessment(answers))


def say(team: Team, text: str, finding: str | None = None) -> None:
    code = finding or a_finding(team)
    team.account.database.write_now(save_remark, team.account.catalog, team.lead, code, text, NOW)


def said(team: Team) -> dict[str, Said]:
    owner = (team.account.id, team.lead.assessment_id)
    return dict(team.account.database.read_now(remarks_on, *owner))


def a_finding(team: Team) -> str:
    return team.account.catalog.get("d2c-readiness").questionnaire.findings[0].code


def test_the_last_remark_on_a_finding_stands(team: Team) -> None:
    assert said(team) == {}
    say(team, "First thought.")
    say(team, " Both are right:\r\nsee note.\0 ")
    kept = Said("Both are right:\nsee note.", "Ada Muster", NOW)
    assert said(team) == {a_finding(team): kept}
    say(team, "  ")
    assert said(team) == {}


def test_a_remark_is_on_a_finding_of_the_questionnaire(team: Team) -> None:
    with pytest.raises(NotFound):
        say(team, "Why?", finding="C-99")


def test_a_remark_that_is_too_long_is_refused(team: Team) -> None:
    say(team, "x" * REMARK_CHARACTERS)
    with pytest.raises(InvalidInput) as refused:
        say(team, "x" * (REMARK_CHARACTERS + 1))
    assert refused.value.problems[0].pointer == "/remark"


def test_no_remark_changes_once_submitted(team: Team) -> None:
    say(team, "Kept.")
    owner = (team.account.id, team.lead.assessment_id)
    team.account.database.write_now(submit, team.account.catalog, *owner, NOW)
    for text in ("Changed.", ""):
        with pytest.raises(Conflict) as refused:
            say(team, text)
        assert refused.value.code == "assessment_submitted"
    assert said(team)[a_finding(team)].text == "Kept."
