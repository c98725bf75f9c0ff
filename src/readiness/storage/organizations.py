"""Organizations: the manufacturers an account assesses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Table, delete, update
from sqlmodel import Session, select

from readiness.errors import Conflict, NotFound
from readiness.storage.ids import new_id
from readiness.storage.rows import Page, PageKey, execute, fetch_one, fetch_page, store
from readiness.storage.table_parts import Row
from readiness.storage.tables import Organization

_ORGANIZATION: Table = Row.metadata.tables["organization"]


def add_organization(
    session: Session,
    account_id: str,
    *,
    name: str,
    country: str | None = None,
    external_ref: str | None = None,
    now: datetime,
) -> Organization:
    """Add an organization; `country` is ISO 3166 alpha-2, `external_ref` the account's own id.

    Raises `Conflict` when another organization of the account has the same `external_ref`.
    """
    return store(
        session,
        Organization(
            account_id=account_id,
            id=new_id("org", now),
            name=name,
            country=country,
            external_ref=external_ref,
            created_at=now,
            updated_at=now,
        ),
    )


def find_organization(
    session: Session, account_id: str, organization_id: str
) -> Organization | None:
    """Return the organization, or None when the account has none with this id."""
    return fetch_one(
        session,
        select(Organization).where(
            Organization.account_id == account_id, Organization.id == organization_id
        ),
    )


def find_organization_by_reference(
    session: Session, account_id: str, external_ref: str
) -> Organization | None:
    """Return the organization the account knows under its own id `external_ref`, or None."""
    return fetch_one(
        session,
        select(Organization).where(
            Organization.account_id == account_id, Organization.external_ref == external_ref
        ),
    )


def get_organization(session: Session, account_id: str, organization_id: str) -> Organization:
    """Return the organization or raise `NotFound`."""
    found = find_organization(session, account_id, organization_id)
    if found is None:
        raise _not_found()
    return found


def list_organizations(
    session: Session, account_id: str, *, limit: int, after: PageKey | None = None
) -> Page[Organization]:
    """Return a page of the account's organizations, newest first."""
    mine = select(Organization).where(Organization.account_id == account_id)
    return fetch_page(session, mine, Organization, limit=limit, after=after)


def put_organization(
    session: Session, organization: Organization, *, now: datetime
) -> Organization:
    """Store name, country and reference of an organization that was read and changed.

    Returns it with its new version. Raises `NotFound` when it is gone meanwhile and `Conflict` when
    somebody else changed it since it was read, or its reference is taken.
    """
    table = _ORGANIZATION.c
    changed = execute(
        session,
        update(_ORGANIZATION)
        .where(
            table.account_id == organization.account_id,
            table.id == organization.id,
            table.version == organization.version,
        )
        .values(
            name=organization.name,
            country=organization.country,
            external_ref=organization.external_ref,
            updated_at=now,
            version=table.version + 1,
        ),
    )
    stored = get_organization(session, organization.account_id, organization.id)
    if changed.rowcount == 0:
        raise Conflict(
            "version_mismatch",
            "The organization was changed by somebody else meanwhile.",
            "Read it again, then repeat your change.",
        )
    return stored


def delete_organization(session: Session, account_id: str, organization_id: str) -> None:
    """Delete the organization with its assessments, answers, results and reports.

    Raises `NotFound` when there is none. Files of reports are not in the database: ask
    `reports.list_file_keys` for them first.
    """
    table = _ORGANIZATION.c
    deleted = execute(
        session,
        delete(_ORGANIZATION).where(table.account_id == account_id, table.id == organization_id),
    )
    if deleted.rowcount == 0:
        raise _not_found()


def _not_found() -> NotFound:
    return NotFound(
        "organization_not_found",
        "There is no such organization in this account.",
        "List the organizations to see which there are.",
    )
