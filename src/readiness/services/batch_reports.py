"""The work on a batch, piece by piece: making one report, and putting the ZIP together.

Every piece may be cut off and begun again, here or in another process: a report is stored under
its fingerprint, and the ZIP is made of what is stored.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import BinaryIO, Final, cast

import structlog

from readiness.errors import NotFound, ReadinessError, Unavailable
from readiness.reports.editions import Edition
from readiness.reports.failure import ReportFailed
from readiness.scoring import QuestionnaireRefused
from readiness.services.batch_archive import CONTENTS, Archive, contents_csv, file_name
from readiness.services.context import Context
from readiness.services.documents import ReportSource
from readiness.services.report_batches import remove_batch
from readiness.services.reports import PdfReport, get_pdf, report_source
from readiness.storage import batch_work, report_batches
from readiness.storage.batch_tables import BatchReport, ReportBatch
from readiness.storage.batch_work import ClaimedReport, Ending, PackedFile, ReportProblem
from readiness.storage.files import batch_file_key, report_file_key
from readiness.storage.report_batches import BatchKey
from readiness.storage.tables import Result

KEPT_FOR: Final = timedelta(days=7)
"""After this time a finished batch is removed with its file."""
MOST_ATTEMPTS: Final = 3
"""A report that was begun so often and never finished is given up."""
QUEUE_PAUSE_SECONDS: Final = 1.0
"""How soon a report is asked for again while as many as may wait to be rendered."""
_EXPIRED_AT_ONCE: Final = 100

_log = structlog.get_logger(__name__)


async def make_report(context: Context, claim: str, report: ClaimedReport) -> None:
    """Make a claimed report and keep it, or why it cannot be made.

    Raises `Unavailable` when database or files are out of reach or the process that rendered died;
    the claim then runs out, and the report is begun again.
    """
    if report.attempts > MOST_ATTEMPTS:
        await context.database.write(batch_work.put_failure, claim, report, _given_up())
        return
    try:
        made = await _made(context, report)
    except ReadinessError as error:
        if _passes(error) and report.attempts < MOST_ATTEMPTS:
            raise
        problem = ReportProblem(error.code, error.detail, error.remedy)
    except QuestionnaireRefused as error:
        _log.error("questionnaire_refused", problems=str(error))
        problem = _questionnaire_refused()
    except Exception as error:  # noqa: BLE001 - one report must not hold up the others
        _log.error("batch_report_failed", assessment=report.assessment_id, exc_info=error)
        problem = _unexpected()
    else:
        await context.database.write(batch_work.put_report, claim, report, *made)
        return
    await context.database.write(batch_work.put_failure, claim, report, problem)


async def pack_batch(context: Context, claim: str, batch: ReportBatch) -> None:
    """Put the ZIP of a claimed batch together and keep it; raises as `make_report` does."""
    key = BatchKey(batch.account_id, batch.id)
    now = context.now()
    ending = Ending(now, now + KEPT_FOR)
    if batch.done == 0:
        await context.database.write(batch_work.put_nothing_made, claim, key, ending)
        return
    reports = await context.database.read_long(report_batches.list_reports, key)
    with tempfile.TemporaryFile() as spool:
        if not await _is_filled(context, spool, key, reports):
            return
        file = PackedFile(batch_file_key(*key, batch.attempts), spool.tell())
        spool.seek(0)
        await asyncio.to_thread(context.files.put, file.key, spool)
    if not await context.database.write(batch_work.put_file, claim, key, file, ending):
        await asyncio.to_thread(context.files.delete, file.key)


async def remove_expired(context: Context) -> None:
    """Remove the batches whose time is over."""
    while True:
        expired = await context.database.read_long(
            report_batches.list_expired, context.now(), limit=_EXPIRED_AT_ONCE
        )
        for key in expired:
            try:
                await remove_batch(context, key)
            except NotFound:
                continue  # another process was first
        if len(expired) < _EXPIRED_AT_ONCE:
            return


async def _made(context: Context, report: ClaimedReport) -> tuple[str, str]:
    """Make a report; return the organization's name and the fingerprint it is stored under."""
    source, row = await context.database.read_long(
        report_source,
        context.catalog,
        report.account_id,
        report.assessment_id,
        context.public_url,
    )
    source = replace(source, edition=cast(Edition, report.edition))
    made = await _rendered_in_turn(context, source, row, report.language)
    return source.organization, made.fingerprint


async def _rendered_in_turn(
    context: Context, source: ReportSource, row: Result, language: str
) -> PdfReport:
    """Wait for as long as others fill the queue: nobody looks on, so nobody is to ask again."""
    while True:
        try:
            return await get_pdf(context, row.account_id, source, row, language)
        except ReportFailed as error:
            if error.code != "report_queue_full":
                raise
        await asyncio.sleep(QUEUE_PAUSE_SECONDS)


async def _is_filled(
    context: Context, spool: BinaryIO, key: BatchKey, reports: Sequence[BatchReport]
) -> bool:
    """Write the ZIP; False when a report's file is gone, which is then made again."""
    with Archive(spool) as archive:
        listed = contents_csv(_row(report) for report in reports)
        await asyncio.to_thread(archive.add, CONTENTS, listed)
        for report in reports:
            if report.fingerprint is None:
                continue
            stored = report_file_key(key.account_id, report.fingerprint, "pdf")
            try:
                content = await asyncio.to_thread(context.files.get, stored)
            except NotFound:
                await context.database.write(batch_work.put_report_back, key, report.number)
                return False
            await asyncio.to_thread(archive.add, _name(report), content)
    return True


def _name(report: BatchReport) -> str:
    return file_name(report.number, report.organization or "", report.language)


def _row(report: BatchReport) -> tuple[str, ...]:
    problem = report.problem or {"code": "", "detail": "", "remedy": ""}
    return (
        str(report.number),
        _name(report) if report.fingerprint else "",
        report.organization or "",
        report.assessment_id,
        report.language,
        report.fingerprint or "",
        problem["code"],
        problem["detail"],
        problem["remedy"],
    )


def _passes(error: ReadinessError) -> bool:
    """Tell whether it may go better later: the report itself is not, or need not be, to blame."""
    if isinstance(error, ReportFailed):
        return error.code in {"report_crashed", "report_renderer_closed"}
    return isinstance(error, Unavailable)


def deleted() -> ReportProblem:
    """Return why a report is not in the ZIP whose assessment was deleted."""
    return ReportProblem(
        "assessment_not_found",
        "The assessment was deleted while the batch was there.",
        "Nothing is to be done; the report went with it.",
    )


def _given_up() -> ReportProblem:
    return ReportProblem(
        "report_given_up",
        f"The report was begun {MOST_ATTEMPTS} times and never finished.",
        "Ask for this report alone; the operator's log says more.",
    )


def _questionnaire_refused() -> ReportProblem:
    return ReportProblem(
        "questionnaire_refused",
        "The files of the questionnaire have problems, so it cannot be used.",
        "Let the operator run `readiness check` and mend what it lists.",
    )


def _unexpected() -> ReportProblem:
    return ReportProblem(
        "internal_error",
        "Something went wrong on our side. Nothing was stored by halves.",
        "Ask for this report alone; if it happens again, report it with the assessment's id.",
    )
