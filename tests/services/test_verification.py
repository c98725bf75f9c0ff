"""What a fingerprint stands for, on both databases, and what became of the report since."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from readiness.errors import NotFound
from readiness.reports.manifest import sha256
from readiness.reports.opened import open_report
from readiness.services.assessments import delete_assessment, submit
from readiness.services.context import Context
from readiness.services.issuing import record_issue
from readiness.services.organizations import change_organization
from readiness.services.report_check import CheckedReport, check_issued, check_report
from readiness.services.reports import PdfReport, get_pdf, report_source
from readiness.services.revisions import reopen
from readiness.services.verification import (
    KnownFile,
    KnownReport,
    look_up,
    look_up_file,
    read_fingerprint,
    verify_address,
)
from readiness.storage.assessments import get_assessment
from readiness.storage.issued import put_content_hash
from readiness.storage.reports import find_report
from tests.services.conftest import NOW, Account

PUBLIC = "https://readiness.example.com/"


def later(days: int) -> datetime:
    return NOW + timedelta(days=days)


def on(context: Context, day: datetime) -> Context:
    """The context on another day."""
    return replace(context, now=lambda: day)


def pdf(context: Context, account: Account, assessment_id: str, language: str = "en") -> PdfReport:
    source, row = context.database.read_now(
        report_source, context.catalog, account.id, assessment_id, PUBLIC
    )
    return asyncio.run(get_pdf(context, account.id, source, row, language))


def known(account: Account, fingerprint: str) -> KnownReport:
    return account.database.read_now(look_up, fingerprint)


@pytest.fixture
def submitted(account: Account, answers: dict[str, Any]) -> str:
    return account.submitted(answers)


def test_a_fingerprint_stands_for_what_the_report_was_made_from(
    context: Context, account: Account, submitted: str
) -> None:
    report = pdf(context, account, submitted, "de")
    manifest = check_report(open_report(report.content), context.catalog).manifest
    made_from = manifest.made_from
    assert known(account, report.fingerprint) == KnownReport(
        fingerprint=report.fingerprint,
        questionnaire="d2c-readiness@2026.1.0",
        questionnaire_sha256=made_from.questionnaire_sha256,
        result_sha256=made_from.result_sha256,
        organization="Nordwerk GmbH",
        language="de",
        edition="full",
        made_at=NOW,
        issued_at=NOW,
        standing="current",
        since=None,
        files=(KnownFile("pdf", "application/pdf", len(report.content), sha256(report.content)),),
    )
    assert manifest.verify_link == f"{PUBLIC}v/{report.fingerprint[:32]}"


def test_128_bits_find_a_report_and_other_digits_do_not(
    context: Context, account: Account, submitted: str
) -> None:
    report = pdf(context, account, submitted)
    for digits in (32, 33, 48, 64):
        assert known(account, report.fingerprint[:digits]).fingerprint == report.fingerprint
    for wrong in ("0" * 32, "f" * 64, report.fingerprint[:31] + "g", report.fingerprint[1:]):
        with pytest.raises(NotFound) as unknown:
            known(account, wrong)
        assert unknown.value.code == "report_unknown"


def test_a_page_is_known_before_its_pdf_is_made(
    context: Context, account: Account, submitted: str
) -> None:
    source, row = context.database.read_now(
        report_source, context.catalog, account.id, submitted, PUBLIC
    )
    for _ in range(2):
        asyncio.run(record_issue(context, source, row, "en"))
    assert known(account, source.fingerprint("en")).files == ()
    report = pdf(on(context, later(3)), account, submitted)
    found = known(account, report.fingerprint)
    assert (len(found.files), found.issued_at, found.standing) == (1, NOW, "current")


def test_the_same_report_handed_out_twice_at_once_is_written_down_once(
    context: Context, account: Account, submitted: str
) -> None:
    source, row = context.database.read_now(
        report_source, context.catalog, account.id, submitted, PUBLIC
    )

    async def twice() -> None:
        await asyncio.gather(*(record_issue(context, source, row, "en") for _ in range(5)))

    asyncio.run(twice())
    assert known(account, source.fingerprint("en")).standing == "current"


def test_a_report_is_reopened_then_superseded(
    context: Context, account: Account, submitted: str
) -> None:
    first = pdf(context, account, submitted)
    write = account.database.write_now
    write(reopen, account.id, submitted, "Figures came late.", "Ada", later(1))
    assert (
        known(account, first.fingerprint).standing,
        known(account, first.fingerprint).since,
    ) == ("reopened", later(1))
    write(submit, account.catalog, account.id, submitted, later(2))
    found = known(account, first.fingerprint)
    assert (found.standing, found.since) == ("superseded", later(2))
    second = pdf(on(context, later(3)), account, submitted)
    assert known(account, second.fingerprint).standing == "current"


def test_the_same_result_under_another_name_is_a_report_handed_out_again(
    context: Context, account: Account, submitted: str
) -> None:
    first = pdf(context, account, submitted)
    dutch = pdf(context, account, submitted, "nl")
    owner = account.database.read_now(get_assessment, account.id, submitted).organization_id
    account.database.write_now(change_organization, account.id, owner, {"name": "Nord SE"}, NOW)
    second = pdf(on(context, later(4)), account, submitted)
    found = known(account, first.fingerprint)
    assert (found.organization, found.standing, found.since) == (
        "Nordwerk GmbH",
        "reissued",
        later(4),
    )
    assert known(account, second.fingerprint).organization == "Nord SE"
    assert known(account, second.fingerprint).standing == "current"
    assert known(account, dutch.fingerprint).standing == "current"


def test_a_deleted_assessment_leaves_nothing_to_ask_about(
    context: Context, account: Account, submitted: str
) -> None:
    report = pdf(context, account, submitted)
    account.database.write_now(delete_assessment, account.id, submitted)
    with pytest.raises(NotFound):
        known(account, report.fingerprint)
    assert account.database.read_now(look_up_file, sha256(report.content)) is None


def test_a_file_is_known_by_its_bytes_alone(
    context: Context, account: Account, submitted: str
) -> None:
    report = pdf(context, account, submitted)
    read = account.database.read_now
    found = read(look_up_file, sha256(report.content))
    assert found == known(account, report.fingerprint)
    assert read(look_up_file, sha256(report.content + b" ")) is None


def test_a_file_that_had_to_be_made_again_is_known_by_its_new_bytes(
    context: Context, account: Account, submitted: str, tmp_path: Path
) -> None:
    report = pdf(context, account, submitted)
    stored = account.database.read_now(find_report, account.id, report.fingerprint)
    assert stored is not None
    account.database.write_now(put_content_hash, stored, "0" * 64, 1)
    for path in (tmp_path / "files").rglob("*.pdf"):
        path.unlink()
    again = pdf(context, account, submitted)
    [file] = known(account, report.fingerprint).files
    assert (file.sha256, file.size) == (sha256(again.content), len(again.content))


def test_the_service_tells_of_a_file_what_the_file_cannot(
    context: Context, account: Account, submitted: str
) -> None:
    report = pdf(context, account, submitted)
    checked = check_report(open_report(report.content), context.catalog)

    def asked(content: bytes) -> CheckedReport:
        return account.database.read_now(check_issued, checked, content)

    assert asked(report.content).verified
    assert "current" in asked(report.content).checks[-1].detail
    changed = asked(report.content + b"\n")
    assert not changed.verified
    assert "changed" in changed.checks[-1].detail
    write = account.database.write_now
    write(reopen, account.id, submitted, "Again.", "Ada", later(1))
    assert "reopened since 2026-11-24" in asked(report.content).checks[-1].detail
    write(delete_assessment, account.id, submitted)
    assert not asked(report.content).verified


@pytest.mark.parametrize(
    "typed",
    [
        "0123456789abcdef0123456789abcdef",
        "0123 4567 89ab cdef 0123 4567 89ab cdef",
        " 0123-4567-89AB-CDEF-0123-4567-89AB-CDEF\n",
        "https://readiness.example.com/v/0123456789abcdef0123456789abcdef",
        "https://readiness.example.com/en/verify/0123456789abcdef0123456789abcdef/?x=1#top",
        "http://localhost:8000/v/0123456789abcdef\u200b0123456789abcdef",
    ],
)
def test_a_fingerprint_is_read_as_people_type_it(typed: str) -> None:
    assert read_fingerprint(typed) == "0123456789abcdef" * 2


@pytest.mark.parametrize("typed", ["", "0123456789abcdef", "x" * 32, "0" * 65, "https://a.b/c"])
def test_what_is_no_whole_fingerprint_is_none(typed: str) -> None:
    assert read_fingerprint(typed) is None


def test_without_a_public_address_there_is_no_link() -> None:
    assert verify_address(None) is None
    assert verify_address("https://a.example") == verify_address("https://a.example/")
