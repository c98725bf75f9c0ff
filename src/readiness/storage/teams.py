"""Changes to who answers an assessment: roles given, people leaving, and their private links."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Table, bindparam, delete, func, select, update
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from readiness.errors import NotFound
from readiness.storage.access_tables import AccessLink, Respondent
from readiness.storage.metadata import METADATA
from readiness.storage.rows import execute, fetch_all, fetch_one

_RESPONDENT: Table = METADATA.tables["respondent"]
_THIS = (
    _RESPONDENT.c.account_id == bindparam("account"),
    _RESPONDENT.c.assessment_id == bindparam("assessment"),
    _RESPONDENT.c.id == bindparam("respondent"),
)
_PUT_ROLES = update(_RESPONDENT).where(*_THIS).values(roles=bindparam("given"))
_KEEP_NAME = update(_RESPONDENT).where(*_THIS).values(roles=[], email=None)
_DELETE = delete(_RESPONDENT).where(*_THIS)
_NAMED_IN = (
    ("answer", "answered_by"),
    ("answer_history", "answered_by"),
    ("evidence", "added_by"),
    ("settlement", "settled_by"),
)
"""Tables and columns of the record that name a respondent by id."""


def get_respondent(
    session: Session, account_id: str, assessment_id: str, respondent_id: str
) -> Respondent:
    """Return the respondent or raise `NotFound`."""
    found = fetch_one(
        session,
        select_rows(Respondent).where(
            Respondent.account_id == account_id,
            Respondent.assessment_id == assessment_id,
            Respondent.id == respondent_id,
        ),
    )
    if found is None:
        raise _not_found()
    return found


def put_roles(
    session: Session,
    account_id: str,
    assessment_id: str,
    respondent_id: str,
    roles: Sequence[str],
) -> None:
    """Let a respondent answer in exactly these roles; raises `NotFound`."""
    parameters = _parameters(account_id, assessment_id, respondent_id) | {"given": list(roles)}
    if execute(session, _PUT_ROLES, parameters).rowcount == 0:
        raise _not_found()


def delete_respondent(
    session: Session, account_id: str, assessment_id: str, respondent_id: str
) -> None:
    """Take a person and their links out of an assessment; raises `NotFound`.

    Of one whom the record names, the name stays and nothing else.
    """
    parameters = _parameters(account_id, assessment_id, respondent_id)
    in_record = _is_in_record(session, account_id, assessment_id, respondent_id)
    statement = _KEEP_NAME if in_record else _DELETE
    if execute(session, statement, parameters).rowcount == 0:
        raise _not_found()
    links: Table = METADATA.tables["access_link"]
    mine = (links.c.account_id == account_id, links.c.respondent_id == respondent_id)
    execute(session, delete(links).where(*mine))


def list_answer_links(
    session: Session, account_id: str, assessment_id: str
) -> tuple[AccessLink, ...]:
    """Return the links to answer by, oldest first, revoked ones too."""
    mine = select_rows(AccessLink).where(
        AccessLink.account_id == account_id,
        AccessLink.assessment_id == assessment_id,
        AccessLink.purpose == "answer",
    )
    return fetch_all(session, mine.order_by(col(AccessLink.created_at), col(AccessLink.id)))


def _is_in_record(
    session: Session, account_id: str, assessment_id: str, respondent_id: str
) -> bool:
    for name, column in _NAMED_IN:
        table: Table = METADATA.tables[name]
        named: list[ColumnElement[bool]] = [
            table.c.account_id == account_id,
            table.c.assessment_id == assessment_id,
            table.c[column] == respondent_id,
        ]
        if execute(session, select(func.count()).select_from(table).where(*named)).scalar():
            return True
    return False


def _parameters(account_id: str, assessment_id: str, respondent_id: str) -> dict[str, object]:
    return {"account": account_id, "assessment": assessment_id, "respondent": respondent_id}


def _not_found() -> NotFound:
    return NotFound(
        "respondent_not_found",
        "There is no such person in this team.",
        "Look at the team again to see who answers.",
    )
