"""Reports of before fingerprints were written down are known all the same."""

from alembic import command

from readiness.storage.assessments import get_assessment
from readiness.storage.database import Database, Session
from readiness.storage.issued import find_issued, list_files
from readiness.storage.issued_tables import IssuedReport
from readiness.storage.migrate import alembic_config, migrate
from readiness.storage.reports import RenderedFile, add_report
from readiness.storage.results import add_result
from tests.storage.conftest import NOW, Tenant, add_tenant

FINGERPRINT = "c" * 64


def _with_report(session: Session) -> Tenant:
    tenant = add_tenant(session)
    result = add_result(
        session,
        get_assessment(session, tenant.account_id, tenant.assessment_id),
        result_json={},
        result_hash="b" * 64,
        engine_version="0.1.0",
        now=NOW,
    )
    file = RenderedFile(FINGERPRINT, "pdf", "nl", "application/pdf", 12, "k", "a" * 64)
    add_report(session, result, file, now=NOW)
    return tenant


def _known(session: Session) -> tuple[IssuedReport, list[str | None]]:
    found = find_issued(session, FINGERPRINT[:32])
    assert found is not None
    return found, [file.content_hash for file in list_files(session, found)]


def test_what_their_rows_say_is_taken_over(database_url: str) -> None:
    with Database.open(database_url) as database:
        tenant = database.write_now(_with_report)
    command.downgrade(alembic_config(database_url), "0006")
    migrate(database_url)
    with Database.open(database_url) as database:
        found, hashes = database.read_now(_known)
    assert (found.account_id, found.assessment_id) == (tenant.account_id, tenant.assessment_id)
    assert (found.organization, found.language, found.edition) == ("Nordwerk GmbH", "nl", "full")
    assert (found.result_hash, found.made_at, found.issued_at) == ("b" * 64, NOW, NOW)
    assert hashes == [None]
