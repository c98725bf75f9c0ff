"""Sheets uploaded to a table worksheet of an assessment: taken, followed, handed out, answered."""

import asyncio
from dataclasses import dataclass
from typing import BinaryIO

from readiness.catalog.catalog import Catalog
from readiness.errors import Conflict, NotAcceptable, NotFound
from readiness.redirects.csv_reading import Encoding
from readiness.services.assessments import (
    pinned,
)
from readiness.services.context import Context
from readiness.services.redirect_sheets import SheetKind, table_of
from readiness.storage import assessments, uploads
from readiness.storage.database import Session
from readiness.storage.files import sheet_file_key
from readiness.storage.rows import Page, PageKey
from readiness.storage.tables import SheetUpload
from readiness.storage.uploads import GivenSheet, UploadKey


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
    refuse_unless_done(upload)
    key = sheet_file_key(upload.account_id, upload.id, "checked", form)
    try:
        return await asyncio.to_thread(context.files.get, key)
    except NotFound as error:
        if form == "csv":
            raise
        raise NotAcceptable(
            "not_acceptable", "The sheet is too long for a workbook.", "Accept text/csv."
        ) from error


def _known(session: Session, catalog: Catalog, where: WorksheetOf) -> None:
    assessment = assessments.get_assessment(session, where.account_id, where.assessment_id)
    table_of(pinned(catalog, assessment), where.worksheet)


def _taken_up(context: Context, upload: SheetUpload) -> SheetUpload:
    if upload.state == "checking":
        context.sheets.start(UploadKey(upload.account_id, upload.id))
    return upload


def refuse_unless_done(upload: SheetUpload) -> None:
    """Raise `Conflict` for a sheet that is being checked, or could not be read."""
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
