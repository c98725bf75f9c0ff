"""Delete my data: said first, confirmed, then gone, on either database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from readiness.services.accounts import add_key
from readiness.services.assessments import AnswerChanges, open_assessment, save_answers
from readiness.services.own_data import deletion_scope
from readiness.storage.database import Session
from readiness.storage.metadata import METADATA
from readiness.web.fresh_links import FRESH_COOKIE
from tests.web.conftest import Visit, app_on, browser_on, context_of, join, start, token_on

SURE = {"sure": "yes"}
PARCELS = "logistics.single_parcel"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files of the service lie."""
    return tmp_path / "files"


@pytest.fixture
def lead(database_url: str, folder: Path) -> Iterator[Visit]:
    """Who started an assessment and answered, with a file of evidence."""
    app = app_on(database_url, folder)
    with TestClient(app):
        visit = start(browser_on(app))
        answer(visit)
        yield visit


def answer(visit: Visit) -> None:
    """Answer a question twice and show a file for it."""
    context, who = context_of(visit.client), visit.granted
    for value in (1, 2):
        changes = AnswerChanges({PARCELS: value}, answered_by=who.respondent_id)
        context.database.write_now(
            save_answers, context.catalog, who.account_id, who.assessment_id, changes, context.now()
        )
    page = f"/questions/{PARCELS}/evidence"
    sent = visit.client.post(
        f"{visit.home}{page}",
        data={"form_token": token_on(visit.get(page)), "text": "", "link": ""},
        files={"file": ("parcels.txt", b"42 parcels a day")},
    )
    assert sent.status_code == 303, sent.text


def rows(session: Session, account_id: str) -> dict[str, int]:
    """Count what each table holds of an account."""
    counted = {}
    for table in METADATA.sorted_tables:
        key = table.c.id if table.name == "account" else table.c.account_id
        statement = select(func.count()).select_from(table).where(key == account_id)
        counted[table.name] = session.connection().execute(statement).scalar_one()
    return {name: number for name, number in counted.items() if number}


def rows_of(visit: Visit, account_id: str) -> dict[str, int]:
    """Count on the database of a visit."""
    return context_of(visit.client).database.read_now(rows, account_id)


def files_in(folder: Path) -> list[Path]:
    """List the files kept."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_nothing_is_left_of_an_assessment_started_without_account(
    lead: Visit, folder: Path
) -> None:
    account = lead.granted.account_id
    join(browser_on(lead.client.app), lead, reading=True)
    before = rows_of(lead, account)
    assert before["answer"] == 1
    assert before["answer_history"] == 2
    assert before["evidence"] == 1
    assert before["browser_grant"] == 2
    assert len(files_in(folder)) == 1
    page = lead.get("/delete")
    assert "1 answer with its history, notes and evidence" in page.text
    assert "nothing at all is left" in page.text
    gone = lead.post("/delete", SURE)
    assert gone.headers["location"] == "/en/deleted"
    assert lead.client.get("/en/deleted").status_code == 200
    assert rows_of(lead, account) == {}
    assert files_in(folder) == []
    assert FRESH_COOKIE not in lead.client.cookies
    assert lead.get("/link").status_code == 401
    path = lead.address.removeprefix("http://testserver")
    assert lead.client.get(path).status_code == 404


def test_nothing_goes_without_a_tick(lead: Visit, folder: Path) -> None:
    before = rows_of(lead, lead.granted.account_id)
    asked = lead.post("/delete")
    assert asked.status_code == 422
    assert "<title>Error: " in asked.text
    assert "Tick the box" in asked.text
    assert rows_of(lead, lead.granted.account_id) == before
    assert len(files_in(folder)) == 1


def test_another_assessment_of_the_organization_stays(lead: Visit) -> None:
    context, who = context_of(lead.client), lead.granted
    scope = context.database.read_now(deletion_scope, who.account_id, who.assessment_id)
    context.database.write_now(
        open_assessment,
        context.catalog,
        who.account_id,
        scope.organization_id,
        "platform-migration",
        context.now(),
    )
    assert "Another assessment of Nordwerk GmbH stays" in lead.get("/delete").text
    assert lead.post("/delete", SURE).status_code == 303
    assert rows_of(lead, who.account_id) == {"account": 1, "organization": 1, "assessment": 1}


def test_a_consultancy_keeps_the_organization_and_its_account(lead: Visit) -> None:
    context, account = context_of(lead.client), lead.granted.account_id
    context.database.write_now(add_key, account, "first key", context.now())
    assert "The name of your company stays with" in lead.get("/delete").text
    assert lead.post("/delete", SURE).status_code == 303
    assert rows_of(lead, account) == {"account": 1, "api_key": 1, "organization": 1}


def test_only_who_leads_deletes(lead: Visit) -> None:
    colleague = join(browser_on(lead.client.app), lead, roles=("sales",))
    assert colleague.get("/delete").status_code == 403
    assert colleague.post("/delete", SURE, page="/link").status_code == 403
    assert lead.get("/delete").status_code == 200
