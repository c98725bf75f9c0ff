"""What the schema itself refuses and takes along, on either engine."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import func, insert, select

from readiness.errors import Conflict, InvalidInput, NotFound
from readiness.storage.access_tables import AccessLink, BrowserGrant
from readiness.storage.accounts import add_account, add_api_key, get_account
from readiness.storage.answers import AnswerEntry
from readiness.storage.assessments import (
    delete_assessment,
    get_answers,
    get_assessment,
    mark_submitted,
    put_answers,
)
from readiness.storage.batch_tables import BatchReport, ReportBatch
from readiness.storage.brand_tables import AccountBrand, OrganizationBrand
from readiness.storage.database import Database, Session
from readiness.storage.ids import new_id
from readiness.storage.issued import add_issued
from readiness.storage.issued_tables import IssuedReport
from readiness.storage.organizations import add_organization, delete_organization
from readiness.storage.reports import RenderedFile, add_report, list_file_keys
from readiness.storage.respondents import Person, add_respondent
from readiness.storage.results import add_result
from readiness.storage.review_tables import Evidence, Remark, Reopening, Settlement
from readiness.storage.rows import store
from readiness.storage.table_parts import Row
from readiness.storage.tables import Report, WorksheetSheet
from readiness.storage.uploads import GivenSheet, add_upload, new_upload
from readiness.storage.worksheets import put_sheet
from tests.storage.conftest import NOW, Tenant

GOOD_ROWS: dict[str, dict[str, Any]] = {
    "api_key": {
        "name": "Laptop",
        "prefix_hint": "abcd",
        "key_hash": "e" * 64,
        "created_at": NOW,
    },
    "organization": {"name": "Werk", "created_at": NOW, "updated_at": NOW, "version": 1},
    "assessment": {
        "questionnaire_key": "k",
        "questionnaire_version": "1",
        "questionnaire_hash": "h",
        "status": "in_progress",
        "created_at": NOW,
        "updated_at": NOW,
        "version": 1,
    },
    "respondent": {"name": "Ada", "roles": ["logistics"], "leads": False, "created_at": NOW},
    "answer": {"question_id": "q", "kind": "owner", "value": 3, "answered_at": NOW},
    "sheet_upload": {
        "worksheet": "REDIRECTS",
        "kind": "csv",
        "encoding": "utf-8",
        "language": "en",
        "size": 10,
        "file_key": "uploads/a.csv",
        "state": "checking",
        "step": "waiting",
        "rows_done": 0,
        "rows_total": 0,
        "attempts": 0,
        "created_at": NOW,
    },
    "worksheet_sheet": {
        "worksheet": "TCO",
        "sheet": "new",
        "inputs": {},
        "revision": 1,
        "updated_at": NOW,
    },
}


def _insert(session: Session, tenant: Tenant, table: str, changes: dict[str, Any]) -> None:
    keys = {
        "account_id": tenant.account_id,
        "id": new_id("org", NOW),
        "organization_id": tenant.organization_id,
        "assessment_id": tenant.assessment_id,
    }
    target = Row.metadata.tables[table]
    row = {key: value for key, value in keys.items() if key in target.c}
    row |= GOOD_ROWS[table] | changes
    session.connection().execute(insert(target), row)


@pytest.mark.parametrize("table", GOOD_ROWS)
def test_a_good_row_is_accepted(database: Database, tenant: Tenant, table: str) -> None:
    database.write_now(_insert, tenant, table, {})


@pytest.mark.parametrize(
    ("table", "change", "constraint"),
    [
        ("api_key", {"prefix_hint": "abcde"}, "ck_api_key_prefix_hint_length"),
        ("api_key", {"key_hash": "short"}, "ck_api_key_key_hash_length"),
        ("organization", {"name": ""}, "ck_organization_name_length"),
        ("organization", {"name": "x" * 301}, "ck_organization_name_length"),
        ("organization", {"country": "de"}, "ck_organization_country_iso"),
        ("organization", {"country": "DEU"}, "ck_organization_country_iso"),
        ("organization", {"external_ref": ""}, "ck_organization_external_ref_length"),
        ("organization", {"version": 0}, "ck_organization_version_positive"),
        ("assessment", {"status": "done", "submitted_at": NOW}, "ck_assessment_status_known"),
        ("assessment", {"status": "submitted"}, "ck_assessment_submitted_has_time"),
        ("assessment", {"submitted_at": NOW}, "ck_assessment_submitted_has_time"),
        ("respondent", {"email": ""}, "ck_respondent_email_length"),
        ("answer", {"kind": "third"}, "ck_answer_kind_known"),
        ("answer", {"note": "x" * 10_001}, "ck_answer_note_length"),
        ("worksheet_sheet", {"worksheet": ""}, "ck_worksheet_sheet_worksheet_length"),
        ("worksheet_sheet", {"sheet": "x" * 201}, "ck_worksheet_sheet_sheet_length"),
        ("worksheet_sheet", {"revision": 0}, "ck_worksheet_sheet_revision_positive"),
    ],
)
def test_nonsense_is_refused_by_the_table(
    database: Database, tenant: Tenant, table: str, change: dict[str, object], constraint: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        database.write_now(_insert, tenant, table, change)

    assert constraint in str(caught.value)


def test_null_is_no_answer(database: Database, tenant: Tenant) -> None:
    with pytest.raises(Exception, match=r"(?i)not.null"):
        database.write_now(_insert, tenant, "answer", {"value": None})


@pytest.mark.parametrize("text", ["nul \0 inside", "half a pair \ud83d"])
def test_text_that_only_one_engine_could_hold_is_refused_on_both(
    database: Database, tenant: Tenant, text: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        database.write_now(add_organization, tenant.account_id, name=text, now=NOW)

    assert [problem.code for problem in caught.value.problems] == ["unstorable_text"]


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_refused(
    database: Database, tenant: Tenant, number: float
) -> None:
    entry = AnswerEntry("q", {"figure": number})

    with pytest.raises(InvalidInput) as caught:
        database.write_now(put_answers, tenant.account_id, tenant.assessment_id, [entry], now=NOW)

    assert [problem.code for problem in caught.value.problems] == ["unstorable_number"]


@pytest.mark.parametrize(
    "value",
    [
        0,
        99.6,
        0.1 + 0.2,
        10**18,
        True,
        "dont_know",
        "Größe 😀 \\ \" ' \0 \ud83d",
        ["b", "a"],
        {"z": 1, "band": 3, "a": [None, {"x": 1.5}]},
        [],
        "",
    ],
)
def test_json_comes_back_as_it_went_in(database: Database, tenant: Tenant, value: Any) -> None:
    owner = (tenant.account_id, tenant.assessment_id)
    database.write_now(put_answers, *owner, [AnswerEntry("q", value)], now=NOW)

    (stored,) = database.read_now(get_answers, *owner)

    assert stored.value == value
    assert type(stored.value) is type(value)
    if isinstance(value, dict):
        assert list(stored.value) == list(value)


@pytest.mark.parametrize(
    "at",
    [
        NOW,
        datetime(2026, 3, 29, 2, 30, tzinfo=timezone(timedelta(hours=5, minutes=30))),
        datetime(1, 1, 2, tzinfo=UTC),
        datetime(9999, 12, 30, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
def test_times_come_back_aware_in_utc_with_microseconds(database: Database, at: datetime) -> None:
    def add(session: Session) -> str:
        account = add_account(session, "Clock", now=NOW)
        accounts = Row.metadata.tables["account"]
        session.connection().execute(
            accounts.update().where(accounts.c.id == account.id).values(created_at=at)
        )
        return account.id

    stored = database.read_now(get_account, database.write_now(add)).created_at

    assert stored == at
    assert stored.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_a_mistake(database: Database) -> None:
    naive = NOW.replace(tzinfo=None)

    with pytest.raises(ValueError, match="time zone"):
        new_id("acc", naive)
    with pytest.raises(Exception, match="time zone"):
        database.write_now(lambda session: _touch(session, naive))


def _touch(session: Session, at: datetime) -> None:
    accounts = Row.metadata.tables["account"]
    session.connection().execute(accounts.update().values(created_at=at))


def test_a_link_across_accounts_cannot_exist(
    database: Database, tenant: Tenant, other_tenant: Tenant
) -> None:
    theirs = {
        "assessment": {"organization_id": other_tenant.organization_id},
        "respondent": {"assessment_id": other_tenant.assessment_id},
        "answer": {"assessment_id": other_tenant.assessment_id},
    }
    for table, reference in theirs.items():
        with pytest.raises(Conflict, match="does not exist"):
            database.write_now(_insert, tenant, table, reference)

    def report_on_their_result(session: Session) -> None:
        result = _score(session, other_tenant)
        result.account_id = tenant.account_id
        result.assessment_id = tenant.assessment_id
        add_report(session, result, _file("f" * 64), now=NOW)

    with pytest.raises(Conflict, match="does not exist"):
        database.write_now(report_on_their_result)


def _score(session: Session, tenant: Tenant) -> Any:
    assessment = get_assessment(session, tenant.account_id, tenant.assessment_id)
    return add_result(
        session,
        assessment,
        result_json={"score": 61.5},
        result_hash="b" * 64,
        engine_version="0.1.0",
        now=NOW,
    )


def _file(fingerprint: str) -> RenderedFile:
    return RenderedFile(
        fingerprint, "pdf", "en", "application/pdf", 1234, f"k/{fingerprint}", "a" * 64
    )


def _issued(report: Report) -> IssuedReport:
    return IssuedReport(
        account_id=report.account_id,
        fingerprint=report.fingerprint,
        assessment_id=report.assessment_id,
        result_id=report.result_id,
        result_hash="b" * 64,
        organization="Nordwerk GmbH",
        language="en",
        edition="full",
        made_at=NOW,
        issued_at=NOW,
    )


def _fill(session: Session, tenant: Tenant) -> None:
    owner = (tenant.account_id, tenant.assessment_id)
    put_answers(session, *owner, [AnswerEntry("q", 1)], now=NOW)
    add_respondent(session, *owner, Person("Ada", ("logistics",)), now=NOW)
    result = _score(session, tenant)
    report = add_report(session, result, _file("c" * 64), now=NOW)
    add_issued(session, _issued(report))
    store(
        session,
        Reopening(
            account_id=tenant.account_id,
            assessment_id=tenant.assessment_id,
            number=1,
            result_id=result.id,
            reason="Figures came late.",
            reopened_by="rsp_1",
            reopened_at=NOW,
        ),
    )
    put_sheet(
        session,
        WorksheetSheet(
            account_id=tenant.account_id,
            assessment_id=tenant.assessment_id,
            worksheet="TCO",
            sheet="new",
            inputs={},
            updated_at=NOW,
        ),
    )
    given = GivenSheet("REDIRECTS", "csv", "utf-8", "en", 10)
    add_upload(session, new_upload(*owner, given, NOW))
    mark_submitted(session, *owner, now=NOW)
    _fill_reviews(session, tenant)


def _fill_reviews(session: Session, tenant: Tenant) -> None:
    owner: dict[str, Any] = {"account_id": tenant.account_id, "assessment_id": tenant.assessment_id}
    account: dict[str, Any] = {"account_id": tenant.account_id}
    token = hashlib.sha256(tenant.account_id.encode()).hexdigest()
    later = NOW + timedelta(days=1)
    given: dict[str, Any] = {"value": 1, "owner_value": 1, "second_value": 3}
    times: dict[str, Any] = {"created_at": NOW, "expires_at": later}
    batch: dict[str, Any] = {"asked": {}, "edition": "full", "total": 1, "created_at": NOW}
    rows: list[Row] = [
        AccountBrand(**account, updated_at=NOW),
        OrganizationBrand(**account, organization_id=tenant.organization_id, updated_at=NOW),
        ReportBatch(**account, id="bat_1", **batch),
        BatchReport(**owner, batch_id="bat_1", number=1, language="en"),
        AccessLink(**owner, id="lnk_1", purpose="read", token_hash=token, **times),
        BrowserGrant(
            **account, browser_hash=token, link_id="lnk_1", granted_at=NOW, expires_at=later
        ),
        Evidence(**owner, id="evd_1", question_id="q", form="text", content="w", created_at=NOW),
        Settlement(
            **owner, question_id="q", **given, reason="r", settled_by="rsp_1", settled_at=NOW
        ),
        Remark(**owner, finding="X-01", text="t", written_by="rsp_1", written_at=NOW),
    ]
    for row in rows:
        store(session, row)


def _count(session: Session, tenant: Tenant) -> dict[str, int]:
    counts = {}
    for name, table in Row.metadata.tables.items():
        if "account_id" in table.c:
            mine = select(func.count()).where(table.c.account_id == tenant.account_id)
            counts[name] = session.connection().execute(mine.select_from(table)).scalar_one()
    return counts


EVERYTHING = {
    "api_key": 1,
    "organization": 1,
    "assessment": 1,
    "respondent": 1,
    "answer": 1,
    "answer_history": 1,
    "result": 1,
    "report": 1,
    "issued_report": 1,
    "worksheet_sheet": 1,
    "sheet_upload": 1,
    "access_link": 1,
    "browser_grant": 1,
    "evidence": 1,
    "settlement": 1,
    "remark": 1,
    "reopening": 1,
    "account_brand": 1,
    "organization_brand": 1,
    "report_batch": 1,
    "batch_report": 1,
}
OF_THE_ACCOUNT = {"api_key": 1, "account_brand": 1, "report_batch": 1, "batch_report": 1}
"""A batch keeps its rows: what was asked for stays known when a report of it is gone."""


def test_a_deletion_takes_what_belongs_to_it_and_nothing_else(
    database: Database, tenant: Tenant, other_tenant: Tenant
) -> None:
    for number, each in enumerate((tenant, other_tenant)):
        database.write_now(_fill, each)
        database.write_now(
            add_api_key,
            each.account_id,
            name="Key",
            key_hash=f"{number}{each.account_id}".ljust(64, "0"),
            hint="wxyz",
            now=NOW,
        )
    assert database.read_now(_count, tenant) == EVERYTHING
    keys = database.read_now(
        list_file_keys, tenant.account_id, organization_id=tenant.organization_id
    )
    assert keys == (f"k/{'c' * 64}",)
    for assessment_id, expected in ((tenant.assessment_id, keys), ("asm_none", ())):
        found = database.read_now(list_file_keys, tenant.account_id, assessment_id=assessment_id)
        assert found == expected

    database.write_now(delete_organization, tenant.account_id, tenant.organization_id)

    assert database.read_now(_count, tenant) == dict.fromkeys(EVERYTHING, 0) | OF_THE_ACCOUNT
    assert database.read_now(_count, other_tenant) == EVERYTHING

    database.write_now(delete_assessment, other_tenant.account_id, other_tenant.assessment_id)

    left = OF_THE_ACCOUNT | {"organization": 1, "organization_brand": 1}
    assert database.read_now(_count, other_tenant) == dict.fromkeys(EVERYTHING, 0) | left


def test_somebody_elses_things_are_not_found(
    database: Database, tenant: Tenant, other_tenant: Tenant
) -> None:
    mine, theirs = tenant.account_id, other_tenant
    entry = [AnswerEntry("q", 1)]
    for call in (
        lambda: database.read_now(get_assessment, mine, theirs.assessment_id),
        lambda: database.write_now(delete_assessment, mine, theirs.assessment_id),
        lambda: database.write_now(delete_organization, mine, theirs.organization_id),
        lambda: database.write_now(mark_submitted, mine, theirs.assessment_id, now=NOW),
        lambda: database.write_now(put_answers, mine, theirs.assessment_id, entry, now=NOW),
    ):
        with pytest.raises(NotFound):
            call()

    assert database.read_now(_count, theirs)["assessment"] == 1
