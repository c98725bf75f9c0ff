"""Sheets uploaded to a table worksheet of an assessment: taken, followed, handed out, answered."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, Final

from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict, NotAcceptable, NotFound
from readiness.redirects.csv_reading import Encoding
from readiness.redirects.summary import SheetCoverage, SheetSummary
from readiness.scoring.differences import Difference
from readiness.services.assessments import (
    AnswerChanges,
    given_answers,
    pinned,
    save_answers,
)
from readiness.services.context import Context
from readiness.services.redirect_sheets import SheetKind, table_of
from readiness.services.simulations import simulate
from readiness.storage import assessments, uploads
from readiness.storage.answers import StoredAnswer
from readiness.storage.database import Session
from readiness.storage.files import sheet_file_key
from readiness.storage.rows import Page, PageKey
from readiness.storage.tables import SheetUpload
from readiness.storage.uploads import GivenSheet, UploadKey

_MEASURED: Final = re.compile(r"Measured by worksheet [A-Z0-9-]+, upload upl_\w+: ")


@dataclass(frozen=True, slots=True)
class WorksheetOf:
    """A worksheet of an assessment of an account."""

    account_id: str
    assessment_id: str
    worksheet: str


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file with a sheet as it was sent: its bytes, or an open file that holds `size` of them."""

    content: bytes | BinaryIO
    size: int
    kind: SheetKind
    encoding: Encoding = "utf-8"


@dataclass(frozen=True, slots=True)
class Feeding:
    """Whether a figure given by hand is replaced, and who takes the figure over, as what."""

    replace: bool = False
    answered_by: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class FedAnswer:
    """The figure that is now the answer; `replaced` is the one before, None where there was none.

    `by_hand` says whether the one before was given by hand.
    """

    question: str
    value: float
    note: str
    replaced: Any
    by_hand: bool


@dataclass(frozen=True, slots=True)
class FeedPreview:
    """What taking a measured figure over would change; `before` is None without an answer."""

    question: str
    before: Any
    by_hand: bool
    measured: float
    change: Difference


async def take_upload(
    context: Context, where: WorksheetOf, file: SentFile, language: str
) -> SheetUpload:
    """Keep a file and have it checked in the background.

    Raises `NotFound` for an unknown assessment or worksheet, and `Conflict` when the pinned
    questionnaire's files were changed.
    """
    await context.database.read_long(_known, context.catalog, where)
    given = GivenSheet(where.worksheet, file.kind, file.encoding, language, file.size)
    upload = uploads.new_upload(where.account_id, where.assessment_id, given, context.now())
    await asyncio.to_thread(context.files.put, upload.file_key, file.content)
    stored = await context.database.write(uploads.add_upload, upload)
    context.sheets.start(UploadKey(stored.account_id, stored.id))
    return stored


async def followed_upload(context: Context, where: WorksheetOf, upload_id: str) -> SheetUpload:
    """Return an upload; a check that ended without a word is taken up again."""
    upload = await context.database.read(
        uploads.get_upload, where.account_id, where.assessment_id, upload_id
    )
    if upload.worksheet != where.worksheet:
        raise uploads.not_found()
    return _taken_up(context, upload)


def page_of_uploads(
    session: Session,
    catalog: Catalog,
    where: WorksheetOf,
    *,
    limit: int,
    after: PageKey | None = None,
) -> Page[SheetUpload]:
    """Return a page of the uploads to a worksheet, newest first; raises as `take_upload` does."""
    _known(session, catalog, where)
    place = (where.account_id, where.assessment_id, where.worksheet)
    return uploads.list_uploads(session, *place, limit=limit, after=after)


async def latest_upload(context: Context, where: WorksheetOf) -> SheetUpload:
    """Return the newest upload to a worksheet; raises `NotFound` when there is none."""
    page = await context.database.read_long(page_of_uploads, context.catalog, where, limit=1)
    if not page.rows:
        raise uploads.not_found()
    return _taken_up(context, page.rows[0])


async def checked_content(context: Context, upload: SheetUpload, form: SheetKind) -> bytes:
    """Return the checked sheet; raises `Conflict` before there is one.

    Raises `NotAcceptable` for the workbook of a sheet too long for one.
    """
    _refuse_unless_done(upload)
    key = sheet_file_key(upload.account_id, upload.id, "checked", form)
    try:
        return await asyncio.to_thread(context.files.get, key)
    except NotFound as error:
        if form == "csv":
            raise
        raise NotAcceptable(
            "not_acceptable", "The sheet is too long for a workbook.", "Accept text/csv."
        ) from error


def feed_answer(
    session: Session,
    catalog: Catalog,
    where: WorksheetOf,
    upload_id: str,
    feeding: Feeding,
    now: datetime,
) -> FedAnswer:
    """Put the measured coverage as the answer of the question the worksheet feeds.

    A figure given by hand is replaced only if `feeding` says so. Raises `NotFound`, `Conflict`
    when the sheet is not checked, has no coverage, a figure was given by hand or the assessment is
    submitted, and `InvalidInput` when the question does not take the figure.
    """
    upload = uploads.get_upload(session, where.account_id, where.assessment_id, upload_id)
    if upload.worksheet != where.worksheet:
        raise uploads.not_found()
    _refuse_unless_done(upload)
    coverage = SheetSummary.model_validate(upload.summary).coverage
    if coverage.percent is None:
        raise Conflict(
            "no_coverage",
            "The sheet has no row with visits or backlinks, so nothing was measured.",
            "Add visits or backlinks to the sheet and upload it again.",
        )
    before = _answer_before(session, where, coverage.question)
    by_hand = before is not None and not _MEASURED.match(before.note or "")
    if before is not None and by_hand and not feeding.replace:
        raise Conflict(
            "answer_given",
            f"{coverage.question} was answered with {before.value} by hand; measured were "
            f"{coverage.percent}.",
            'Send {"replace": true} to put the measured figure in its place.',
        )
    note = _note(upload, coverage)
    changes = AnswerChanges(
        answers={coverage.question: coverage.percent},
        answered_by=feeding.answered_by,
        role=feeding.role,
        notes={coverage.question: note},
    )
    save_answers(session, catalog, where.account_id, where.assessment_id, changes, now)
    return FedAnswer(
        coverage.question, coverage.percent, note, before.value if before else None, by_hand
    )


def feed_preview(
    session: Session, catalog: Catalog, where: WorksheetOf, upload: SheetUpload
) -> Callable[[], FeedPreview] | None:
    """Return what says what taking the measured figure over would change; None without a figure.

    Calling it needs the database no more and scores twice. Raises `NotFound`, and `Conflict` when
    the pinned questionnaire's files were changed.
    """
    if upload.state != "done":
        return None
    coverage = SheetSummary.model_validate(upload.summary).coverage
    if coverage.percent is None:
        return None
    before = _answer_before(session, where, coverage.question)
    given = given_answers(session, catalog, where.account_id, where.assessment_id)
    by_hand = before is not None and not _MEASURED.match(before.note or "")
    measured = coverage.percent

    def preview() -> FeedPreview:
        change = simulate(given, {coverage.question: measured}, {}).difference
        value = before.value if before else None
        return FeedPreview(coverage.question, value, by_hand, measured, change)

    return preview


def _known(session: Session, catalog: Catalog, where: WorksheetOf) -> None:
    assessment = assessments.get_assessment(session, where.account_id, where.assessment_id)
    table_of(pinned(catalog, assessment), where.worksheet)


def _taken_up(context: Context, upload: SheetUpload) -> SheetUpload:
    if upload.state == "checking":
        context.sheets.start(UploadKey(upload.account_id, upload.id))
    return upload


def _refuse_unless_done(upload: SheetUpload) -> None:
    if upload.state == "checking":
        raise Conflict(
            "upload_not_checked",
            "The sheet is still being checked.",
            "Ask for the upload until its state is done.",
        )
    if upload.state == "refused":
        raise Conflict(
            "upload_refused",
            "The sheet could not be read, so there is nothing checked.",
            "See the problems of the upload, mend the sheet and upload it again.",
        )


def _answer_before(session: Session, where: WorksheetOf, question: str) -> StoredAnswer | None:
    stored = assessments.get_answers(session, where.account_id, where.assessment_id)
    return next((a for a in stored if a.question_id == question and a.kind == "owner"), None)


def _note(upload: SheetUpload, coverage: SheetCoverage) -> str:
    return (
        f"Measured by worksheet {upload.worksheet}, upload {upload.id}: {coverage.covered} of "
        f"{coverage.base} addresses with visits or backlinks have a valid target."
    )
