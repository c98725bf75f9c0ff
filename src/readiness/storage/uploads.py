"""Uploaded sheets: what was given, how far its check is, and what was found.

A check is claimed before it begins, and gives a sign of life while it runs. One whose sign is older
than the lease has ended without a word, such as by the end of its process, and may be claimed
again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Table, Update, bindparam, or_, update
from sqlmodel import Session, col, select

from readiness.errors import NotFound
from readiness.storage.files import sheet_file_key
from readiness.storage.ids import new_id
from readiness.storage.rows import (
    Page,
    PageKey,
    execute,
    fetch_one,
    fetch_page,
    first_row,
    narrowed,
    store,
)
from readiness.storage.table_parts import Row
from readiness.storage.tables import SheetUpload, UploadEncoding, UploadKind

LEASE: Final = timedelta(seconds=15)
_UPLOAD: Table = Row.metadata.tables["sheet_upload"]
_EXTENSIONS: Final[tuple[UploadKind, ...]] = ("csv", "xlsx")


class UploadKey(NamedTuple):
    """Which upload of which account."""

    account_id: str
    upload_id: str


class GivenSheet(NamedTuple):
    """What is known of a file when it is uploaded; `size` is in bytes."""

    worksheet: str
    kind: UploadKind
    encoding: UploadEncoding
    language: str
    size: int


def new_upload(
    account_id: str, assessment_id: str, given: GivenSheet, now: datetime
) -> SheetUpload:
    """Return the row of a new upload, not stored yet: its file is to be put first."""
    upload_id = new_id("upl", now)
    return SheetUpload(
        account_id=account_id,
        id=upload_id,
        assessment_id=assessment_id,
        worksheet=given.worksheet,
        kind=given.kind,
        encoding=given.encoding,
        language=given.language,
        size=given.size,
        file_key=sheet_file_key(account_id, upload_id, "given", given.kind),
        created_at=now,
    )


def add_upload(session: Session, upload: SheetUpload) -> SheetUpload:
    """Add an upload; `Conflict` when the account has no such assessment."""
    return store(session, upload)


def get_upload(
    session: Session, account_id: str, assessment_id: str, upload_id: str
) -> SheetUpload:
    """Return an upload of an assessment or raise `NotFound`."""
    found = find_upload(session, UploadKey(account_id, upload_id))
    if found is None or found.assessment_id != assessment_id:
        raise not_found()
    return found


def find_upload(session: Session, key: UploadKey) -> SheetUpload | None:
    """Return an upload, or None when the account has none with this id."""
    return fetch_one(
        session,
        select(SheetUpload).where(
            SheetUpload.account_id == key.account_id, SheetUpload.id == key.upload_id
        ),
    )


def list_uploads(  # one parameter for each thing that narrows the list
    session: Session,
    account_id: str,
    assessment_id: str,
    worksheet: str,
    *,
    limit: int,
    after: PageKey | None = None,
) -> Page[SheetUpload]:
    """Return a page of the uploads to a worksheet, newest first."""
    mine = select(SheetUpload).where(
        SheetUpload.account_id == account_id,
        SheetUpload.assessment_id == assessment_id,
        SheetUpload.worksheet == worksheet,
    )
    return fetch_page(session, mine, SheetUpload, limit=limit, after=after)


def list_unfinished(session: Session) -> tuple[UploadKey, ...]:
    """Return the uploads of all accounts that are not checked yet, oldest first."""
    rows = session.exec(
        select(SheetUpload.account_id, SheetUpload.id)
        .where(SheetUpload.state == "checking")
        .order_by(col(SheetUpload.created_at), col(SheetUpload.id))
    )
    return tuple(UploadKey(*row) for row in rows)


def claim_upload(session: Session, key: UploadKey, now: datetime) -> bool:
    """Begin a check; False when it is finished, gone or under way elsewhere."""
    values = _named(key) | {"now": now, "stale": now - LEASE}
    return first_row(session, _CLAIM, **values) is not None


def mark_progress(
    session: Session, key: UploadKey, step: str, done: int, total: int, *, now: datetime
) -> None:
    """Say how far a check is."""
    values = {"the_step": step, "done": done, "total": total, "now": now}
    execute(session, _PROGRESS, _named(key) | values)


def mark_checked(
    session: Session, key: UploadKey, summary: Mapping[str, Any], *, now: datetime
) -> None:
    """Keep what was found; nothing happens when the check is finished already."""
    execute(session, _CHECKED, _named(key) | {"found": dict(summary), "now": now})


def mark_refused(
    session: Session, key: UploadKey, problems: Sequence[Mapping[str, Any]], *, now: datetime
) -> None:
    """Keep why the sheet could not be checked; nothing happens when it is finished already."""
    listed = [dict(problem) for problem in problems]
    execute(session, _REFUSED, _named(key) | {"found": listed, "now": now})


def list_file_keys(
    session: Session,
    account_id: str,
    *,
    organization_id: str | None = None,
    assessment_id: str | None = None,
) -> tuple[str, ...]:
    """Return the keys of all files of uploads of an organization or assessment.

    To be asked before a deletion, as with reports. Not every key has a file.
    """
    ids = narrowed(
        select(SheetUpload.id).where(SheetUpload.account_id == account_id),
        SheetUpload,
        organization_id=organization_id,
        assessment_id=assessment_id,
    )
    return tuple(
        sheet_file_key(account_id, upload_id, part, extension)
        for upload_id in session.exec(ids.order_by(col(SheetUpload.id)))
        for part in ("given", "checked")
        for extension in _EXTENSIONS
    )


def not_found() -> NotFound:
    """Return the error for an upload that there is not."""
    return NotFound(
        "upload_not_found",
        "There is no such upload to this assessment.",
        "List the uploads of the worksheet, or upload the sheet again.",
    )


def _named(key: UploadKey) -> dict[str, Any]:
    return {"account": key.account_id, "upload": key.upload_id}


def _of_unfinished() -> Update:
    return update(_UPLOAD).where(
        _UPLOAD.c.account_id == bindparam("account"),
        _UPLOAD.c.id == bindparam("upload"),
        _UPLOAD.c.state == "checking",
    )


_CLAIM: Final = (
    _of_unfinished()
    .where(or_(_UPLOAD.c.claimed_at.is_(None), _UPLOAD.c.claimed_at < bindparam("stale")))
    .values(claimed_at=bindparam("now"), attempts=_UPLOAD.c.attempts + 1)
    .returning(_UPLOAD.c.id)
)
_PROGRESS: Final = _of_unfinished().values(
    step=bindparam("the_step"),
    rows_done=bindparam("done"),
    rows_total=bindparam("total"),
    claimed_at=bindparam("now"),
)
_CHECKED: Final = _of_unfinished().values(
    state="done", step="done", summary=bindparam("found"), finished_at=bindparam("now")
)
_REFUSED: Final = _of_unfinished().values(
    state="refused", step="refused", problems=bindparam("found"), finished_at=bindparam("now")
)
