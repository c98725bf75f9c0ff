"""Work on batches: claimed once, taken over when its holder falls silent, counted once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from readiness.errors import Conflict, NotFound
from readiness.storage import batch_work, report_batches
from readiness.storage.batch_tables import ReportBatch
from readiness.storage.batch_work import LEASE, ClaimedReport, Ending, PackedFile, ReportProblem
from readiness.storage.database import Database
from readiness.storage.report_batches import BatchKey, BatchOrder, WantedReport
from tests.storage.conftest import NOW, Tenant

LATER = NOW + LEASE + timedelta(seconds=1)
PROBLEM = ReportProblem("report_crashed", "It ended.", "Ask again.")
ENDING = Ending(LATER, LATER + timedelta(days=7))


@pytest.fixture(autouse=True)
def _no_work_of_other_tests(database: Database) -> None:
    """Tests of a module share their database, and work is claimed whoever asked for it."""
    for key in database.read_now(_all_keys):
        database.write_now(report_batches.delete_batch, key)


def _all_keys(session: Session) -> list[BatchKey]:
    rows = session.exec(select(ReportBatch))
    return [BatchKey(row.account_id, row.id) for row in rows]


def add(
    database: Database,
    tenant: Tenant,
    reports: int,
    *,
    now: datetime = NOW,
    request_key: str | None = None,
) -> BatchKey:
    wanted = [WantedReport(tenant.assessment_id, f"{n:02}") for n in range(reports)]
    order = BatchOrder({"languages": ["de"]}, "full", wanted, request_key)
    batch = database.write_now(report_batches.add_batch, tenant.account_id, order, now)
    return BatchKey(batch.account_id, batch.id)


def claim(database: Database, word: str, now: datetime = NOW) -> ClaimedReport | None:
    return database.write_now(batch_work.claim_report, word, now)


def claimed(database: Database, word: str, now: datetime = NOW) -> ClaimedReport:
    report = claim(database, word, now)
    assert report is not None
    return report


def pack(database: Database, word: str, now: datetime = NOW) -> ReportBatch | None:
    return database.write_now(batch_work.claim_packing, word, now, PROBLEM)


def seen(database: Database, key: BatchKey) -> ReportBatch:
    return database.read_now(report_batches.get_batch, *key)


def all_made(database: Database, tenant: Tenant, reports: int) -> BatchKey:
    """A batch whose reports are made and whose ZIP is not."""
    key = add(database, tenant, reports)
    for number in range(reports):
        word = f"maker {number}"
        report = claimed(database, word)
        assert database.write_now(batch_work.put_report, word, report, "Werk", "f" * 64)
    return key


def test_each_report_is_claimed_by_one(database: Database, tenant: Tenant) -> None:
    key = add(database, tenant, 24)
    assert seen(database, key).state == "queued"

    def work(worker: int) -> list[int]:
        numbers: list[int] = []
        while (report := claim(database, f"{worker}.{len(numbers)}")) is not None:
            numbers.append(report.number)
        return numbers

    with ThreadPoolExecutor(4) as threads:
        shares = list(threads.map(work, range(4)))

    assert sorted(number for share in shares for number in share) == list(range(1, 25))
    assert seen(database, key).state == "running"
    assert not database.read_now(batch_work.is_work_waiting, NOW)


def test_a_claim_that_fell_silent_is_taken_over_and_counts_once(
    database: Database, tenant: Tenant
) -> None:
    key = add(database, tenant, 1)
    first = claimed(database, "first")
    assert claim(database, "second", NOW + LEASE) is None
    taken = claimed(database, "second", LATER)
    assert (taken.number, taken.attempts) == (first.number, 2)

    assert not database.write_now(batch_work.put_failure, "first", first, PROBLEM)
    assert database.write_now(batch_work.put_report, "second", taken, "Werk", "f" * 64)
    assert not database.write_now(batch_work.put_report, "second", taken, "Werk", "f" * 64)
    assert not database.write_now(batch_work.put_report, "first", first, "Werk", "0" * 64)

    batch = seen(database, key)
    assert (batch.done, batch.failed) == (1, 0)


def test_a_sign_of_life_keeps_a_claim(database: Database, tenant: Tenant) -> None:
    add(database, tenant, 1)
    claimed(database, "first")
    database.write_now(batch_work.renew_claim, "first", NOW + LEASE)
    assert claim(database, "second", LATER) is None


def test_what_is_given_back_is_free_at_once_and_was_never_begun(
    database: Database, tenant: Tenant
) -> None:
    add(database, tenant, 1)
    claimed(database, "first")
    database.write_now(batch_work.release_claim, "first")
    assert claimed(database, "second").attempts == 1


def test_a_small_batch_does_not_wait_for_a_large_one(database: Database, tenant: Tenant) -> None:
    large = add(database, tenant, 5)
    small = add(database, tenant, 1, now=NOW + timedelta(seconds=1))
    order = [claimed(database, f"{n}").batch_id for n in range(3)]
    assert order == [large.batch_id, small.batch_id, large.batch_id]


def test_the_zip_is_put_together_once_all_reports_are_decided(
    database: Database, tenant: Tenant
) -> None:
    key = add(database, tenant, 2)
    one, other = claimed(database, "1"), claimed(database, "2")
    database.write_now(batch_work.put_report, "1", one, "Werk", "f" * 64)
    assert pack(database, "early") is None
    database.write_now(batch_work.put_failure, "2", other, PROBLEM)

    first = pack(database, "first")
    assert first is not None
    assert (first.done, first.failed, first.attempts) == (1, 1, 1)
    assert pack(database, "second") is None
    second = pack(database, "second", LATER)
    assert second is not None
    file = PackedFile("batches/x.zip", 9)
    assert not database.write_now(batch_work.put_file, "first", key, file, ENDING)
    assert database.write_now(batch_work.put_file, "second", key, file, ENDING)
    done = seen(database, key)
    assert (done.state, done.size, done.expires_at) == ("done", 9, ENDING.expires_at)
    assert not database.read_now(batch_work.is_work_waiting, LATER + LEASE)


def test_a_batch_without_a_report_has_failed(database: Database, tenant: Tenant) -> None:
    key = add(database, tenant, 1)
    database.write_now(batch_work.put_failure, "1", claimed(database, "1"), PROBLEM)
    assert pack(database, "2") is not None
    assert database.write_now(batch_work.put_nothing_made, "2", key, ENDING)
    assert seen(database, key).state == "failed"
    (failure,) = database.read_now(report_batches.list_failures, key, limit=9)
    assert failure.problem["code"] == "report_crashed"


def test_a_report_whose_file_is_gone_is_waited_for_again(
    database: Database, tenant: Tenant
) -> None:
    key = all_made(database, tenant, 2)
    assert pack(database, "packer") is not None
    database.write_now(batch_work.put_report_back, key, 2)
    assert seen(database, key).done == 1
    again = claimed(database, "again")
    assert (again.number, again.attempts) == (2, 2)
    file = PackedFile("batches/x.zip", 9)
    assert not database.write_now(batch_work.put_file, "packer", key, file, ENDING)


def test_a_deletion_has_the_zip_made_again(
    database: Database, tenant: Tenant, other_tenant: Tenant
) -> None:
    key = all_made(database, tenant, 1)
    pack(database, "first")
    assert database.write_now(report_batches.withdraw_files, other_tenant.account_id) == ()
    mine = f"batches/{tenant.account_id}/{key.batch_id}_1.zip"
    by_organization = {"organization_id": tenant.organization_id}
    for narrowed in (by_organization, {"assessment_id": tenant.assessment_id}):
        files = database.write_now(report_batches.withdraw_files, tenant.account_id, **narrowed)
        assert files == (mine,)
    file = PackedFile(mine, 9)
    assert not database.write_now(batch_work.put_file, "first", key, file, ENDING)
    assert pack(database, "second") is not None


def test_a_deleted_batch_takes_its_work_along(database: Database, tenant: Tenant) -> None:
    key = add(database, tenant, 2)
    report = claimed(database, "1")
    assert database.write_now(report_batches.delete_batch, key) == ()
    assert not database.write_now(batch_work.put_report, "1", report, "Werk", "f" * 64)
    assert claim(database, "2") is None
    with pytest.raises(NotFound):
        database.write_now(report_batches.delete_batch, key)


def test_batches_belong_to_their_account(
    database: Database, tenant: Tenant, other_tenant: Tenant
) -> None:
    key = add(database, tenant, 1, request_key="k")
    foreign = BatchKey(other_tenant.account_id, key.batch_id)
    with pytest.raises(NotFound):
        database.read_now(report_batches.get_batch, *foreign)
    with pytest.raises(NotFound):
        database.write_now(report_batches.delete_batch, foreign)
    assert database.read_now(report_batches.list_reports, foreign) == ()
    assert database.read_now(report_batches.count_unfinished, other_tenant.account_id) == 0
    assert database.read_now(report_batches.count_unfinished, tenant.account_id) == 1
    find = report_batches.find_by_request_key
    assert database.read_now(find, other_tenant.account_id, "k") is None
    add(database, other_tenant, 1, request_key="k")
    with pytest.raises(Conflict):
        add(database, tenant, 1, request_key="k")


def test_only_what_is_over_has_expired(database: Database, tenant: Tenant) -> None:
    key = all_made(database, tenant, 1)
    pack(database, "1")
    database.write_now(batch_work.put_file, "1", key, PackedFile("batches/x.zip", 9), ENDING)
    add(database, tenant, 1)
    before = ENDING.expires_at - timedelta(seconds=1)
    assert database.read_now(report_batches.list_expired, before, limit=9) == ()
    assert database.read_now(report_batches.list_expired, ENDING.expires_at, limit=9) == (key,)
