"""What was typed into the worksheets of assessments, kept as it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Executable, Insert, Table, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, select

from readiness.errors import PreconditionFailed
from readiness.storage.rows import execute, fetch_all, fetch_one
from readiness.storage.table_parts import Row
from readiness.storage.tables import WorksheetSheet

NOT_FILLED: Final = 0
"""The revision of a sheet into which nothing was typed yet."""

_SHEET: Table = Row.metadata.tables["worksheet_sheet"]
_COLUMNS: Final = tuple(column.name for column in _SHEET.columns)
_CHANGED: Final = ("inputs", "updated_at")


def list_sheets(
    session: Session, account_id: str, assessment_id: str
) -> tuple[WorksheetSheet, ...]:
    """Return the filled sheets of an assessment, by worksheet and sheet."""
    return fetch_all(
        session,
        select(WorksheetSheet)
        .where(
            WorksheetSheet.account_id == account_id, WorksheetSheet.assessment_id == assessment_id
        )
        .order_by(WorksheetSheet.worksheet, WorksheetSheet.sheet),
    )


def find_sheet(
    session: Session, account_id: str, assessment_id: str, worksheet: str, sheet: str
) -> WorksheetSheet | None:
    """Return a filled sheet, or None while nothing was typed into it."""
    return fetch_one(
        session,
        select(WorksheetSheet).where(
            WorksheetSheet.account_id == account_id,
            WorksheetSheet.assessment_id == assessment_id,
            WorksheetSheet.worksheet == worksheet,
            WorksheetSheet.sheet == sheet,
        ),
    )


def put_sheet(
    session: Session,
    row: WorksheetSheet,
    *,
    expected_revision: int | None = None,
) -> int:
    """Store a sheet whole, over what was there, and return its new revision.

    `row.revision` is not read. Raises `PreconditionFailed` when a revision is expected and the
    stored one is another (`NOT_FILLED`: there must be none), and `Conflict` when the account has
    no such assessment.
    """
    values = {column: getattr(row, column) for column in _COLUMNS} | {"revision": 1}
    statement: Executable
    if expected_revision is None:
        statement = _UPSERT[session.get_bind().dialect.name]
    elif expected_revision == NOT_FILLED:
        statement = _ADD[session.get_bind().dialect.name]
    else:
        values = _as_parameters(values, expected_revision)
        statement = _REPLACE
    revision = execute(session, statement, values).scalar_one_or_none()
    if revision is None:
        raise _changed()
    return int(revision)


def _as_parameters(values: Mapping[str, Any], expected_revision: int) -> dict[str, Any]:
    """Names of bound values must not be those of the columns that are set."""
    return {f"the_{column}": value for column, value in values.items()} | {
        "the_revision": expected_revision
    }


def _insert(dialect_insert: Any, *, replace: bool) -> Insert:
    statement = dialect_insert(_SHEET)
    key = list(_SHEET.primary_key.columns)
    if replace:
        changed = {column: statement.excluded[column] for column in _CHANGED}
        settled = statement.on_conflict_do_update(
            index_elements=key, set_=changed | {"revision": _SHEET.c.revision + 1}
        )
    else:
        settled = statement.on_conflict_do_nothing(index_elements=key)
    made: Insert = settled.returning(_SHEET.c.revision)
    return made


_DIALECTS: Final = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_UPSERT: Final = {name: _insert(made, replace=True) for name, made in _DIALECTS.items()}
_ADD: Final = {name: _insert(made, replace=False) for name, made in _DIALECTS.items()}
_REPLACE: Final = (
    update(_SHEET)
    .where(
        *(column == bindparam(f"the_{column.name}") for column in _SHEET.primary_key.columns),
        _SHEET.c.revision == bindparam("the_revision"),
    )
    .values(
        {column: bindparam(f"the_{column}") for column in _CHANGED}
        | {"revision": _SHEET.c.revision + 1}
    )
    .returning(_SHEET.c.revision)
)


def _changed() -> PreconditionFailed:
    return PreconditionFailed(
        "sheet_changed",
        "The sheet was changed by somebody else meanwhile.",
        "Read it again, then repeat your change with its new ETag.",
    )
