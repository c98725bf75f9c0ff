"""Reports of assessments: rendered once, kept by fingerprint, handed out again."""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import structlog

from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict, NotFound
from readiness.reports.manifest import sha256
from readiness.reports.view import (
    AnswerNote,
    BegunRevision,
    EarlierResult,
    EvidencePiece,
    FilledWorksheet,
    GivenBy,
    OpinionPair,
    Participant,
    SettledOpinion,
    WrittenRemark,
)
from readiness.scoring import Questionnaire, Result
from readiness.services.assessments import current_result, latest_result, pinned
from readiness.services.brands import get_brand
from readiness.services.comparisons import find_newest
from readiness.services.context import Context
from readiness.services.disagreements import Disagreement, compare_opinions
from readiness.services.documents import ReportSource, render_pdf_async
from readiness.services.issuing import record_issue
from readiness.services.verification import verify_address
from readiness.storage import assessments, issued, organizations, reports, reviews
from readiness.storage.answers import StoredAnswer
from readiness.storage.database import Session
from readiness.storage.evidence import list_all_evidence
from readiness.storage.files import report_file_key
from readiness.storage.reports import RenderedFile
from readiness.storage.respondents import name_of, names_of
from readiness.storage.rows import Page, PageKey
from readiness.storage.tables import Assessment, Report
from readiness.storage.tables import Result as ResultRow
from readiness.storage.worksheets import list_sheets

PDF = "application/pdf"

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PdfReport:
    """A rendered report with its fingerprint."""

    content: bytes
    fingerprint: str


def report_source(
    session: Session,
    catalog: Catalog,
    account_id: str,
    assessment_id: str,
    public_url: str | None,
) -> tuple[ReportSource, ResultRow]:
    """Gather what the report of a submitted assessment is made from.

    `public_url` is where people reach the service; without it the report names no address to be
    verified at. Raises `NotFound` and, before submission, `Conflict`.
    """
    assessment = assessments.get_assessment(session, account_id, assessment_id)
    row = latest_result(session, account_id, assessment_id)
    result = Result.model_validate(row.result_json)
    made_at = assessment.submitted_at or row.created_at
    source = _source(session, pinned(catalog, assessment), assessment, made_at)(result)
    earlier = _earlier(session, assessment)
    return replace(source, earlier=earlier, verify_at=verify_address(public_url)), row


def current_source(
    session: Session, catalog: Catalog, account_id: str, assessment_id: str, now: datetime
) -> Callable[[], ReportSource]:
    """Return what gathers a report over the answers so far, or over those submitted.

    Calling it needs the database no more and takes up to some ten milliseconds. Raises `NotFound`,
    and `Conflict` when the pinned questionnaire's files were changed.
    """
    assessment = assessments.get_assessment(session, account_id, assessment_id)
    mode = assessment.mode if assessment.status == "in_progress" else "full"
    result = current_result(session, catalog, account_id, assessment_id, mode)
    made_at = assessment.submitted_at or now
    source = _source(session, pinned(catalog, assessment), assessment, made_at)
    return lambda: source(result())


def _source(
    session: Session, questionnaire: Questionnaire, assessment: Assessment, made_at: datetime
) -> Callable[[Result], ReportSource]:
    """Return what makes a report's source of a result, everything else being read already."""
    owner = (assessment.account_id, assessment.id)
    organization = organizations.get_organization(
        session, assessment.account_id, assessment.organization_id
    )
    names = names_of(session, *owner)
    answers = assessments.get_answers(session, *owner)
    people = {
        (name, answer.answered_role or "")
        for answer in answers
        if (name := name_of(names, answer.answered_by))
    }
    compared = compare_opinions(session, questionnaire, assessment)
    return partial(
        ReportSource,
        questionnaire,
        organization=organization.name,
        country=organization.country,
        participants=tuple(Participant(name=name, role=role) for name, role in sorted(people)),
        made_at=made_at,
        worksheets=tuple(
            FilledWorksheet(sheet.worksheet, sheet.sheet, sheet.inputs)
            for sheet in list_sheets(session, *owner)
        ),
        opinions=tuple(_pair(each) for each in compared),
        remarks=tuple(
            WrittenRemark(row.finding, row.text, row.written_by)
            for row in reviews.list_remarks(session, *owner)
        ),
        notes=tuple(
            AnswerNote(answer.question_id, answer.note)
            for answer in answers
            if answer.note and answer.kind == "owner"
        ),
        given=_given(answers, names),
        evidence=tuple(
            EvidencePiece(row.question_id, row.form, row.content, names.get(row.added_by or ""))
            for row in list_all_evidence(session, *owner)
        ),
        revision=_revision(session, owner),
        assessment_id=assessment.id,
        brand=get_brand(session, assessment.account_id, assessment.organization_id),
    )


def _given(answers: Iterable[StoredAnswer], names: Mapping[str, str]) -> tuple[GivenBy, ...]:
    return tuple(
        GivenBy(answer.question_id, name_of(names, answer.answered_by), answer.answered_role)
        for answer in answers
        if answer.kind == "owner" and (answer.answered_by or answer.answered_role)
    )


def _earlier(session: Session, assessment: Assessment) -> EarlierResult | None:
    newest = find_newest(session, assessment)
    if newest is None:
        return None
    found, row = newest
    return EarlierResult(Result.model_validate(row.result_json), found.made_at)


def _revision(session: Session, owner: tuple[str, str]) -> BegunRevision | None:
    reopenings = reviews.list_reopenings(session, *owner)
    if not reopenings:
        return None
    last = reopenings[-1]
    return BegunRevision(last.number + 1, last.reason, last.reopened_by, last.reopened_at)


def _pair(compared: Disagreement) -> OpinionPair:
    settled = compared.settlement
    return OpinionPair(
        question=compared.question.id,
        owner=compared.owner.value,
        second=compared.second.value,
        owner_by=compared.owner.by,
        second_by=compared.second.by,
        settled=SettledOpinion(settled.value, settled.reason, settled.by, settled.at)
        if settled
        else None,
    )


async def get_pdf(
    context: Context, account_id: str, source: ReportSource, row: ResultRow, language: str
) -> PdfReport:
    """Return the stored PDF of a result, rendering and storing it the first time.

    However many ask for the same report at once, this process renders it a single time.
    """
    fingerprint = source.fingerprint(language)
    content = await context.renderings.run(
        f"{account_id}/{fingerprint}",
        partial(_stored_or_rendered, context, source, row, language, fingerprint),
    )
    return PdfReport(content, fingerprint)


async def get_stored(context: Context, account_id: str, report_id: str) -> tuple[Report, bytes]:
    """Return a report as it was rendered once, whatever was changed since; raises `NotFound`."""
    report = await context.database.read(reports.get_report, account_id, report_id)
    return report, await asyncio.to_thread(context.files.get, report.file_key)


def page_of_reports(
    session: Session, account_id: str, assessment_id: str, *, limit: int, after: PageKey | None
) -> Page[Report]:
    """Return a page of an assessment's stored reports, newest first; raises `NotFound`."""
    assessments.get_assessment(session, account_id, assessment_id)
    return reports.list_reports(session, account_id, assessment_id, limit=limit, after=after)


async def _stored_or_rendered(
    context: Context, source: ReportSource, row: ResultRow, language: str, fingerprint: str
) -> bytes:
    stored = await _find(context, row.account_id, fingerprint)
    if stored is not None:
        return stored
    content = await _rendered(context, source, row, language)
    meanwhile = await _find(context, row.account_id, fingerprint)
    if meanwhile is not None:  # another process was quicker; what is stored counts
        return meanwhile
    key = report_file_key(row.account_id, fingerprint, "pdf")
    await asyncio.to_thread(context.files.put, key, content)
    file = RenderedFile(
        fingerprint=fingerprint,
        format="pdf",
        language=language,
        media_type=PDF,
        size=len(content),
        file_key=key,
        content_hash=sha256(content),
    )
    await record_issue(context, source, row, language)
    try:
        await context.database.write(reports.add_report, row, file, now=context.now())
    except Conflict:  # the row is there already, its file had been removed behind our back
        await context.database.write(_renew, row.account_id, file)
    return content


async def _rendered(context: Context, source: ReportSource, row: ResultRow, language: str) -> bytes:
    """Render; the log tells the operator which requests waited for a report to be made."""
    started = time.perf_counter()
    content = await render_pdf_async(context.renderer, source, language)
    _log.info(
        "report_rendered",
        assessment=row.assessment_id,
        language=language,
        edition=source.edition,
        milliseconds=round((time.perf_counter() - started) * 1000, 1),
        bytes=len(content),
    )
    return content


def _renew(session: Session, account_id: str, file: RenderedFile) -> None:
    stored = reports.find_report(session, account_id, file.fingerprint)
    if stored is not None:
        issued.put_content_hash(session, stored, file.content_hash, file.size)


async def _find(context: Context, account_id: str, fingerprint: str) -> bytes | None:
    """Return the stored report; None too when its file was removed behind our back."""
    stored = await context.database.read(reports.find_report, account_id, fingerprint)
    if stored is None:
        return None
    with suppress(NotFound):
        return await asyncio.to_thread(context.files.get, stored.file_key)
    return None
