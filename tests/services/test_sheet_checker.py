"""A check that was cut off is taken up again, and one that always fails is given up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from readiness.catalog.catalog import Catalog
from readiness.services.accounts import open_account
from readiness.services.assessments import open_assessment
from readiness.services.sheet_checker import MOST_ATTEMPTS, SheetChecker
from readiness.storage import uploads
from readiness.storage.database import Database
from readiness.storage.files import Files
from readiness.storage.organizations import add_organization
from readiness.storage.tables import SheetUpload
from readiness.storage.uploads import LEASE, GivenSheet, UploadKey
from tests.redirect_worksheet import write_with_worksheet
from tests.services.conftest import NOW

PATIENCE_SECONDS = 60
ROWS = b"old_url,new_url\n" + b"".join(b"https://a.example/%d,\n" % i for i in range(3))
Checkers = Callable[..., SheetChecker]


@pytest.fixture
def own_catalog(tmp_path: Path) -> Catalog:
    write_with_worksheet(tmp_path / "questionnaires")
    return Catalog(tmp_path / "questionnaires")


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files.open(tmp_path / "files")


@pytest.fixture
def checker(database: Database, own_catalog: Catalog, files: Files) -> Iterator[Checkers]:
    opened: list[SheetChecker] = []

    def make(seconds: float = PATIENCE_SECONDS, later: timedelta = timedelta()) -> SheetChecker:
        opened.append(SheetChecker(database, own_catalog, files, lambda: NOW + later, seconds))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def waiting(database: Database, catalog: Catalog, files: Files, content: bytes = ROWS) -> UploadKey:
    """An upload whose check has not begun."""
    account_id, _ = database.write_now(open_account, "Consultancy", NOW)
    organization = database.write_now(add_organization, account_id, name="Werk", now=NOW)
    opened = database.write_now(
        open_assessment, catalog, account_id, organization.id, "small@2026.1.0", NOW
    )
    given = GivenSheet("REDIRECTS", "csv", "utf-8", "en", len(content))
    row = uploads.new_upload(account_id, opened.id, given, NOW)
    files.put(row.file_key, content)
    stored = database.write_now(uploads.add_upload, row)
    return UploadKey(stored.account_id, stored.id)


def settled(database: Database, key: UploadKey) -> SheetUpload:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        row = database.read_now(uploads.find_upload, key)
        assert row is not None
        if row.state != "checking":
            return row
        time.sleep(0.05)
    raise AssertionError("the check did not end")


def test_what_an_earlier_process_has_left_is_taken_up_at_the_start(
    database: Database, own_catalog: Catalog, files: Files, checker: Checkers
) -> None:
    key = waiting(database, own_catalog, files)
    assert database.write_now(uploads.claim_upload, key, NOW)  # and then the process was killed
    early = checker()
    early.resume()
    early.close()
    row = database.read_now(uploads.find_upload, key)
    assert row is not None
    assert (row.state, row.attempts) == ("checking", 1)
    checker(later=LEASE + timedelta(seconds=1)).resume()
    done = settled(database, key)
    assert (done.state, done.attempts, done.summary["rows"]) == ("done", 2, 3)


def test_closing_ends_the_check_under_way_and_keeps_it_for_the_next_start(
    database: Database, own_catalog: Catalog, files: Files, checker: Checkers
) -> None:
    key = waiting(database, own_catalog, files)
    ended = checker()
    ended.start(key)
    ended.close()
    ended.start(key)
    row = database.read_now(uploads.find_upload, key)
    assert row is not None
    assert row.state == "checking"
    checker(later=LEASE * 2).resume()
    assert settled(database, key).state == "done"


def test_a_check_that_always_ends_without_a_word_is_given_up(
    database: Database, own_catalog: Catalog, files: Files, checker: Checkers
) -> None:
    key = waiting(database, own_catalog, files)
    for attempt in range(MOST_ATTEMPTS):
        hasty = checker(seconds=0.01, later=LEASE * 2 * attempt)
        hasty.start(key)
        hasty._executor.shutdown()
    checker(later=LEASE * 20).start(key)
    refused = settled(database, key)
    assert [problem["code"] for problem in refused.problems] == ["check_ended"]


def test_a_file_that_is_gone_says_so(
    database: Database, own_catalog: Catalog, files: Files, checker: Checkers
) -> None:
    key = waiting(database, own_catalog, files)
    row = database.read_now(uploads.find_upload, key)
    assert row is not None
    files.delete(row.file_key)
    checker().start(key)
    assert [each["code"] for each in settled(database, key).problems] == ["file_not_found"]


def test_a_changed_questionnaire_leaves_the_check_for_later(
    database: Database, own_catalog: Catalog, files: Files, checker: Checkers, tmp_path: Path
) -> None:
    key = waiting(database, own_catalog, files)
    write_with_worksheet(tmp_path / "questionnaires", keep_months=24)
    other = SheetChecker(
        database, Catalog(tmp_path / "questionnaires"), files, lambda: NOW, PATIENCE_SECONDS
    )
    other.start(key)
    other._executor.shutdown()
    row = database.read_now(uploads.find_upload, key)
    assert row is not None
    assert (row.state, row.attempts) == ("checking", 1)
