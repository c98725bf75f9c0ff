"""The demo account: the sample companies of the questionnaires' cases, submitted and scored."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from readiness.catalog.cases import Case
from readiness.catalog.catalog import Catalog
from readiness.errors import Unauthorized, Unavailable
from readiness.services import assessments
from readiness.services.accounts import add_key, authenticate, open_account
from readiness.services.samples import list_companies
from readiness.storage.accounts import list_accounts
from readiness.storage.assessments import list_assessments
from readiness.storage.database import Database, Session
from readiness.storage.organizations import add_organization

DEMO_ACCOUNT = "Demo consultancy"


@dataclass(frozen=True, slots=True)
class Demo:
    """A usable API key of the demo account and a sample company's assessment, if there is one."""

    key: str
    assessment_id: str | None


def open_demo(database: Database, catalog: Catalog, key_file: Path, now: datetime) -> Demo:
    """Make the demo account on first call; return a working key each time.

    The key is kept in `key_file`, readable by its owner only, because the database holds just its
    hash.
    """
    key = database.write_now(_open, catalog, _kept_key(key_file), now)
    _keep_key(key_file, key)
    return Demo(key=key, assessment_id=database.read_now(_newest_assessment, key, now))


def _open(session: Session, catalog: Catalog, kept_key: str | None, now: datetime) -> str:
    account_id = next(
        (account.id for account in list_accounts(session) if account.name == DEMO_ACCOUNT), None
    )
    if account_id is None:
        account_id, key = open_account(session, DEMO_ACCOUNT, now)
        for entry in reversed(catalog.list()):  # the first one's companies are the newest
            loaded = catalog.get(entry.reference)
            for case in reversed(list_companies(loaded)):
                _add_sample(session, catalog, account_id, entry.reference, case, now)
        return key
    if kept_key is not None and _works(session, kept_key, now):
        return kept_key
    return add_key(session, account_id, "demo key", now)


def _add_sample(  # one call site
    session: Session,
    catalog: Catalog,
    account_id: str,
    reference: str,
    case: Case,
    now: datetime,
) -> None:
    manufacturer = case.sheet.organization
    assert manufacturer is not None
    organization = add_organization(
        session,
        account_id,
        name=manufacturer.name,
        country=manufacturer.country,
        external_ref=case.case,
        now=now,
    )
    assessment = assessments.open_assessment(
        session, catalog, account_id, organization.id, reference, now
    )
    changes = assessments.AnswerChanges(case.answers, case.second_opinions)
    assessments.save_answers(session, catalog, account_id, assessment.id, changes, now)
    assessments.submit(session, catalog, account_id, assessment.id, now)


def _works(session: Session, key: str, now: datetime) -> bool:
    try:
        authenticate(session, key, now)
    except Unauthorized:
        return False
    return True


def _newest_assessment(session: Session, key: str, now: datetime) -> str | None:
    account_id = authenticate(session, key, now).account_id
    rows = list_assessments(session, account_id, limit=1, status="submitted").rows
    return rows[0].id if rows else None


def _keep_key(key_file: Path, key: str) -> None:
    try:
        key_file.parent.mkdir(parents=True, exist_ok=True)
        key_file.touch(mode=0o600)
        key_file.write_text(key + "\n", encoding="utf-8")
    except OSError as error:
        raise Unavailable(
            "demo_key_unwritable",
            f"The demo API key cannot be kept in {key_file}: {error.strerror}.",
            "Let READINESS_DEMO_KEY_FILE name a file in a folder that can be written to.",
        ) from error


def _kept_key(key_file: Path) -> str | None:
    return key_file.read_text(encoding="utf-8").strip() if key_file.is_file() else None
