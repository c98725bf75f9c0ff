"""Uploads: claimed once at a time, taken up again when a check fell silent, listed, finished."""

from __future__ import annotations

from datetime import timedelta

import pytest

from readiness.errors import Conflict, NotFound
from readiness.storage.assessments import delete_assessment
from readiness.storage.database import Database
from readiness.storage.tables import SheetUpload
from readiness.storage.uploads import (
    LEASE,
    GivenSheet,
    UploadKey,
    add_upload,
    claim_upload,
    find_upload,
    get_upload,
    list_file_keys,
    list_unfinished,
    list_uploads,
    mark_checked,
    mark_progress,
    mark_refused,
    new_upload,
)
from tests.storage.conftest import NOW, Tenant

GIVEN = GivenSheet("REDIRECTS", "csv", "utf-8", "de", 123)
LATER = NOW + LEASE + timedelta(seconds=1)


def add(database: Database, tenant: Tenant, seconds: int = 0) -> UploadKey:
    now = NOW + timedelta(seconds=seconds)
    row = new_upload(tenant.account_id, tenant.assessment_id, GIVEN, now)
    stored = database.write_now(add_upload, row)
    return UploadKey(stored.account_id, stored.id)


def found(database: Database, key: UploadKey) -> SheetUpload:
    upload = database.read_now(find_upload, key)
    assert upload is not None
    return upload


def test_a_check_is_claimed_once_until_it_falls_silent(database: Database, tenant: Tenant) -> None:
    key = add(database, tenant)
    assert database.write_now(claim_upload, key, NOW) is True
    assert database.write_now(claim_upload, key, NOW + LEASE) is False
    assert database.write_now(claim_upload, key, LATER) is True
    assert found(database, key).attempts == 2
    database.write_now(mark_progress, key, "checking", 5, 9, now=LATER)
    seen = found(database, key)
    assert (seen.step, seen.rows_done, seen.rows_total) == ("checking", 5, 9)
    assert database.write_now(claim_upload, key, LATER + LEASE) is False


def test_what_was_found_is_kept_and_stays(database: Database, tenant: Tenant) -> None:
    key = add(database, tenant)
    database.write_now(mark_checked, key, {"rows": 3}, now=LATER)
    database.write_now(mark_refused, key, [{"code": "late"}], now=LATER)
    database.write_now(mark_progress, key, "late", 1, 1, now=LATER)
    done = found(database, key)
    assert (done.state, done.step, done.summary, done.problems) == (
        "done",
        "done",
        {"rows": 3},
        None,
    )
    assert done.finished_at == LATER
    assert database.write_now(claim_upload, key, LATER + 2 * LEASE) is False


def test_a_refused_sheet_keeps_its_problems(database: Database, tenant: Tenant) -> None:
    key = add(database, tenant)
    database.write_now(mark_refused, key, [{"code": "sheet_empty"}], now=LATER)
    assert found(database, key).problems == [{"code": "sheet_empty"}]
    assert found(database, key).state == "refused"


def test_unfinished_ones_are_listed_oldest_first(database: Database, tenant: Tenant) -> None:
    keys = [add(database, tenant, seconds) for seconds in (2, 1, 3)]
    database.write_now(mark_refused, keys[0], [], now=LATER)
    mine = [each for each in database.read_now(list_unfinished) if each in keys]
    assert mine == [keys[1], keys[2]]


def test_pages_are_of_one_worksheet_newest_first(database: Database, tenant: Tenant) -> None:
    keys = [add(database, tenant, seconds) for seconds in (1, 2)]
    owner = (tenant.account_id, tenant.assessment_id)
    page = database.read_now(list_uploads, *owner, "REDIRECTS", limit=9)
    assert [row.id for row in page.rows] == [keys[1].upload_id, keys[0].upload_id]
    assert database.read_now(list_uploads, *owner, "TCO", limit=9).rows == ()


def test_an_upload_is_found_by_its_own_account_and_assessment_only(
    database: Database, tenant: Tenant, other_tenant: Tenant
) -> None:
    key = add(database, tenant)
    assert database.read_now(get_upload, *_place(tenant, key)).id == key.upload_id
    for account, assessment in (
        (other_tenant.account_id, other_tenant.assessment_id),
        (tenant.account_id, "asm_other"),
    ):
        with pytest.raises(NotFound):
            database.read_now(get_upload, account, assessment, key.upload_id)
    row = new_upload(tenant.account_id, other_tenant.assessment_id, GIVEN, NOW)
    with pytest.raises(Conflict):
        database.write_now(add_upload, row)


def test_files_are_named_before_the_assessment_goes(database: Database, tenant: Tenant) -> None:
    key = add(database, tenant)
    owner = {"organization_id": tenant.organization_id, "assessment_id": tenant.assessment_id}
    for name, value in owner.items():
        keys = database.read_now(list_file_keys, tenant.account_id, **{name: value})
        assert found(database, key).file_key in keys
        assert len(keys) == 4
    database.write_now(delete_assessment, tenant.account_id, tenant.assessment_id)
    assert database.read_now(find_upload, key) is None
    assert database.read_now(list_file_keys, tenant.account_id) == ()


def _place(tenant: Tenant, key: UploadKey) -> tuple[str, str, str]:
    return tenant.account_id, tenant.assessment_id, key.upload_id
