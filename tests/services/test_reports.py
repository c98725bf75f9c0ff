"""Reports: rendered once, kept, made again when the file is gone, and gone with the assessment."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from readiness.errors import Conflict, NotFound
from readiness.services.assessments import delete_assessment
from readiness.services.context import Context
from readiness.services.organizations import change_organization
from readiness.services.reports import PdfReport, get_pdf, report_source
from readiness.storage.assessments import get_assessment
from readiness.storage.reports import find_report
from tests.services.conftest import NOW, Account


def pdf(context: Context, account: Account, assessment_id: str) -> PdfReport:
    """Return the report as the API does."""
    source, row = context.database.read_now(
        report_source, context.catalog, account.id, assessment_id, None
    )
    return asyncio.run(get_pdf(context, account.id, source, row, "en"))


def kept(folder: Path) -> list[Path]:
    """Return the files in the store."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_report_is_rendered_once_and_kept(
    context: Context, account: Account, answers: dict[str, Any], tmp_path: Path
) -> None:
    assessment_id = account.submitted(answers)
    first = pdf(context, account, assessment_id)
    (file,) = kept(tmp_path / "files")
    assert file.read_bytes() == first.content
    file.write_bytes(b"what is kept is what is given")
    assert pdf(context, account, assessment_id).content == b"what is kept is what is given"


def test_a_report_whose_file_is_gone_is_made_again_byte_for_byte(
    context: Context, account: Account, answers: dict[str, Any], tmp_path: Path
) -> None:
    assessment_id = account.submitted(answers)
    first = pdf(context, account, assessment_id)
    for file in kept(tmp_path / "files"):
        file.unlink()
    again = pdf(context, account, assessment_id)
    assert again == first
    assert len(kept(tmp_path / "files")) == 1


def test_a_renamed_organization_gets_another_report(
    context: Context, account: Account, answers: dict[str, Any]
) -> None:
    assessment_id = account.submitted(answers)
    first = pdf(context, account, assessment_id)
    owner = account.database.read_now(get_assessment, account.id, assessment_id).organization_id
    account.database.write_now(change_organization, account.id, owner, {"name": "Nordwerk SE"}, NOW)
    assert pdf(context, account, assessment_id).fingerprint != first.fingerprint


def test_one_report_asked_for_twice_at_once_is_one_report(
    context: Context, account: Account, answers: dict[str, Any], tmp_path: Path
) -> None:
    assessment_id = account.submitted(answers)
    source, row = context.database.read_now(
        report_source, context.catalog, account.id, assessment_id, None
    )

    async def ask() -> list[PdfReport]:
        return await asyncio.gather(
            *(get_pdf(context, account.id, source, row, "en") for _ in range(2))
        )

    reports = asyncio.run(ask())
    assert len({report.content for report in reports}) == 1
    assert len(kept(tmp_path / "files")) == 1


def test_a_deleted_assessment_names_the_files_to_remove(
    context: Context, account: Account, answers: dict[str, Any], tmp_path: Path
) -> None:
    assessment_id = account.submitted(answers)
    report = pdf(context, account, assessment_id)
    keys = account.database.write_now(delete_assessment, account.id, assessment_id)
    (file,) = kept(tmp_path / "files")
    assert [tmp_path / "files" / key for key in keys] == [file]
    stored = account.database.read_now(find_report, account.id, report.fingerprint)
    assert stored is None


def test_there_is_no_report_before_submission(
    context: Context, account: Account, answers: dict[str, Any]
) -> None:
    assessment_id = account.assessment(answers)
    with pytest.raises(Conflict, match="has not been submitted"):
        pdf(context, account, assessment_id)


def test_a_language_the_questionnaire_lacks_is_told(
    context: Context, account: Account, answers: dict[str, Any]
) -> None:
    assessment_id = account.submitted(answers)
    source, row = context.database.read_now(
        report_source, context.catalog, account.id, assessment_id, None
    )
    with pytest.raises(NotFound, match="xx"):
        asyncio.run(get_pdf(context, account.id, source, row, "xx"))
