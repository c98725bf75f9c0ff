"""An account with what belongs to it, to hang rows on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from readiness.storage.accounts import add_account
from readiness.storage.assessments import QuestionnairePin, add_assessment
from readiness.storage.database import Database, Session
from readiness.storage.organizations import add_organization

NOW = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
PIN = QuestionnairePin("d2c-readiness", "2026.1.0", "a" * 64)


@dataclass(frozen=True)
class Tenant:
    """One account with one organization and one assessment in progress."""

    account_id: str
    organization_id: str
    assessment_id: str


def add_tenant(session: Session) -> Tenant:
    account = add_account(session, "Kanzlei Süd", now=NOW)
    organization = add_organization(session, account.id, name="Nordwerk GmbH", now=NOW)
    assessment = add_assessment(session, account.id, organization.id, PIN, now=NOW)
    return Tenant(account.id, organization.id, assessment.id)


@pytest.fixture
def tenant(database: Database) -> Tenant:
    return database.write_now(add_tenant)


@pytest.fixture
def other_tenant(database: Database) -> Tenant:
    return database.write_now(add_tenant)
