"""The code vectors of stored assessments, for bulk scoring outside the database."""

from collections.abc import Iterator

from readiness.errors import NotFound
from readiness.scoring import Questionnaire
from readiness.services.stored_answers import whole_vectors
from readiness.storage import code_vectors
from readiness.storage.accounts import get_account
from readiness.storage.assessments import QuestionnairePin
from readiness.storage.code_vectors import Owner
from readiness.storage.database import Database, Session

PAGE = 2_000
"""So many assessments are read at a time; more keep the garbage collector busy."""


def count_codes(
    session: Session, questionnaire: Questionnaire, account_id: str | None = None
) -> int:
    """Return how many submitted assessments pin a questionnaire.

    Raises `NotFound` for an unknown account and where there are none.
    """
    if account_id is not None:
        get_account(session, account_id)
    counted = code_vectors.count_submitted(session, questionnaire.key, account_id)
    if _pin(questionnaire) not in counted:
        raise NotFound(
            "nothing_to_export",
            f"There are no submitted assessments of {questionnaire.reference}.",
            "Check the version and, if you named one, the account.",
        )
    return counted[_pin(questionnaire)]


def stored_codes(
    database: Database, questionnaire: Questionnaire, account_id: str | None = None
) -> Iterator[tuple[list[Owner], list[bytes]]]:
    """Yield, page by page, whose submitted assessments pin a questionnaire, and their vectors."""
    after: Owner | None = None
    while True:
        owners, codes = database.read_now(_read_page, questionnaire, account_id, after)
        if not owners:
            return
        yield owners, codes
        after = owners[-1]


def _read_page(
    session: Session, questionnaire: Questionnaire, account_id: str | None, after: Owner | None
) -> tuple[list[Owner], list[bytes]]:
    owners, codes = code_vectors.list_codes(
        session, _pin(questionnaire), account_id, after=after, limit=PAGE
    )
    return owners, whole_vectors(session, questionnaire, owners, codes)


def _pin(questionnaire: Questionnaire) -> QuestionnairePin:
    return QuestionnairePin(questionnaire.key, questionnaire.version, questionnaire.digest)
