"""Organizations: the manufacturers an account assesses."""

from collections.abc import Mapping
from datetime import datetime

from readiness.storage import evidence, organizations, report_batches, reports, uploads
from readiness.storage.database import Session
from readiness.storage.tables import Organization


def change_organization(
    session: Session,
    account_id: str,
    organization_id: str,
    changes: Mapping[str, str | None],
    now: datetime,
) -> Organization:
    """Change the named members of an organization; raises `NotFound` and `Conflict`."""
    organization = organizations.get_organization(session, account_id, organization_id)
    for member, value in changes.items():
        setattr(organization, member, value)
    return organizations.put_organization(session, organization, now=now)


def delete_organization(session: Session, account_id: str, organization_id: str) -> tuple[str, ...]:
    """Delete an organization with all it holds; return the files to remove afterwards."""
    files = reports.list_file_keys(session, account_id, organization_id=organization_id)
    sheets = uploads.list_file_keys(session, account_id, organization_id=organization_id)
    proofs = evidence.list_file_keys(session, account_id, organization_id=organization_id)
    archives = report_batches.withdraw_files(session, account_id, organization_id=organization_id)
    organizations.delete_organization(session, account_id, organization_id)
    return (*files, *sheets, *proofs, *archives)
