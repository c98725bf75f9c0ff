"""Making a batch piece by piece: what fails, what is cut off, what is deleted meanwhile."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from readiness.catalog.catalog import Catalog
from readiness.errors import NotFound
from readiness.reports.failure import ReportFailed
from readiness.reports.pdf import PdfRenderer
from readiness.services.assessments import delete_assessment
from readiness.services.batch_reports import (
    KEPT_FOR,
    MOST_ATTEMPTS,
    deleted,
    make_report,
    pack_batch,
    remove_expired,
)
from readiness.services.context import Context
from readiness.services.report_batches import (
    BatchWish,
    FollowedBatch,
    follow_batch,
    open_file,
    remove_batch,
    start_batch,
)
from readiness.storage import batch_work
from readiness.storage.batch_tables import ReportBatch
from readiness.storage.batch_work import LEASE, ClaimedReport
from readiness.storage.report_batches import BatchKey
from tests.services.conftest import Account


@pytest.fixture
def two(account: Account, answers: dict[str, Any]) -> tuple[str, str]:
    """Two submitted assessments."""
    return account.submitted(answers, "Nordwerk GmbH"), account.submitted(answers, "../Süd 🏭")


def started(context: Context, account: Account, *assessments: str, language: str = "de") -> str:
    wish = BatchWish((language,), assessments=assessments)
    return asyncio.run(start_batch(context, account.id, wish, None)).id


def next_report(context: Context, word: str) -> ClaimedReport:
    report = context.database.write_now(batch_work.claim_report, word, context.now())
    assert report is not None
    return report


def next_batch(context: Context, word: str) -> ReportBatch:
    batch = context.database.write_now(batch_work.claim_packing, word, context.now(), deleted())
    assert batch is not None
    return batch


def make_next(context: Context, word: str = "w") -> None:
    asyncio.run(make_report(context, word, next_report(context, word)))


def pack_next(context: Context, word: str = "p") -> None:
    asyncio.run(pack_batch(context, word, next_batch(context, word)))


def followed(context: Context, account: Account, batch_id: str) -> FollowedBatch:
    return context.database.read_now(follow_batch, account.id, batch_id)


def names(context: Context, account: Account, batch_id: str) -> list[str]:
    _, parts = asyncio.run(open_file(context, account.id, batch_id))
    return ZipFile(io.BytesIO(b"".join(parts))).namelist()


def zips(tmp_path: Path) -> list[Path]:
    return list(tmp_path.rglob("*.zip"))


def later(context: Context, by: timedelta) -> Context:
    now = context.now() + by
    return replace(context, now=lambda: now)


def test_a_report_that_ends_every_process_is_given_up_and_the_others_come(
    context: Context, account: Account, two: tuple[str, str]
) -> None:
    batch = started(context, account, *two)
    for attempt in range(MOST_ATTEMPTS):  # claimed, and then the process was killed
        assert next_report(later(context, LEASE * 2 * attempt), f"{attempt}").number == 1
    make_next(context)
    make_next(later(context, LEASE * 20))
    pack_next(context)

    seen = followed(context, account, batch)
    assert (seen.batch.done, seen.batch.failed) == (1, 1)
    assert [each.problem["code"] for each in seen.failures] == ["report_given_up"]
    assert names(context, account, batch) == ["contents.csv", "0002_Süd_de.pdf"]


def test_a_renderer_that_closes_leaves_the_report_for_later(
    context: Context, account: Account, two: tuple[str, str]
) -> None:
    batch = started(context, account, two[0])
    closed = PdfRenderer(workers=1)
    closed.close()
    stopping = replace(context, renderer=closed)
    with pytest.raises(ReportFailed):
        make_next(stopping)
    assert followed(context, account, batch).batch.failed == 0
    make_next(later(context, LEASE * 2))
    pack_next(context)
    assert len(names(context, account, batch)) == 2


def test_a_questionnaire_that_was_changed_is_told_for_each_report(
    context: Context, account: Account, two: tuple[str, str], tmp_path: Path
) -> None:
    batch = started(context, account, two[0])
    make_next(replace(context, catalog=Catalog(tmp_path)))
    pack_next(context)
    seen = followed(context, account, batch)
    assert seen.batch.state == "failed"
    assert [each.problem["code"] for each in seen.failures] == ["unknown_questionnaire"]


def test_a_report_whose_file_is_gone_is_made_again(
    context: Context, account: Account, two: tuple[str, str], tmp_path: Path
) -> None:
    batch = started(context, account, *two)
    make_next(context)
    make_next(context)
    for file in (tmp_path / "files" / "reports").rglob("*.pdf"):
        file.unlink()
    for _ in two:
        pack_next(context)
        make_next(context)
    assert followed(context, account, batch).batch.done == 2
    pack_next(context)
    assert len(names(context, account, batch)) == 3


def test_a_report_deleted_before_the_zip_is_not_in_it(
    context: Context, account: Account, two: tuple[str, str]
) -> None:
    batch = started(context, account, *two)
    make_next(context)
    make_next(context)
    for key in context.database.write_now(delete_assessment, account.id, two[0]):
        context.files.delete(key)
    pack_next(context)
    assert names(context, account, batch) == ["contents.csv", "0002_Süd_de.pdf"]
    seen = followed(context, account, batch)
    assert (seen.batch.done, seen.batch.failed) == (1, 1)
    assert [each.assessment_id for each in seen.failures] == [two[0]]


def test_a_batch_removed_while_its_zip_is_made_leaves_no_file(
    context: Context, account: Account, two: tuple[str, str], tmp_path: Path
) -> None:
    batch = started(context, account, two[0])
    make_next(context)
    claimed = next_batch(context, "p")
    asyncio.run(remove_batch(context, BatchKey(account.id, batch)))
    asyncio.run(pack_batch(context, "p", claimed))
    assert zips(tmp_path) == []


def test_a_batch_whose_time_is_over_goes_with_its_file(
    context: Context, account: Account, two: tuple[str, str], tmp_path: Path
) -> None:
    batch = started(context, account, two[0])
    make_next(context)
    pack_next(context)
    asyncio.run(remove_expired(later(context, KEPT_FOR - timedelta(seconds=1))))
    assert len(zips(tmp_path)) == 1
    asyncio.run(remove_expired(later(context, KEPT_FOR)))
    assert zips(tmp_path) == []
    with pytest.raises(NotFound):
        followed(context, account, batch)


def test_the_same_request_twice_at_once_starts_one_batch(
    context: Context, account: Account, two: tuple[str, str]
) -> None:
    wish = BatchWish(("de",), assessments=two)

    async def ask() -> list[ReportBatch]:
        return await asyncio.gather(
            *(start_batch(context, account.id, wish, "one-key") for _ in range(6))
        )

    batches = asyncio.run(ask())
    assert len({batch.id for batch in batches}) == 1
    asyncio.run(remove_batch(context, BatchKey(account.id, batches[0].id)))
